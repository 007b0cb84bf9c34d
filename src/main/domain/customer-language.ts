import type { CustomerScene } from '#shared/ipc/customer-contract.ts'

type Kind = CustomerScene['kind']

/**
 * Whether somebody else stands at the counter now, whose language nobody knows: the sale is over and
 * put away, or the next one has begun over its result. One who didn't get to pay, or whose payment is
 * being checked, is still the same.
 */
export const isNextCustomer = (before: Kind, after: Kind): boolean =>
  (after === 'idle' && before !== 'idle') ||
  (after === 'cart' && (before === 'paid' || before === 'deposit'))
