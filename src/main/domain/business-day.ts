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
