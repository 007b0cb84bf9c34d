import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { formatClock } from '../../frame/format-time.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { FailureWords } from '../../ui/failure-words.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { BigWon } from '../../ui/big-won.tsx'
import { failureOf } from '../../ipc/call.ts'
import { useCheckout } from './use-checkout.ts'
import { useIsChecking } from './use-is-checking.ts'

/**
 * The dimmed till while the payment window is open, and for the moment Toss usually needs to
 * approve. It stands where the cart is, so that the payment window in the middle doesn't hide it.
 */
export function PayingDialog() {
  const { t } = useTranslation('checkout')
  const { checkout, abandon } = useCheckout()
  const isChecking = useIsChecking(checkout)
  const isApproving = checkout.stage === 'confirming' && !isChecking
  if (checkout.stage !== 'paying' && !isApproving) return null
  const title = isApproving ? t('paying.approvingTitle') : t('paying.title')
  return (
    <ModalOverlay
      isOpen
      isKeyboardDismissDisabled
      className="fixed inset-0 z-20 flex justify-end bg-scrim"
    >
      <Modal className="h-full w-90 max-w-[45vw] bg-card wide:w-101">
        <Dialog
          role="alertdialog"
          aria-label={title}
          className="flex h-full flex-col overflow-y-auto p-5 outline-none"
        >
          <div className="flex flex-1 flex-col justify-center gap-2">
            <Spinner size={36} className="mb-3 text-blue-text" />
            <Heading slot="title" className="text-panel font-bold">
              {title}
            </Heading>
            <BigWon amount={checkout.amount} size="asked" />
            <p className="mt-2 text-ink-2">
              {isApproving ? t('paying.approvingHint') : t('paying.hint')}
            </p>
            <p className="text-hint text-ink-3">
              {t('paying.since', { time: formatClock(checkout.startedAt) })}
            </p>
          </div>
          {!isApproving && (
            <div className="flex flex-col gap-3">
              {abandon.error !== null && (
                <Banner tone="red">
                  <FailureWords failure={failureOf(abandon.error)} />
                </Banner>
              )}
              <p role="status" className="text-hint text-ink-2">
                {abandon.isPending ? t('paying.abandoning') : ''}
              </p>
              <Button
                size={56}
                isWide
                isPending={abandon.isPending}
                onPress={() => abandon.mutate(checkout.orderId)}
              >
                {t('paying.abandon')}
              </Button>
            </div>
          )}
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
