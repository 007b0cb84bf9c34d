import type {
  GatewayAnswer,
  GatewayFailure,
  PaymentGateway,
  TransactionsAnswer,
} from '../../src/main/application/ports.ts'
import type { Payment } from '../../src/main/domain/payment.ts'
import type { Transaction } from '../../src/main/domain/transaction.ts'
import { payment } from './payments.ts'

export interface TossCallSeen {
  readonly kind: 'confirm' | 'byPaymentKey' | 'byOrderId' | 'cancel' | 'transactions'
  readonly orderId: string
  readonly idempotencyKey: string | null
  readonly amount: number | null
}

/** What a test can make happen to the next call of a kind. */
export type Mishap =
  /** Toss does it, the answer gets lost. */
  | 'reply_lost'
  /** Toss never hears of it. */
  | 'request_lost'
  | { readonly code: string; readonly message?: string }
  | (() => Promise<GatewayAnswer>)

const refusedWith = (code: string, message = ''): GatewayFailure => ({
  kind: 'refused',
  code,
  message,
  status: 400,
})
const NO_ANSWER: GatewayFailure = { kind: 'no_answer', why: 'timeout', detail: '', status: null }

/**
 * Test double of the gateway: a ledger with Toss's rules that the use cases lean on (confirm only
 * what was authenticated, one answer per idempotency key, cancels never past the balance).
 */
export class MemoryToss implements PaymentGateway {
  readonly calls: TossCallSeen[] = []
  readonly payments = new Map<string, Payment>()
  readonly mishaps: Record<TossCallSeen['kind'], Mishap[]> = {
    confirm: [],
    byPaymentKey: [],
    byOrderId: [],
    cancel: [],
    transactions: [],
  }
  /** orderIds whose rows the list doesn't hold yet. */
  readonly lagging = new Set<string>()
  /** Rows of other tills with the same keys. */
  readonly strangers: Transaction[] = []
  /** What confirm makes of an authenticated payment. */
  confirmed: (before: Payment) => Payment = (before) => ({
    ...before,
    status: 'DONE',
    approvedAt: '2026-11-23T23:00:10+09:00',
  })
  private readonly answers = new Map<string, GatewayAnswer>()

  /** The customer is through the window. */
  authenticate(orderId: string, amount: number, changes: Partial<Payment> = {}): Payment {
    const made = payment({
      paymentKey: `key-${orderId}`,
      orderId,
      status: 'IN_PROGRESS',
      totalAmount: amount,
      balanceAmount: amount,
      approvedAt: null,
      ...changes,
    })
    this.payments.set(orderId, made)
    return made
  }

  count(kind: TossCallSeen['kind']): number {
    return this.calls.filter((call) => call.kind === kind).length
  }

  async confirm(
    call: { paymentKey: string; orderId: string; amount: number },
    idempotencyKey: string,
  ): Promise<GatewayAnswer> {
    this.calls.push({ kind: 'confirm', orderId: call.orderId, idempotencyKey, amount: call.amount })
    return this.during('confirm', () =>
      this.once(idempotencyKey, () => {
        const known = this.payments.get(call.orderId)
        if (known?.paymentKey !== call.paymentKey) return refusedWith('NOT_FOUND_PAYMENT_SESSION')
        if (known.status !== 'IN_PROGRESS') return refusedWith('ALREADY_PROCESSED_PAYMENT')
        if (known.totalAmount !== call.amount) return refusedWith('INVALID_REQUEST')
        return this.keep(this.confirmed(known))
      }),
    )
  }

  /** Whether the network is there at all, for the probe; the calls have mishaps of their own. */
  isThere = true
  probes = 0
  brokenOff = 0

  async probe(): Promise<boolean> {
    this.probes += 1
    return this.isThere
  }

  breakOff(_olderThan: number): void {
    this.brokenOff += 1
  }

  async lookupByPaymentKey(paymentKey: string): Promise<GatewayAnswer> {
    const known = [...this.payments.values()].find((one) => one.paymentKey === paymentKey)
    return this.look('byPaymentKey', known?.orderId ?? '')
  }

  async lookupByOrderId(orderId: string): Promise<GatewayAnswer> {
    return this.look('byOrderId', orderId)
  }

  async cancel(
    call: Parameters<PaymentGateway['cancel']>[0],
    idempotencyKey: string,
  ): Promise<GatewayAnswer> {
    this.calls.push({
      kind: 'cancel',
      orderId: call.orderId,
      idempotencyKey,
      amount: call.cancelAmount,
    })
    return this.during('cancel', () =>
      this.once(idempotencyKey, () => {
        const known = this.payments.get(call.orderId)
        if (known?.paymentKey !== call.paymentKey) return refusedWith('NOT_FOUND_PAYMENT')
        if (call.refundableAmount !== null && known.balanceAmount !== call.refundableAmount) {
          return refusedWith('NOT_MATCHES_REFUNDABLE_AMOUNT')
        }
        const amount = call.cancelAmount ?? known.balanceAmount
        if (amount > known.balanceAmount) return refusedWith('NOT_CANCELABLE_AMOUNT')
        return this.keep(this.withCancel(known, amount, call.cancelReason))
      }),
    )
  }

  async transactions(
    page: Parameters<PaymentGateway['transactions']>[0],
  ): Promise<TransactionsAnswer> {
    this.calls.push({ kind: 'transactions', orderId: '', idempotencyKey: null, amount: null })
    return this.during<TransactionsAnswer>('transactions', () => {
      const all = [...[...this.payments.values()].flatMap(rowsOf), ...this.strangers]
        .filter(({ orderId }) => !this.lagging.has(orderId))
        .filter(({ transactionAt: at }) => at >= page.from && at <= page.to)
        .toSorted((one, other) => one.transactionAt.getTime() - other.transactionAt.getTime())
      const start = all.findIndex(({ transactionKey }) => transactionKey === page.startingAfter) + 1
      const rows = all.slice(start, start + page.limit)
      const nextAfter = rows.length < page.limit ? null : (rows.at(-1)?.transactionKey ?? null)
      return { kind: 'transactions', rows, unreadable: 0, nextAfter }
    })
  }

  /** A cancel as Toss books it, ours or one from its console. */
  withCancel(known: Payment, amount: number, reason: string): Payment {
    const balance = known.balanceAmount - amount
    const cancels = [
      ...known.cancels,
      {
        cancelAmount: amount,
        cancelReason: reason,
        canceledAt: '2026-11-23T23:30:00+09:00',
        transactionKey: `cancel-${known.orderId}-${known.cancels.length + 1}`,
        cancelStatus: 'DONE',
        refundableAmount: balance,
        taxFreeAmount: 0,
      },
    ]
    return payment({
      ...known,
      // As seen at Toss: several partial cancels never add up to CANCELED.
      status: amount === known.totalAmount ? 'CANCELED' : 'PARTIAL_CANCELED',
      balanceAmount: balance,
      cancels,
      raw: { ...known.raw, balanceAmount: balance, cancels },
    })
  }

  private keep(next: Payment): GatewayAnswer {
    this.payments.set(next.orderId, next)
    return { kind: 'payment', payment: next }
  }

  private look(kind: 'byPaymentKey' | 'byOrderId', orderId: string): Promise<GatewayAnswer> {
    this.calls.push({ kind, orderId, idempotencyKey: null, amount: null })
    return this.during(kind, () => {
      const known = this.payments.get(orderId)
      return known === undefined
        ? refusedWith('NOT_FOUND_PAYMENT')
        : { kind: 'payment', payment: known }
    })
  }

  private once(key: string, run: () => GatewayAnswer): GatewayAnswer {
    const answer = this.answers.get(key) ?? run()
    this.answers.set(key, answer)
    return answer
  }

  private async during<T extends GatewayAnswer | TransactionsAnswer = GatewayAnswer>(
    kind: TossCallSeen['kind'],
    run: () => T | GatewayFailure,
  ): Promise<T | GatewayFailure> {
    const mishap = this.mishaps[kind].shift()
    if (mishap === undefined) return run()
    if (mishap === 'request_lost') return NO_ANSWER
    if (typeof mishap === 'function') return mishap() as Promise<T>
    if (mishap !== 'reply_lost') return refusedWith(mishap.code, mishap.message)
    run()
    return NO_ANSWER
  }
}

/** One row per movement, as Toss lists them. */
function rowsOf(payment: Payment): Transaction[] {
  const { paymentKey, orderId, method, currency } = payment
  const row = (
    transactionKey: string,
    status: string,
    at: string | null,
    amount: number,
  ): Transaction => ({
    transactionKey,
    paymentKey,
    orderId,
    method,
    currency,
    status,
    transactionAt: new Date(at ?? payment.requestedAt ?? ''),
    amount,
  })
  if (payment.approvedAt === null) {
    return payment.status === 'WAITING_FOR_DEPOSIT'
      ? [row(`issue-${orderId}`, payment.status, payment.requestedAt, 0)]
      : []
  }
  return [
    row(`approve-${orderId}`, 'DONE', payment.approvedAt, payment.totalAmount),
    ...payment.cancels.map((cancel, index) =>
      row(
        cancel.transactionKey ?? `cancel-${orderId}-${index}`,
        cancel.cancelAmount === payment.totalAmount ? 'CANCELED' : 'PARTIAL_CANCELED',
        cancel.canceledAt,
        cancel.cancelAmount,
      ),
    ),
  ]
}
