import type { Paper } from '#shared/vocabulary.ts'
import type { Printer, SlipPaper } from '../../application/print-ports.ts'

/**
 * A printer that the system knows. All that can be learnt of it is whether the system took the slip
 * over: what becomes of it then, the system's own print queue shows.
 */
export const systemPrinter = (slipPaper: SlipPaper, paper: Paper): Printer => ({
  ask: async () => ((await slipPaper.hasPrinter()) ? 'ready' : 'system'),
  async print(slip, begin) {
    if (!(await slipPaper.hasPrinter())) return { kind: 'not_printed', problem: 'system' }
    await begin()
    return (await slipPaper.print(slip, paper))
      ? { kind: 'printed', printer: 'ready' }
      : { kind: 'unknown', problem: 'system' }
  },
})
