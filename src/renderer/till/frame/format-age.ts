/** From the largest unit that is whole at least once. In ms. */
const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const

/** `13시간 전`, `2 days ago`. */
export function formatAge(instant: string, now: Date, language: string): string {
  const words = new Intl.RelativeTimeFormat(language, { numeric: 'always' })
  const age = Math.max(0, now.getTime() - Date.parse(instant))
  const [unit, length] = UNITS.find(([, ms]) => age >= ms) ?? UNITS[2]
  return words.format(-Math.floor(age / length), unit)
}
