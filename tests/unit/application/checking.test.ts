import { beforeEach, describe, expect, it } from 'vitest'
import type { CheckingView } from '#shared/ipc/contract.ts'
import { won } from '#shared/money.ts'
import type { Payment } from '../../../src/main/domain/payment.ts'
import { MemoryTill } from '../../support/memory-till.ts'
import { payment, waitingAccount } from '../../support/payments.ts'

let till: MemoryTill
beforeEach(() => {
  till = new MemoryTill()
})

const view = async (): Promise<CheckingView> => {
  const answer = await till.app.handlers['checking.get']({})
  if (!answer.ok) throw new Error(answer.error.code)
  return answer.data
}
const lastTold = () =>
  till.events.filter((event) => event.name === 'checking.changed').at(-1)?.data as CheckingView

/** A sale at the counter whose confirm ends as said. Gives its orderId. */
async function sellWith(mishap: 'reply_lost' | 'request_lost' | { code: string; message: string }) {
  const intent = await till.startSale()
  till.toss.authenticate(intent.orderId, intent.amount)
  till.toss.mishaps.confirm.push(mishap)
  const outcome = await till.comeBack(intent)
  if (outcome.kind === 'accepted') await outcome.settled
  return intent.orderId
}
const nextCustomer = () => till.app.handlers['checkout.dismiss']({})

/** A refund of all of it, straight to Toss. */
const refund = (orderId: string, account = false) =>
  till.app.handlers['orders.refund']({
    orderId,
    intentId: crypto.randomUUID(),
    amount: won(9000),
    reason: '변심',
    lines: [],
    ...(account
      ? { refundAccount: { bankCode: '20', accountNumber: '1002123456789', holderName: '김하나' } }
      : {}),
  })

const atToss = (orderId: string, changes: Partial<Payment>) => {
  const { raw: _, ...known } = till.toss.payments.get(orderId)!
  const changed = payment({ ...known, ...changes })
  till.toss.payments.set(orderId, { ...changed, raw: { ...changed, raw: null } })
}

describe('what is still open', () => {
  it('is told with times, tries, the next lookup and Toss’s words', async () => {
    const answer = { code: 'A_CODE_OF_TOMORROW', message: '내일의 오류입니다.' }
    till.toss.mishaps.byOrderId.push('reply_lost')
    const began = till.timers.time
    const orderId = await sellWith(answer)
    const [one] = (await view()).open
    expect(one).toEqual({
      kind: 'payment',
      orderId,
      number: '0001-000001',
      title: '카페라떼',
      amount: 9000,
      since: new Date(began).toISOString(),
      lookups: 0,
      nextLookupAt: new Date(began + 2000).toISOString(),
      knownBy: new Date(began + 11 * 60_000).toISOString(),
      answer,
    })
    await till.pass(2000)
    expect((await view()).open).toMatchObject([
      { lookups: 1, nextLookupAt: new Date(began + 6000).toISOString() },
    ])
    expect(lastTold()).toEqual(await view())
  })

  it('holds several at once, the oldest first, refunds among them', async () => {
    const sold = await till.sell()
    await nextCustomer()
    await till.pass(1000)
    till.toss.mishaps.byOrderId.push('request_lost', 'request_lost', 'request_lost')
    const first = await sellWith('reply_lost')
    await nextCustomer()
    await till.pass(1000)
    till.toss.mishaps.cancel.push('reply_lost')
    await refund(sold)
    expect((await view()).open).toMatchObject([
      { kind: 'payment', orderId: first },
      { kind: 'refund', orderId: sold, amount: 9000, knownBy: null },
    ])
  })
})

describe('what became known', () => {
  it('of a sale that the cashier left is told until it is put away', async () => {
    const orderId = await sellWith('reply_lost')
    await nextCustomer()
    await till.pass(2000)
    const { open, news } = await view()
    expect(open).toEqual([])
    expect(news).toMatchObject([
      { kind: 'paid', orderId, number: '0001-000001', amount: 9000, reason: null },
    ])
    expect(lastTold().news).toEqual(news)
    // Neither the next sale nor asking again takes it away, or says it twice.
    await till.sell()
    await till.app.handlers['orders.settle']({ orderId })
    expect((await view()).news).toEqual(news)
    const left = await till.app.handlers['checking.putAway']({ id: news[0]!.id })
    expect(left).toMatchObject({ data: { news: [] } })
    expect(lastTold().news).toEqual([])
  })

  it('of the sale on the screen is seen there, and not told again', async () => {
    await sellWith('reply_lost')
    await till.pass(2000)
    expect(await till.stage()).toBe('paid')
    expect((await view()).news).toEqual([])
  })

  it('as not paid says why', async () => {
    const orderId = await sellWith('request_lost')
    await nextCustomer()
    const failure = { code: 'REJECT_CARD_PAYMENT', message: '한도초과' }
    atToss(orderId, { status: 'ABORTED', failure })
    await till.pass(2000)
    expect((await view()).news).toMatchObject([{ kind: 'not_paid', orderId, reason: failure }])
  })

  it('after a restart is told too', async () => {
    const orderId = await sellWith('reply_lost')
    await nextCustomer()
    await till.restart()
    expect((await view()).news).toMatchObject([{ kind: 'paid', orderId }])
  })

  it('of a refund without an answer is told; of one that was answered at once it isn’t', async () => {
    const quick = await till.sell()
    await refund(quick)
    expect((await view()).news).toEqual([])
    await nextCustomer()
    const slow = await till.sell()
    till.toss.mishaps.cancel.push('reply_lost')
    await refund(slow)
    await till.pass(2000)
    expect((await view()).news).toMatchObject([{ kind: 'refunded', orderId: slow, amount: 9000 }])
  })
})

describe('a virtual account', () => {
  let orderId: string
  beforeEach(async () => {
    const intent = await till.startSale()
    ;({ orderId } = intent)
    till.toss.authenticate(orderId, intent.amount)
    till.toss.confirmed = (before) => ({ ...before, ...waitingAccount() })
    const outcome = await till.comeBack(intent)
    if (outcome.kind === 'accepted') await outcome.settled
    await nextCustomer()
  })
  const deposit = async () => {
    atToss(orderId, { status: 'DONE', approvedAt: new Date(till.timers.time).toISOString() })
    await till.pass(30_000)
  }
  const kinds = async () => (await view()).news.map(({ kind }) => kind)

  it('tells a deposit, and one that the bank takes back', async () => {
    expect(await kinds()).toEqual([])
    await deposit()
    expect(await kinds()).toEqual(['deposited'])
    atToss(orderId, { status: 'WAITING_FOR_DEPOSIT', approvedAt: null })
    await till.pass(60_000)
    expect(await kinds()).toEqual(['deposit_reversed', 'deposited'])
  })

  it('tells a deposit of an earlier run that is taken back now', async () => {
    await deposit()
    await till.restart()
    atToss(orderId, { status: 'WAITING_FOR_DEPOSIT', approvedAt: null })
    await till.pass(60_000)
    expect(await kinds()).toEqual(['deposit_reversed'])
  })

  it('says nothing of an account that the cashier cancelled', async () => {
    await refund(orderId)
    await till.pass(60_000)
    expect(till.stateOf(orderId).kind).toBe('cancelled')
    expect(await kinds()).toEqual([])
  })

  it('tells once that the bank didn’t take a refund', async () => {
    await deposit()
    await refund(orderId, true)
    const virtualAccount = till.toss.payments.get(orderId)!.virtualAccount!
    atToss(orderId, { virtualAccount: { ...virtualAccount, refundStatus: 'FAILED' } })
    await till.pass(10 * 60_000)
    expect(await kinds()).toEqual(['refund_not_arrived', 'deposited'])
  })
})
