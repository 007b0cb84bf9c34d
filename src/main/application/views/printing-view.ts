import type { PrinterSettings, PrintingView, PrintJobView } from '#shared/ipc/print-contract.ts'
import type { PrintJob } from '../../domain/print-job.ts'
import type { PrintQueue } from '../print-queue.ts'

function jobViews(job: PrintJob): PrintJobView[] {
  const { state, createdAt, ...rest } = job
  if (state === 'printed' || state === 'put_away') return []
  return [{ ...rest, state, createdAt: createdAt.toISOString() }]
}

export const printingView = (
  settings: PrinterSettings,
  open: { readonly waiting: number; readonly jobs: readonly PrintJob[] },
  queue: Pick<PrintQueue, 'printer' | 'nextTryAt'>,
): PrintingView => {
  const { state, askedAt } = queue.printer()
  return {
    settings: { ...settings },
    printer:
      settings.kind === 'none'
        ? { state: 'none', askedAt: null }
        : { state, askedAt: askedAt?.toISOString() ?? null },
    nextTryAt: queue.nextTryAt()?.toISOString() ?? null,
    waiting: open.waiting,
    jobs: open.jobs.flatMap(jobViews),
  }
}
