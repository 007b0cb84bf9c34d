import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { OrderView } from '#shared/ipc/contract.ts'
import { call, failureOf } from '../../ipc/call.ts'
import { ORDERS_KEY } from '../../ipc/queries.ts'
import { keepOrder } from './orders-queries.ts'
import type { RefundContent } from './refund-draft.ts'
import { refundIntents } from './refund-intent.ts'
import { outcomeOf, type RefundOutcome, type SentRefund } from './refund-outcome.ts'

export interface RefundSending {
  readonly isSending: boolean
  readonly outcome: RefundOutcome
  /** A second press while the first is on its way does nothing. */
  readonly send: (content: RefundContent) => void
  /**
   * Has Toss asked what became of it. Where main doesn't have the refund at all, the same content
   * goes out with the same id again, which can't refund twice.
   */
  readonly askAgain: () => void
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

  /** One call at a time. */
  const run = (work: () => Promise<void>) => {
    if (isBusy.current) return
    isBusy.current = true
    setIsSending(true)
    void work().finally(() => {
      isBusy.current = false
      setIsSending(false)
    })
  }

  const send = (content: RefundContent) =>
    run(async () => {
      // After a refusal the next press is a new intention, with what was corrected since.
      if (outcome.kind === 'refused') intents.forget()
      lastContent.current = content
      const intentId = intents.idFor(content)
      const wasUnknown = sent?.intentId === intentId && outcome.kind === 'unknown'
      try {
        const answer = await call('orders.refund', { ...content, intentId })
        setSent({ intentId, answer: answer.refund, failure: null, wasUnknown })
        keepOrder(queryClient, askedId, answer.order)
      } catch (error) {
        setSent({ intentId, answer: null, failure: failureOf(error), wasUnknown })
        // Main may have saved it before it failed.
        void queryClient.invalidateQueries({ queryKey: ORDERS_KEY })
      }
    })

  const settle = () =>
    run(async () => {
      try {
        keepOrder(queryClient, askedId, await call('orders.settle', { orderId: order.orderId }))
      } catch {
        // Still unknown, which is what the screen goes on saying; main asks again by itself.
      }
    })

  return {
    isSending,
    outcome,
    send,
    askAgain: () => {
      if (sent === null) return
      const isKept = sent.answer !== null || order.refunds.some(({ id }) => id === sent.intentId)
      if (isKept) settle()
      else if (lastContent.current !== null) send(lastContent.current)
    },
    startOver: () => {
      intents.forget()
      setSent(null)
    },
  }
}
