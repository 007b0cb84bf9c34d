import { asOf } from './as-of.ts'
import type { BoxPayment, Movement } from './payment-record.ts'

/** One row of the transaction list, with the payment it belongs to. */
export interface LedgerMovement extends Movement {
  readonly payment: BoxPayment
}

/** All payments of the box, each as it stands at the moment of asking. Key pairs are kept apart by `clientKey`. */
export interface Ledger {
  /** Everyone's, oldest first. */
  payments(): readonly BoxPayment[]
  find(clientKey: string, paymentKey: string): BoxPayment | undefined
  /** The newest payment with this order id: the reference leaves open which one Toss gives. */
  findByOrderId(clientKey: string, orderId: string): BoxPayment | undefined
  /** All payments of one order id, oldest first. */
  allOfOrder(clientKey: string, orderId: string): readonly BoxPayment[]
  findBySession(sessionId: string): BoxPayment | undefined
  /** Whoever it belongs to. */
  findAnywhere(paymentKey: string): BoxPayment | undefined
  /** Draws until it meets a key that no payment has. */
  freshPaymentKey(draw: () => string): string
  /** Oldest first. */
  movements(clientKey: string): readonly LedgerMovement[]
  /** Puts a payment that is already saved in place of its earlier record. */
  put(payment: BoxPayment): void
}

export function createLedger(past: readonly BoxPayment[], now: () => number): Ledger {
  const byPaymentKey = new Map<string, BoxPayment>()
  const keysByOrder = new Map<string, string[]>()
  const keyBySession = new Map<string, string>()

  const orderOf = (clientKey: string, orderId: string) => `${clientKey} ${orderId}`

  const put = (payment: BoxPayment) => {
    if (!byPaymentKey.has(payment.paymentKey)) {
      const order = orderOf(payment.clientKey, payment.orderId)
      const keys = keysByOrder.get(order)
      if (keys) keys.push(payment.paymentKey)
      else keysByOrder.set(order, [payment.paymentKey])
      keyBySession.set(payment.sessionId, payment.paymentKey)
    }
    byPaymentKey.set(payment.paymentKey, payment)
  }

  const findAnywhere = (paymentKey: string) => {
    const payment = byPaymentKey.get(paymentKey)
    return payment && asOf(payment, now())
  }

  const allOfOrder = (clientKey: string, orderId: string) =>
    (keysByOrder.get(orderOf(clientKey, orderId)) ?? [])
      .map(findAnywhere)
      .filter((payment) => payment !== undefined)

  const payments = () => [...byPaymentKey.values()].map((payment) => asOf(payment, now()))

  for (const payment of past) put(payment)

  const freshPaymentKey = (draw: () => string): string => {
    const paymentKey = draw()
    return byPaymentKey.has(paymentKey) ? freshPaymentKey(draw) : paymentKey
  }

  return {
    payments,
    put,
    freshPaymentKey,
    findAnywhere,
    allOfOrder,
    find: (clientKey, paymentKey) => {
      const payment = findAnywhere(paymentKey)
      return payment?.clientKey === clientKey ? payment : undefined
    },
    findByOrderId: (clientKey, orderId) => allOfOrder(clientKey, orderId).at(-1),
    findBySession: (sessionId) => {
      const paymentKey = keyBySession.get(sessionId)
      return paymentKey === undefined ? undefined : findAnywhere(paymentKey)
    },
    movements: (clientKey) =>
      payments()
        .filter((payment) => payment.clientKey === clientKey)
        .flatMap((payment) => payment.movements.map((movement) => ({ ...movement, payment })))
        .sort((a, b) => a.at - b.at),
  }
}
