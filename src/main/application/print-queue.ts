import type { PrinterSettings } from '#shared/ipc/print-contract.ts'
import type { PrinterState } from '#shared/vocabulary.ts'
import { gapBeforeTry, type PrintJob, STALE_AFTER } from '../domain/print-job.ts'
import type { ApplicationPorts } from './application-ports.ts'
import type { Printer } from './print-ports.ts'
import type { DrawnSlip } from './slip-ports.ts'

/** A network printer is asked how it is so often while nothing is printed, in ms. */
const LOOK_EVERY = 60_000

export interface PrinterNow {
  readonly state: PrinterState
  readonly askedAt: Date | null
}

/**
 * Puts slips on paper one after another, behind the sales: nothing that sells waits for it. What may
 * be on paper is never printed by itself again.
 */
export interface PrintQueue {
  /** Something waits: begins, or tries again now. Returns at once. */
  kick(): void
  /** The settings changed: another printer, of which nothing is known yet. */
  changed(): void
  printer(): PrinterNow
  nextTryAt(): Date | null
  start(): Promise<void>
  /** Breaks off what is printing (it is unknown then) and waits until that is written down. */
  stop(): Promise<void>
}

export function createPrintQueue(
  ports: Pick<
    ApplicationPorts,
    'printJobs' | 'printers' | 'settings' | 'clock' | 'timers' | 'log'
  > & {
    /** null where there is nothing to print: the order isn't paid any more. */
    draw(job: PrintJob, settings: PrinterSettings): Promise<DrawnSlip | null>
    /** Something to show has changed. Never rejects. */
    told(): Promise<void>
  },
): PrintQueue {
  const { printJobs: jobs, clock, timers, log } = ports
  const end = new AbortController()
  let now: PrinterNow = { state: 'not_asked', askedAt: null }
  let working: Promise<void> | null = null
  let isAskedAgain = false
  let failures = 0
  let waiting: { readonly cancel: () => void; readonly at: Date } | null = null
  let look = () => {}

  const learnt = (state: PrinterState) => {
    now = { state, askedAt: clock.now() }
  }
  const printerOf = ({ kind, host, port, paper }: PrinterSettings): Printer | null => {
    if (kind === 'none') return null
    return kind === 'system' ? ports.printers.system(paper) : ports.printers.network({ host, port })
  }

  function later(): void {
    failures += 1
    if (end.signal.aborted) return
    const gap = gapBeforeTry(failures)
    const cancel = timers.after(gap, () => {
      waiting = null
      kick()
    })
    waiting = { cancel, at: new Date(clock.now().getTime() + gap) }
  }
  function forgetLater(): void {
    waiting?.cancel()
    waiting = null
  }

  /** One slip. False where the next one has to wait too. */
  async function printOne(job: PrintJob, settings: PrinterSettings, printer: Printer) {
    const slip = await ports.draw(job, settings)
    if (slip === null) {
      await jobs.putAway(job.id, clock.now())
      return true
    }
    let hasBegun = false
    const begin = async () => {
      await jobs.begin(job, clock.now())
      hasBegun = true
      await ports.told()
    }
    try {
      const outcome = await printer.print(slip, begin, end.signal)
      if (outcome.kind === 'not_printed') {
        learnt(outcome.problem)
        await jobs.notPrinted(job, outcome.problem)
        return false
      }
      const ending = end.signal.aborted ? 'till_ended' : null
      const problem = outcome.kind === 'unknown' ? (ending ?? outcome.problem) : null
      learnt(outcome.kind === 'printed' ? outcome.printer : outcome.problem)
      await jobs.settle(job.id, outcome.kind, problem, clock.now())
      if (outcome.kind === 'unknown') log.warn('slip_unknown', { job: job.id, problem })
      return true
    } catch (error) {
      log.error('slip_not_printed', error, { job: job.id })
      // Never back to waiting once it has begun: if this can't be written either, the next start does it.
      if (hasBegun) await jobs.settle(job.id, 'unknown', 'system', clock.now())
      return false
    }
  }

  async function work(): Promise<void> {
    forgetLater()
    for (;;) {
      if (end.signal.aborted) return
      const settings = await ports.settings.printer()
      const printer = printerOf(settings)
      if (printer === null) return
      const job = await jobs.next()
      if (job === null) break
      const mayGoOn = await printOne(job, settings, printer)
      if (!mayGoOn) {
        later()
        await ports.told()
        return
      }
      failures = 0
      await ports.told()
    }
    failures = 0
  }

  function kick(): void {
    if (end.signal.aborted) return
    if (working !== null) {
      isAskedAgain = true
      return
    }
    working = work()
      .catch((error: unknown) => {
        log.error('print_queue_broke', error, {})
        later()
      })
      .then(() => {
        working = null
        if (!isAskedAgain) return
        isAskedAgain = false
        // What couldn't be printed just now has its time already.
        if (waiting === null) kick()
      })
  }

  /** Between slips: so that a printer that was switched off is known before the next customer. */
  async function ask(): Promise<void> {
    const settings = await ports.settings.printer()
    const printer = printerOf(settings)
    await working
    if (printer === null || end.signal.aborted) return
    const state = await printer.ask(end.signal)
    // Another printer was chosen meanwhile, or a slip has found out more.
    if (working !== null || end.signal.aborted) return
    learnt(state)
    await ports.told()
  }
  function lookNow(): void {
    look()
    if (end.signal.aborted) return
    look = timers.after(LOOK_EVERY, lookNow)
    ask().catch((error: unknown) => log.error('printer_not_asked', error, {}))
  }

  return {
    kick() {
      forgetLater()
      kick()
    },
    changed() {
      now = { state: 'not_asked', askedAt: null }
      failures = 0
      forgetLater()
      lookNow()
      kick()
    },
    printer: () => now,
    nextTryAt: () => waiting?.at ?? null,
    async start() {
      const at = clock.now()
      await jobs.resume(at, new Date(at.getTime() - STALE_AFTER))
      lookNow()
      kick()
    },
    async stop() {
      end.abort()
      look()
      forgetLater()
      await working
    },
  }
}
