import { type ReactNode, useState } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { CartView } from '#shared/ipc/contract.ts'
import { cartStore } from '../../ipc/cart-store.ts'
import { keyedButton } from '../../keys/keyed.ts'
import { useShortcut } from '../../keys/use-shortcut.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { formatWon } from '../../ui/format-won.ts'
import { DiscountForm } from './discount-form.tsx'
import { HeldDialog } from './held-dialog.tsx'

type CartAction = 'discount' | 'hold' | 'recall' | 'undo'

/** What can be done with the order in hand as a whole, one press each. */
export function CartActions({ cart }: { cart: CartView }) {
  const { t, i18n } = useTranslation('cart')
  const [open, setOpen] = useState<'discount' | 'held' | null>(null)
  const close = () => setOpen(null)
  const isEmpty = cart.count === 0
  const isOff: Record<CartAction, boolean> = {
    discount: isEmpty,
    hold: isEmpty,
    recall: cart.held.length === 0,
    undo: cart.steps === 0,
  }
  const acts: Record<CartAction, () => void> = {
    discount: () => setOpen('discount'),
    hold: cartStore.hold,
    recall: () => {
      const [first, second] = cart.held
      // One alone needs no choice.
      if (first !== undefined && second === undefined) cartStore.recall(first.id)
      else setOpen('held')
    },
    undo: cartStore.undo,
  }
  const act = (action: CartAction) => {
    if (!isOff[action]) acts[action]()
  }
  useShortcut('discount', () => act('discount'))
  useShortcut('hold', () => act('hold'))
  useShortcut('recall', () => act('recall'))
  useShortcut('undo', () => act('undo'))

  const subtotal = cart.total + cart.discountAmount
  const button = (action: CartAction, more?: ReactNode) => (
    <Action action={action} isDisabled={isOff[action]} onPress={() => act(action)}>
      {t(`actions.${action}`)}
      {more}
    </Action>
  )
  return (
    <>
      <div
        role="group"
        aria-label={t('actions.label')}
        className="grid grid-cols-4 gap-2 tight:grid-cols-2"
      >
        {button('discount')}
        {button('hold')}
        {button(
          'recall',
          cart.held.length > 0 && (
            <>
              <b aria-hidden className="ml-1 text-blue-text">
                {cart.held.length}
              </b>
              <span className="sr-only"> {t('held.count', { count: cart.held.length })}</span>
            </>
          ),
        )}
        {button('undo')}
      </div>
      {open === 'discount' && (
        <Dialog title={t('discount.title')} isOpen isWide onClose={close}>
          <p className="mb-4 text-ink-2">
            {t('discount.of', { amount: formatWon(subtotal, i18n.language) })}
          </p>
          <DiscountForm productId={null} now={cart.discount} of={subtotal} onDone={close} />
        </Dialog>
      )}
      {open === 'held' && <HeldDialog cart={cart} onClose={close} />}
    </>
  )
}

interface ActionProps {
  action: CartAction
  isDisabled: boolean
  onPress: () => void
  children: ReactNode
}

function Action({ action, isDisabled, onPress, children }: ActionProps) {
  return (
    <AriaButton
      {...keyedButton(action)}
      isDisabled={isDisabled}
      onPress={onPress}
      className="group flex min-h-14 min-w-0 flex-col items-center justify-center rounded-control bg-fill px-1 py-1 text-center text-hint leading-tight font-semibold transition-colors duration-100 pressed:bg-fill-press disabled:text-ink-3"
    >
      <span className="min-w-0">{children}</span>
    </AriaButton>
  )
}
