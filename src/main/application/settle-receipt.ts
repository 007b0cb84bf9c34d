import { isCancelListed, receiptIn } from '../domain/cash-receipt.ts'
import type { CashReceipt, CashReceiptCancel, Order } from '../domain/order.ts'
import { judgeTossCode } from '../domain/toss-verdict.ts'
import type { ApplicationPorts } from './application-ports.ts'
import type { AskToss } from './ask-toss.ts'
import type { FollowUps } from './follow-ups.ts'
import type { KeyedQueue } from './keyed-queue.ts'
import type { OrderChanges } from './order-changes.ts'

/** Toss forgets idempotency keys after 15 days; a day before that the call isn't repeated any more. */
const KEY_LIFE = 14 * 24 * 3_600_000
/** So many equal answers to a repeated call, each after a look at the list, are an answer. */
const ENOUGH_TRIES = 5

const keyOf = (tenderId: string): string => `receipt ${tenderId}`

export interface SettleReceipt {
  /** Sends what was just saved for this cash, in its turn; the first call of each. */
  send(tenderId: string): Promise<void>
  /** Looks at Toss's list, and repeats a call with its key where it never arrived. */
  settle(tenderId: string): Promise<void>
  /** The number of a receipt that is being issued, for this run of the till. */
  remember(receiptId: string, number: string): void
  /** Whatever the last run left open. */
  settleOpen(): Promise<void>
}

/**
 * The machine of a cash receipt and of its cancels: requested → done or refused, by Toss's word. No
 * answer leaves it unknown; Toss's list of the day tells whether it was issued, and only where it
 * wasn't is the same call made again, with the same key.
 */
export function createSettleReceipt(
  ports: Pick<
    ApplicationPorts,
    'orders' | 'cashReceipts' | 'receiptGateway' | 'numbers' | 'clock' | 'log'
  > & {
    readonly ask: AskToss
    readonly changes: OrderChanges
    readonly followUps: FollowUps
    readonly queue: KeyedQueue
  },
): SettleReceipt {
  const { cashReceipts, receiptGateway, ask, changes, clock, followUps } = ports
  /** Numbers of this run: all there is where the machine can't keep secrets. */
  const held = new Map<string, string>()

  const later = (tenderId: string) =>
    followUps.askLater(keyOf(tenderId), followUps.gap(keyOf(tenderId)), () => {
      settle(tenderId).catch((error: unknown) => {
        ports.log.error('receipt_settle_broke', error, { tenderId })
      })
    })

  const told = async (order: Promise<Order>) => changes.publishOrder(await order)

  const numberOf = async (receipt: CashReceipt): Promise<string | null> => {
    const known = held.get(receipt.id)
    if (known !== undefined) return known
    const sealed = await cashReceipts.sealedNumber(receipt.id)
    return sealed === null ? null : ports.numbers.open(sealed)
  }

  const refused = async (receipt: CashReceipt, code: string, message: string) => {
    held.delete(receipt.id)
    await told(cashReceipts.settleRefused(receipt.id, { code, message }, clock.now()))
  }

  /** False where it isn't known yet. */
  async function issue(order: Order, receipt: CashReceipt, isRepeat: boolean): Promise<boolean> {
    if (isRepeat) {
      const list = await ask.receipts(() =>
        receiptGateway.listed(receipt.requestedAt, receipt.clientKey),
      )
      if (list.kind !== 'receipts') return false
      const there = receiptIn(list.receipts, receipt)
      if (there !== null) {
        held.delete(receipt.id)
        await told(cashReceipts.settleDone(receipt.id, there, clock.now()))
        return true
      }
    }
    const number = await numberOf(receipt)
    const isFresh = clock.now().getTime() - receipt.requestedAt.getTime() < KEY_LIFE
    if (number === null || !isFresh) {
      await refused(receipt, 'NOT_EXECUTED', '토스에 발급 기록이 없어요.')
      return true
    }
    const answer = await ask.receipts(() =>
      receiptGateway.issue(
        {
          orderId: receipt.orderId,
          orderName: order.orderName,
          kind: receipt.kind,
          number,
          amount: receipt.amount,
          taxFreeAmount: receipt.taxFreeAmount,
        },
        receipt.idempotencyKey,
        receipt.clientKey,
      ),
    )
    if (answer.kind === 'receipt') {
      if (answer.receipt.orderId !== receipt.orderId) return false
      held.delete(receipt.id)
      await told(cashReceipts.settleDone(receipt.id, answer.receipt, clock.now()))
      return true
    }
    if (answer.kind !== 'refused' || !isFinal(receipt.tenderId, answer)) return false
    await refused(receipt, answer.code, answer.message)
    return true
  }

  async function cancel(
    receipt: CashReceipt,
    one: CashReceiptCancel,
    isRepeat: boolean,
  ): Promise<boolean> {
    const { receiptKey } = receipt
    if (receiptKey === null) return false
    const done = async () => {
      await told(cashReceipts.settleCancelDone(one.id, clock.now()))
      return true
    }
    if (isRepeat) {
      const list = await ask.receipts(() =>
        receiptGateway.listed(one.requestedAt, receipt.clientKey),
      )
      if (list.kind !== 'receipts') return false
      if (isCancelListed(list.receipts, receipt, one)) return done()
    }
    const answer = await ask.receipts(() =>
      receiptGateway.cancel(
        { receiptKey, orderId: receipt.orderId, amount: one.amount },
        one.idempotencyKey,
        receipt.clientKey,
      ),
    )
    if (answer.kind === 'receipt') return done()
    if (answer.kind !== 'refused' || !isFinal(receipt.tenderId, answer)) return false
    const { code, message } = answer
    await told(cashReceipts.settleCancelRefused(one.id, { code, message }, clock.now()))
    return true
  }

  /** By code. Under one key Toss answers the same for ever, so an unknown that stays is an answer too. */
  function isFinal(tenderId: string, { code, message }: { code: string; message: string }) {
    const { verdict, retry } = judgeTossCode('cash_receipt', code, message)
    if (verdict === 'unknown' || verdict === 'already') {
      return retry !== 'wait' && followUps.count(keyOf(tenderId)) >= ENOUGH_TRIES
    }
    return true
  }

  async function work(tenderId: string, isRepeat: boolean): Promise<void> {
    let order = await ports.orders.find(tenderId)
    const open = order?.cashReceipts.find(
      (one) => one.tenderId === tenderId && one.state === 'requested',
    )
    if (order !== null && open !== undefined && !(await issue(order, open, isRepeat))) {
      return later(tenderId)
    }
    order = await ports.orders.find(tenderId)
    for (const receipt of order?.cashReceipts ?? []) {
      if (receipt.tenderId !== tenderId || receipt.state !== 'done') continue
      for (const one of receipt.cancels) {
        if (one.state !== 'requested') continue
        if (!(await cancel(receipt, one, isRepeat))) return later(tenderId)
      }
    }
    followUps.done(keyOf(tenderId))
  }

  const run = (tenderId: string, isRepeat: boolean): Promise<void> =>
    ports.queue.run(tenderId, async () => {
      try {
        if (isRepeat) followUps.made(keyOf(tenderId))
        await work(tenderId, isRepeat)
      } catch (error) {
        // It is saved with its key: the next look finds out what became of it.
        later(tenderId)
        throw error
      }
    })

  const settle = (tenderId: string) => run(tenderId, true)

  return {
    settle,
    remember: (receiptId, number) => void held.set(receiptId, number),
    async send(tenderId) {
      try {
        await run(tenderId, false)
      } catch (error) {
        ports.log.error('receipt_answer_not_saved', error, { tenderId })
      }
    },
    async settleOpen() {
      for (const tenderId of await cashReceipts.openTenders()) {
        await settle(tenderId).catch((error: unknown) => {
          ports.log.error('receipt_settle_broke', error, { tenderId })
        })
      }
    },
  }
}
