import type { SlipView } from '#shared/ipc/print-contract.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import type { Paper } from '#shared/vocabulary.ts'
import type { Order } from '../domain/order.ts'
import type { PrintJob } from '../domain/print-job.ts'
import { slipDocument, testDocument } from '../domain/slip-document.ts'
import { slipOf } from '../domain/slip-of.ts'
import type { ApplicationPorts } from './application-ports.ts'
import type { DrawnSlip } from './slip-ports.ts'

interface Which {
  readonly orderId: string
  readonly kind: 'receipt' | 'exchange'
  readonly paper: Paper
}

export interface DrawSlip {
  show(which: Which): Promise<Result<SlipView>>
  savePdf(which: Which): Promise<Result<{ saved: boolean }>>
  /** null where there is nothing to print: the order isn't paid any more. */
  forJob(job: PrintJob, paper: Paper): Promise<DrawnSlip | null>
}

/** An order's slip as it is now, whoever asks: the screen, a PDF, the printer. */
export function createDrawSlip(
  ports: Pick<
    ApplicationPorts,
    'orders' | 'settings' | 'store' | 'clock' | 'printJobs' | 'slips' | 'slipPaper' | 'log'
  >,
): DrawSlip {
  const { orders, settings, printJobs, slips, clock } = ports

  async function slipFor(order: Order, isExchange: boolean, isReissue: boolean) {
    return slipOf(order, {
      shop: await settings.shop(),
      isTraining: ports.store === 'training',
      isExchange,
      isReissue,
      now: clock.now(),
    })
  }

  async function drawn({ orderId, kind, paper }: Which) {
    const order = await orders.find(orderId)
    if (order === null) return fail('ORDER_NOT_FOUND', `no order ${orderId}`)
    const slip = await slipFor(order, kind === 'exchange', false)
    if (slip === null) return fail('NO_PAYMENT', 'this order is not paid')
    const picture = slips.draw(slipDocument(slip, paper, slips.isPrintable), paper)
    return ok({ order, slip, picture })
  }

  return {
    async show(which) {
      const made = await drawn(which)
      if (!made.ok) return made
      const { order, slip, picture } = made.data
      const paid = order.attempts.flatMap(({ state }) => (state.kind === 'paid' ? [state] : []))
      return ok({
        kind: slip.kind,
        svg: picture.svg,
        text: picture.text,
        tossReceiptUrl: paid.at(-1)?.payment.receiptUrl ?? null,
        wasPrinted: await printJobs.wasPrinted(order.number, which.kind),
      })
    },
    async savePdf(which) {
      const made = await drawn(which)
      if (!made.ok) return made
      const name = `${which.kind === 'exchange' ? '교환권' : '영수증'}-${made.data.order.number}.pdf`
      try {
        return ok({ saved: await ports.slipPaper.savePdf(made.data.picture, which.paper, name) })
      } catch (error) {
        ports.log.error('pdf_not_saved', error, { orderId: which.orderId })
        return fail('PDF_NOT_SAVED', 'the PDF could not be written')
      }
    },
    async forJob(job, paper) {
      if (job.number === null) {
        const shop = await settings.shop()
        return slips.draw(testDocument(shop, clock.now(), paper, slips.isPrintable), paper)
      }
      const order = await orders.findByNumber(job.number)
      const slip =
        order === null ? null : await slipFor(order, job.kind === 'exchange', job.isReissue)
      return slip === null ? null : slips.draw(slipDocument(slip, paper, slips.isPrintable), paper)
    },
  }
}
