import { useRef, useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { CartView } from '#shared/ipc/contract.ts'
import { keyedButton } from '../../keys/keyed.ts'
import { useShortcut } from '../../keys/use-shortcut.ts'
import { classNames } from '../../ui/class-names.ts'
import { formatWon } from '../../ui/format-won.ts'
import { Stepper } from '../../ui/stepper.tsx'
import { Won } from '../../ui/won.tsx'
import { LineDialog } from './line-dialog.tsx'

/** Main refuses more of one product. */
const MOST_PIECES = 999
/** From here the amount needs a row of its own beside name and stepper, in won. */
const WIDE_AMOUNT = 10_000_000

interface CartLineProps {
  line: CartView['lines'][number]
  /** The one that was added last: it has a key. */
  isLast: boolean
  onSetQuantity: (productId: string, quantity: number) => void
}

export function CartLine({ line, isLast, onSetQuantity }: CartLineProps) {
  const { t, i18n } = useTranslation(['sell', 'cart'])
  const [isOpen, setIsOpen] = useState(false)
  const item = useRef<HTMLLIElement>(null)
  useShortcut('editLast', isLast ? () => setIsOpen(true) : null)
  const setQuantity = (quantity: number) => {
    // A line that goes takes the focus away with it; its neighbour gets it.
    if (quantity === 0 && item.current?.contains(document.activeElement) === true) {
      const { nextElementSibling, previousElementSibling } = item.current
      const neighbour = nextElementSibling ?? previousElementSibling
      neighbour?.querySelector('button')?.focus()
    }
    onSetQuantity(line.productId, quantity)
  }
  const gross = line.unitPrice * line.quantity
  const isWide = gross >= WIDE_AMOUNT
  const won = (amount: number) => formatWon(amount, i18n.language)
  return (
    <li
      ref={item}
      className={classNames(
        'cart-line grid items-center gap-x-3 py-1 @max-[18rem]:grid-cols-[minmax(0,1fr)_auto]',
        isWide
          ? 'grid-cols-[minmax(0,1fr)_auto]'
          : 'grid-cols-[minmax(0,1fr)_auto_minmax(5rem,auto)]',
      )}
    >
      <Button
        onPress={() => setIsOpen(true)}
        {...(isLast ? keyedButton('editLast') : {})}
        className="-mx-2 min-h-14 min-w-0 rounded-control px-2 py-1.5 text-left transition-colors duration-100 hover:bg-fill pressed:bg-fill-press"
      >
        <span className="sr-only">{t('cart:line.open')} </span>
        <span className="line-clamp-2 leading-snug font-medium">{line.name}</span>
        <span className="block text-hint text-ink-3">
          {t('cart.each', { price: won(line.unitPrice) })}
        </span>
      </Button>
      <Stepper
        name={line.name}
        value={line.quantity}
        min={0}
        max={MOST_PIECES}
        isRemovable
        onChange={setQuantity}
      />
      <span
        className={classNames(
          'flex flex-col items-end',
          isWide ? 'col-span-2 mt-1' : '@max-[18rem]:col-span-2',
        )}
      >
        {line.discountAmount > 0 && (
          <del className="text-hint text-ink-3">
            <Won amount={gross} />
          </del>
        )}
        <Won amount={line.amount} className="font-semibold" />
      </span>
      {(line.discount !== null || line.note !== null) && (
        <span className="col-span-full -mt-0.5 flex flex-col pb-1 text-hint text-ink-2">
          {line.discount !== null && (
            <span>
              {t('cart:discount.line', {
                amount:
                  line.discount.kind === 'percent'
                    ? `${line.discount.value}%`
                    : won(line.discount.value),
                reason: line.discount.reason,
              })}
            </span>
          )}
          {line.note !== null && <span>{line.note}</span>}
        </span>
      )}
      {isOpen && <LineDialog line={line} onClose={() => setIsOpen(false)} />}
    </li>
  )
}
