/**
 * What the page reads from main, one query each. Main is the truth: nothing goes stale by time,
 * events say when something changed (see events.ts). Everything about orders is kept under keys
 * that begin with `ORDERS_KEY`; one `order.changed` refreshes them all.
 */
import { queryOptions } from '@tanstack/react-query'
import { call } from './call.ts'

export const statusQuery = queryOptions({
  queryKey: ['status'],
  queryFn: () => call('status.get', {}),
})

export const catalogueQuery = queryOptions({
  queryKey: ['catalogue'],
  queryFn: () => call('catalogue.list', {}),
})

/** Everything about products that aren't in the catalogue of the page: what is archived, prices that were. */
export const PRODUCTS_KEY = ['products'] as const

export const checkoutQuery = queryOptions({
  queryKey: ['checkout'],
  queryFn: () => call('checkout.get', {}),
})

export const checkingQuery = queryOptions({
  queryKey: ['checking'],
  queryFn: () => call('checking.get', {}),
})

export const settingsQuery = queryOptions({
  queryKey: ['settings'],
  queryFn: () => call('settings.get', {}),
})

export const labelsQuery = queryOptions({
  queryKey: ['labels'],
  queryFn: () => call('labels.get', {}),
})

export const recordsQuery = queryOptions({
  queryKey: ['records'],
  queryFn: () => call('records.last', {}),
})

export const backupsQuery = queryOptions({
  queryKey: ['backups'],
  queryFn: () => call('backups.get', {}),
})

export const printingQuery = queryOptions({
  queryKey: ['printing'],
  queryFn: () => call('printing.get', {}),
})

export const customerDisplayQuery = queryOptions({
  queryKey: ['customerDisplay'],
  queryFn: () => call('customerDisplay.get', {}),
})

export const lessonsQuery = queryOptions({
  queryKey: ['lessons'],
  queryFn: () => call('lessons.get', {}),
})

/** Whether the store's file could be opened, asked once: what stands there changes with a new page. */
export const recoveryQuery = queryOptions({
  queryKey: ['recovery'],
  queryFn: () => call('recovery.get', {}),
})

export const ORDERS_KEY = ['orders'] as const

/** How far a comparison with Toss is: main only tells it, nobody asks. */
export const RECONCILE_PROGRESS_KEY = ['reconcile', 'progress'] as const
export const RECONCILE_RUN_KEY = ['reconcile', 'run'] as const
