import type { AttemptIn } from '../domain/order.ts'
import type { ApplicationPorts } from './application-ports.ts'
import type { GatewayAnswer, GatewayFailure, TransactionsAnswer } from './ports.ts'
import type { Reachability } from './reachability.ts'
import type { ReceiptAnswer, ReceiptListAnswer } from './receipt-ports.ts'

/** Calls whose failure is an unknown outcome, never an exception that would be taken for one. */
export interface AskToss {
  confirm(attempt: AttemptIn<'confirming'>): Promise<GatewayAnswer>
  byOrderId(attempt: {
    readonly orderId: string
    readonly clientKey: string
  }): Promise<GatewayAnswer>
  byPaymentKey(paymentKey: string, clientKey: string): Promise<GatewayAnswer>
  cancel(...call: Parameters<ApplicationPorts['gateway']['cancel']>): Promise<GatewayAnswer>
  transactions(
    ...page: Parameters<ApplicationPorts['gateway']['transactions']>
  ): Promise<TransactionsAnswer>
  /** Any question about cash receipts. */
  receipts<T extends ReceiptAnswer | ReceiptListAnswer>(
    send: () => Promise<T>,
  ): Promise<T | GatewayFailure>
}

export function createAskToss({
  gateway,
  log,
  reachability,
}: Pick<ApplicationPorts, 'gateway' | 'log'> & {
  readonly reachability: Reachability
}): AskToss {
  // A bug or a full disk in the middle of a call: nobody knows whether it went out.
  const guarded = async <
    T extends GatewayAnswer | TransactionsAnswer | ReceiptAnswer | ReceiptListAnswer,
  >(
    what: 'confirm' | 'lookup' | 'cancel' | 'transactions' | 'receipt',
    call: Promise<T>,
  ): Promise<T | GatewayFailure> => {
    const isMoney = what === 'confirm' || what === 'cancel'
    const back = isMoney ? reachability.out() : () => {}
    try {
      const answer = await call
      reachability.heard(answer, isMoney)
      return answer
    } catch (error) {
      log.error('toss_call_broke', error, { what })
      return { kind: 'no_answer', why: 'unreadable', detail: 'the call broke', status: null }
    } finally {
      back()
    }
  }

  return {
    confirm: (attempt) =>
      guarded(
        'confirm',
        gateway.confirm(
          {
            paymentKey: attempt.state.paymentKey,
            orderId: attempt.orderId,
            // The stored amount, never the query's.
            amount: attempt.amount,
          },
          attempt.state.idempotencyKey,
          attempt.clientKey,
        ),
      ),
    byOrderId: ({ orderId, clientKey }) =>
      guarded('lookup', gateway.lookupByOrderId(orderId, clientKey)),
    byPaymentKey: (paymentKey, clientKey) =>
      guarded('lookup', gateway.lookupByPaymentKey(paymentKey, clientKey)),
    cancel: (...call) => guarded('cancel', gateway.cancel(...call)),
    receipts: async (send) => guarded('receipt', send()),
    transactions: (...page) => guarded('transactions', gateway.transactions(...page)),
  }
}
