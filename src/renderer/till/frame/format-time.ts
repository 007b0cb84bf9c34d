/** The shop's wall clock, whatever the machine's zone is. */
const ZONE = 'Asia/Seoul'

const localeOf = (language: string): string => (language === 'ko' ? 'ko-KR' : 'en-GB')

/** `14:05`. An instant, or now. */
export const formatClock = (instant: Date | string): string =>
  new Intl.DateTimeFormat('en-GB', {
    timeZone: ZONE,
    hour: '2-digit',
    minute: '2-digit',
  }).format(new Date(instant))

/** `14:05:31`. */
export const formatClockSeconds = (instant: Date | string): string =>
  new Intl.DateTimeFormat('en-GB', {
    timeZone: ZONE,
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).format(new Date(instant))

/** `11월 23일 (월)` from a business day, yyyy-MM-dd. */
export const formatDay = (day: string, language: string): string =>
  new Intl.DateTimeFormat(localeOf(language), {
    timeZone: 'UTC',
    month: language === 'ko' ? 'long' : 'short',
    day: 'numeric',
    weekday: 'short',
  }).format(new Date(`${day}T00:00:00Z`))

/** `11월 30일 (월) 23:59` from an instant. */
export const formatDayAndClock = (instant: string, language: string): string =>
  new Intl.DateTimeFormat(localeOf(language), {
    timeZone: ZONE,
    month: language === 'ko' ? 'long' : 'short',
    day: 'numeric',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(instant))

/** `2026. 11. 23.` of an instant. */
export const formatDate = (instant: string, language: string): string =>
  new Intl.DateTimeFormat(localeOf(language), {
    timeZone: ZONE,
    year: 'numeric',
    month: language === 'ko' ? 'numeric' : 'short',
    day: 'numeric',
  }).format(new Date(instant))
