import { Check, Clock, TriangleAlert } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReconcileView } from '#shared/ipc/contract.ts'
import type { DifferenceKind } from '#shared/vocabulary.ts'
import { formatClock } from '../../frame/format-time.ts'
import { Card } from '../../ui/card.tsx'
import { classNames } from '../../ui/class-names.ts'
import { formatWon } from '../../ui/format-won.ts'
import { TAG_TONES, type TagTone } from '../../ui/tag.tsx'
import { Won } from '../../ui/won.tsx'
import { DifferenceGroups, MendedCard } from './difference-groups.tsx'
import { useDaysText } from './use-days-text.ts'

/** These go away by waiting; nothing is wrong. */
const PATIENT: ReadonlySet<DifferenceKind> = new Set([
  'payment_unsettled',
  'refund_unsettled',
  'not_listed_yet',
])

/** What came of it: zero in large, or each difference with what to do. */
export function ReconcileResult({ result, today }: { result: ReconcileView; today: string }) {
  const { t, i18n } = useTranslation('close')
  const daysText = useDaysText()
  const words = useRef<HTMLDivElement>(null)
  // A run takes a while: whoever listens hears the end of it.
  useEffect(() => words.current?.focus({ preventScroll: true }), [result.comparedAt])
  const head = headOf(result)
  return (
    <>
      <Card className="animate-enter p-6!">
        <div className="flex flex-wrap items-start justify-between gap-x-9 gap-y-5">
          <div
            ref={words}
            tabIndex={-1}
            role="status"
            className="flex min-w-0 flex-1 basis-80 gap-4 outline-none"
          >
            <span
              className={classNames(
                'flex size-14 shrink-0 items-center justify-center rounded-full',
                TAG_TONES[head.tone],
              )}
            >
              <head.Icon aria-hidden size={28} strokeWidth={2.5} />
            </span>
            <div className="min-w-0">
              <p className="text-ink-2">
                {t('result.when', {
                  days: daysText(result.fromDay, result.toDay, today),
                  time: formatClock(result.comparedAt),
                })}
              </p>
              <p className={classNames('text-total font-extrabold', head.ink)}>
                {t('result.difference', {
                  amount: formatWon(Math.abs(result.theirs.net - result.ours.net), i18n.language),
                })}
              </p>
              <p className="font-semibold">{t(`says.${head.says}`, { count: head.count })}</p>
            </div>
          </div>
          <Sums result={result} />
        </div>
        <Notes result={result} />
      </Card>
      <DifferenceGroups result={result} />
      {result.mended.length > 0 && <MendedCard mended={result.mended} />}
    </>
  )
}

interface Head {
  readonly tone: TagTone
  readonly ink: string
  readonly Icon: typeof Check
  readonly says: 'agrees' | 'nothing' | 'waits' | 'differs'
  readonly count: number
}

function headOf({ differences, differenceCount, matched }: ReconcileView): Head {
  if (differenceCount === 0) {
    const says = matched === 0 ? 'nothing' : 'agrees'
    return { tone: 'green', ink: 'text-green-text', Icon: Check, says, count: matched }
  }
  const isPatient = differences.every(({ kind }) => PATIENT.has(kind))
  return isPatient
    ? { tone: 'blue', ink: 'text-blue-text', Icon: Clock, says: 'waits', count: differenceCount }
    : {
        tone: 'red',
        ink: 'text-red-text',
        Icon: TriangleAlert,
        says: 'differs',
        count: differenceCount,
      }
}

/** Both sides, line by line. */
function Sums({ result: { ours, theirs } }: { result: ReconcileView }) {
  const { t } = useTranslation('close')
  const lines = (['paid', 'refunded'] as const).map((kind) => (
    <tr key={kind}>
      <th className="py-1 pr-5 text-left font-medium text-ink-2">{t(`sums.${kind}`)}</th>
      {[ours, theirs].map((side, index) => (
        <td key={index === 0 ? 'ours' : 'theirs'} className="py-1 pl-5">
          <Won amount={side[kind].amount} isMinus={kind === 'refunded' && side[kind].amount > 0} />
          <span className="block text-hint text-ink-3">
            {t('sums.count', { count: side[kind].count })}
          </span>
        </td>
      ))}
    </tr>
  ))
  return (
    <table className="selectable text-right">
      <thead>
        <tr className="text-hint text-ink-2">
          <th>
            <span className="sr-only">{t('sums.what')}</span>
          </th>
          <th className="pb-1 pl-5 font-semibold">{t('sums.ours')}</th>
          <th className="pb-1 pl-5 font-semibold">{t('sums.theirs')}</th>
        </tr>
      </thead>
      <tbody>
        {lines}
        <tr className="font-bold">
          <th className="pt-2 pr-5 text-left">{t('sums.net')}</th>
          <td className="pt-2 pl-5">
            <Won amount={ours.net} />
          </td>
          <td className="pt-2 pl-5">
            <Won amount={theirs.net} />
          </td>
        </tr>
      </tbody>
    </table>
  )
}

/** What else is worth knowing of how it was compared. */
function Notes({ result }: { result: ReconcileView }) {
  const { t, i18n } = useTranslation('close')
  const others = result.others.paid.count + result.others.refunded.count
  const notes = [
    ...(result.confirmedByLookup > 0
      ? [t('note.confirmedByLookup', { count: result.confirmedByLookup })]
      : []),
    ...(others > 0
      ? [
          t('note.others', {
            count: others,
            amount: formatWon(result.others.net, i18n.language),
          }),
        ]
      : []),
    ...(result.hasSharedKeys ? [t('note.sharedKeys')] : []),
    ...(result.unreadableRows > 0 ? [t('note.unreadable', { count: result.unreadableRows })] : []),
    ...(result.withoutKeys > 0 ? [t('note.withoutKeys', { count: result.withoutKeys })] : []),
  ]
  if (notes.length === 0) return null
  return (
    <ul className="mt-5 flex flex-col gap-1 border-t border-line pt-4 text-hint text-ink-2">
      {notes.map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  )
}
