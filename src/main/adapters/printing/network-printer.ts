import type { PrintProblem, PrinterState } from '#shared/vocabulary.ts'
import type { Printer, PrintOutcome } from '../../application/print-ports.ts'
import { CutOff, openLine, type PrinterLine, Silent, Unreachable } from './printer-line.ts'
import { STATUS, stateOf } from './printer-status.ts'

export interface PrinterPatience {
  /** How long a connection may take, in ms. */
  readonly connect: number
  /** How long an answer to a question may take, in ms. */
  readonly answer: number
  /** How often a printer at work is asked whether it still can, in ms. */
  readonly look: number
  /** How long one slip may take, in ms: the slowest need a few seconds for the longest. */
  readonly slip: number
}
const PATIENCE: PrinterPatience = { connect: 3000, answer: 2000, look: 1000, slip: 30_000 }

const isProblem = (state: PrinterState): state is PrintProblem =>
  state !== 'ready' && state !== 'paper_low' && state !== 'none' && state !== 'not_asked'

/**
 * A receipt printer in the shop's network: ESC/POS over TCP, usually port 9100. It is asked how it is
 * before anything is sent; that a slip is out it says itself, by its answer to GS r at the slip's end.
 */
export function networkPrinter(
  place: { readonly host: string; readonly port: number },
  patience: PrinterPatience = PATIENCE,
): Printer {
  const stateOn = async (line: PrinterLine): Promise<PrinterState> =>
    stateOf(
      await line.ask(STATUS.printer, patience.answer),
      await line.ask(STATUS.offline, patience.answer),
      await line.ask(STATUS.paper, patience.answer),
    )

  /** Opens, works, closes. What the connection breaks by is an answer too. */
  async function on<T>(
    signal: AbortSignal,
    work: (line: PrinterLine) => Promise<T>,
    broken: (problem: PrintProblem) => T,
  ): Promise<T> {
    let line: PrinterLine | null = null
    try {
      line = await openLine(place, patience.connect, signal)
      return await work(line)
    } catch (error) {
      if (error instanceof Unreachable) return broken('unreachable')
      if (error instanceof Silent) return broken('no_answer')
      if (error instanceof CutOff) return broken('cut_off')
      throw error
    } finally {
      line?.end()
    }
  }

  /** Sent; now it counts what the printer says, and it may be asked while it works. */
  async function outcomeOn(line: PrinterLine, bytes: Uint8Array): Promise<PrintOutcome> {
    const end = performance.now() + patience.slip
    const sent = line.send(bytes)
    // Whoever never reads the end of it is found out by the questions below.
    sent.catch(() => {})
    while (performance.now() < end) {
      if (await line.printed(patience.look)) {
        await sent
        return { kind: 'printed', printer: await afterwards(line) }
      }
      const state = await afterwards(line)
      // Near the end of its paper it prints on. A slow one answers, or answers later.
      if (isProblem(state) && state !== 'no_answer') return { kind: 'unknown', problem: state }
    }
    return { kind: 'unknown', problem: 'no_answer' }
  }

  /** The slip is out, whatever this says. */
  async function afterwards(line: PrinterLine): Promise<PrinterState> {
    try {
      return await stateOn(line)
    } catch (error) {
      if (error instanceof Silent) return 'no_answer'
      if (error instanceof CutOff) return 'cut_off'
      throw error
    }
  }

  return {
    ask: (signal) => on<PrinterState>(signal, stateOn, (problem) => problem),
    print(slip, begin, signal) {
      let hasBegun = false
      return on<PrintOutcome>(
        signal,
        async (line) => {
          const state = await stateOn(line)
          if (isProblem(state)) return { kind: 'not_printed', problem: state }
          await begin()
          hasBegun = true
          return outcomeOn(line, slip.bytes)
        },
        (problem) => ({ kind: hasBegun ? 'unknown' : 'not_printed', problem }),
      )
    },
  }
}
