import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { ProductView } from '#shared/ipc/contract.ts'
import { formatWon } from '../../ui/format-won.ts'
import { ProductPicture } from '../../ui/product-picture.tsx'

interface ProductTileProps {
  product: ProductView
  index: number
  /** Pieces in the cart. */
  count: number
  /** One tile takes the Tab key, arrows do the rest. */
  isTabStop: boolean
  onAdd: (product: ProductView) => void
  onFocused: (index: number) => void
  /** Whether the key meant the grid. */
  onKey: (index: number, key: string) => boolean
}

export function ProductTile({
  product,
  index,
  count,
  isTabStop,
  onAdd,
  onFocused,
  onKey,
}: ProductTileProps) {
  const { t, i18n } = useTranslation('sell')
  const { name, picture } = product
  const price = formatWon(product.price, i18n.language)
  return (
    <Button
      data-index={index}
      excludeFromTabOrder={!isTabStop}
      onFocus={() => onFocused(index)}
      onKeyDown={(event) => {
        if (onKey(index, event.key)) event.preventDefault()
        // A scanner's keys go on to the search.
        else event.continuePropagation()
      }}
      onPress={() => onAdd(product)}
      className="relative flex h-full min-w-0 flex-col items-start rounded-card bg-card p-3.5 text-left transition-transform duration-100 pressed:scale-97 pressed:bg-fill-press"
    >
      <ProductPicture name={name} file={picture} className="size-18 shrink-0" />
      <span className="mt-auto line-clamp-2 w-full leading-snug font-semibold">{name}</span>
      <span className="text-ink-2">{price}</span>
      {count > 0 && (
        <span className="absolute top-3 right-3 flex h-7 min-w-7 items-center justify-center rounded-full bg-blue px-2 text-hint font-bold text-white">
          <span aria-hidden>{count}</span>
          <span className="sr-only">{t('product.inCart', { count })}</span>
        </span>
      )}
    </Button>
  )
}
