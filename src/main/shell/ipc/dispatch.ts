import type { IpcMainInvokeEvent } from 'electron'
import type { z } from 'zod'
import { MOST_PICTURE_CHARS } from '#shared/ipc/product-contract.ts'
import { isErrorCode } from '#shared/error-codes.ts'
import { fail, type Result } from '#shared/result.ts'

/** The largest request taken, in characters of JSON. A cart or a refund is far smaller. */
const MAX_REQUEST = 64 * 1024
/** Routes that take more. */
const LARGER: Readonly<Record<string, number>> = {
  'products.keepPicture': MOST_PICTURE_CHARS + 1024,
}

type Handle = (input: unknown) => Promise<Result<unknown>>

export interface DispatchParts {
  /** All that this page may ask for, by name: its contract. */
  readonly routes: Readonly<
    Record<string, { readonly input: z.ZodType; readonly output: z.ZodType }>
  >
  /** Whether this call comes from the page that this is for: our window, its main frame, at its origin. */
  mayCall(event: Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>): boolean
  /** One per route. */
  handlers(): object
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
    if (!parts.mayCall(event)) return fail('FORBIDDEN', 'this page may not call this')
    const isKnown = typeof name === 'string' && Object.hasOwn(parts.routes, name)
    const route = isKnown ? parts.routes[name] : undefined
    if (!isKnown || route === undefined) return fail('UNKNOWN_ROUTE', 'no such route')
    if (sizeOf(input) > (LARGER[name] ?? MAX_REQUEST)) {
      return fail('TOO_LARGE', 'the request is too large')
    }
    const parsed = route.input.safeParse(input)
    if (!parsed.success) {
      return fail('INVALID_INPUT', 'the request is not valid', { fields: fieldsOf(parsed.error) })
    }
    try {
      const handle = Reflect.get(parts.handlers(), name) as Handle
      const result = await handle(parsed.data)
      if (parts.checkAnswers && result.ok) route.output.parse(result.data)
      return result
    } catch (error) {
      const code = expectedCode(error)
      if (code !== null) return fail(code, error instanceof Error ? error.message : code)
      return fail('INTERNAL', parts.reportBug(name, error))
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
