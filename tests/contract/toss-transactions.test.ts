import { readdirSync, readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { won } from '#shared/money.ts'
import { parseTransactions } from '../../src/main/adapters/toss/transactions-schema.ts'
import type { TransactionsAnswer } from '../../src/main/application/ports.ts'
import { createFakeClock, type FakeClock, nextOrderId, SECOND } from '../support/box-kit.ts'
import { type BoxServer, startBoxServer } from '../support/box-server.ts'
import { CANARY, clientOf } from '../support/toss-client-kit.ts'

const FOLDER = new URL('../fixtures/toss-payloads/', import.meta.url)
const payload = (file: string): unknown => JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8'))
const LISTS = readdirSync(FOLDER).filter((file) => file.startsWith('transactions-list'))
const recorded = () => payload('transactions-list-2024-02.json') as Record<string, unknown>[]

const parsed = (answer: unknown) => {
  const outcome = parseTransactions(answer)
  if (!outcome.ok) throw new Error(outcome.reason)
  return outcome
}

describe('recorded lists', () => {
  it('are at hand', () => expect(LISTS).toHaveLength(2))

  it.each(LISTS)('%s is read, row by row', (file) => {
    const entries = payload(file) as Record<string, unknown>[]
    const { rows, count, lastKey } = parsed(entries)
    expect(count).toBe(entries.length)
    expect(lastKey).toBe(entries.at(-1)!['transactionKey'])
    expect(rows).toEqual(
      entries.map((entry) => ({
        transactionKey: entry['transactionKey'],
        paymentKey: entry['paymentKey'],
        orderId: entry['orderId'],
        method: entry['method'],
        status: entry['status'],
        transactionAt: new Date(String(entry['transactionAt'])),
        currency: 'KRW',
        amount: entry['amount'],
      })),
    )
  })

  it.each(readdirSync(FOLDER).filter((file) => !Array.isArray(payload(file))))(
    '%s isn’t one',
    (file) => {
      expect(parseTransactions(payload(file)).ok).toBe(false)
    },
  )

  it('may be empty', () => {
    expect(parsed([])).toEqual({ ok: true, rows: [], count: 0, lastKey: null })
  })
})

describe('what Toss may change', () => {
  it('keeps words of open sets, and takes any sign of an amount', () => {
    const [row] = parsed([
      {
        ...recorded()[0],
        status: 'NEW_WORD',
        method: '양자결제',
        extra: { deep: 1 },
        amount: -500,
      },
    ]).rows
    expect(row).toMatchObject({ status: 'NEW_WORD', method: '양자결제', amount: -500 })
  })

  it('reads a time without an offset as Seoul’s', () => {
    const [row] = parsed([{ ...recorded()[0], transactionAt: '2024-02-29T13:42:26' }]).rows
    expect(row?.transactionAt.toISOString()).toBe('2024-02-29T04:42:26.000Z')
  })

  it('loses an odd row alone, and counts it', () => {
    const rows = recorded()
    const essential = ['paymentKey', 'orderId', 'status', 'transactionAt', 'amount']
    for (const key of essential) {
      for (const value of [null, undefined, '', {}, [], true]) {
        const answer = [rows[0], { ...rows[1], [key]: value }, rows[2]]
        const outcome = parsed(answer)
        expect([key, value, outcome.rows.length, outcome.count]).toEqual([key, value, 2, 3])
      }
    }
    for (const key of ['method', 'currency', 'mId', 'receiptUrl', 'useEscrow', 'customerKey']) {
      expect(parsed([{ ...rows[0], [key]: { odd: true } }]).rows).toHaveLength(1)
    }
  })

  it('refuses a list that can’t be asked on from, and names no value', () => {
    const rows = recorded()
    for (const last of [{ ...rows[1], transactionKey: 17 }, 'canary', null]) {
      const outcome = parseTransactions([rows[0], last])
      expect(outcome).toEqual({
        ok: false,
        reason: 'a list whose last transactionKey is missing or odd',
      })
    }
  })
})

/** The client against the built-in Toss, over a real socket. */
describe('over HTTP', () => {
  let clock: FakeClock
  let server: BoxServer
  let toss: ReturnType<typeof clientOf>
  beforeEach(async () => {
    clock = createFakeClock()
    server = await startBoxServer({ keys: [{ ...CANARY, mId: 'canary_shop' }], clock })
    toss = clientOf({ baseUrl: server.url })
  })
  afterEach(() => server.close())

  async function sell(amount: number) {
    const back = server.box.play(
      { clientKey: CANARY.clientKey, orderId: nextOrderId(), orderName: '1-라떼', amount },
      { method: 'CARD' },
    )
    if (!('paymentKey' in back)) throw new Error(back.code)
    const call = { ...back, amount: won(amount) }
    await toss.gateway.confirm(call, `confirm-${back.orderId}`, CANARY.clientKey)
    clock.advance(SECOND)
    return back
  }
  const list = (startingAfter: string | null = null, limit = 100, from = 0, to = 86_400 * SECOND) =>
    toss.gateway.transactions(
      {
        from: new Date(Date.parse('2026-03-02T10:00:00+09:00') + from),
        to: new Date(Date.parse('2026-03-02T10:00:00+09:00') + to),
        startingAfter,
        limit,
      },
      CANARY.clientKey,
    )
  const page = (answer: TransactionsAnswer) => {
    if (answer.kind !== 'transactions') throw new Error(JSON.stringify(answer))
    return answer
  }

  it('lists each movement, paged by the last key until a short page', async () => {
    const sold = [await sell(1000), await sell(2000), await sell(3000)]
    const [first] = sold
    await toss.gateway.cancel(
      {
        paymentKey: first!.paymentKey,
        orderId: first!.orderId,
        refundId: 'r1',
        cancelAmount: won(400),
        cancelReason: '변심',
        refundableAmount: won(1000),
        account: null,
      },
      'cancel-r1',
      CANARY.clientKey,
    )
    const one = page(await list(null, 3))
    expect(one.rows.map(({ amount }) => amount)).toEqual([1000, 2000, 3000])
    expect(one.nextAfter).toBe(one.rows[2]!.transactionKey)
    const two = page(await list(one.nextAfter, 3))
    expect(two).toMatchObject({
      rows: [
        { paymentKey: first!.paymentKey, orderId: first!.orderId, status: 'PARTIAL_CANCELED' },
      ],
      unreadable: 0,
      nextAfter: null,
    })
    // A full last page says that there may be more: the one after it is empty.
    const whole = page(await list(null, 4))
    expect(whole.nextAfter).not.toBeNull()
    expect(page(await list(whole.nextAfter, 4))).toMatchObject({ rows: [], nextAfter: null })
  })

  it('asks in Seoul’s time without an offset, and includes both ends', async () => {
    await sell(1000)
    await sell(2000)
    expect(page(await list(null, 100, 0, SECOND)).rows).toHaveLength(2)
    expect(page(await list(null, 100, SECOND, SECOND)).rows).toMatchObject([{ amount: 2000 }])
    expect(page(await list(null, 100, 2 * SECOND)).rows).toEqual([])
    expect(server.seen.at(-1)?.path).toBe(
      '/v1/transactions?startDate=2026-03-02T10%3A00%3A02&endDate=2026-03-03T10%3A00%3A00&limit=100',
    )
  })

  it('is in the journal like every call', async () => {
    await sell(1000)
    const after = page(await list(null, 1)).nextAfter
    await list(after, 7)
    expect(toss.rows.at(-1)).toMatchObject({
      kind: 'transactions',
      orderId: null,
      idempotencyKey: null,
      method: 'GET',
      path: expect.stringContaining(`startingAfter=${after}&limit=7`),
      request: null,
      answer: { status: 200, error: null },
    })
  })

  it('says what it got instead, and asks again only where nobody was reached', async () => {
    await sell(1000)
    const refused = (code: string) => ({ kind: 'refused', code })
    const unreadable = { kind: 'no_answer', why: 'unreadable' }
    const on = 'transactions'
    const cases = [
      [{ on, instead: { code: 'TOO_MANY_REQUESTS' } }, refused('TOO_MANY_REQUESTS')],
      [{ on, instead: { code: 'UNAUTHORIZED_KEY' } }, refused('UNAUTHORIZED_KEY')],
      [
        { on, instead: { status: 502, body: '<html>' } },
        { ...unreadable, status: 502 },
      ],
      [{ on, instead: { status: 200, body: '[{"transaction' } }, unreadable],
      [{ on, instead: { status: 200, body: '{}' } }, unreadable],
      [{ on, instead: { status: 500, body: '[]' } }, unreadable],
      [
        { on, instead: { noAnswer: true } },
        { kind: 'transactions', rows: [{ amount: 1000 }] },
      ],
    ] as const
    for (const [fault, expected] of cases) {
      server.box.orderNext(fault)
      expect(await list()).toMatchObject(expected)
    }
  })
})
