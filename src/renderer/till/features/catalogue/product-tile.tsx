import type { ProductView } from '#shared/ipc/contract.ts'
import { ProductPicture } from '../../ui/product-picture.tsx'

/** A product's id by the pointer that came down on it. */
export type Touched = Map<number, string>

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
  /** What lies under each finger since it came down. */
  touched: Touched
  onFocused: (index: number) => void
  /** Whether the key meant the grid. */
  onKey: (index: number, key: string) => boolean
}

/**
 * A plain button, without hooks: two dozen of them are made anew at each key of a search, and with those
 * that do more, that alone is most of a frame. A press counts where it goes up over the product on which
 * it came down: the list may change under a finger, and a browser's click then hits what lies there now.
 */
export function ProductTile({
  product,
  index,
  price,
  inCart,
  isTabStop,
  onAdd,
  touched,
  onFocused,
  onKey,
}: ProductTileProps) {
  const { id, name, picture } = product
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
      onPointerDown={({ button, pointerId, currentTarget }) => {
        if (button !== 0) return
        touched.set(pointerId, id)
        // A finger belongs to where it came down, unless it is let go: then it goes up where it is.
        if (currentTarget.hasPointerCapture(pointerId))
          currentTarget.releasePointerCapture(pointerId)
      }}
      onPointerUp={({ pointerId }) => {
        if (touched.get(pointerId) === id) onAdd(product)
        touched.delete(pointerId)
      }}
      // Without a pointer: by the keyboard or a screen reader.
      onClick={(event) => {
        if (event.detail === 0) onAdd(product)
      }}
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
