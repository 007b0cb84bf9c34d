import type { AttemptStateKind } from '#shared/vocabulary.ts'

/** A navigation to one of our return addresses, caught before it went anywhere. */
export interface Arrival {
  readonly query: URLSearchParams
  readonly from: {
    /** It came out of a payment window of ours, not out of another page. */
    readonly isPaymentWindow: boolean
    /** The window itself navigated, not a frame inside it. */
    readonly isMainFrame: boolean
    /** The ref of the intent that this window was opened for. */
    readonly ref: string | null
  }
}

/** Why a return is not acted on. Each is its own name, so that the log tells them apart. */
export type ReturnRefusal =
  | 'not_a_payment_window'
  | 'not_the_main_frame'
  | 'unknown_ref'
  | 'ref_of_another_window'
  | 'order_id_differs'
  | 'amount_differs'
  | 'payment_key_malformed'
  | 'payment_type_unsupported'
  /** The paymentKey pays another attempt already. */
  | 'payment_key_taken'
  /** The attempt ended (closed, expired, declined) before the return came. */
  | 'attempt_ended'
  /** The intent to confirm couldn't be written, so nothing was sent. */
  | 'not_saved'

export type ReturnOutcome =
  /** The confirm is on its way. `settled` never rejects: it gives the state after Toss's answer. */
  | {
      readonly kind: 'accepted'
      readonly orderId: string
      readonly settled: Promise<AttemptStateKind>
    }
  /** The same return again (both doors, a reload): the first one counts, nothing is sent twice. */
  | { readonly kind: 'replayed'; readonly orderId: string }
  | { readonly kind: 'refused'; readonly why: ReturnRefusal; readonly orderId: string | null }

export type FailOutcome =
  /** `settled` never rejects: it gives the state after the lookup. */
  | {
      readonly kind: 'accepted'
      readonly orderId: string
      readonly settled: Promise<AttemptStateKind>
    }
  | { readonly kind: 'replayed'; readonly orderId: string }
  | { readonly kind: 'refused'; readonly why: ReturnRefusal; readonly orderId: string | null }

/** What the shell calls when something happens to a payment window. All are safe to call twice. */
export interface PaymentReturns {
  /** The success address. Resolves once it is judged, before Toss has answered. */
  acceptReturn(arrival: Arrival): Promise<ReturnOutcome>
  /** The fail address: Toss's, or our payment page's own for what the widget rejects with. */
  acceptFail(arrival: Arrival): Promise<FailOutcome>
  /** Somebody closed the window of this ref. Resolves after the lookup. */
  windowClosed(ref: string): Promise<void>
}
