import type { OrderView, ParsedInputOf } from '#shared/ipc/contract.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import { maskReceiptNumber, receiptNumberOf, taxFreePart } from '../domain/cash-receipt.ts'
import { cashLeftOf } from '../domain/tenders.ts'
import { won } from '#shared/money.ts'
import type { ApplicationPorts } from './application-ports.ts'
import type { KeyedQueue } from './keyed-queue.ts'
import type { OrderChanges } from './order-changes.ts'
import type { SettleReceipt } from './settle-receipt.ts'
import { orderView } from './views/order-view.ts'

/**
 * 현금영수증 for one cash tender, at the sale or afterwards. The intent, its key and the number, under
 * the machine's own lock, are on disk before Toss is called; the same intent again issues nothing twice.
 */
export function createIssueReceipt(
  ports: Pick<
    ApplicationPorts,
    'orders' | 'cashReceipts' | 'numbers' | 'keys' | 'clock' | 'ids' | 'settings'
  > & {
    readonly settleReceipt: SettleReceipt
    readonly changes: OrderChanges
    readonly queue: KeyedQueue
  },
): (input: ParsedInputOf<'cashReceipt.issue'>) => Promise<Result<OrderView>> {
  type Input = ParsedInputOf<'cashReceipt.issue'>

  /** In the turn of its tender: cash that goes back meanwhile must know of the receipt, or it of that. */
  async function save({ intentId, tender: tenderId, kind, number: typed }: Input) {
    const order = await ports.orders.find(tenderId)
    const tender = order?.cash.find(({ id }) => id === tenderId)
    if (order === null || tender === undefined) return fail('ORDER_NOT_FOUND', 'no such cash')
    const number = receiptNumberOf(kind, typed)
    if (number === null) {
      return fail('INVALID_INPUT', 'not a number of this kind', {
        fields: { number: 'not a number of this kind' },
      })
    }
    // Only for what stayed: cash that went back needs no receipt.
    const amount = cashLeftOf(tender, order)
    if (amount === 0) return fail('NOT_REFUNDABLE', 'all of this cash went back')
    const keys = await ports.keys.current()
    if (keys === null) return fail('KEYS_MISSING', 'no Toss keys for this store')

    const answer = await ports.cashReceipts.request({
      id: intentId,
      tenderId,
      clientKey: keys.clientKey,
      kind,
      maskedNumber: maskReceiptNumber(kind, number),
      sealedNumber: await ports.numbers.seal(number),
      amount: won(amount),
      taxFreeAmount: taxFreePart(order, amount),
      idempotencyKey: ports.ids.uuid(),
      requestedAt: ports.clock.now(),
    })
    if (answer.kind === 'other_live') {
      return fail('RECEIPT_EXISTS', 'this cash has a cash receipt already, or may have one')
    }
    if (answer.kind === 'requested') {
      ports.settleReceipt.remember(intentId, number)
      await ports.changes.publishOrder(answer.order)
    }
    return ok({ isNew: answer.kind === 'requested' })
  }

  return async (input) => {
    const { tender: tenderId } = input
    const saved = await ports.queue.run(tenderId, () => save(input))
    if (!saved.ok) return saved
    if (saved.data.isNew) await ports.settleReceipt.send(tenderId)
    const after = await ports.orders.find(tenderId)
    if (after === null) throw new Error(`order of ${tenderId} is gone`)
    const { language } = await ports.settings.preferences()
    return ok(orderView(after, language))
  }
}
