import { Link } from '@tanstack/react-router'
import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReconcileView } from '#shared/ipc/contract.ts'
import { DIFFERENCE_KINDS, type DifferenceKind } from '#shared/vocabulary.ts'
import { formatDayAndClock } from '../../frame/format-time.ts'
import { Card } from '../../ui/card.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { formatWon } from '../../ui/format-won.ts'
import { Tag, type TagTone } from '../../ui/tag.tsx'

type Difference = ReconcileView['differences'][number]

const TONES: Readonly<Record<DifferenceKind, TagTone>> = {
  unknown_here: 'red',
  paid_there: 'red',
  missing_there: 'red',
  amount_differs: 'red',
  cancelled_there: 'amber',
  refund_missing_there: 'red',
  payment_unsettled: 'blue',
  refund_unsettled: 'blue',
  not_listed_yet: 'grey',
}

/** The differences, grouped by what they mean, each group with what to do. */
export function DifferenceGroups({ result }: { result: ReconcileView }) {
  const { t } = useTranslation('close')
  const groups = Map.groupBy(result.differences, ({ kind }) => kind)
  const more = result.differenceCount - result.differences.length
  return (
    <>
      {DIFFERENCE_KINDS.map((kind) => {
        const differences = groups.get(kind)
        return (
          differences !== undefined && (
            <Group
              key={kind}
              title={t(`difference.${kind}.title`)}
              tag={<Tag tone={TONES[kind]}>{t('result.items', { count: differences.length })}</Tag>}
              means={t(`difference.${kind}.means`)}
              next={t(`difference.${kind}.next`)}
            >
              {differences.map((difference) => (
                <Row key={keyOf(difference)} difference={difference} />
              ))}
            </Group>
          )
        )
      })}
      {more > 0 && (
        <p role="note" className="px-2 text-ink-2">
          {t('result.more', { count: more })}
        </p>
      )}
    </>
  )
}

const keyOf = ({ kind, orderId, paymentKey, at, ours, theirs }: Difference): string =>
  [kind, orderId, paymentKey, at, ours, theirs].join(' ')

interface GroupProps {
  title: string
  tag: ReactNode
  means: string
  next?: string
  children: ReactNode
}

function Group({ title, tag, means, next, children }: GroupProps) {
  const { t } = useTranslation('close')
  return (
    <Card className="animate-enter p-6!">
      <div className="flex flex-wrap items-center gap-3">
        <h2 className="text-panel font-bold">{title}</h2>
        {tag}
      </div>
      <p className="mt-1 text-ink-2">{means}</p>
      {next !== undefined && (
        <div className="mt-3 rounded-control bg-fill px-4 py-3">
          <p className="font-semibold">{t('result.whatToDo')}</p>
          <p className="text-ink-2">{next}</p>
        </div>
      )}
      <ul className="mt-3 flex flex-col">{children}</ul>
    </Card>
  )
}

function Row({ difference }: { difference: Difference }) {
  const { t, i18n } = useTranslation(['close', 'common'])
  const { number, orderId, paymentKey, at, ours, theirs, state, isConfirmed } = difference
  const won = (amount: number) => formatWon(amount, i18n.language)
  return (
    <li className="flex min-h-14 flex-wrap items-center gap-x-5 gap-y-1 border-t border-line py-2 first:border-t-0">
      <div className="min-w-0 flex-1 basis-72">
        <p className="selectable font-semibold">
          {number ?? orderId}
          {state !== null && (
            <span className="ml-2 inline-block align-middle">
              <Tag tone="grey">{t(`common:status.${state}`)}</Tag>
            </span>
          )}
        </p>
        <p className="text-hint text-ink-2">
          {formatDayAndClock(at, i18n.language)}
          {needsAnswer(difference) && !isConfirmed && ` · ${t('result.unconfirmed')}`}
        </p>
      </div>
      {(ours !== 0 || theirs !== 0) && (
        <p className="selectable text-right">
          <span className="block">{t('result.ours', { amount: won(ours) })}</span>
          <span className="block font-semibold">{t('result.theirs', { amount: won(theirs) })}</span>
        </p>
      )}
      {number !== null ? (
        <Link
          to="/orders/$orderId"
          params={{ orderId }}
          search={{ day: 'all', text: number }}
          aria-label={t('result.openOrderOf', { number })}
          className="flex min-h-12 items-center gap-1 rounded-control bg-fill pr-2 pl-4 font-semibold active:bg-fill-press"
        >
          {t('result.openOrder')}
          <ChevronRight aria-hidden size={20} />
        </Link>
      ) : (
        paymentKey !== null && (
          <span className="selectable flex min-w-0 items-center gap-1 text-hint text-ink-2">
            <span className="min-w-0 break-all">{paymentKey}</span>
            <CopyButton what="paymentKey" text={paymentKey} />
          </span>
        )
      )}
    </li>
  )
}

/** Whether a lookup could have said more about it than the list. */
const needsAnswer = ({ kind }: Difference): boolean =>
  kind !== 'payment_unsettled' && kind !== 'refund_unsettled'

/** What was a difference until Toss's word was taken over. Nothing is left to do. */
export function MendedCard({ mended }: { mended: readonly Difference[] }) {
  const { t } = useTranslation('close')
  return (
    <Group
      title={t('mended.title')}
      tag={<Tag tone="green">{t('result.items', { count: mended.length })}</Tag>}
      means={t('mended.means')}
    >
      {mended.map((difference) => (
        <MendedRow key={keyOf(difference)} difference={difference} />
      ))}
    </Group>
  )
}

function MendedRow({ difference }: { difference: Difference }) {
  const { t, i18n } = useTranslation('close')
  const { kind, number, orderId, at, ours, theirs } = difference
  const amount = Math.abs(theirs - ours)
  return (
    <li className="flex min-h-14 flex-wrap items-center gap-x-5 gap-y-1 border-t border-line py-2 first:border-t-0">
      <div className="min-w-0 flex-1 basis-72">
        <p className="font-semibold">
          {t(`mended.${kind}`)}
          {amount > 0 && ` · ${formatWon(amount, i18n.language)}`}
        </p>
        <p className="selectable text-hint text-ink-2">
          {number} · {formatDayAndClock(at, i18n.language)}
        </p>
      </div>
      <Link
        to="/orders/$orderId"
        params={{ orderId }}
        search={{ day: 'all', text: number ?? orderId }}
        aria-label={t('result.openOrderOf', { number: number ?? orderId })}
        className="flex min-h-12 items-center gap-1 rounded-control bg-fill pr-2 pl-4 font-semibold active:bg-fill-press"
      >
        {t('result.openOrder')}
        <ChevronRight aria-hidden size={20} />
      </Link>
    </li>
  )
}
