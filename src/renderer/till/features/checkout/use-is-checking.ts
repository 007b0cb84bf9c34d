import type { CheckoutView } from '#shared/ipc/contract.ts'
import { useWaited } from '../../ui/use-waited.ts'

/** Toss mostly answers well within this, in ms. */
const USUAL_ANSWER = 2500

/** True once a confirm is unanswered for longer than usual: time to say 확인중 and sell on. */
export function useIsChecking(checkout: CheckoutView): boolean {
  const isConfirming = checkout.stage === 'confirming'
  const hasWaited = useWaited(isConfirming, USUAL_ANSWER)
  return isConfirming && (hasWaited || checkout.lookups > 0)
}
