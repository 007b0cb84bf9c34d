import type { OrderStatus } from '#shared/vocabulary.ts'

const TAKEN = new Set<OrderStatus>(['paid', 'partly_refunded', 'refunded'])

/** Whether the customer's money was taken, even if all of it went back since. */
export const isTaken = (status: OrderStatus): boolean => TAKEN.has(status)
