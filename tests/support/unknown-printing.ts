import type { PrinterSettings, PrintingView } from '#shared/ipc/print-contract.ts'
import type { TillDatabase } from '../../src/main/adapters/db/open-database.ts'
import { createPrintJobs } from '../../src/main/adapters/db/print-jobs.ts'
import { networkPrinter } from '../../src/main/adapters/printing/network-printer.ts'
import { slipDrawing } from '../../src/main/adapters/printing/slip-drawing.ts'
import { systemPrinter } from '../../src/main/adapters/printing/system-printer.ts'
import type { ApplicationPorts } from '../../src/main/application/application-ports.ts'

/** Printing over a real file, on a system whose printer takes no slip: what became of each isn't known. */
export function printingOver(
  database: TillDatabase,
): Pick<ApplicationPorts, 'slips' | 'slipPaper' | 'printJobs' | 'printers'> {
  const slipPaper = {
    hasPrinter: async () => true,
    print: async () => false,
    savePdf: async () => true,
  }
  return {
    slips: slipDrawing,
    slipPaper,
    printJobs: createPrintJobs(database),
    printers: {
      network: (place) => networkPrinter(place),
      system: (paper) => systemPrinter(slipPaper, paper),
    },
  }
}

export const SYSTEM_PRINTER: PrinterSettings = {
  kind: 'system',
  host: '',
  port: 9100,
  paper: '80',
  autoPrint: false,
}

/** Throws until the newest slip has been tried. */
export function lastUnknown({ jobs }: PrintingView): number {
  const last = jobs.at(-1)
  if (last?.state !== 'unknown') throw new Error('not printed yet')
  return last.id
}
