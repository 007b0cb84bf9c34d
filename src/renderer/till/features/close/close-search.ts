/** Which business days the close screen is about, kept in the address: a way back from an order finds them again. */
export interface CloseSearch {
  /** yyyy-MM-dd, both or neither; left out for today. */
  readonly from?: string | undefined
  readonly to?: string | undefined
}

const DAY = /^\d{4}-\d{2}-\d{2}$/
const isDay = (value: unknown): value is string => typeof value === 'string' && DAY.test(value)

/** Reads search parameters of any shape; what can't be read is left out. */
export function parseCloseSearch({ from, to }: Record<string, unknown>): CloseSearch {
  return isDay(from) && isDay(to) && from <= to ? { from, to } : {}
}
