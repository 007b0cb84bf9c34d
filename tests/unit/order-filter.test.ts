import { describe, expect, it } from 'vitest'
import type { OrderRow } from '#shared/ipc/contract.ts'
import { won } from '#shared/money.ts'
import { groupByDay } from '../../src/renderer/till/features/orders/day-groups.ts'
import {
  parseOrdersSearch,
  searchInput,
} from '../../src/renderer/till/features/orders/order-filter.ts'

const TODAY = '2026-11-23'

describe('the filter in the address', () => {
  it('asks for today where nothing is said', () => {
    expect(searchInput(parseOrdersSearch({}), TODAY)).toEqual({ fromDay: TODAY, toDay: TODAY })
  })

  it('reads days, states and text, also a text the router took for a number', () => {
    const search = parseOrdersSearch({ day: 'week', status: ['paid', 'nonsense'], text: 11700 })
    expect(searchInput(search, '2026-03-03')).toEqual({
      fromDay: '2026-02-25',
      toDay: '2026-03-03',
      statuses: ['paid'],
      text: '11700',
    })
  })

  it('reads how it was paid', () => {
    const search = parseOrdersSearch({ day: 'all', method: ['cash', 'barter', 'easy_pay'] })
    expect(searchInput(search, TODAY)).toEqual({ methods: ['cash', 'easy_pay'] })
  })

  it('asks for all days without naming one', () => {
    expect(searchInput(parseOrdersSearch({ day: 'all' }), TODAY)).toEqual({})
  })

  it('leaves out a range that cannot be read', () => {
    expect(parseOrdersSearch({ day: 'range', from: '2026-11-01', to: 'x' })).toEqual({})
    const range = { day: 'range', from: '2026-11-01', to: '2026-11-07' }
    expect(searchInput(parseOrdersSearch(range), TODAY)).toEqual({
      fromDay: '2026-11-01',
      toDay: '2026-11-07',
    })
  })
})

describe('orders under their days', () => {
  const row = (businessDay: string, status: OrderRow['status'], refunded = 0): OrderRow => ({
    orderId: `order-${businessDay}-${status}`,
    number: '0001-000001',
    createdAt: `${businessDay}T05:00:00.000Z`,
    businessDay,
    orderName: 'p1-아메리카노',
    title: '아메리카노',
    totalAmount: won(4500),
    refundedAmount: won(refunded),
    status,
    methodText: null,
  })
  const rows = [
    row('2026-11-23', 'paid'),
    row('2026-11-23', 'partly_refunded', 1000),
    row('2026-11-23', 'confirming'),
    row('2026-11-22', 'refunded', 4500),
  ]

  it('sums what stayed with the shop, and counts every order', () => {
    expect(groupByDay(rows, false).map(({ day, sum }) => ({ day, sum }))).toEqual([
      { day: '2026-11-23', sum: { count: 3, netAmount: 8000 } },
      { day: '2026-11-22', sum: { count: 1, netAmount: 0 } },
    ])
  })

  it('tells no sum of a day that may go on on the next page', () => {
    expect(groupByDay(rows, true).at(-1)?.sum).toBeNull()
    expect(groupByDay(rows, true)[0]?.sum).not.toBeNull()
  })
})
