import { Check, CircleAlert } from 'lucide-react'
import { useEffect, useRef, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { OrderView } from '#shared/ipc/contract.ts'
import { callWords } from '#shared/toss-codes/toss-codes.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { classNames } from '../../ui/class-names.ts'
import { formatWon } from '../../ui/format-won.ts'
import { Spinner } from '../../ui/spinner.tsx'
import { TAG_TONES, type TagTone } from '../../ui/tag.tsx'
import { TossSaid } from '../../ui/toss-said.tsx'
import { useLanguage } from '../../ui/use-language.ts'
import type { RefundOutcome } from './refund-outcome.ts'
import { moneyBackOf, providerOf } from './refund-words.ts'

interface RefundOutcomeCardProps {
  order: OrderView
  outcome: Extract<RefundOutcome, { kind: 'done' | 'refused' | 'unknown' }>
  isCash: boolean
  /** What can still be given back of the whole order, in won. */
  stillHeld: number
  isSending: boolean
  /** Asks what became of it; never refunds twice. */
  onAgain: () => void
  onEdit: () => void
  onClose: () => void
}

/** What became of the refund, in the form's place. */
export function RefundOutcomeCard({
  order,
  outcome,
  isCash,
  stillHeld,
  isSending,
  onAgain,
  onEdit,
  onClose,
}: RefundOutcomeCardProps) {
  const { t, i18n } = useTranslation('orders')
  const language = useLanguage()
  const won = (amount: number) => formatWon(amount, i18n.language)
  switch (outcome.kind) {
    case 'done': {
      const left =
        order.tenders.length > 1 || isCash ? stillHeld : (outcome.refund.balanceAfter ?? stillHeld)
      return (
        <Outcome
          tone="green"
          icon={<Check aria-hidden size={28} strokeWidth={2.5} />}
          title={t('refund.done.title', { amount: won(outcome.refund.amount) })}
          buttons={
            <Button size={56} onPress={onClose}>
              {t('refund.done.close')}
            </Button>
          }
        >
          <p>
            {left === 0
              ? t('refund.done.nothingLeft')
              : t('refund.done.left', { amount: won(left) })}
          </p>
          <p className="text-ink-2">
            {isCash
              ? t('refund.where.cash')
              : t(`refund.where.${moneyBackOf(order.payment)}`, {
                  provider: providerOf(order.payment),
                })}
          </p>
        </Outcome>
      )
    }
    case 'refused': {
      const words = callWords('cancel', outcome, language)
      return (
        <Outcome
          tone="red"
          icon={<CircleAlert aria-hidden size={28} />}
          title={t('refund.refused.title')}
          buttons={
            <>
              <Button size={56} onPress={onClose}>
                {t('refund.unknown.later')}
              </Button>
              <Button size={56} onPress={onEdit}>
                {t('refund.refused.edit')}
              </Button>
            </>
          }
        >
          <p>
            {words.what} {words.money}
          </p>
          <TossSaid answer={outcome} className="selectable text-ink-2" />
          <div className="mt-2 rounded-control bg-fill px-4 py-3 text-left">
            <p className="font-semibold">{t('refund.refused.whatToDo')}</p>
            <p className="text-ink-2">{words.next}</p>
          </div>
        </Outcome>
      )
    }
    case 'unknown':
      return (
        <Outcome
          tone="blue"
          icon={<Spinner size={28} />}
          title={t('refund.unknown.title')}
          buttons={
            <>
              <Button size={56} onPress={onClose}>
                {t('refund.unknown.later')}
              </Button>
              <Button size={56} isPending={isSending} onPress={onAgain}>
                {t('refund.unknown.again')}
              </Button>
            </>
          }
        >
          <p className="text-ink-2">{t('refund.unknown.text')}</p>
        </Outcome>
      )
  }
}

interface OutcomeProps {
  tone: TagTone
  icon: ReactNode
  title: string
  children: ReactNode
  buttons: ReactNode
}

function Outcome({ tone, icon, title, children, buttons }: OutcomeProps) {
  const words = useRef<HTMLDivElement>(null)
  // The red button is gone; the keyboard goes on from what came of it.
  useEffect(() => words.current?.focus(), [])
  return (
    <Card className="animate-enter p-9!">
      <div
        ref={words}
        tabIndex={-1}
        role={tone === 'red' ? 'alert' : 'status'}
        className="mx-auto flex max-w-110 outline-none flex-col items-center gap-2 text-center"
      >
        <span
          className={classNames(
            'mb-2 flex size-14 items-center justify-center rounded-full',
            TAG_TONES[tone],
          )}
        >
          {icon}
        </span>
        <p className="text-page font-bold">{title}</p>
        {children}
      </div>
      <div className="mt-6 flex flex-wrap justify-center gap-3">{buttons}</div>
    </Card>
  )
}
