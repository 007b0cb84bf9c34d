import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OrderView } from '#shared/ipc/contract.ts'
import { callWords } from '#shared/toss-codes/toss-codes.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { FailureWords } from '../../ui/failure-words.tsx'
import { TossSaid } from '../../ui/toss-said.tsx'
import { useLanguage } from '../../ui/use-language.ts'
import type { RefundOutcome } from './refund-outcome.ts'
import { useRefund } from './use-refund.ts'

/** Withdraws an account that nobody has paid into. No money goes anywhere, so none is asked about. */
export function CancelAccount({ askedId, order }: { askedId: string; order: OrderView }) {
  const { t } = useTranslation('orders')
  const [isOpen, setIsOpen] = useState(false)
  const refund = useRefund(askedId, order)
  const { outcome } = refund
  const isOver = outcome.kind === 'refused' || outcome.kind === 'unknown'
  return (
    <>
      <div className="mt-6 border-t border-line pt-4">
        <Button tone="danger-soft" size={56} onPress={() => setIsOpen(true)}>
          {t('deposit.cancel.open')}
        </Button>
      </div>
      <Dialog
        title={t('deposit.cancel.title')}
        role="alertdialog"
        isOpen={isOpen}
        {...(refund.isSending ? {} : { onClose: () => setIsOpen(false) })}
      >
        <p className="mt-3 text-ink-2">{t('deposit.cancel.text')}</p>
        <Outcome outcome={outcome} />
        <div className="mt-6 flex justify-end gap-6">
          <Button size={56} isDisabled={refund.isSending} onPress={() => setIsOpen(false)}>
            {isOver ? t('deposit.cancel.back') : t('deposit.cancel.keep')}
          </Button>
          {outcome.kind === 'unknown' ? (
            <Button size={56} isPending={refund.isSending} onPress={refund.askAgain}>
              {t('refund.unknown.again')}
            </Button>
          ) : (
            outcome.kind !== 'refused' && (
              <Button
                tone="danger"
                size={56}
                isPending={refund.isSending}
                onPress={() =>
                  refund.send({
                    orderId: order.orderId,
                    amount: order.totalAmount,
                    reason: t('deposit.cancel.reason'),
                    lines: [],
                  })
                }
              >
                {t('deposit.cancel.do')}
              </Button>
            )
          )}
        </div>
      </Dialog>
    </>
  )
}

function Outcome({ outcome }: { outcome: RefundOutcome }) {
  const { t } = useTranslation('orders')
  const language = useLanguage()
  switch (outcome.kind) {
    case 'editing':
    case 'done':
      return null
    case 'problem':
      return (
        <div className="mt-4">
          <Banner tone="red">
            <FailureWords failure={outcome.failure} />
          </Banner>
        </div>
      )
    case 'unknown':
      return (
        <div className="mt-4">
          <Banner tone="blue">{t('deposit.cancel.unknown')}</Banner>
        </div>
      )
    case 'refused':
      return (
        <div className="mt-4">
          <Banner tone="red">
            <p className="font-semibold">{t('deposit.cancel.refused')}</p>
            <p>{callWords('cancel', outcome, language).what}</p>
            <TossSaid answer={outcome} className="text-hint" />
            <p>{t('deposit.cancel.maybePaid')}</p>
          </Banner>
        </div>
      )
  }
}
