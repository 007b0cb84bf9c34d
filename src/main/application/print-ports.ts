/** What printing needs from outside: where slips wait, what draws them, and what puts them on paper. */
import type { Paper, PrintKind, PrintProblem, PrinterState } from '#shared/vocabulary.ts'
import type { PrintJob } from '../domain/print-job.ts'
import type { DrawnSlip } from './slip-ports.ts'

export interface PrintJobs {
  /** Marked as a reissue where a slip of this kind and order may be on paper already. */
  add(job: {
    readonly kind: PrintKind
    readonly number: string | null
    readonly at: Date
  }): Promise<PrintJob>
  /** The slip that a sale prints by itself. False where one was asked for already. */
  addFirst(number: string, at: Date): Promise<boolean>
  /** The oldest that waits. */
  next(): Promise<PrintJob | null>
  find(id: number): Promise<PrintJob | null>
  /** All of one order, whatever became of them, oldest first. */
  ofOrder(number: string): Promise<readonly PrintJob[]>
  /** Waiting, printing and unknown ones, oldest first, and how many there are. */
  open(limit: number): Promise<{ readonly waiting: number; readonly jobs: readonly PrintJob[] }>
  wasPrinted(number: string, kind: PrintKind): Promise<boolean>
  /** Number of the newest order that was paid. */
  lastSold(): Promise<string | null>

  /** waiting → printing, on disk before the first byte goes. */
  begin(job: PrintJob, at: Date): Promise<void>
  /** It stays waiting: nothing went out. */
  notPrinted(job: PrintJob, problem: PrintProblem): Promise<void>
  settle(
    id: number,
    state: 'printed' | 'unknown',
    problem: PrintProblem | null,
    at: Date,
  ): Promise<void>
  /** False where it is printing, printed or put away already. */
  putAway(id: number, at: Date): Promise<boolean>
  putAllWaitingAway(at: Date): Promise<void>
  /** After a start: what was printing is unknown, what is older than `staleBefore` is put away. */
  resume(at: Date, staleBefore: Date): Promise<void>
}

/** What became of one slip. The printer is asked how it is before and after. */
export type PrintOutcome =
  | { readonly kind: 'printed'; readonly printer: PrinterState }
  /** Surely nothing on paper: it was never sent. */
  | { readonly kind: 'not_printed'; readonly problem: PrintProblem }
  /** Sent, and nobody says whether it is on paper. */
  | { readonly kind: 'unknown'; readonly problem: PrintProblem }

export interface Printer {
  /** How it is now: connects and asks. Never rejects. */
  ask(signal: AbortSignal): Promise<PrinterState>
  /**
   * `begin` runs once the printer is ready and before the first byte; nothing is sent where it
   * rejects, and then this does too. An aborted one ends at once, as unknown once it has begun.
   */
  print(slip: DrawnSlip, begin: () => Promise<void>, signal: AbortSignal): Promise<PrintOutcome>
}

export interface Printers {
  network(place: { readonly host: string; readonly port: number }): Printer
  system(paper: Paper): Printer
}

/** PDF, and whatever printers the system knows: a page that nobody sees draws the slip. */
export interface SlipPaper {
  print(slip: DrawnSlip, paper: Paper): Promise<boolean>
  /** Whether the system has a printer at all. */
  hasPrinter(): Promise<boolean>
  /** Asks where to; false where nobody chose a place. Rejects where it can't be written. */
  savePdf(slip: DrawnSlip, paper: Paper, name: string): Promise<boolean>
}
