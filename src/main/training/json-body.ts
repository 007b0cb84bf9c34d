/** A request body after parsing: whatever it was, only an object's own fields are read. */
export type JsonBody = Readonly<Record<string, unknown>>

/** Undefined where the text is no JSON object. */
export function parseBody(text: string): JsonBody | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as JsonBody)
      : undefined
  } catch {
    return undefined
  }
}

/** The text in a field, or undefined where it is missing, empty or no text. */
export const textIn = (body: JsonBody, field: string): string | undefined => {
  const value = body[field]
  return typeof value === 'string' && value !== '' ? value : undefined
}

/**
 * A whole amount in won. A text of digits counts too: the real API was seen to take one (toss-api 3.2). Undefined where
 * it is missing; null where it is no amount.
 */
export function wonIn(body: JsonBody, field: string): number | null | undefined {
  const value = body[field]
  if (value === undefined || value === null) return undefined
  if (typeof value === 'string') return /^\d{1,15}$/.test(value) ? Number(value) : null
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null
}
