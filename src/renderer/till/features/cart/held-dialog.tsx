import { Button as AriaButton } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { CartView } from '#shared/ipc/contract.ts'
import { cartStore } from '../../ipc/cart-store.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Won } from '../../ui/won.tsx'

interface HeldDialogProps {
  cart: CartView
  onClose: () => void
}

const clock = (instant: string, language: string) =>
  new Intl.DateTimeFormat(language, {
    timeZone: 'Asia/Seoul',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(instant))

/** Which of several orders on hold to bring back. */
export function HeldDialog({ cart, onClose }: HeldDialogProps) {
  const { t, i18n } = useTranslation('cart')
  const recall = (id: string) => {
    cartStore.recall(id)
    onClose()
  }
  return (
    <Dialog title={t('held.title')} isOpen onClose={onClose}>
      <p className="mt-2 mb-4 text-ink-2">
        {cart.count > 0 ? t('held.text') : t('held.textEmpty')}
      </p>
      <ul className="flex flex-col gap-2">
        {cart.held.map((one) => (
          <li key={one.id}>
            <AriaButton
              onPress={() => recall(one.id)}
              className="flex min-h-17 w-full items-center justify-between gap-4 rounded-control bg-fill px-4 py-3 text-left transition-colors duration-100 pressed:bg-fill-press"
            >
              <span className="min-w-0">
                <span className="line-clamp-2 font-semibold">{one.names.join(', ')}</span>
                <span className="block text-hint text-ink-2">
                  {t('held.at', { time: clock(one.heldAt, i18n.language) })} ·{' '}
                  {t('held.pieces', { count: one.count })}
                </span>
              </span>
              <Won amount={one.total} className="shrink-0 font-bold" />
            </AriaButton>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
