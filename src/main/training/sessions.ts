import { expired } from './as-of.ts'
import type { BoxKeyPair } from './auth.ts'
import { isTossErrorCode, type TossErrorCode, TOSS_ERRORS, tossFailure } from './errors.ts'
import type { FaultDesk } from './faults.ts'
import type { Ledger } from './ledger.ts'
import { type Choice, meansOf } from './means.ts'
import type { BoxPayment } from './payment-record.ts'
import type { Tokens } from './tokens.ts'

/** What a window is opened with: `widgets.requestPayment()` and `setAmount()` together. Amounts in won. */
export interface WindowRequest {
  readonly clientKey: string
  readonly orderId: string
  readonly orderName: string
  readonly amount: number
  readonly customerKey?: string | null
  readonly customerName?: string | null
  readonly taxFreeAmount?: number
  readonly taxExemptionAmount?: number
  readonly useEscrow?: boolean
  readonly metadata?: Readonly<Record<string, string>> | null
}

/** A refusal as the widget script passes it on: `code` is Toss's, of the API or of the SDK. */
export interface WindowRefusal {
  readonly ok: false
  readonly status: number
  readonly code: string
  readonly message: string
}
export type WindowResult = { readonly ok: true; readonly payment: BoxPayment } | WindowRefusal

/** Whether, and how often, the customer's browser gets back to the shop. */
export type Redirects = 0 | 1 | 2
export type AuthenticateResult =
  | { readonly ok: true; readonly payment: BoxPayment; readonly redirects: Redirects }
  | WindowRefusal

const sdkRefusal = (code: string, message: string): WindowRefusal => ({
  ok: false,
  status: 400,
  code,
  message,
})

const apiRefusal = (code: TossErrorCode): WindowRefusal => ({
  ok: false,
  status: TOSS_ERRORS[code][0],
  code,
  message: TOSS_ERRORS[code][1],
})

const isWholeFrom = (least: number, value: number) => Number.isSafeInteger(value) && value >= least

function problemWith(request: WindowRequest): WindowRefusal | undefined {
  const taxFree = request.taxFreeAmount ?? 0
  const exempt = request.taxExemptionAmount ?? 0
  if (!/^[A-Za-z0-9\-_=]{6,64}$/.test(request.orderId)) {
    return sdkRefusal('INVALID_PARAMETER', '주문번호는 영문, 숫자, -, _, = 6~64자여야 합니다.')
  }
  if (request.orderName.length < 1 || request.orderName.length > 100) {
    return sdkRefusal('INVALID_PARAMETER', '주문명은 1~100자여야 합니다.')
  }
  if (!isWholeFrom(1, request.amount)) {
    return sdkRefusal('INVALID_AMOUNT_VALUE', '결제 금액이 올바르지 않습니다.')
  }
  if (!isWholeFrom(0, taxFree) || !isWholeFrom(0, exempt) || taxFree + exempt > request.amount) {
    return sdkRefusal('INVALID_PARAMETER', '면세 금액이 올바르지 않습니다.')
  }
  return undefined
}

const REDIRECTS = { lost: 0, once: 1, twice: 2 } as const

export interface Sessions {
  /** Opens a window: a payment that is READY for 30 minutes. */
  open(request: WindowRequest): WindowResult
  /** The customer proves who he is: IN_PROGRESS, to be confirmed within 10 minutes. */
  authenticate(sessionId: string, choice: Choice): AuthenticateResult
  /** How often the browser of this payment's customer gets back to the shop: 1, unless a fault loses or repeats it. */
  redirectsOf(paymentKey: string): Redirects
  /** The card company says no inside the window: ABORTED. */
  decline(sessionId: string, code: string): WindowResult
}

interface SessionParts {
  readonly pairs: readonly BoxKeyPair[]
  readonly ledger: Ledger
  readonly tokens: Tokens
  readonly faults: FaultDesk
  /** Milliseconds. */
  readonly now: () => number
  /** Saves, then puts the payment in the ledger. */
  readonly save: (payment: BoxPayment) => void
}

export function createSessions(parts: SessionParts): Sessions {
  const { pairs, ledger, tokens, now, save } = parts
  const oddRedirects = new Map<string, Redirects>()
  const saved = (payment: BoxPayment): WindowResult => {
    save(payment)
    return { ok: true, payment }
  }

  const ready = (sessionId: string): WindowResult => {
    const payment = ledger.findBySession(sessionId)
    if (!payment || payment.status === 'EXPIRED') return apiRefusal('NOT_FOUND_PAYMENT_SESSION')
    return payment.status === 'READY'
      ? { ok: true, payment }
      : apiRefusal('ALREADY_PROCESSED_PAYMENT')
  }

  return {
    open(request) {
      const pair = pairs.find(({ clientKey }) => clientKey === request.clientKey)
      if (!pair) return apiRefusal('UNAUTHORIZED_KEY')
      const problem = problemWith(request)
      if (problem) return problem
      const exempt = request.taxExemptionAmount ?? 0
      return saved({
        clientKey: pair.clientKey,
        mId: pair.mId,
        sessionId: tokens.sessionId(),
        paymentKey: ledger.freshPaymentKey(() => tokens.paymentKey(pair.mId, now())),
        orderId: request.orderId,
        orderName: request.orderName,
        customerKey: request.customerKey ?? null,
        customerName: request.customerName ?? null,
        metadata: request.metadata ?? null,
        totalAmount: request.amount,
        taxFreeAmount: request.taxFreeAmount ?? 0,
        taxExemptionAmount: exempt,
        status: 'READY',
        requestedAt: now(),
        authenticatedAt: null,
        approvedAt: null,
        means: null,
        isPartialCancelable: exempt === 0,
        secret: tokens.secret(),
        movements: [],
        cancels: [],
        failure: null,
        declineAtConfirm: null,
        depositAfterMs: null,
        deposit: null,
        ...(request.useEscrow === true ? { useEscrow: true } : {}),
      })
    },

    authenticate(sessionId, choice) {
      const found = ready(sessionId)
      if (!found.ok) return found
      const { payment } = found
      if ((choice.installmentPlanMonths ?? 0) > 0 && payment.totalAmount < 50_000) {
        return apiRefusal('NOT_SUPPORTED_MONTHLY_INSTALLMENT_PLAN_BELOW_AMOUNT')
      }
      const fault = parts.faults.take('window', false) ?? {}
      if (fault.expired === true) {
        save(expired(payment))
        return apiRefusal('NOT_FOUND_PAYMENT_SESSION')
      }
      const next: BoxPayment = {
        ...payment,
        status: 'IN_PROGRESS',
        authenticatedAt: now(),
        means: meansOf(payment, choice, tokens),
        isPartialCancelable: payment.isPartialCancelable && choice.card !== 'foreign',
        declineAtConfirm: choice.declineAtConfirm ?? null,
        depositAfterMs: choice.depositAfterMs ?? null,
      }
      save(next)
      const redirects = REDIRECTS[fault.redirect ?? 'once']
      if (redirects !== 1) oddRedirects.set(next.paymentKey, redirects)
      return { ok: true, payment: next, redirects }
    },

    redirectsOf: (paymentKey) => oddRedirects.get(paymentKey) ?? 1,

    decline(sessionId, code) {
      const found = ready(sessionId)
      if (!found.ok) return found
      const failure = isTossErrorCode(code)
        ? tossFailure(code)
        : { code, message: '결제 진행 중 승인에 실패하여 결제가 중단되었습니다.' }
      return saved({ ...found.payment, status: 'ABORTED', failure })
    },
  }
}
