import { useTranslation } from 'react-i18next'
import type { CartView } from '#shared/ipc/contract.ts'
import { classNames } from '../../ui/class-names.ts'
import { formatWon } from '../../ui/format-won.ts'
import { Stepper } from '../../ui/stepper.tsx'
import { Won } from '../../ui/won.tsx'

/** Main refuses more of one product. */
const MOST_PIECES = 999
/** From here the amount needs a row of its own beside name and stepper, in won. */
const WIDE_AMOUNT = 10_000_000

interface CartLineProps {
  line: CartView['lines'][number]
  onSetQuantity: (productId: string, quantity: number) => void
}

export function CartLine({ line, onSetQuantity }: CartLineProps) {
  const { t, i18n } = useTranslation('sell')
  const isWide = line.amount >= WIDE_AMOUNT
  return (
    <li
      className={classNames(
        'grid items-center gap-x-3 py-2.5 @max-[18rem]:grid-cols-[minmax(0,1fr)_auto]',
        isWide
          ? 'grid-cols-[minmax(0,1fr)_auto]'
          : 'grid-cols-[minmax(0,1fr)_auto_minmax(5rem,auto)]',
      )}
    >
      <div className="min-w-0">
        <p className="line-clamp-2 leading-snug font-medium">{line.name}</p>
        <p className="text-hint text-ink-3">
          {t('cart.each', { price: formatWon(line.unitPrice, i18n.language) })}
        </p>
      </div>
      <Stepper
        name={line.name}
        value={line.quantity}
        min={0}
        max={MOST_PIECES}
        isRemovable
        onChange={(quantity) => onSetQuantity(line.productId, quantity)}
      />
      <Won
        amount={line.amount}
        className={classNames(
          'text-right font-semibold',
          isWide ? 'col-span-2 mt-1' : '@max-[18rem]:col-span-2',
        )}
      />
    </li>
  )
}
