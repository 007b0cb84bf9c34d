import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ShieldAlert, ShieldCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { RecordFindingView, RecordsCheckView } from '#shared/ipc/records.ts'
import { formatDayAndClock } from '../../frame/format-time.ts'
import { call, failureOf } from '../../ipc/call.ts'
import { recordsQuery } from '../../ipc/queries.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { FailureWords } from '../../ui/failure-words.tsx'
import { todosFor } from './record-todos.ts'
import { SectionHead } from './section-parts.tsx'

/** Whether the journal and the orders are whole: what the last check showed, and a button for the next. */
export function RecordsSection() {
  const { t } = useTranslation('records')
  const queryClient = useQueryClient()
  const last = useQuery(recordsQuery)
  const checking = useMutation({
    mutationFn: () => call('records.verify', {}),
    onSuccess: (answer) => queryClient.setQueryData(recordsQuery.queryKey, answer),
  })
  const error = checking.error ?? last.error
  const check = last.data?.check ?? null
  return (
    <>
      <SectionHead title={t('title')}>{t('text')}</SectionHead>
      <div className="flex flex-col gap-3">
        {error !== null && (
          <Banner tone="red">
            <p className="font-semibold">{t('failed')}</p>
            <FailureWords failure={failureOf(error)} />
          </Banner>
        )}
        <div role="status" className="flex flex-col gap-3">
          {last.data !== undefined &&
            (check === null ? <NeverChecked /> : <Outcome check={check} />)}
        </div>
        <div>
          <Button
            tone="primary"
            size={56}
            isPending={checking.isPending}
            onPress={() => checking.mutate()}
          >
            {checking.isPending ? t('checking') : t(check === null ? 'check' : 'checkAgain')}
          </Button>
        </div>
      </div>
    </>
  )
}

function NeverChecked() {
  const { t } = useTranslation('records')
  return (
    <Card>
      <p className="font-semibold">{t('never')}</p>
      <p className="text-ink-2">{t('neverHint')}</p>
    </Card>
  )
}

function Outcome({ check }: { check: RecordsCheckView }) {
  const { t, i18n } = useTranslation('records')
  const number = (value: number) => value.toLocaleString(i18n.language)
  const facts = { rows: number(check.rows), orders: number(check.orders) }
  const isFine = check.count === 0
  return (
    <>
      <Card>
        <div className="flex items-center gap-4">
          <span
            aria-hidden
            className={`flex size-12 shrink-0 items-center justify-center rounded-full ${isFine ? 'bg-green-soft text-green-text' : 'bg-amber-soft text-amber-text'}`}
          >
            {isFine ? <ShieldCheck size={26} /> : <ShieldAlert size={26} />}
          </span>
          <div className="min-w-0">
            <p className="text-panel font-bold">
              {isFine ? t('fine') : t('wrong', { count: check.count })}
            </p>
            <p className="text-ink-2">{t(isFine ? 'fineText' : 'wrongText', facts)}</p>
            <p className="mt-1 text-hint text-ink-2">
              {t('last', { when: formatDayAndClock(check.checkedAt, i18n.language) })}
            </p>
          </div>
        </div>
      </Card>
      {!isFine && <Findings check={check} />}
    </>
  )
}

function Findings({ check }: { check: RecordsCheckView }) {
  const { t } = useTranslation('records')
  const { count, findings } = check
  return (
    <>
      <Card title={t('todoTitle')}>
        <ul className="flex flex-col gap-2">
          {todosFor(findings).map((todo) => (
            <li key={todo}>{t(`todo.${todo}`)}</li>
          ))}
        </ul>
      </Card>
      <Card title={t('list')}>
        <ul className="flex flex-col divide-y divide-line">
          {findings.map((finding, index) => (
            <li key={index} className="flex min-h-14 items-center justify-between gap-4 py-2">
              <Finding finding={finding} />
            </li>
          ))}
        </ul>
        {count > findings.length && (
          <p className="mt-3 text-ink-2">{t('more', { count: count - findings.length })}</p>
        )}
      </Card>
    </>
  )
}

function Finding({ finding }: { finding: RecordFindingView }) {
  const { t } = useTranslation('records')
  const { kind, from, to, orderId, number } = finding
  const rows =
    from === null || to === null
      ? null
      : from === to
        ? t('row', { from })
        : t(kind === 'rows_swapped' ? 'twoRows' : 'rows', { from, to })
  const order = orderId === null ? null : t('orderOf', { number: number ?? orderId })
  return (
    <>
      <div className="selectable min-w-0">
        <p className="font-semibold break-words">
          {[order, rows].filter((part) => part !== null).join(' · ')}
        </p>
        <p className="text-ink-2">{t(`finding.${kind}`)}</p>
      </div>
      {orderId !== null && number !== null && (
        <Link
          to="/orders/$orderId"
          params={{ orderId }}
          aria-label={t('openOrderOf', { number })}
          className="flex min-h-12 shrink-0 items-center justify-center rounded-control bg-fill px-4 font-semibold text-ink active:bg-fill-press"
        >
          {t('openOrder')}
        </Link>
      )}
    </>
  )
}
