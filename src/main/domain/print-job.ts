import type { PrintKind, PrintProblem, PrintState } from '#shared/vocabulary.ts'

/** One slip on its way to paper. */
export interface PrintJob {
  /** In the order in which they were asked for. */
  readonly id: number
  readonly kind: PrintKind
  /** Of the order; null for the printer's test. */
  readonly number: string | null
  readonly isReissue: boolean
  readonly createdAt: Date
  readonly state: PrintState
  /** How often the printer was asked to print it. */
  readonly tries: number
  readonly problem: PrintProblem | null
}

/** Which states may follow which. Nothing leads back to waiting: what may be on paper is never tried by itself. */
const NEXT: Readonly<Record<PrintState, readonly PrintState[]>> = {
  waiting: ['printing', 'put_away'],
  printing: ['printed', 'unknown'],
  printed: [],
  unknown: ['put_away'],
  put_away: [],
}

export const mayPrintMove = (from: PrintState, to: PrintState): boolean => NEXT[from].includes(to)

/** Gap before the nth try after a failed one (from 1), in ms: 2, 4, 8, 16, 30, 30 … seconds. */
export const gapBeforeTry = (failures: number): number =>
  Math.min(30_000, 2000 * 2 ** Math.min(failures - 1, 10))

/** What has waited for so long is for nobody any more, in ms: a slip of yesterday doesn't greet the morning. */
export const STALE_AFTER = 12 * 60 * 60_000

/** A sale prints its slip by itself for so long after it began, in ms: after that nobody stands there. */
export const AUTO_PRINT_FOR = 15 * 60_000
