import type { PrinterSettings } from '#shared/ipc/print-contract.ts'
import type { Classroom } from '../application/lesson-ports.ts'
import type { SettingsFile } from '../application/ports.ts'
import type { Printer, Printers } from '../application/print-ports.ts'
import type { Stage } from '../domain/lesson.ts'
import { USUAL } from '../domain/lesson.ts'
import type { TossBox } from './box.ts'
import type { Fault } from './faults.ts'
import { balanceOf } from './payment-record.ts'

/** How many questions get no answer before Toss can be heard again: with probes, a quarter of a minute. */
const UNHEARD = 10
/** From the issue of an account until somebody pays into it, in ms. */
const DEPOSIT_AFTER = 15_000

/** What strikes in each stage, and on what. */
const FAULTS: Readonly<Record<Stage['toss'], readonly Fault[]>> = {
  usual: [],
  declines: [{ on: 'confirm', executed: false, instead: { code: 'REJECT_CARD_PAYMENT' } }],
  // Toss takes the money; only the answer is lost, and for a while everything that is asked.
  loses_answer: [
    { on: 'confirm', instead: { noAnswer: true } },
    { on: 'lookup', times: UNHEARD, instead: { noAnswer: true } },
  ],
  // As often as somebody tries in one lesson.
  deposits: [{ on: 'confirm', times: 20, deposit: { afterMs: DEPOSIT_AFTER } }],
}

const PRACTICE_PRINTER: PrinterSettings = {
  kind: 'network',
  host: 'practice',
  port: 9100,
  paper: '80',
  autoPrint: true,
}

/** A classroom, and what stands in for the shop's own printer while a lesson wants it to. */
export interface TrainingClassroom extends Classroom {
  settings(own: SettingsFile): SettingsFile
  printers(own: Printers): Printers
}

/** Arranges the situations of the lessons over one box. Nothing it does reaches another store. */
export function createClassroom(box: TossBox): TrainingClassroom {
  let stage: Stage = USUAL
  let hasPaper = true
  const isPractising = () => stage.printer !== 'own'

  const practicePrinter: Printer = {
    ask: async () => (hasPaper ? 'ready' : 'paper_out'),
    async print(_slip, begin) {
      if (!hasPaper) return { kind: 'not_printed', problem: 'paper_out' }
      await begin()
      return { kind: 'printed', printer: 'ready' }
    },
  }

  return {
    setStage(next) {
      stage = next
      hasPaper = next.printer !== 'out_of_paper'
      box.faults.clear()
      for (const fault of FAULTS[next.toss]) box.orderNext({ name: 'lesson', ...fault })
    },
    hasPaper: () => hasPaper,
    refill() {
      hasPaper = true
    },
    heldOf(orderId) {
      const payments = box.keys.flatMap(({ clientKey }) =>
        box.ledger.allOfOrder(clientKey, orderId),
      )
      return payments
        .filter(({ status }) => status === 'DONE' || status === 'PARTIAL_CANCELED')
        .reduce((held, payment) => held + balanceOf(payment), 0)
    },
    settings: (own) => ({
      ...own,
      printer: async () => (isPractising() ? PRACTICE_PRINTER : own.printer()),
      // What is chosen for the practice printer isn't meant for the shop's.
      savePrinter: async (printer) => {
        if (!isPractising()) await own.savePrinter(printer)
      },
    }),
    printers: (own) => ({
      network: (place) => (isPractising() ? practicePrinter : own.network(place)),
      system: own.system,
    }),
  }
}
