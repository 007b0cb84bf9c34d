import type { InputOf } from '#shared/ipc/contract.ts'
import {
  ORDER_STATUSES,
  type OrderStatus,
  PAY_METHODS,
  type PayMethod,
} from '#shared/vocabulary.ts'
import { shiftDay } from '../../ui/shift-day.ts'

export type DayChoice = 'today' | 'yesterday' | 'week' | 'all' | 'range'

/** What the orders screen keeps in the address, so that a lookup can be repeated. */
export interface OrdersSearch {
  /** Left out for today. */
  readonly day?: DayChoice | undefined
  /** yyyy-MM-dd, both only with `day: 'range'`. */
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly status?: readonly OrderStatus[] | undefined
  readonly method?: readonly PayMethod[] | undefined
  readonly text?: string | undefined
}

const DAY = /^\d{4}-\d{2}-\d{2}$/
const CHOICES: readonly DayChoice[] = ['yesterday', 'week', 'all', 'range']

const isDay = (value: unknown): value is string => typeof value === 'string' && DAY.test(value)
const isStatus = (value: unknown): value is OrderStatus =>
  (ORDER_STATUSES as readonly unknown[]).includes(value)
const isMethod = (value: unknown): value is PayMethod =>
  (PAY_METHODS as readonly unknown[]).includes(value)
/** The router reads `?text=11700` as a number. */
const wordsOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, 200) : ''

/** Reads search parameters of any shape; what can't be read is left out. */
export function parseOrdersSearch(raw: Record<string, unknown>): OrdersSearch {
  const choice = CHOICES.find((one) => one === raw['day'])
  const { from, to } = raw
  const isRange = choice === 'range' && isDay(from) && isDay(to)
  const statuses = Array.isArray(raw['status']) ? raw['status'].filter(isStatus) : []
  const methods = Array.isArray(raw['method']) ? raw['method'].filter(isMethod) : []
  const text = wordsOf(raw['text'])
  return {
    ...(choice !== undefined && (choice !== 'range' || isRange) ? { day: choice } : {}),
    ...(isRange ? { from, to } : {}),
    ...(statuses.length > 0 ? { status: statuses } : {}),
    ...(methods.length > 0 ? { method: methods } : {}),
    ...(text === '' ? {} : { text }),
  }
}

/** First and last day of the filter as yyyy-MM-dd, or nulls for all days. `today` is the business day. */
export function daysOf(search: OrdersSearch, today: string): { from: string; to: string } | null {
  switch (search.day) {
    case 'all':
      return null
    case 'yesterday':
      return { from: shiftDay(today, -1), to: shiftDay(today, -1) }
    case 'week':
      return { from: shiftDay(today, -6), to: today }
    case 'range':
      return { from: search.from ?? today, to: search.to ?? today }
    case 'today':
    case undefined:
      return { from: today, to: today }
  }
}

/** What main is asked for the list. */
export function searchInput(search: OrdersSearch, today: string): InputOf<'orders.search'> {
  const days = daysOf(search, today)
  const text = search.text?.trim() ?? ''
  return {
    ...(days === null ? {} : { fromDay: days.from, toDay: days.to }),
    ...(search.status === undefined ? {} : { statuses: [...search.status] }),
    ...(search.method === undefined ? {} : { methods: [...search.method] }),
    ...(text === '' ? {} : { text }),
  }
}
