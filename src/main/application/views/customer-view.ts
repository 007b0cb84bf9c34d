import type { CheckoutView } from '#shared/ipc/contract.ts'
import type { CartView } from '#shared/ipc/cart-contract.ts'
import type { CustomerSale, CustomerScene } from '#shared/ipc/customer-contract.ts'
import type { SaleInHandView } from '#shared/ipc/tender-contract.ts'
import { bankName } from '#shared/banks.ts'
import { won, ZERO_WON } from '#shared/money.ts'
import type { Language } from '#shared/vocabulary.ts'

const sum = (amounts: readonly number[]): number => amounts.reduce((all, one) => all + one, 0)

/** What is being bought, field by field: what the cart may hold tomorrow doesn't leave by itself. */
export function customerSale(cart: CartView, inHand: SaleInHandView['sale']): CustomerSale | null {
  if (cart.lines.length === 0) return null
  const discountAmount = won(
    sum(cart.lines.map((line) => line.discountAmount)) + cart.discountAmount,
  )
  return {
    lines: cart.lines.map(({ name, quantity, amount, discountAmount: own }) => ({
      name,
      quantity,
      amount,
      discountAmount: own,
    })),
    fullPrice: won(cart.total + discountAmount),
    discountAmount,
    total: cart.total,
    paid: inHand?.held ?? ZERO_WON,
    due: inHand?.due ?? cart.total,
  }
}

/** What goes on, as far as it is the customer's business. */
export function customerScene(
  checkout: CheckoutView,
  isBuying: boolean,
  language: Language,
): CustomerScene {
  switch (checkout.stage) {
    case 'idle':
      return { kind: isBuying ? 'cart' : 'idle' }
    case 'paying':
      return { kind: 'paying', amount: checkout.amount }
    case 'confirming':
      return { kind: 'checking', amount: checkout.amount, isLong: checkout.lookups > 0 }
    case 'paid':
      return { kind: 'paid', amount: checkout.amount, cash: checkout.cash }
    case 'awaiting_deposit': {
      const { bankCode, bankName: named, accountNumber, dueDate } = checkout.account
      return {
        kind: 'deposit',
        amount: checkout.amount,
        bankName: bankCode === null ? named : bankName(bankCode, language),
        accountNumber,
        dueDate,
      }
    }
    case 'not_paid':
      return { kind: 'not_paid', amount: checkout.amount }
  }
}
