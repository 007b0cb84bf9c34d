import { ShoppingBasket, Trash2 } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { SERVINGS } from '#shared/vocabulary.ts'
import { cartStore } from '../../ipc/cart-store.ts'
import { useCart } from '../../ipc/use-cart.ts'
import { keyProps } from '../../keys/keyed.ts'
import { useShortcut } from '../../keys/use-shortcut.ts'
import { BigWon } from '../../ui/big-won.tsx'
import { Banner } from '../../ui/banner.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { FailureWords } from '../../ui/failure-words.tsx'
import { formatWon } from '../../ui/format-won.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { SegmentedControl } from '../../ui/segmented-control.tsx'
import { Won } from '../../ui/won.tsx'
import { ApprovalNotice } from './approval-notice.tsx'
import { CartActions } from './cart-actions.tsx'
import { CartLine } from './cart-line.tsx'

/** From so many lines on, those out of sight aren't drawn. */
const LONG = 40

interface CartPanelProps {
  /** The button that takes the money. */
  payButton: ReactNode
  /** What the cashier must know before paying. */
  notice: ReactNode
}

/** What the customer is buying, and the total. */
export function CartPanel({ payButton, notice }: CartPanelProps) {
  const { t, i18n } = useTranslation(['sell', 'cart'])
  const { cart, failure } = useCart()
  const list = useRef<HTMLUListElement>(null)
  const lineCount = cart?.lines.length ?? 0

  useShortcut('serving', () => {
    if (cart !== null) cartStore.serve(cart.serving === 'here' ? 'takeaway' : 'here')
  })
  useShortcut('clear', () => {
    if (lineCount > 0) cartStore.clear()
  })

  useEffect(() => {
    // The line just added is the one being looked for.
    list.current?.lastElementChild?.scrollIntoView({ block: 'nearest' })
  }, [lineCount])

  if (cart === null) return null

  return (
    <>
      <div className="flex min-h-17 shrink-0 flex-wrap items-center gap-x-2 px-5 pt-2 tight:px-3">
        <h2 className="text-panel font-bold">{t('cart.title')}</h2>
        {cart.count > 0 && (
          <span aria-hidden className="text-panel font-bold text-blue-text">
            {cart.count}
          </span>
        )}
        <span className="flex-1" />
        <div {...keyProps('serving')}>
          <SegmentedControl
            label={t('cart:serving.label')}
            value={cart.serving}
            options={SERVINGS.map((value) => ({ value, label: t(`cart:serving.${value}`) }))}
            onChange={cartStore.serve}
          />
        </div>
        {cart.count > 0 && (
          <IconButton
            label={t('cart.clear')}
            icon={<Trash2 aria-hidden size={20} />}
            className="-mr-3"
            shortcut="clear"
            onPress={cartStore.clear}
          />
        )}
      </div>
      {cart.lines.length === 0 ? (
        <div className="min-h-0 flex-1 overflow-y-auto low:flex-none low:overflow-visible">
          <EmptyState
            icon={<ShoppingBasket size={44} strokeWidth={1.5} />}
            title={t('cart.empty')}
            hint={t('cart.emptyHint')}
          />
        </div>
      ) : (
        <ul
          ref={list}
          data-long={lineCount > LONG ? '' : undefined}
          aria-label={t('cart.label')}
          className="@container min-h-0 flex-1 overflow-y-auto px-5 py-1 tight:px-3 low:flex-none low:overflow-visible"
        >
          {cart.lines.map((line, index) => (
            <CartLine
              key={line.productId}
              line={line}
              isLast={index === lineCount - 1}
              onSetQuantity={setQuantity}
            />
          ))}
        </ul>
      )}
      <div className="flex shrink-0 flex-col gap-3 border-t border-line p-5 pt-4 pb-0 tight:px-3">
        {failure !== null && (
          <Banner tone="red" onClose={cartStore.forgetFailure}>
            <FailureWords failure={failure} />
          </Banner>
        )}
        {notice}
        {cart.approval === 'needed' && <ApprovalNotice />}
        <CartActions cart={cart} />
        {cart.lines.length > 0 && (
          <div className="flex flex-col gap-1 text-hint text-ink-2">
            {cart.discount !== null && (
              <div className="flex justify-between gap-3">
                <span className="min-w-0">
                  {t('cart:discount.row', { reason: cart.discount.reason })}
                </span>
                <Won amount={cart.discountAmount} isMinus className="text-red-text" />
              </div>
            )}
            <div className="flex justify-between gap-3">
              <span>
                {t('cart.vat')}
                {cart.approval === 'given' && ` · ${t('cart:approval.given')}`}
              </span>
              <Won amount={cart.vat} />
            </div>
          </div>
        )}
      </div>
      {/* Where the letters leave too little room, all of the above scrolls and this stays. */}
      <div className="flex shrink-0 flex-col gap-3 p-5 pt-3 tight:px-3 low:sticky low:bottom-0 low:mt-auto low:bg-card low:pb-3">
        <div className="flex flex-wrap items-baseline justify-between gap-x-3">
          <span className="shrink-0 font-semibold">{t('cart.total')}</span>
          <BigWon amount={cart.total} size="total" />
        </div>
        {payButton}
      </div>
      <p role="status" className="sr-only">
        {t('cart.summary', { count: cart.count, total: formatWon(cart.total, i18n.language) })}
      </p>
    </>
  )
}

const setQuantity = (productId: string, quantity: number) =>
  cartStore.setQuantity(productId, quantity)
