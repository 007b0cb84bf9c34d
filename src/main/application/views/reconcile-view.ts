import type { ReconcileView } from '#shared/ipc/contract.ts'
import {
  type Difference,
  netOf,
  type Reconciliation,
  type Totals,
} from '../../domain/reconciliation.ts'

/** More than anybody reads: past it the screen says how many there are. */
const MAX_SHOWN = 200

const totalsView = (totals: Totals) => ({
  paid: { ...totals.paid },
  refunded: { ...totals.refunded },
  net: netOf(totals),
})

const differenceView = (difference: Difference): ReconcileView['differences'][number] => ({
  kind: difference.kind,
  orderId: difference.orderId,
  number: difference.number,
  paymentKey: difference.paymentKey,
  at: difference.at.toISOString(),
  ours: difference.ours,
  theirs: difference.theirs,
  state: difference.kind === 'paid_there' ? difference.state : null,
  isConfirmed: difference.isConfirmed,
})

/** What the screen shows of a comparison. */
export function reconcileView(run: {
  readonly fromDay: string
  readonly toDay: string
  readonly comparedAt: Date
  readonly result: Reconciliation
  readonly mended: readonly Difference[]
  readonly confirmedByLookup: number
  readonly unreadable: number
  readonly withoutKeys: number
  readonly hasSharedKeys: boolean
}): ReconcileView {
  const { result } = run
  return {
    fromDay: run.fromDay,
    toDay: run.toDay,
    comparedAt: run.comparedAt.toISOString(),
    matched: result.matched,
    ours: totalsView(result.ours),
    theirs: totalsView(result.theirs),
    others: totalsView(result.others),
    differenceCount: result.differences.length,
    differences: result.differences.slice(0, MAX_SHOWN).map(differenceView),
    mended: run.mended.slice(0, MAX_SHOWN).map(differenceView),
    confirmedByLookup: run.confirmedByLookup,
    unreadableRows: run.unreadable + result.unknownRows,
    withoutKeys: run.withoutKeys,
    hasSharedKeys: run.hasSharedKeys,
  }
}
