import { type SQL, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { won } from '#shared/money.ts'
import type { OrderStatus } from '#shared/vocabulary.ts'
import { searchOrders, summariseOrders } from '../../src/main/adapters/db/order-search.ts'
import type { Queries } from '../../src/main/adapters/db/open-database.ts'
import type { OrderFilter, OrderSummary } from '../../src/main/application/ports.ts'
import {
  AT,
  cancelOf,
  line,
  newAttempt,
  newOrder,
  openTestStore,
  orderIdOf,
  paymentFor,
  type TestStore,
} from '../support/store-kit.ts'

const NAMES = [
  '카페 라떼',
  '아이스 라떼',
  '소금빵',
  '아메리카노',
  '100% 오렌지_주스',
  'Cheese Cake',
]
const DAYS = ['2026-11-20', '2026-11-21', '2026-11-22', '2026-11-23']

let store: TestStore
/** Every order as the list should show it, newest first. */
let all: OrderSummary[]
let placed: string[]

/** 160 orders over four days, many of them in the very same millisecond, in all kinds of states. */
beforeAll(async () => {
  store = await openTestStore()
  // Looks random, and is the same in every run.
  let random = 11
  const pick = <T>(from: readonly T[]): T => {
    random = (Math.imul(random, 1_664_525) + 1_013_904_223) >>> 0
    return from[(random >>> 16) % from.length]!
  }
  const made: string[] = []
  for (let n = 0; n < 160; n++) {
    const day = pick(DAYS)
    const names = [pick(NAMES), pick(NAMES)].slice(0, 1 + (n % 2))
    const order = await store.orders.place(
      newOrder({
        businessDay: day,
        createdAt: new Date(`${day}T0${n % 4}:00:00.000Z`),
        lines: names.map((name, index) =>
          line({
            lineNo: index + 1,
            productId: `p${index}`,
            name,
            unitPrice: pick([won(3000), won(4500)]),
          }),
        ),
      }),
      newAttempt(),
    )
    const orderId = orderIdOf(order)
    const approveNo = String(10_000_000 + n)
    const paid = paymentFor(order, {
      paymentKey: `tgen_${String(n).padStart(4, '0')}abcde`,
      card: { ...paymentFor(order).card!, approveNo },
    })
    const kind = n % 8
    if (kind < 4) await store.orders.markPaid(orderId, paid, AT)
    if (kind === 1 || kind === 2) {
      const back = kind === 1 ? 1000 : order.totalAmount
      await store.orders.updatePayment(
        orderId,
        { ...paid, balanceAmount: order.totalAmount - back, cancels: [cancelOf(back, `t${n}`)] },
        AT,
      )
    }
    if (kind === 4) await store.orders.markDeclined(orderId, { code: 'X', message: '' }, null, AT)
    if (kind === 5) await store.orders.markCancelled(orderId, null, AT)
    made.push(orderId)
  }
  const whole = await store.orders.search({}, null, 1000)
  all = [...whole.rows]
  placed = made
})
afterAll(() => store.end())

async function walk(filter: OrderFilter, limit: number): Promise<OrderSummary[]> {
  const rows: OrderSummary[] = []
  let cursor: string | null = null
  do {
    const page: Awaited<ReturnType<typeof store.orders.search>> = await store.orders.search(
      filter,
      cursor,
      limit,
    )
    expect(page.rows.length).toBeLessThanOrEqual(limit)
    rows.push(...page.rows)
    cursor = page.nextCursor
    expect(cursor === null || page.rows.length === limit).toBe(true)
    // A cursor that doesn't move must fail here, not run for ever.
  } while (cursor !== null && rows.length <= 1000)
  return rows
}

const numbers = (rows: readonly OrderSummary[]) => rows.map(({ number }) => number)

describe('the list', () => {
  it('holds every order', () => {
    expect(all.map(({ orderId }) => orderId).sort()).toEqual(placed.sort())
  })

  it('is newest first, by business day, time and number', () => {
    const key = (row: OrderSummary) =>
      `${row.businessDay} ${row.createdAt.toISOString()} ${row.number}`
    const sorted = all.map(key).sort().reverse()
    expect(all.map(key)).toEqual(sorted)
  })

  it.each([1, 7, 50, 160, 161])('gives each order once when read %i at a time', async (limit) => {
    expect(await walk({}, limit)).toEqual(all)
  })

  it('keeps its place when orders are added in the meantime', async () => {
    const first = await store.orders.search({ toDay: DAYS[3] }, null, 20)
    await store.orders.place(
      newOrder({ businessDay: '2026-11-24', createdAt: new Date('2026-11-24T01:00:00.000Z') }),
      newAttempt(),
    )
    const second = await store.orders.search({}, first.nextCursor, 20)
    expect(second.rows).toEqual(all.slice(20, 40))
  })

  it('reads a strange cursor as the end', async () => {
    for (const cursor of ['', 'x', '%%%', Buffer.from('[1,2,3]').toString('base64url')]) {
      expect(await store.orders.search({}, cursor, 10)).toEqual({ rows: [], nextCursor: null })
    }
  })

  it('shows what the order holds', async () => {
    const row = all.find(({ status }) => status === 'partly_refunded')!
    const order = (await store.orders.find(row.orderId))!
    const { state } = order.attempts[0]!
    expect(row).toEqual({
      orderId: row.orderId,
      number: order.number,
      createdAt: order.createdAt,
      businessDay: order.businessDay,
      orderName: order.orderName,
      firstName: order.lines[0]!.name,
      lineCount: order.lines.length,
      totalAmount: order.totalAmount,
      refundedAmount: 1000,
      status: 'partly_refunded',
      cashAmount: 0,
      payment: state.kind === 'paid' ? state.payment : null,
    })
  })
})

describe('filters', () => {
  const inDays = (row: OrderSummary, { fromDay, toDay }: OrderFilter) =>
    (fromDay === undefined || row.businessDay >= fromDay) &&
    (toDay === undefined || row.businessDay <= toDay)
  const inStatuses = (row: OrderSummary, { statuses }: OrderFilter) =>
    statuses === undefined || statuses.length === 0 || statuses.includes(row.status)

  const filters: OrderFilter[] = []
  const ranges = [
    {},
    { fromDay: DAYS[1] },
    { toDay: DAYS[2] },
    { fromDay: DAYS[1], toDay: DAYS[1] },
  ]
  const choices: (OrderStatus[] | undefined)[] = [
    undefined,
    [],
    ['paid'],
    ['refunded', 'partly_refunded'],
    ['confirming'],
    ['declined', 'cancelled', 'awaiting_payment'],
  ]
  for (const range of ranges) for (const statuses of choices) filters.push({ ...range, statuses })

  it.each(filters.map((filter) => [JSON.stringify(filter), filter] as const))(
    'agree with a plain reading of %s',
    async (_name, filter) => {
      const expected = (await store.orders.search({}, null, 1000)).rows.filter(
        (row) => inDays(row, filter) && inStatuses(row, filter),
      )
      expect(await walk(filter, 9)).toEqual(expected)
      const net = expected
        .filter(({ status }) => ['paid', 'partly_refunded', 'refunded'].includes(status))
        .reduce((sum, row) => sum + row.totalAmount - row.refundedAmount, 0)
      expect(await store.orders.summarise(filter, 1000)).toEqual({
        count: expected.length,
        isMore: false,
        netAmount: net,
      })
    },
  )

  it('count up to the cap and say that there is more', async () => {
    const summary = await store.orders.summarise({ toDay: DAYS[3] }, 10)
    expect(summary).toMatchObject({ count: 10, isMore: true })
    expect(await store.orders.summarise({ toDay: DAYS[3] }, 160)).toMatchObject({
      count: 160,
      isMore: false,
    })
  })
})

describe('text', () => {
  const namesOf = async (orderId: string) =>
    (await store.orders.find(orderId))!.lines.map(({ name }) => name)
  const found = async (text: string) => numbers(await walk({ text, toDay: DAYS[3] }, 17))

  it.each(['라떼', '떼', '카페 라떼', '소금', 'cheese', 'CAKE', '100%', '%', '_주', '오렌지_'])(
    'finds "%s" in product names, of every line',
    async (text) => {
      const expected: string[] = []
      for (const row of all) {
        const names = await namesOf(row.orderId)
        if (names.some((name) => name.toLowerCase().includes(text.toLowerCase()))) {
          expected.push(row.number)
        }
      }
      expect(expected.length).toBeGreaterThan(5)
      expect(await found(text)).toEqual(expected)
    },
  )

  it('finds names typed in another Unicode form', async () => {
    expect(await found('라떼'.normalize('NFD'))).toEqual(await found('라떼'))
  })

  it.each(['4500', '4,500', '4,500원', '₩4,500', ' 4500 '])('finds the amount %s', async (text) => {
    const expected = numbers(all.filter((row) => row.totalAmount === 4500))
    expect(expected.length).toBeGreaterThan(5)
    expect(await found(text)).toEqual(expected)
  })

  it('finds an order by everything that names it', async () => {
    const row = all.find(({ payment }) => payment !== null)!
    const n = Number(row.number.slice(5))
    const paymentKey = row.payment!.paymentKey
    const texts = [
      row.number,
      String(n),
      row.orderId,
      row.orderId.slice(0, -2),
      paymentKey,
      paymentKey.slice(0, 9),
      row.payment!.card!.approveNo!,
    ]
    for (const text of texts) expect([text, await found(text)]).toEqual([text, [row.number]])
    // A whole day by the beginning of its orderIds.
    expect(await found('20261121')).toEqual(
      numbers(all.filter(({ businessDay }) => businessDay === '2026-11-21')),
    )
  })

  it.each([
    '없는 상품',
    'tgen_9999',
    "'; DROP TABLE orders; --",
    '"',
    String.raw`\ `,
    '💳',
    '999999',
  ])('finds nothing for "%s", and breaks nothing', async (text) => {
    expect(await found(text)).toEqual([])
  })

  it('goes together with days, states and pages', async () => {
    const filter = { text: '라떼', fromDay: DAYS[1], statuses: ['paid', 'refunded'] as const }
    const expected: string[] = []
    for (const row of all) {
      const isLatte = (await namesOf(row.orderId)).some((name) => name.includes('라떼'))
      if (isLatte && row.businessDay >= DAYS[1]! && ['paid', 'refunded'].includes(row.status)) {
        expected.push(row.number)
      }
    }
    expect(numbers(await walk({ ...filter, toDay: DAYS[3] }, 3))).toEqual(expected)
  })

  it('finds an order by each of its attempts', async () => {
    const placed = await store.orders.place(newOrder({ businessDay: '2026-11-25' }), newAttempt())
    await store.orders.markDeclined(orderIdOf(placed), { code: 'X', message: '' }, null, AT)
    const again = await store.orders.placeAttempt(placed.number, newAttempt())
    for (const orderId of [orderIdOf(placed), orderIdOf(again)]) {
      const { rows } = await store.orders.search({ text: orderId }, null, 5)
      expect(rows.map((row) => row.orderId)).toEqual([orderIdOf(again)])
    }
  })
})

describe('what is common', () => {
  /** More orders than are sought one by one: the other way to the same answer. */
  let many: TestStore
  beforeAll(async () => {
    many = await openTestStore()
    // One statement instead of 5,200 sales, each with its own sync to the disk.
    await many.database.write((queries) => {
      const numbersTo = sql`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5200)`
      const at = '2026-11-23T03:00:00.000Z'
      const day = sql`CASE WHEN i <= 5100 THEN '2026-11-22' ELSE '2026-11-23' END`
      queries.run(sql`INSERT INTO orders (seq, number, business_day, created_at, order_name, total_amount,
          attempt_count, status, refunded_amount) ${numbersTo}
        SELECT i, printf('0001-%06d', i), ${day}, ${at}, 'x', 1000, 1,
          CASE WHEN i % 3 = 0 THEN 'declined' ELSE 'cancelled' END, 0 FROM n`)
      queries.run(sql`INSERT INTO order_line (order_seq, line_no, product_id, name, unit_price, quantity,
          amount, tax_type) ${numbersTo}
        SELECT i, 1, 'p', CASE WHEN i <= 5100 THEN '어제의 빵' ELSE '오늘의 빵' END, 1000, 1, 1000, 'taxable' FROM n`)
      queries.run(sql`INSERT INTO sold_name VALUES ('어제의 빵'), ('오늘의 빵')`)
      queries.run(sql`INSERT INTO attempt ${numbersTo}
        SELECT printf('%s-0001-%06d-AAAA', replace(${day}, '-', ''), i), i, 1, 'ref' || i, 1000, 'x', 'ck',
          ${at}, ${at}, 'awaiting_payment', NULL, NULL, NULL, NULL, NULL FROM n`)
      queries.run(sql`UPDATE attempt SET state = 'cancelled'`)
    })
  })
  afterAll(() => many.end())

  it.each([
    ['빵', 5200, '0001-005200'],
    ['어제', 5100, '0001-005100'],
    ['오늘', 100, '0001-005200'],
    ['20261122', 5100, '0001-005100'],
    ['1000', 5200, '0001-005200'],
  ])('"%s" gives %i orders, from %s on', async (text, count, newest) => {
    const summary = await many.orders.summarise({ text }, 10_000)
    expect(summary).toMatchObject({ count, isMore: false })
    const first = await many.orders.search({ text }, null, 10)
    expect(first.rows[0]?.number).toBe(newest)
    const second = await many.orders.search({ text }, first.nextCursor, 10)
    const position = Number(newest.slice(5))
    expect(numbers([...first.rows, ...second.rows])).toEqual(
      Array.from({ length: 20 }, (_, n) => `0001-${String(position - n).padStart(6, '0')}`),
    )
  })

  it('several common states keep the list’s order', async () => {
    const { rows } = await many.orders.search({ statuses: ['declined', 'cancelled'] }, null, 3)
    expect(numbers(rows)).toEqual(['0001-005200', '0001-005199', '0001-005198'])
  })

  it('is never sorted as a whole, and the next page is sought, not scanned for', async () => {
    const plans = await many.database.read((queries) => {
      const steps = (run: (watched: Queries) => unknown) => {
        let last: { detail: string }[] = []
        const watched = Object.create(queries) as Queries
        watched.all = <T>(query: SQL | string) => {
          last = queries.all<{ detail: string }>(sql`EXPLAIN QUERY PLAN ${query as SQL}`)
          return queries.all<T>(query)
        }
        run(watched)
        return last.map(({ detail }) => detail).join('\n')
      }
      const cursor = searchOrders(queries, {}, null, 10).nextCursor
      return {
        page: steps((watched) => searchOrders(watched, {}, cursor, 10)),
        status: steps((watched) => searchOrders(watched, { statuses: ['declined'] }, cursor, 10)),
        states: steps((watched) =>
          searchOrders(watched, { statuses: ['declined', 'cancelled'] }, cursor, 10),
        ),
        text: steps((watched) => searchOrders(watched, { text: '빵' }, cursor, 10)),
        textAtFirst: steps((watched) => searchOrders(watched, { text: '빵' }, null, 10)),
        days: steps((watched) => searchOrders(watched, { fromDay: DAYS[1] }, null, 10)),
        summary: steps((watched) => summariseOrders(watched, { fromDay: DAYS[1] }, 10)),
      }
    })
    const place = '(business_day,created_at,number)<(?,?,?)'
    expect(plans.page).toContain(`SEARCH o USING INDEX orders_newest (${place})`)
    expect(plans.status).toMatch(
      /SEARCH o USING INDEX orders_status \(status=\? AND \(business_day/,
    )
    expect(plans.states).toContain(`orders_newest (${place})`)
    expect(plans.text).toContain(`orders_newest (${place})`)
    expect(plans.textAtFirst).toContain('SCAN o USING INDEX orders_newest')
    expect(plans.days).toMatch(/SEARCH o USING INDEX orders_newest \(business_day>\?\)/)
    expect(plans.summary).toContain('COVERING INDEX orders_newest')
    for (const plan of Object.values(plans)) expect(plan).not.toMatch(/TEMP B-TREE|SCAN o$/m)
  })
})
