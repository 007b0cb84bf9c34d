import { Temporal } from 'temporal-polyfill'
import { inSeoul, SEOUL } from './seoul.ts'

/**
 * The business day of an instant, yyyy-MM-dd: the date in Seoul once the shop's closing hour
 * is taken off, so that with 4 a sale at 02:00 still belongs to the day before.
 */
export const businessDayOf = (at: Date, closingHour: number): string =>
  inSeoul(at).subtract({ hours: closingHour }).toPlainDate().toString()

/** A span of time: `to` is the first instant behind it. */
export interface Span {
  readonly from: Date
  readonly to: Date
}

/** The time that business days cover, both included. Throws RangeError where a text isn't a day. */
export function spanOfDays(fromDay: string, toDay: string, closingHour: number): Span {
  const startOf = (day: Temporal.PlainDate) =>
    new Date(day.toZonedDateTime(SEOUL).add({ hours: closingHour }).toInstant().epochMilliseconds)
  return {
    from: startOf(Temporal.PlainDate.from(fromDay)),
    to: startOf(Temporal.PlainDate.from(toDay).add({ days: 1 })),
  }
}

/** The longest range that is counted at once, in days: a month. */
const MAX_DAYS = 31

/** Why a range of business days can't be counted; null where it can. `today` is the last one there is. */
export function rangeProblem(
  fromDay: string,
  toDay: string,
  today: string,
): 'not_days' | 'too_long' | null {
  try {
    const count = Temporal.PlainDate.from(fromDay).until(toDay).days + 1
    if (count < 1 || Temporal.PlainDate.compare(toDay, today) > 0) return 'not_days'
    return count > MAX_DAYS ? 'too_long' : null
  } catch (error) {
    // No such day: 30 February.
    if (error instanceof RangeError) return 'not_days'
    throw error
  }
}
