import { Temporal } from 'temporal-polyfill'

/**
 * The business day of an instant, yyyy-MM-dd: the date in Asia/Seoul once the shop's closing hour
 * is taken off, so that with 4 a sale at 02:00 still belongs to the day before.
 */
export const businessDayOf = (at: Date, closingHour: number): string =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime())
    .toZonedDateTimeISO('Asia/Seoul')
    .subtract({ hours: closingHour })
    .toPlainDate()
    .toString()

/** A span of time: `to` is the first instant behind it. */
export interface Span {
  readonly from: Date
  readonly to: Date
}

/** The time that business days cover, both included. Throws RangeError where a text isn't a day. */
export function spanOfDays(fromDay: string, toDay: string, closingHour: number): Span {
  const startOf = (day: Temporal.PlainDate) =>
    new Date(
      day.toZonedDateTime('Asia/Seoul').add({ hours: closingHour }).toInstant().epochMilliseconds,
    )
  return {
    from: startOf(Temporal.PlainDate.from(fromDay)),
    to: startOf(Temporal.PlainDate.from(toDay).add({ days: 1 })),
  }
}

/** How many business days from the first to the last, both included; 0 or less where they are turned round. */
export const countOfDays = (fromDay: string, toDay: string): number =>
  Temporal.PlainDate.from(fromDay).until(toDay, { largestUnit: 'days' }).days + 1
