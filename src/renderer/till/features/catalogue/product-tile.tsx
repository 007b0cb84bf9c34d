import type { ProductView } from '#shared/ipc/contract.ts'
import { ProductPicture } from '../../ui/product-picture.tsx'

interface ProductTileProps {
  product: ProductView
  index: number
  /** As it is shown. */
  price: string
  /** Pieces in the cart, and how a screen reader says it; null for none. */
  inCart: { readonly count: number; readonly words: string } | null
  /** One tile takes the Tab key, arrows do the rest. */
  isTabStop: boolean
  onAdd: (product: ProductView) => void
  onFocused: (index: number) => void
  /** Whether the key meant the grid. */
  onKey: (index: number, key: string) => boolean
}

/**
 * A plain button, without hooks: two dozen of them are made anew at each key of a search, and with those
 * that do more, that alone is most of a frame.
 */
export function ProductTile({
  product,
  index,
  price,
  inCart,
  isTabStop,
  onAdd,
  onFocused,
  onKey,
}: ProductTileProps) {
  const { name, picture } = product
  return (
    <button
      type="button"
      data-index={index}
      tabIndex={isTabStop ? 0 : -1}
      onFocus={() => onFocused(index)}
      onKeyDown={(event) => {
        // Held down, Enter would add one piece after the other.
        if (event.repeat && event.key === 'Enter') event.preventDefault()
        if (!onKey(index, event.key)) return
        event.preventDefault()
        event.stopPropagation()
      }}
      onClick={() => onAdd(product)}
      className="relative flex h-full min-w-0 flex-col items-start rounded-card bg-card p-3.5 text-left transition-transform duration-100 active:scale-97 active:bg-fill-press"
    >
      <ProductPicture name={name} file={picture} className="size-18 shrink-0" />
      <span className="mt-auto line-clamp-2 w-full leading-snug font-semibold">{name}</span>
      <span className="text-ink-2">{price}</span>
      {inCart !== null && (
        <span className="absolute top-3 right-3 flex h-7 min-w-7 items-center justify-center rounded-full bg-blue px-2 text-hint font-bold text-white">
          <span aria-hidden>{inCart.count}</span>
          <span className="sr-only">{inCart.words}</span>
        </span>
      )}
    </button>
  )
}
