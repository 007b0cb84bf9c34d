/** Toss keys of any kind, Basic credentials and card numbers: never in a log, whatever logs them. */
const SECRETS: readonly (readonly [RegExp, string])[] = [
  [/\b(live|test)_(g?sk)_[A-Za-z0-9_]+/g, '$1_$2_•••'],
  [/\bBasic [A-Za-z0-9+/=]{8,}/g, 'Basic •••'],
  [/\bps_[A-Za-z0-9]{8,}/g, 'ps_•••'],
  [/\b\d{13,16}\b/g, '•••'],
]

export const redact = (text: string): string =>
  SECRETS.reduce((kept, [pattern, mask]) => kept.replace(pattern, mask), text)
