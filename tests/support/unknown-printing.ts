import { vi } from 'vitest'
import type { InputOf, RouteName } from '#shared/ipc/contract.ts'
import type { PrinterSettings, PrintingView, printRoutes } from '#shared/ipc/print-contract.ts'
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

const SYSTEM_PRINTER: PrinterSettings = {
  kind: 'system',
  host: '',
  port: 9100,
  paper: '80',
  autoPrint: false,
}

type PrintRoute = keyof typeof printRoutes

/** A valid request of every route of slips and the printer, with what has to be there before it. */
export function printExamples(till: {
  ask<T>(route: RouteName, input: unknown): Promise<T>
  sell(): Promise<string>
}): { readonly [K in PrintRoute]: () => Promise<InputOf<K>> } {
  const { ask, sell } = till
  const choose = () => ask('printing.saveSettings', SYSTEM_PRINTER)

  /** A slip of which nobody knows whether it is on paper. */
  async function unknownSlip(): Promise<{ id: number }> {
    await choose()
    await ask('slips.print', { orderId: await sell(), kind: 'receipt' })
    return vi.waitFor(async () => {
      const { jobs } = await ask<PrintingView>('printing.get', {})
      const last = jobs.at(-1)
      if (last?.state !== 'unknown') throw new Error('not tried yet')
      return { id: last.id }
    })
  }

  return {
    'slips.show': async () => ({ orderId: await sell(), kind: 'receipt', paper: '58' }),
    'slips.savePdf': async () => ({ orderId: await sell(), kind: 'exchange', paper: '80' }),
    'slips.print': async () => {
      await choose()
      return { orderId: await sell(), kind: 'receipt' }
    },
    'slips.printLast': async () => {
      await choose()
      await sell()
      return {}
    },
    'printing.get': async () => ({}),
    'printing.saveSettings': async () => ({
      ...SYSTEM_PRINTER,
      kind: 'network',
      host: '127.0.0.1',
      port: 9,
    }),
    'printing.test': async () => {
      await choose()
      return {}
    },
    'printing.retry': async () => ({}),
    'printing.reprint': unknownSlip,
    'printing.putAway': unknownSlip,
  }
}
