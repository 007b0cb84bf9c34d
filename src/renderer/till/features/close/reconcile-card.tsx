import { CircleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { ReconcileProgress } from '#shared/ipc/events.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { FailureWords } from '../../ui/failure-words.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { DayPicker } from './day-picker.tsx'
import { ReconcileResult } from './reconcile-result.tsx'
import { useReconcile } from './use-reconcile.ts'

interface ReconcileCardProps {
  today: string
  from: string
  to: string
  onChoose: (from: string, to: string) => void
}

/** 토스와 맞추기: our books against Toss's, for the chosen days. */
export function ReconcileCard({ today, from, to, onChoose }: ReconcileCardProps) {
  const { t } = useTranslation('close')
  const { isRunning, progress, result, failure, start } = useReconcile()
  return (
    <>
      <Card className="p-6!">
        <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-4">
          <div className="min-w-0 flex-1 basis-80">
            <h2 className="text-panel font-bold">{t('reconcile.title')}</h2>
            <p className="mt-1 text-ink-2">{t('reconcile.what')}</p>
          </div>
          <div className="flex flex-wrap gap-3">
            <DayPicker
              today={today}
              from={from}
              to={to}
              isDisabled={isRunning}
              onChoose={onChoose}
            />
            <Button
              tone="primary"
              size={56}
              isPending={isRunning}
              onPress={() => start({ fromDay: from, toDay: to })}
            >
              {isRunning ? t('reconcile.running') : t('reconcile.start')}
            </Button>
          </div>
        </div>
        {isRunning && <Progress progress={progress} />}
        {failure !== null && (
          <div
            role="alert"
            className="mt-5 flex animate-enter gap-3 rounded-control bg-red-soft px-4 py-3 text-red-text"
          >
            <CircleAlert aria-hidden size={22} className="mt-0.5 shrink-0" />
            <div className="min-w-0">
              <p className="font-semibold">{t('reconcile.failed')}</p>
              <FailureWords failure={failure} />
            </div>
          </div>
        )}
      </Card>
      {result !== null && <ReconcileResult result={result} today={today} />}
    </>
  )
}

function Progress({ progress }: { progress: ReconcileProgress | null }) {
  const { t } = useTranslation('close')
  const { stage, done, of } = progress ?? { stage: 'reading', done: 0, of: 0 }
  const words =
    stage === 'waiting'
      ? t('progress.waiting')
      : stage === 'checking'
        ? t('progress.checking', { done: done + 1, of })
        : done === 0
          ? t('progress.begun')
          : t('progress.reading', { count: done })
  return (
    <div className="mt-5 flex min-h-12 items-center gap-3 rounded-control bg-blue-soft px-4 py-3 font-medium text-blue-text">
      <Spinner size={20} className="shrink-0" />
      <p role="status">{words}</p>
    </div>
  )
}
