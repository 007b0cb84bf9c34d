import { randomUUID } from 'node:crypto'
import { createTossJournal } from '../../src/main/adapters/db/toss-journal.ts'
import { systemTimers } from '../../src/main/adapters/system/system-clock.ts'
import { createTossClient } from '../../src/main/adapters/toss/toss-client.ts'
import type { GatewayAnswer } from '../../src/main/application/ports.ts'
import { cancelOfRefund } from '../../src/main/domain/refund.ts'
import type { Payment } from '../../src/main/domain/payment.ts'
import { createTossBox } from '../../src/main/training/box.ts'
import type { Choice } from '../../src/main/training/means.ts'
import { won } from '#shared/money.ts'
import { later, newAttempt, newOrder, orderIdOf, type TestStore } from './store-kit.ts'

const KEYS = {
  clientKey: 'test_gck_sold00000000000000000000',
  secretKey: 'test_gsk_sold00000000000000000000',
  mId: 'sold_shop',
}

/** A real file in which things are sold: the repositories and the Toss client of the till, and Toss in a box. */
export function sellingIn({ database, orders }: Pick<TestStore, 'database' | 'orders'>) {
  const box = createTossBox({ keys: [KEYS] })
  const { gateway } = createTossClient({
    fetch: box.handle,
    baseUrl: 'https://api.tosspayments.com',
    keys: {
      current: async () => ({ clientKey: KEYS.clientKey }),
      secretFor: async () => KEYS.secretKey,
    },
    journal: createTossJournal(database),
    clock: { now: () => new Date() },
    timers: systemTimers,
    log: { error: (event, error) => expectNone(event, error) },
    lookupGaps: [],
  })

  /** Up to the answer of the confirm. */
  async function confirm(choice: Choice) {
    const order = await orders.place(newOrder(), newAttempt({ clientKey: KEYS.clientKey }))
    const orderId = orderIdOf(order)
    const amount = won(order.totalAmount)
    const back = box.play(
      { clientKey: KEYS.clientKey, orderId, orderName: order.orderName, amount },
      choice,
    )
    if (!('paymentKey' in back)) throw new Error(back.code)
    const { paymentKey } = back
    const idempotencyKey = randomUUID()
    await orders.beginConfirm(orderId, { paymentKey, idempotencyKey, returnedAt: later(1) })
    const answer = await gateway.confirm(
      { paymentKey, orderId, amount },
      idempotencyKey,
      KEYS.clientKey,
    )
    return { orderId, paymentKey, answer }
  }

  return {
    box,
    async sell(choice: Choice = { method: 'CARD' }): Promise<Payment> {
      const { orderId, answer } = await confirm(choice)
      const payment = paymentIn(answer)
      await orders.markPaid(orderId, payment, later(2))
      return payment
    },
    async decline(): Promise<string> {
      const { orderId, answer } = await confirm({
        method: 'CARD',
        declineAtConfirm: 'REJECT_CARD_PAYMENT',
      })
      if (answer.kind !== 'refused') throw new Error(answer.kind)
      await orders.markDeclined(orderId, answer, null, later(2))
      return orderId
    },
    async issueAccount(): Promise<Payment> {
      const { orderId, answer } = await confirm({ method: 'VIRTUAL_ACCOUNT' })
      const payment = paymentIn(answer)
      await orders.markAwaitingDeposit(orderId, payment, later(2))
      return payment
    },
    /** The confirm's answer is lost; a lookup by `way` finds that it is paid. */
    async adopt(way: 'orderId' | 'paymentKey' = 'paymentKey'): Promise<Payment> {
      box.orderNext({ on: 'confirm', instead: { noAnswer: true } })
      const { orderId, paymentKey } = await confirm({ method: 'CARD' })
      const payment = paymentIn(
        way === 'orderId'
          ? await gateway.lookupByOrderId(orderId, KEYS.clientKey)
          : await gateway.lookupByPaymentKey(paymentKey, KEYS.clientKey),
      )
      await orders.markPaid(orderId, payment, later(3))
      return payment
    },
    /** The window was closed: a lookup shows nothing, or wasn't possible, and the attempt ends. */
    async leave(isLookedUp = true): Promise<string> {
      const order = await orders.place(newOrder(), newAttempt({ clientKey: KEYS.clientKey }))
      if (isLookedUp) await gateway.lookupByOrderId(orderIdOf(order), KEYS.clientKey)
      await orders.markCancelled(orderIdOf(order), null, later(1))
      return orderIdOf(order)
    },
    async refund(
      { orderId, paymentKey, balanceAmount }: Payment,
      amount: number,
    ): Promise<Payment> {
      const balance = won(balanceAmount)
      const asked = await orders.requestRefund({
        id: randomUUID(),
        orderId,
        paymentKey,
        idempotencyKey: randomUUID(),
        amount: won(amount),
        reason: '변심',
        cause: 'asked',
        lines: [],
        account: null,
        requestedAt: later(9),
        balanceBefore: balance,
      })
      if (asked.kind !== 'requested') throw new Error(asked.kind)
      const { refund } = asked
      const payment = paymentIn(
        await gateway.cancel(
          {
            paymentKey,
            orderId,
            refundId: refund.id,
            cancelAmount: won(amount),
            cancelReason: refund.reason,
            refundableAmount: balance,
            account: null,
          },
          refund.idempotencyKey,
          KEYS.clientKey,
        ),
      )
      const cancel = cancelOfRefund(payment, refund, [refund], true)
      await orders.settleRefundDone(refund.id, payment, cancel?.transactionKey ?? null, later(10))
      return payment
    },
  }
}

function paymentIn(answer: GatewayAnswer): Payment {
  if (answer.kind === 'payment') return answer.payment
  throw new Error(`Toss said ${JSON.stringify(answer)}`)
}

function expectNone(event: string, error: unknown): never {
  throw new Error(event, { cause: error })
}
