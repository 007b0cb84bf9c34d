import { Temporal } from 'temporal-polyfill'

/**
 * Korea's time zone as an offset: nine hours ahead of UTC, without summer time since 1988. By its name
 * it would come out of the tables of all zones, which take 20 ms to open at each start.
 */
export const SEOUL = '+09:00'

/** What a clock in Seoul shows at that instant. */
export const inSeoul = (at: Date): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(SEOUL)
