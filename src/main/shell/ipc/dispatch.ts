import type { IpcMainInvokeEvent } from 'electron'
import type { z } from 'zod'
import { contract, type RouteName } from '#shared/ipc/contract.ts'
import { MOST_PICTURE_CHARS } from '#shared/ipc/product-contract.ts'
import { isErrorCode } from '#shared/error-codes.ts'
import { fail, type Result } from '#shared/result.ts'
import type { Handlers } from '../../application/application.ts'

/** The largest request taken, in characters of JSON. A cart or a refund is far smaller. */
const MAX_REQUEST = 64 * 1024
/** Routes that take more. */
const LARGER: Readonly<Partial<Record<RouteName, number>>> = {
  'products.keepPicture': MOST_PICTURE_CHARS + 1024,
}

export interface DispatchParts {
  /** Whether this call comes from a window of ours, its main frame, at our origin. */
  isTill(event: Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>): boolean
  handlers(): Handlers
  /** Answers are checked too where the till isn't packaged: a wrong answer is a bug of ours. */
  checkAnswers: boolean
  /** Logs a bug and returns the reference number that staff can read out. */
  reportBug(route: string, error: unknown): string
}

/** Trust, look up, parse, run, answer. Never throws: bugs become INTERNAL with a reference. */
export const createDispatch =
  (parts: DispatchParts) =>
  async (
    event: Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>,
    name: unknown,
    input: unknown,
  ): Promise<Result<unknown>> => {
    if (!parts.isTill(event)) return fail('FORBIDDEN', 'this page may not call the till')
    if (typeof name !== 'string' || !Object.hasOwn(contract, name)) {
      return fail('UNKNOWN_ROUTE', 'no such route')
    }
    const route = name as RouteName
    if (sizeOf(input) > (LARGER[route] ?? MAX_REQUEST)) {
      return fail('TOO_LARGE', 'the request is too large')
    }
    const parsed = contract[route].input.safeParse(input)
    if (!parsed.success) {
      return fail('INVALID_INPUT', 'the request is not valid', { fields: fieldsOf(parsed.error) })
    }
    try {
      const handle = parts.handlers()[route] as (input: unknown) => Promise<Result<unknown>>
      const result = await handle(parsed.data)
      if (parts.checkAnswers && result.ok) contract[route].output.parse(result.data)
      return result
    } catch (error) {
      const code = expectedCode(error)
      if (code !== null) return fail(code, error instanceof Error ? error.message : code)
      return fail('INTERNAL', parts.reportBug(route, error))
    }
  }

/** Adapters throw typed errors for a full, busy or damaged file; those are expected outcomes here. */
function expectedCode(error: unknown) {
  const code = error instanceof Error && 'code' in error ? error.code : null
  return isErrorCode(code) ? code : null
}

function sizeOf(input: unknown): number {
  try {
    return JSON.stringify(input)?.length ?? 0
  } catch {
    return Number.POSITIVE_INFINITY
  }
}

function fieldsOf(error: z.ZodError): Record<string, string> {
  return Object.fromEntries(
    error.issues.map((issue) => [issue.path.map(String).join('.'), issue.message]),
  )
}
