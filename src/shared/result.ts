import type { ErrorCode } from './error-codes.ts'

/** An expected failure, as a value: the same shape inside main and on the wire. Bugs are exceptions. */
export interface Failure {
  readonly code: ErrorCode
  /** English, for logs and engineers. Screens use the words of `error.<code>` in the language files. */
  readonly message: string
  /** Input path → what is wrong with it, for forms. */
  readonly fields?: Readonly<Record<string, string>>
  /** What Toss itself said, where it said something. */
  readonly toss?: { readonly code: string; readonly message: string }
}

export type Result<T> =
  | { readonly ok: true; readonly data: T }
  | { readonly ok: false; readonly error: Failure }

export const ok = <T>(data: T): Result<T> => ({ ok: true, data })

export const fail = (
  code: ErrorCode,
  message: string,
  more: Pick<Failure, 'fields' | 'toss'> = {},
): Result<never> => ({ ok: false, error: { code, message, ...more } })
