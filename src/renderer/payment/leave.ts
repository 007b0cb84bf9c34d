/** The window talks to main only by navigating: this ends the attempt with a code and words. */
export function leaveWith(ref: string, code: string, message: string): void {
  const query = new URLSearchParams({ ref, code, message })
  window.location.assign(`/toss/payment-failed?${query.toString()}`)
}

/** What the SDK throws or rejects with, whatever shape it has. An error without a code is UNKNOWN. */
export function codeOf(error: unknown): { code: string; message: string } {
  const has = (key: string): string | null => {
    const value: unknown =
      typeof error === 'object' && error !== null ? Reflect.get(error, key) : null
    return typeof value === 'string' && value !== '' ? value : null
  }
  const name = has('name')
  const code = has('code') ?? (name === null || name === 'Error' ? 'UNKNOWN' : name)
  return { code: code.slice(0, 100), message: (has('message') ?? String(error)).slice(0, 500) }
}
