import type { PrinterSettings } from '#shared/ipc/print-contract.ts'
import type { ApplicationPorts } from '../../src/main/application/application-ports.ts'
import { slipDrawing } from '../../src/main/adapters/printing/slip-drawing.ts'
import type { SlipPaper } from '../../src/main/application/print-ports.ts'

const NO_PRINTER: PrinterSettings = {
  kind: 'none',
  host: '',
  port: 9100,
  paper: '80',
  autoPrint: true,
}

/** Settings of a till that remembers its printer and nothing else of this. */
export function printerSettings(first: PrinterSettings = NO_PRINTER) {
  let printer = first
  return {
    printer: async () => printer,
    savePrinter: async (next: PrinterSettings) => {
      printer = next
    },
  }
}

/** A system without printers, in which nobody chooses a place for a PDF. */
export const noPaper: SlipPaper = {
  hasPrinter: async () => false,
  print: async () => false,
  savePdf: async () => false,
}

/** All of printing for a test that is about something else: nothing is ever printed. */
export const noPrinting = (): Pick<
  ApplicationPorts,
  'slips' | 'slipPaper' | 'printJobs' | 'printers'
> => {
  const never = () => {
    throw new Error('this till has no printer')
  }
  return {
    slips: slipDrawing,
    slipPaper: noPaper,
    printers: { network: never, system: never },
    printJobs: {
      add: never,
      addFirst: async () => false,
      next: async () => null,
      find: async () => null,
      ofOrder: async () => [],
      open: async () => ({ waiting: 0, jobs: [] }),
      wasPrinted: async () => false,
      lastSold: async () => null,
      begin: never,
      notPrinted: never,
      settle: never,
      putAway: async () => false,
      putAllWaitingAway: async () => {},
      resume: async () => {},
    },
  }
}
