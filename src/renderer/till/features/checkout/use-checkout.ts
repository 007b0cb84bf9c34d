import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import type { CheckoutView } from '#shared/ipc/contract.ts'
import type { Won } from '#shared/money.ts'
import { call } from '../../ipc/call.ts'
import { cartStore } from '../../ipc/cart-store.ts'
import { checkoutQuery, ORDERS_KEY } from '../../ipc/queries.ts'

const IDLE: CheckoutView = { stage: 'idle' }

interface Asked {
  /** Of the whole sale. */
  readonly total: Won
  /** Of this tender; left out for all that is due. */
  readonly amount?: Won
}

/** The one sale being paid, and what can be done about it. Main decides; the page shows. */
export function useCheckout() {
  const queryClient = useQueryClient()
  const { data: checkout = IDLE } = useQuery(checkoutQuery)
  const show = (next: CheckoutView) => queryClient.setQueryData(checkoutQuery.queryKey, next)

  const start = useMutation({
    // After every tap on its way, so that what the button said is what main has.
    mutationFn: (asked: Asked) => cartStore.afterTaps(() => call('checkout.start', asked)),
    onSuccess: show,
    onError: () => void cartStore.reload(),
  })
  const isStarting = useRef(false)
  /** A second press while the first is on its way does nothing. */
  const pay = (asked: Asked) => {
    if (isStarting.current) return
    isStarting.current = true
    start.mutate(asked, { onSettled: () => (isStarting.current = false) })
  }
  const abandon = useMutation({
    mutationFn: (orderId: string) => call('checkout.abandon', { orderId }),
    onSuccess: show,
    onError: () => void queryClient.invalidateQueries({ queryKey: checkoutQuery.queryKey }),
  })
  const dismiss = useMutation({
    mutationFn: () => cartStore.afterTaps(() => call('checkout.dismiss', {})),
    onSuccess: (next) => {
      show(next)
      void cartStore.reload()
    },
    onError: () => void queryClient.invalidateQueries({ queryKey: checkoutQuery.queryKey }),
  })
  const settle = useMutation({
    mutationFn: (orderId: string) => call('orders.settle', { orderId }),
    onSettled: () => {
      void queryClient.invalidateQueries({ queryKey: checkoutQuery.queryKey })
      void queryClient.invalidateQueries({ queryKey: ORDERS_KEY })
    },
  })

  return { checkout, start, pay, abandon, dismiss, settle }
}

/** A sale whose outcome must come before anything else can be sold. */
export const isBusy = (checkout: CheckoutView): boolean =>
  checkout.stage === 'paying' || checkout.stage === 'confirming'
