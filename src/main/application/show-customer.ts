import type { CartView } from '#shared/ipc/cart-contract.ts'
import type {
  CustomerInputOf,
  CustomerRouteName,
  CustomerScene,
  CustomerView,
} from '#shared/ipc/customer-contract.ts'
import type { SaleInHandView } from '#shared/ipc/tender-contract.ts'
import { ok, type Result } from '#shared/result.ts'
import type { Language } from '#shared/vocabulary.ts'
import { isNextCustomer } from '../domain/customer-language.ts'
import type { ApplicationPorts } from './application-ports.ts'
import type { Checkout } from './checkout.ts'
import { customerSale, customerScene } from './views/customer-view.ts'

/** One per route of the customer's contract, which is another one than the till's. */
export type CustomerHandlers = {
  readonly [K in CustomerRouteName]: (input: CustomerInputOf<K>) => Promise<Result<CustomerView>>
}

/**
 * What the customer's screen shows: read anew from the cart, the sale in hand and the checkout each
 * time, so that it can show nothing that isn't so. Keeps only which language the customer chose.
 */
export function createShowCustomer(
  ports: Pick<ApplicationPorts, 'store' | 'settings'> & {
    readonly checkout: Checkout
    readonly cart: { get(): Promise<Result<CartView>> }
    readonly showSale: () => Promise<Result<SaleInHandView>>
  },
): CustomerHandlers {
  const { settings } = ports
  let chosen: Language | null = null
  let last: CustomerScene['kind'] = 'idle'

  async function view(): Promise<Result<CustomerView>> {
    const [cart, inHand, shop, preferences] = await Promise.all([
      ports.cart.get(),
      ports.showSale(),
      settings.shop(),
      settings.preferences(),
    ])
    if (!cart.ok) return cart
    if (!inHand.ok) return inHand
    const sale = customerSale(cart.data, inHand.data.sale)
    const checkout = ports.checkout.view()
    const sceneIn = (language: Language) => customerScene(checkout, sale !== null, language)
    const { kind } = sceneIn(preferences.language)
    if (isNextCustomer(last, kind)) chosen = null
    last = kind
    const language = chosen ?? preferences.language
    return ok({
      shop: shop.name,
      isTraining: ports.store === 'training',
      language,
      theme: preferences.theme,
      scene: sceneIn(language),
      sale,
    })
  }

  return {
    'customer.get': view,
    async 'customer.setLanguage'({ language }) {
      // First what is there now: a sale that is just over takes the choice of before it along.
      await view()
      chosen = language
      return view()
    },
  }
}

/** While no store is open there is nothing to show but whose counter this is. */
export function createClosedCustomer({
  store,
  settings,
}: Pick<ApplicationPorts, 'store' | 'settings'>): CustomerHandlers {
  let chosen: Language | null = null
  const view = async (): Promise<Result<CustomerView>> => {
    const { language, theme } = await settings.preferences()
    return ok({
      shop: (await settings.shop()).name,
      isTraining: store === 'training',
      language: chosen ?? language,
      theme,
      scene: { kind: 'idle' },
      sale: null,
    })
  }
  return {
    'customer.get': view,
    'customer.setLanguage'({ language }) {
      chosen = language
      return view()
    },
  }
}
