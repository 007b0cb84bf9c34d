import { beforeEach, describe, expect, it } from 'vitest'
import type { BackupsView } from '#shared/ipc/backup-contract.ts'
import {
  type MissingOrder,
  nextNumberAfter,
  NOT_AT_TOSS,
  type RecoveryReport,
} from '../../../src/main/domain/recovery-report.ts'
import { MemoryTill } from '../../support/memory-till.ts'
import { payment } from '../../support/payments.ts'

const HOUR = 60 * 60_000
const MINUTE = 60_000

let till: MemoryTill
beforeEach(() => {
  // Monday the 23rd, 23:00 in Seoul; the shop closes its day at 4.
  till = new MemoryTill('sandbox')
})

const causes = () => till.backups.made.map(({ cause }) => cause)
async function view(): Promise<BackupsView> {
  const answer = await till.app.handlers['backups.get']({})
  if (!answer.ok) throw new Error(answer.error.code)
  return answer.data
}

describe('the backup of a day', () => {
  it('is made at a start where a day has passed since the last one', async () => {
    till.backups.days = ['2026-11-22']
    await till.restart()
    expect(causes()).toEqual(['day'])
    await till.restart()
    await till.pass(2 * HOUR)
    expect(causes()).toEqual(['day'])
  })

  it('is made when the closing hour passes while the till runs', async () => {
    till.backups.days = ['2026-11-23']
    await till.restart()
    await till.pass(4 * HOUR + 58 * MINUTE)
    expect(causes()).toEqual([])
    await till.pass(3 * MINUTE)
    expect(causes()).toEqual(['day'])
    expect(till.backups.made[0]!.madeAt.toISOString()).toMatch(/^2026-11-23T19:0[0-2]/)
    // The next day, with nothing sold since, it is made all the same: refunds may have been.
    await till.pass(24 * HOUR)
    expect(causes()).toEqual(['day', 'day'])
  })

  it('isn’t made of a store that has sold nothing before today', async () => {
    await till.restart()
    await till.pass(2 * HOUR)
    expect(causes()).toEqual([])
  })

  it('is tried again half an hour after it failed, and says meanwhile why', async () => {
    till.backups.days = ['2026-11-22']
    till.backups.failure = Object.assign(new Error('no space'), { code: 'DATABASE_FULL' })
    await till.restart()
    expect((await view()).failure).toMatchObject({ code: 'DATABASE_FULL' })
    till.backups.failure = null
    await till.pass(28 * MINUTE)
    expect(causes()).toEqual([])
    await till.pass(4 * MINUTE)
    expect(causes()).toEqual(['day'])
    expect((await view()).failure).toBeNull()
  })

  it('no timer of it is left once the till is stopped', async () => {
    await till.restart()
    await till.app.stop()
    expect(till.timers.pending).toBe(0)
  })
})

describe('a backup that somebody asks for', () => {
  it('is made, and the page is told', async () => {
    expect(await till.app.handlers['backups.make']({})).toMatchObject({
      ok: true,
      data: { backups: [{ cause: 'request' }], isMaking: false },
    })
    const told = till.events.filter(({ name }) => name === 'backups.changed')
    expect(told.map(({ data }) => (data as BackupsView).isMaking)).toEqual([true, false])
  })
})

describe('going back', () => {
  it('waits until the customer has paid', async () => {
    await till.startSale()
    expect(await till.app.handlers['backups.restore']({ backup: 'one' })).toMatchObject({
      error: { code: 'CHECKOUT_IN_PROGRESS' },
    })
    expect(till.restored).toEqual([])
  })

  it('goes to the store that is open', async () => {
    expect(await till.app.handlers['backups.restore']({ backup: 'one' })).toMatchObject({
      data: { stage: 'none' },
    })
    expect(till.restored).toEqual(['one'])
  })
})

describe('the number after a recovery', () => {
  it('is the next one where all could be read, else far enough away', () => {
    expect(nextNumberAfter(0, true)).toBe(1)
    expect(nextNumberAfter(123, true)).toBe(124)
    expect(nextNumberAfter(0, false)).toBe(1001)
    expect(nextNumberAfter(123, false)).toBe(1001)
    expect(nextNumberAfter(899, false)).toBe(1001)
    expect(nextNumberAfter(901, false)).toBe(2001)
    expect(nextNumberAfter(1000, false)).toBe(2001)
  })
})

describe('what is missing', () => {
  const orderIdOf = (seq: number) => `20261123-0001-${String(seq).padStart(6, '0')}-ABCD`
  const missing = (seq: number): MissingOrder => ({
    number: orderIdOf(seq).slice(9, 20),
    orderId: orderIdOf(seq),
    at: '2026-11-23T13:50:00.000Z',
    orderName: 'latte-카페라떼',
    amount: 4500,
    paymentKey: null,
    clientKey: 'test_gck_docs_client',
    state: 'confirming',
    tossStatus: null,
  })
  const report = (changes: Partial<RecoveryReport> = {}): RecoveryReport => ({
    id: '20261123T135900Z',
    at: '2026-11-23T13:59:00.000Z',
    reason: 'damaged',
    damage: 'broken',
    backup: {
      name: 'till-20261122T190000000Z-day.sqlite',
      madeAt: '2026-11-22T19:00:00.000Z',
      cause: 'day',
      orders: 3,
    },
    setAside: 'set-aside/20261123T135900Z',
    read: 'part',
    orders: [],
    refunds: [],
    tossAskedAt: null,
    nextNumber: 1001,
    putAwayAt: null,
    ...changes,
  })
  /** Toss took money for it. */
  const paidAtToss = (seq: number) =>
    till.toss.payments.set(
      orderIdOf(seq),
      payment({
        orderId: orderIdOf(seq),
        paymentKey: `key-${orderIdOf(seq)}`,
        status: 'DONE',
        totalAmount: 4500,
        balanceAmount: 4500,
        approvedAt: '2026-11-23T22:50:00+09:00',
      }),
    )

  it('is found in Toss’s list, which also raises the number', async () => {
    paidAtToss(4)
    paidAtToss(1234)
    till.backups.report = report()
    await till.restart()
    const { report: shown } = await view()
    expect(shown).toMatchObject({
      orderCount: 2,
      nextNumber: '0001-001235',
      orders: expect.arrayContaining([
        expect.objectContaining({
          orderId: orderIdOf(1234),
          paymentKey: `key-${orderIdOf(1234)}`,
          tossStatus: 'DONE',
          amount: 4500,
        }),
      ]),
    })
    expect(shown?.tossAskedAt).not.toBeNull()
    expect(till.backups.nextNumber).toBe(1235)
  })

  it('leaves out what the file knows and what isn’t this till’s', async () => {
    paidAtToss(4)
    till.backups.knownIds.add(orderIdOf(4))
    till.toss.strangers.push({
      transactionKey: 'x',
      paymentKey: 'x',
      orderId: 'somebody-elses-order',
      method: null,
      status: 'DONE',
      transactionAt: new Date('2026-11-23T13:50:00.000Z'),
      currency: 'KRW',
      amount: 1000,
    })
    till.backups.report = report()
    await till.restart()
    expect((await view()).report).toMatchObject({ orderCount: 0 })
  })

  it('is settled by a lookup where the set-aside file told of it: paid, or not at Toss', async () => {
    paidAtToss(4)
    till.toss.lagging.add(orderIdOf(4))
    till.backups.report = report({ orders: [missing(4), missing(5)] })
    await till.restart()
    expect((await view()).report?.orders).toMatchObject([
      { orderId: orderIdOf(4), tossStatus: 'DONE', paymentKey: `key-${orderIdOf(4)}` },
      { orderId: orderIdOf(5), tossStatus: NOT_AT_TOSS },
    ])
  })

  it('is asked for again until Toss answers, and once more when the list has caught up', async () => {
    paidAtToss(4)
    till.toss.mishaps.transactions.push('request_lost')
    till.backups.report = report()
    await till.restart()
    expect((await view()).report).toMatchObject({ orderCount: 0, tossAskedAt: null })
    paidAtToss(6)
    till.toss.lagging.add(orderIdOf(6))
    await till.pass(5000)
    expect((await view()).report).toMatchObject({ orderCount: 1 })
    till.toss.lagging.clear()
    await till.pass(11 * MINUTE)
    expect((await view()).report).toMatchObject({ orderCount: 2 })
    const asked = till.toss.count('transactions')
    await till.pass(2 * HOUR)
    expect(till.toss.count('transactions')).toBe(asked)
  })

  it('isn’t looked for in the list of the public test keys, which is everybody’s', async () => {
    paidAtToss(4)
    till.pairs = [
      {
        store: 'sandbox',
        clientKey: 'test_gck_docs_client',
        hasSecretKey: true,
        secretKeyEnding: null,
        keptIn: 'preset',
      },
    ]
    till.backups.report = report({ orders: [missing(5)] })
    await till.restart()
    expect((await view()).report).toMatchObject({
      orders: [{ orderId: orderIdOf(5), tossStatus: NOT_AT_TOSS }],
    })
    expect(till.toss.count('transactions')).toBe(0)
  })

  it('stays put away once it was', async () => {
    till.backups.report = report()
    till.toss.mishaps.transactions.push('request_lost')
    await till.restart()
    await till.app.handlers['backups.putReportAway']({})
    await till.pass(HOUR)
    expect((await view()).report).toBeNull()
    expect(till.backups.report?.putAwayAt).not.toBeNull()
  })
})
