import type { CartView, InputOf, RouteName, SettingsView } from '#shared/ipc/contract.ts'

type Ask = <T>(route: RouteName, input: unknown) => Promise<T>
type CartRoute = Exclude<
  Extract<RouteName, `cart.${string}` | 'settings.saveDiscounts'>,
  'cart.scan'
>

const PIN = '4821'

/** A valid request of every route about the open cart, with what has to be there before it. */
export function cartExamples(ask: Ask): {
  readonly [K in CartRoute]: () => Promise<InputOf<K>>
} {
  const add = (productId: string) => ask('cart.add', { productId })
  async function setPin(): Promise<void> {
    const { discounts } = await ask<SettingsView>('settings.get', {})
    if (discounts.hasPin) return
    await ask('settings.saveDiscounts', { limitPercent: 100, newPin: PIN })
  }
  return {
    'cart.get': async () => ({}),
    'cart.add': async () => ({ productId: 'salt-bread' }),
    'cart.setQuantity': async () => {
      await add('americano')
      return { productId: 'americano', quantity: 3 }
    },
    'cart.clear': async () => ({}),
    'cart.discount': async () => {
      await add('americano')
      const discount = { kind: 'percent' as const, value: 10, reason: '단골 손님' }
      return { productId: 'americano', discount }
    },
    'cart.approve': async () => {
      await setPin()
      return { pin: PIN }
    },
    'cart.note': async () => ({ productId: 'americano', note: '얼음 적게' }),
    'cart.serving': async () => ({ serving: 'takeaway' }),
    'cart.undo': async () => ({}),
    'cart.hold': async () => {
      await add('americano')
      return {}
    },
    'cart.recall': async () => {
      await add('salt-bread')
      const { held } = await ask<CartView>('cart.hold', {})
      return { id: held.at(-1)!.id }
    },
    'settings.saveDiscounts': async () => {
      await setPin()
      return { limitPercent: 100, pin: PIN }
    },
  }
}
