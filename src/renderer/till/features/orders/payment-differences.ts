import type { LookupView, PaymentView } from '#shared/ipc/contract.ts'

export interface Difference {
  readonly path: string
  /** Null where that side has no such value. */
  readonly stored: string | null
  readonly answered: string | null
}

const valueAt = (payment: PaymentView | null, path: string): string | null =>
  payment?.fields.find((field) => field.path === path)?.value ?? null

/** Main names what differs; the values stand in the two answers. */
export const differencesOf = (
  lookup: LookupView,
  stored: PaymentView | null,
): readonly Difference[] =>
  lookup.differences.map((path) => ({
    path,
    stored: valueAt(stored, path),
    answered: valueAt(lookup.payment, path),
  }))
