import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OrderView, RefundAccountInput } from '#shared/ipc/contract.ts'
import { ORDERS_KEY } from '../../ipc/queries.ts'
import { useShortcut } from '../../keys/use-shortcut.ts'
import { Button } from '../../ui/button.tsx'
import { useLanguage } from '../../ui/use-language.ts'
import { OrderHead } from './order-head.tsx'
import { accountErrors, isAboutAccount } from './refund-account-errors.ts'
import { RefundAccountFields } from './refund-account-fields.tsx'
import { RefundAmount } from './refund-amount.tsx'
import { contentOf, problemOf, startDraft } from './refund-draft.ts'
import { RefundLines } from './refund-lines.tsx'
import { RefundOutcomeCard } from './refund-outcome-card.tsx'
import { refundableTenders, scopeTo } from './refund-scope.ts'
import { RefundTender } from './refund-tender.tsx'
import { RefundReason } from './refund-reason.tsx'
import { RefundSubmit } from './refund-submit.tsx'
import { useRefund } from './use-refund.ts'

interface RefundPanelProps {
  askedId: string
  order: OrderView
  onClose: () => void
}

/** 환불, in the order's place: what, how much, why, where the money goes, and one red button. */
export function RefundPanel({ askedId, order: whole, onClose }: RefundPanelProps) {
  const tenders = refundableTenders(whole)
  const [tenderId, setTenderId] = useState(tenders[0]?.id ?? null)
  // Kept as it was chosen, also once nothing is left of it: what was sent is still told.
  const tender = whole.tenders.find(({ id }) => id === tenderId) ?? null
  const order = scopeTo(whole, tender)
  const { t } = useTranslation('orders')
  const queryClient = useQueryClient()
  const refund = useRefund(askedId, whole)
  const [draft, setDraft] = useState(() => startDraft(order))
  const [sentAccount, setSentAccount] = useState<RefundAccountInput | null>(null)
  const language = useLanguage()
  const panel = useRef<HTMLElement>(null)
  // The button that opened the panel is gone; the keyboard goes on from here.
  useEffect(() => panel.current?.focus(), [])

  const problem = problemOf(draft, order)
  const submit = () => {
    if (problem !== null || draft.reason === null) return
    setSentAccount(draft.account)
    refund.send({
      ...contentOf(draft, order, t(`refund.reasons.${draft.reason}`)),
      ...(tender === null ? {} : { tender: tender.id }),
    })
  }
  const leave = () => {
    void queryClient.invalidateQueries({ queryKey: ORDERS_KEY })
    onClose()
  }

  const { outcome } = refund
  // Toss said no to the account: it is corrected where it was entered, with all else as it was.
  const accountRefusal =
    outcome.kind === 'refused' && isAboutAccount(outcome.code) && sentAccount !== null
      ? outcome
      : null
  const isForm = outcome.kind === 'editing' || outcome.kind === 'problem' || accountRefusal !== null
  useShortcut('leaveRefund', isForm && !refund.isSending ? onClose : null)
  const errors =
    accountRefusal === null || sentAccount === null
      ? {}
      : accountErrors(accountRefusal, sentAccount, draft.account, language)
  return (
    <>
      <OrderHead order={whole}>
        {isForm && (
          <Button
            size={56}
            className="bg-card!"
            shortcut="leaveRefund"
            isDisabled={refund.isSending}
            onPress={onClose}
          >
            {t('refund.back')}
          </Button>
        )}
      </OrderHead>
      <section
        ref={panel}
        tabIndex={-1}
        aria-label={t('refund.title')}
        className="flex flex-1 flex-col gap-3 outline-none"
      >
        {isForm ? (
          <>
            {tender !== null && (
              <RefundTender
                tenders={tenders}
                chosen={tender}
                onChange={(id) => {
                  setTenderId(id)
                  const next = whole.tenders.find((one) => one.id === id) ?? null
                  setDraft({ ...startDraft(scopeTo(whole, next)), reason: draft.reason })
                }}
              />
            )}
            <RefundLines order={order} draft={draft} onChange={setDraft} />
            <RefundAmount order={order} draft={draft} onChange={setDraft} />
            <RefundReason draft={draft} onChange={setDraft} />
            {order.needsRefundAccount && (
              <RefundAccountFields draft={draft} errors={errors} onChange={setDraft} />
            )}
            <RefundSubmit
              order={order}
              draft={draft}
              problem={problem}
              failure={outcome.kind === 'problem' ? outcome.failure : null}
              refusal={accountRefusal}
              isSending={refund.isSending}
              isCash={tender?.kind === 'cash'}
              onSubmit={submit}
            />
          </>
        ) : (
          <RefundOutcomeCard
            order={order}
            isCash={tender?.kind === 'cash'}
            stillHeld={whole.refundableAmount}
            outcome={outcome}
            isSending={refund.isSending}
            onAgain={refund.askAgain}
            onEdit={refund.startOver}
            onClose={leave}
          />
        )}
      </section>
    </>
  )
}
