import { fail, ok, type Result } from '#shared/result.ts'
import type { Span } from '../domain/business-day.ts'
import type { Transaction } from '../domain/transaction.ts'
import type { AskToss } from './ask-toss.ts'
import type { GatewayFailure, TransactionsAnswer } from './ports.ts'

/** Rows of one page; as JSON well within what the client takes for an answer. */
const PAGE = 1000
/** More pages than a busy counter fills in a month; a list that never ends would be read for ever. */
const MAX_PAGES = 60
/** Waits where Toss asks to be asked less often, in ms: its minute is over after them (toss-api 6.7). */
const BUSY_GAPS = [2000, 5000, 10_000, 20_000, 30_000]

export interface Patience {
  /** Makes the call, and again after a pause while Toss says that it is asked too often. */
  <T extends { readonly kind: string }>(
    call: () => Promise<T | GatewayFailure>,
  ): Promise<T | GatewayFailure>
}

/** `pause` resolves after so many ms; it rejects where nobody waits any more. */
export const createPatience =
  (pause: (ms: number) => Promise<void>): Patience =>
  async (call) => {
    let answer = await call()
    for (const gap of BUSY_GAPS) {
      if (!isTooOften(answer)) break
      await pause(gap)
      answer = await call()
    }
    return answer
  }

/**
 * By the status too: no code is named for it, and gateways answer it without one. It only paces
 * questions, and decides nothing about money.
 */
const isTooOften = (answer: { readonly kind: string }): boolean =>
  'status' in answer && answer.status === 429

export interface Listed {
  readonly rows: readonly Transaction[]
  readonly unreadable: number
}

/** All rows of a span for one pair of keys, page after page. `onPage` hears how many came so far. */
export async function listTransactions(
  ask: Pick<AskToss, 'transactions'>,
  patiently: Patience,
  { from, to }: Span,
  clientKey: string,
  onPage: (rows: number) => void,
): Promise<Result<Listed>> {
  const rows: Transaction[] = []
  let unreadable = 0
  let startingAfter: string | null = null
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const asked: Parameters<AskToss['transactions']>[0] = { from, to, startingAfter, limit: PAGE }
    const next = () => patiently(() => ask.transactions(asked, clientKey))
    let answer: TransactionsAnswer = await next()
    // The network came back in the middle, and the old connection was dead.
    if (answer.kind === 'no_answer' && answer.why === 'broken_off') answer = await next()
    if (answer.kind === 'refused') return refusal(answer)
    if (answer.kind === 'no_answer') {
      return isTooOften(answer) ? tooOften() : fail('TOSS_UNREACHABLE', answer.detail)
    }
    rows.push(...answer.rows)
    unreadable += answer.unreadable
    onPage(rows.length)
    if (answer.nextAfter === null) return ok({ rows, unreadable })
    startingAfter = answer.nextAfter
  }
  return fail('TOO_MANY_TRANSACTIONS', `more than ${MAX_PAGES * PAGE} transactions`)
}

const tooOften = () => fail('TOSS_BUSY', 'Toss goes on saying that it is asked too often')

function refusal(answer: Extract<GatewayFailure, { kind: 'refused' }>): Result<never> {
  if (isTooOften(answer)) return tooOften()
  const { code, message } = answer
  if (code === 'KEYS_MISSING') return fail('KEYS_MISSING', message)
  return fail('TOSS_REFUSED', `Toss answered ${code}`, { toss: { code, message } })
}
