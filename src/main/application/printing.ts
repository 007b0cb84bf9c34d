import type { PrinterSettings, PrintingView } from '#shared/ipc/print-contract.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import type { Order } from '../domain/order.ts'
import { AUTO_PRINT_FOR, type PrintJob } from '../domain/print-job.ts'
import { statusOf, takenOf } from '../domain/tenders.ts'
import type { ApplicationPorts } from './application-ports.ts'
import { createPrintQueue } from './print-queue.ts'
import type { DrawSlip } from './show-slip.ts'
import { printingView } from './views/printing-view.ts'

type Answer = Promise<Result<PrintingView>>

export interface Printing {
  /** An order was paid. Returns at once: a sale waits for no printer, and is lost for none. */
  sold(order: Order): void
  /** Another printer stands there now, of which nothing is known. */
  printerChanged(): void
  print(input: { readonly orderId: string; readonly kind: 'receipt' | 'exchange' }): Answer
  printLast(): Answer
  test(): Answer
  show(): Answer
  saveSettings(settings: PrinterSettings): Answer
  retry(): Answer
  reprint(input: { readonly id: number }): Answer
  putAway(input: { readonly id: number }): Answer
  start(): Promise<void>
  stop(): Promise<void>
}

/** Most slips that are shown at once. */
const SHOWN = 50

/** What a press, or a sale, puts into the queue of the printer, and what is to be seen of it. */
export function createPrinting(
  ports: Pick<
    ApplicationPorts,
    'orders' | 'settings' | 'events' | 'clock' | 'timers' | 'log' | 'printJobs' | 'printers'
  > & { readonly drawSlip: DrawSlip },
): Printing {
  const { orders, settings, printJobs: jobs, clock, log } = ports
  let last = ''

  const view = async (): Promise<PrintingView> =>
    printingView(await settings.printer(), await jobs.open(SHOWN), queue)

  async function told(): Promise<void> {
    try {
      const now = await view()
      const text = JSON.stringify(now)
      if (text === last) return
      last = text
      ports.events.publish('printing.changed', now)
    } catch (error) {
      log.error('printing_not_read', error, {})
    }
  }

  const queue = createPrintQueue({
    ...ports,
    told,
    draw: (job, { paper }) => ports.drawSlip.forJob(job, paper),
  })

  const answer = async (): Answer => {
    await told()
    return ok(await view())
  }
  const hasPrinter = async () => (await settings.printer()).kind !== 'none'

  async function add(kind: PrintJob['kind'], number: string | null): Answer {
    if (!(await hasPrinter())) return fail('PRINTER_NOT_SET', 'no printer is chosen')
    await jobs.add({ kind, number, at: clock.now() })
    queue.kick()
    return answer()
  }

  const isOfNow = (order: Order): boolean => {
    const begunAt = [
      ...order.attempts.map(({ startedAt }) => startedAt),
      ...order.cash.map(({ takenAt }) => takenAt),
    ].map((at) => at.getTime())
    const age = clock.now().getTime() - Math.max(...begunAt)
    return statusOf(order) === 'paid' && age < AUTO_PRINT_FOR
  }

  async function printSold(order: Order): Promise<void> {
    const { kind, autoPrint } = await settings.printer()
    if (kind === 'none' || !autoPrint || !isOfNow(order)) return
    if (!(await jobs.addFirst(order.number, clock.now()))) return
    queue.kick()
    await told()
  }

  return {
    sold(order) {
      printSold(order).catch((error: unknown) => {
        log.error('slip_not_queued', error, { number: order.number })
      })
    },
    printerChanged() {
      queue.changed()
      void told()
    },
    async print({ orderId, kind }) {
      const order = await orders.find(orderId)
      if (order === null) return fail('ORDER_NOT_FOUND', `no order ${orderId}`)
      if (takenOf(order) < order.totalAmount) {
        return fail('NO_PAYMENT', 'this order is not paid')
      }
      return add(kind, order.number)
    },
    async printLast() {
      const number = await jobs.lastSold()
      if (number === null) return fail('NOTHING_TO_PRINT', 'nothing was sold yet')
      return add('receipt', number)
    },
    test: () => add('test', null),
    show: async () => ok(await view()),
    async saveSettings(next) {
      await settings.savePrinter(next)
      // Whoever does without a printer doesn't want the slips that wait for one either.
      if (next.kind === 'none') await jobs.putAllWaitingAway(clock.now())
      queue.changed()
      return answer()
    },
    async retry() {
      queue.kick()
      return answer()
    },
    async reprint({ id }) {
      const job = await jobs.find(id)
      if (job?.state !== 'unknown') return fail('PRINT_JOB_NOT_FOUND', `no open slip ${id}`)
      if (!(await hasPrinter())) return fail('PRINTER_NOT_SET', 'no printer is chosen')
      // First the new one: between the two a cut may leave both, and never none.
      await jobs.add({ kind: job.kind, number: job.number, at: clock.now() })
      await jobs.putAway(id, clock.now())
      queue.kick()
      return answer()
    },
    async putAway({ id }) {
      if (!(await jobs.putAway(id, clock.now()))) {
        return fail('PRINT_JOB_NOT_FOUND', `no open slip ${id}`)
      }
      return answer()
    },
    start: () => queue.start(),
    stop: () => queue.stop(),
  }
}
