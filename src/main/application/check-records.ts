import type { RecordFindingView, RecordsCheckView } from '#shared/ipc/records.ts'
import { ok, type Result } from '#shared/result.ts'
import { describeFinding, type RecordFinding } from '../domain/records.ts'
import type { ApplicationPorts } from './application-ports.ts'
import type { KeyedQueue } from './keyed-queue.ts'

/** So many are shown and remembered; `npm run verify` prints all. */
const SHOWN = 20

export interface CheckRecords {
  /** The last check of this store; null where there was none. */
  last(): Promise<Result<{ check: RecordsCheckView | null }>>
  /** Checks everything anew. A second press while one runs waits for that one. */
  verify(): Promise<Result<{ check: RecordsCheckView }>>
}

/** The journal of calls, and the orders against it: see ADR 16. */
export function createCheckRecords(
  ports: Pick<ApplicationPorts, 'records' | 'orders' | 'clock' | 'log'> & {
    readonly queue: KeyedQueue
  },
): CheckRecords {
  const { records, orders, clock, log } = ports
  let running: Promise<RecordsCheckView> | null = null

  const viewOf = async (finding: RecordFinding): Promise<RecordFindingView> => {
    const orderId = 'orderId' in finding ? finding.orderId : null
    const order = orderId === null ? null : await orders.find(orderId)
    return { kind: finding.kind, ...rowsOf(finding), orderId, number: order?.number ?? null }
  }

  async function run(): Promise<RecordsCheckView> {
    const report = await records.verify()
    const findings: RecordFindingView[] = []
    for (const finding of report.findings.slice(0, SHOWN)) findings.push(await viewOf(finding))
    const check = {
      checkedAt: clock.now().toISOString(),
      rows: report.rows,
      orders: report.orders,
      count: report.findings.length,
      findings,
    }
    const facts = { rows: check.rows, orders: check.orders, count: check.count }
    if (check.count === 0) log.info('records_checked', facts)
    else {
      log.warn('records_wrong', {
        ...facts,
        findings: report.findings.slice(0, SHOWN).map(describeFinding),
      })
    }
    await records.keepCheck(check)
    return check
  }

  return {
    last: async () => ok({ check: await records.lastCheck() }),
    async verify() {
      // In the queue, so that a store that is closed waits for it.
      running ??= ports.queue.run('records', run).finally(() => {
        running = null
      })
      return ok({ check: await running })
    },
  }
}

function rowsOf(finding: RecordFinding): Pick<RecordFindingView, 'from' | 'to'> {
  if ('other' in finding) return { from: finding.row, to: finding.other }
  if ('row' in finding) return { from: finding.row, to: finding.row }
  if ('from' in finding) return { from: finding.from, to: finding.to }
  return { from: null, to: null }
}
