const moment = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Seoul',
  dateStyle: 'short',
  timeStyle: 'medium',
})

/** `2026-11-23 14:05:29` in the shop's zone: for what is compared digit by digit with Toss. */
export const formatMoment = (instant: string): string => moment.format(new Date(instant))
