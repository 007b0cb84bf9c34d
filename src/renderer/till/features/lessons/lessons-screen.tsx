import { Check, GraduationCap } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { LESSON_IDS, type LessonId } from '#shared/vocabulary.ts'
import { MainArea } from '../../frame/areas.tsx'
import { failureOf } from '../../ipc/call.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { FailureWords } from '../../ui/failure-words.tsx'
import { Tag } from '../../ui/tag.tsx'
import { useLessons } from './use-lessons.ts'

/** All lessons, in the order in which they are learnt, and which of them were done right. */
export function LessonsScreen() {
  const { t } = useTranslation('lessons')
  const { lessons, start, startOver } = useLessons()
  if (lessons === undefined) return <MainArea>{null}</MainArea>
  if (!lessons.isHere) {
    return (
      <MainArea className="col-span-2">
        <EmptyState title={t('notHere')} />
      </MainArea>
    )
  }
  const next = LESSON_IDS.find((id) => !lessons.done.includes(id))
  return (
    <MainArea className="col-span-2 overflow-y-auto">
      <div className="mx-auto max-w-230 px-4 pt-2 pb-6 wide:px-7">
        <div className="mb-4 flex items-end justify-between gap-4 px-1">
          <div className="min-w-0">
            <h1 className="text-page font-bold">{t('title')}</h1>
            <p className="mt-1 text-ink-2">{t('text')}</p>
          </div>
          {lessons.done.length > 0 && (
            <Button
              tone="quiet"
              isPending={startOver.isPending}
              onPress={() => startOver.mutate()}
              className="shrink-0"
            >
              {t('startOver')}
            </Button>
          )}
        </div>
        <p role="status" className="mb-3 px-1 font-semibold text-ink-2">
          {next === undefined
            ? t('allDone')
            : t('progress', { done: lessons.done.length, all: LESSON_IDS.length })}
        </p>
        {start.error !== null && (
          <div className="mb-3">
            <Banner tone="red" onClose={start.reset}>
              <FailureWords failure={failureOf(start.error)} />
            </Banner>
          </div>
        )}
        <ol className="flex flex-col gap-3">
          {LESSON_IDS.map((id, index) => (
            <LessonRow
              key={id}
              id={id}
              number={index + 1}
              isDone={lessons.done.includes(id)}
              isNext={id === next}
              isStarting={start.isPending}
              onStart={() => start.mutate(id)}
            />
          ))}
        </ol>
      </div>
    </MainArea>
  )
}

interface LessonRowProps {
  id: LessonId
  number: number
  isDone: boolean
  isNext: boolean
  isStarting: boolean
  onStart: () => void
}

function LessonRow({ id, number, isDone, isNext, isStarting, onStart }: LessonRowProps) {
  const { t } = useTranslation('lessons')
  return (
    <li className="flex items-center gap-4 rounded-card bg-card p-4">
      <span
        aria-hidden
        className={`flex size-11 shrink-0 items-center justify-center rounded-full font-bold ${
          isDone ? 'bg-green-soft text-green-text' : 'bg-fill text-ink-2'
        }`}
      >
        {isDone ? <Check size={22} strokeWidth={2.5} /> : number}
      </span>
      <div className="min-w-0 flex-1">
        <h2 className="flex flex-wrap items-center gap-2 font-bold">
          {t(`lesson.${id}.title`)}
          {isDone && <Tag tone="green">{t('done')}</Tag>}
        </h2>
        <p className="mt-0.5 text-ink-2">{t(`lesson.${id}.text`)}</p>
      </div>
      <Button
        tone={isNext ? 'primary' : 'soft'}
        icon={<GraduationCap aria-hidden size={20} />}
        isDisabled={isStarting}
        aria-label={`${t(`lesson.${id}.title`)}: ${isDone ? t('again') : t('start')}`}
        onPress={onStart}
        className="shrink-0"
      >
        {isDone ? t('again') : t('start')}
      </Button>
    </li>
  )
}
