import { useMutation } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { Won } from '#shared/money.ts'
import { call } from '../../ipc/call.ts'
import { cartStore } from '../../ipc/cart-store.ts'

interface Cash {
  readonly total: Won
  readonly amount: Won
  readonly received: Won
}

/** Takes cash for the sale in hand. One opening of the pad is one intent: a second press takes nothing more. */
export function useCash(onTaken: () => void) {
  const [intentId, setIntentId] = useState(() => crypto.randomUUID())
  const isTaking = useRef(false)
  const take = useMutation({
    // After every tap on its way, so that what the pad said is what main has.
    mutationFn: (cash: Cash) => cartStore.afterTaps(() => call('cash.take', { ...cash, intentId })),
    onSuccess: () => {
      setIntentId(crypto.randomUUID())
      onTaken()
    },
    onError: () => void cartStore.reload(),
  })
  return {
    isTaking: take.isPending,
    error: take.error,
    reset: take.reset,
    take(cash: Cash) {
      if (isTaking.current) return
      isTaking.current = true
      take.mutate(cash, { onSettled: () => (isTaking.current = false) })
    },
  }
}
