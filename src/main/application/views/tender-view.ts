import type { TenderView } from '#shared/ipc/tender-contract.ts'
import { won, ZERO_WON } from '#shared/money.ts'
import type { Language } from '#shared/vocabulary.ts'
import { CASH_WORDS, shortMethodText } from '../../domain/method-text.ts'
import { receiptLeft } from '../../domain/cash-receipt.ts'
import type { Attempt, CashReceipt, CashTender, Order } from '../../domain/order.ts'
import { canRefundPart, needsRefundAccount, refundableOf } from '../../domain/refund.ts'
import { cashLeftOf } from '../../domain/tenders.ts'

const receiptView = (receipt: CashReceipt | undefined): TenderView['receipt'] =>
  receipt === undefined
    ? null
    : {
        kind: receipt.kind,
        maskedNumber: receipt.maskedNumber,
        amount: receipt.amount,
        left: receiptLeft(receipt),
        state: receipt.state,
        requestedAt: receipt.requestedAt.toISOString(),
        issueNumber: receipt.issueNumber,
        refusal: receipt.refusal,
        cancel: cancelStateOf(receipt),
      }

function cancelStateOf({ cancels }: CashReceipt): NonNullable<TenderView['receipt']>['cancel'] {
  const states = cancels.map(({ state }) => state)
  if (states.includes('requested')) return 'requested'
  if (states.includes('refused')) return 'refused'
  return states.length === 0 ? 'none' : 'done'
}

const cashView = (order: Order, tender: CashTender, language: Language): TenderView => ({
  id: tender.id,
  kind: 'cash',
  amount: tender.amount,
  left: cashLeftOf(tender, order),
  takenAt: tender.takenAt.toISOString(),
  methodText: CASH_WORDS[language],
  received: tender.received,
  change: won(tender.received - tender.amount),
  needsRefundAccount: false,
  canRefundPart: true,
  receipt: receiptView(order.cashReceipts.findLast(({ tenderId }) => tenderId === tender.id)),
})

const tossView = (order: Order, attempt: Attempt, language: Language): TenderView[] => {
  const { state } = attempt
  if (state.kind !== 'paid' && state.kind !== 'awaiting_deposit') return []
  const refunds = order.refunds.filter(({ orderId }) => orderId === attempt.orderId)
  return [
    {
      id: attempt.orderId,
      kind: state.kind === 'paid' ? 'toss' : 'deposit',
      amount: attempt.amount,
      left: state.kind === 'paid' ? refundableOf(attempt, refunds) : ZERO_WON,
      takenAt: attempt.changedAt.toISOString(),
      methodText: shortMethodText(state.payment, language) ?? '',
      received: null,
      change: null,
      needsRefundAccount: needsRefundAccount(attempt),
      canRefundPart: canRefundPart(attempt),
      receipt: null,
    },
  ]
}

/** What was taken of an order, and what waits for its deposit, oldest first. */
export const tenderViews = (order: Order, language: Language): TenderView[] =>
  [
    ...order.cash.map((tender) => cashView(order, tender, language)),
    ...order.attempts.flatMap((attempt) => tossView(order, attempt, language)),
  ].sort((one, other) => one.takenAt.localeCompare(other.takenAt))
