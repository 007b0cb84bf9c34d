import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { OrderView } from '#shared/ipc/contract.ts'
import { formatClockSeconds } from '../../frame/format-time.ts'
import { Card } from '../../ui/card.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { SettleRow } from './settle-row.tsx'
import { useSettle } from './use-settle.ts'

/** 확인중: what is known and what is being done. Nothing here could charge again. */
export function ConfirmingCard({ askedId, order }: { askedId: string; order: OrderView }) {
  const { t } = useTranslation('orders')
  const settle = useSettle(askedId, order)
  const attempt = order.attempts.at(-1)
  return (
    <Card>
      <h2 className="text-panel font-bold">{t('confirming.title')}</h2>
      <ol className="mt-4 flex flex-col gap-3">
        {attempt !== undefined && (
          <>
            <Step icon={<Done />} time={formatClockSeconds(attempt.startedAt)}>
              {t('confirming.started')}
            </Step>
            <Step icon={<Done />} time={formatClockSeconds(attempt.changedAt)}>
              {t('confirming.sent')}
            </Step>
          </>
        )}
        <Step
          icon={
            <span className="flex size-6.5 items-center justify-center rounded-full bg-blue-soft text-blue-text">
              <Spinner size={16} />
            </span>
          }
          time={t('confirming.askingWhen')}
        >
          {t('confirming.asking')}
        </Step>
      </ol>
      <div className="mt-4 rounded-control bg-fill px-4 py-3">
        <p className="font-semibold">{t('confirming.sayTitle')}</p>
        <p className="text-ink-2">{t('confirming.say')}</p>
      </div>
      <SettleRow
        settle={settle}
        words={t('confirming.settle')}
        stillOpen={(askedAt) => t('confirming.still', { time: formatClockSeconds(askedAt) })}
      />
    </Card>
  )
}

const Done = () => (
  <span className="flex size-6.5 items-center justify-center rounded-full bg-green-soft text-green-text">
    <Check aria-hidden size={16} strokeWidth={3} />
  </span>
)

interface StepProps {
  icon: ReactNode
  time: string
  children: ReactNode
}

function Step({ icon, time, children }: StepProps) {
  return (
    <li className="flex items-center gap-3">
      {icon}
      <span className="min-w-0 flex-1">{children}</span>
      <span className="shrink-0 text-ink-2">{time}</span>
    </li>
  )
}
