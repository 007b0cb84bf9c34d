import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { OrderView } from '#shared/ipc/contract.ts'
import { call, failureOf } from '../../ipc/call.ts'
import { keepOrder } from './orders-queries.ts'
import type { RefundContent } from './refund-draft.ts'
import { refundIntents } from './refund-intent.ts'
import { outcomeOf, type RefundOutcome, type SentRefund } from './refund-outcome.ts'

export interface RefundSending {
  readonly isSending: boolean
  readonly outcome: RefundOutcome
  /** A second press while the first is on its way does nothing. */
  readonly send: (content: RefundContent) => void
  /** The same content with the same id again: asks what became of it, and can't refund twice. */
  readonly sendAgain: () => void
  /** After a refusal: back to the form, and what is sent next is a new intention. */
  readonly startOver: () => void
}

export function useRefund(askedId: string, order: OrderView): RefundSending {
  const queryClient = useQueryClient()
  const [intents] = useState(() => refundIntents(() => crypto.randomUUID()))
  const [sent, setSent] = useState<SentRefund | null>(null)
  const [isSending, setIsSending] = useState(false)
  // State is too late for a second press within the same frame.
  const isBusy = useRef(false)
  const lastContent = useRef<RefundContent | null>(null)
  const outcome = outcomeOf(sent, order)

  const send = (content: RefundContent) => {
    if (isBusy.current) return
    isBusy.current = true
    setIsSending(true)
    lastContent.current = content
    const intentId = intents.idFor(content)
    const wasUnknown = sent?.intentId === intentId && outcome.kind === 'unknown'
    call('orders.refund', { ...content, intentId })
      .then(
        ({ refund, order: settled }) => {
          setSent({ intentId, answer: refund, failure: null, wasUnknown })
          keepOrder(queryClient, askedId, settled)
        },
        (error: unknown) =>
          setSent({ intentId, answer: null, failure: failureOf(error), wasUnknown }),
      )
      .finally(() => {
        isBusy.current = false
        setIsSending(false)
      })
  }

  return {
    isSending,
    outcome,
    send,
    sendAgain: () => {
      if (lastContent.current !== null) send(lastContent.current)
    },
    startOver: () => {
      intents.forget()
      setSent(null)
    },
  }
}
