import { Check, GraduationCap, RotateCcw } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { LessonRunView } from '#shared/ipc/lesson-contract.ts'
import { LESSON_IDS } from '#shared/vocabulary.ts'
import { failureOf } from '../../ipc/call.ts'
import { Button } from '../../ui/button.tsx'
import { FailureWords } from '../../ui/failure-words.tsx'
import { useLessons } from './use-lessons.ts'

/** The lesson that is under way, below whatever the cashier is doing. It covers nothing and holds nobody up. */
export function LessonPanel() {
  const { t } = useTranslation('lessons')
  const { lessons, start, stop, refill } = useLessons()
  const run = lessons?.run ?? null
  if (lessons === undefined || run === null) return null
  const { id, outcome } = run
  const next = LESSON_IDS.find((one) => one !== id && !lessons.done.includes(one))
  const failure = [start, stop, refill].find(({ error }) => error !== null)?.error ?? null
  return (
    <section aria-label={t('panel')} className="px-4 pb-4 wide:px-6">
      <div className="flex animate-enter items-start gap-4 rounded-card bg-card p-4">
        <Mark outcome={outcome} />
        <div className="min-w-0 flex-1">
          <p className="text-hint font-semibold text-ink-2">{t(`lesson.${id}.title`)}</p>
          <div role="status">
            {outcome === 'open' && <Steps run={run} />}
            {outcome === 'right' && <Said title={t('right')}>{t(`lesson.${id}.right`)}</Said>}
            {outcome === 'wrong' && run.mistake !== null && (
              <Said title={t(`mistake.${run.mistake}.what`)}>
                {t(`mistake.${run.mistake}.why`)}
              </Said>
            )}
          </div>
          {failure !== null && (
            <div role="alert" className="mt-2 font-medium text-red-text">
              <FailureWords failure={failureOf(failure)} />
            </div>
          )}
        </div>
        <div className="flex shrink-0 flex-col gap-2">
          {run.needsPaper && (
            <Button isPending={refill.isPending} onPress={() => refill.mutate()}>
              {t('refill')}
            </Button>
          )}
          {outcome === 'wrong' && (
            <Button
              icon={<RotateCcw aria-hidden size={18} />}
              isPending={start.isPending}
              onPress={() => start.mutate(id)}
            >
              {t('tryAgain')}
            </Button>
          )}
          {outcome === 'right' && next !== undefined && (
            <Button isPending={start.isPending} onPress={() => start.mutate(next)}>
              {t('next')}
            </Button>
          )}
          <Button tone="quiet" isPending={stop.isPending} onPress={() => stop.mutate()}>
            {outcome === 'open' ? t('stop') : t('close')}
          </Button>
        </div>
      </div>
    </section>
  )
}

const LOOKS = {
  open: 'bg-blue-soft text-blue-text',
  right: 'bg-green-soft text-green-text',
  wrong: 'bg-amber-soft text-amber-text',
}

function Mark({ outcome }: { outcome: LessonRunView['outcome'] }) {
  const Icon = outcome === 'right' ? Check : outcome === 'wrong' ? RotateCcw : GraduationCap
  return (
    <span
      aria-hidden
      className={`flex size-10 shrink-0 items-center justify-center rounded-full ${LOOKS[outcome]}`}
    >
      <Icon size={22} strokeWidth={2.25} />
    </span>
  )
}

/** What is done, what is to be done now, and what follows. */
function Steps({ run }: { run: LessonRunView }) {
  const { t } = useTranslation('lessons')
  const current = run.steps.findIndex(({ isDone }) => !isDone)
  return (
    <ol className="mt-1 flex flex-col gap-1">
      {run.steps.map(({ id, isDone }, index) => (
        <li
          key={id}
          aria-current={index === current ? 'step' : undefined}
          className={`flex items-baseline gap-2 ${
            index === current ? 'font-bold' : 'text-hint text-ink-2'
          }`}
        >
          <span className="w-5 shrink-0 text-center">
            {isDone ? (
              <Check
                role="img"
                aria-label={t('done')}
                size={16}
                strokeWidth={3}
                className="inline text-green-text"
              />
            ) : (
              `${index + 1}.`
            )}
          </span>
          <span className="min-w-0">{t(`step.${id}`)}</span>
        </li>
      ))}
    </ol>
  )
}

function Said({ title, children }: { title: string; children: ReactNode }) {
  return (
    <>
      <p className="mt-0.5 text-panel font-bold">{title}</p>
      <p className="mt-1 text-ink-2">{children}</p>
    </>
  )
}
