import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ProductView } from '#shared/ipc/contract.ts'
import { formatWon } from '../../ui/format-won.ts'
import { ProductTile, type Touched } from './product-tile.tsx'

interface ProductGridProps {
  products: readonly ProductView[]
  /** Pieces in the cart by product id. */
  counts: ReadonlyMap<string, number>
  onAdd: (product: ProductView) => void
  /** Up from the first row. */
  onLeave: () => void
}

/** All lengths in rem, so that a larger text size keeps its proportions. */
const TILE = 11
const GAP = 0.75
const NARROWEST = 12.25
const COLUMNS = { min: 3, max: 6 }

const remInPx = (): number => Number.parseFloat(getComputedStyle(document.documentElement).fontSize)

function useColumns(place: React.RefObject<HTMLElement | null>): number {
  const [columns, setColumns] = useState(4)
  useLayoutEffect(() => {
    const element = place.current
    if (element === null) return
    const measure = () => {
      const width = element.clientWidth / remInPx()
      const fitting = Math.floor((width + GAP) / (NARROWEST + GAP))
      // Where the text is so large that three don't fit, fewer are better than cut ones.
      const least = width < 24 ? 2 : COLUMNS.min
      setColumns(Math.max(least, Math.min(COLUMNS.max, fitting)))
    }
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    measure()
    return () => observer.disconnect()
  }, [place])
  return columns
}

/** What each finger came down on, until it goes up or begins to scroll. */
function useTouched(): Touched {
  const [touched] = useState<Touched>(() => new Map())
  useEffect(() => {
    const forget = ({ pointerId }: PointerEvent) => void touched.delete(pointerId)
    // Before a tile hears of it, a new press; after a tile has heard of it, the end of one.
    window.addEventListener('pointerdown', forget, true)
    window.addEventListener('pointerup', forget)
    window.addEventListener('pointercancel', forget)
    return () => {
      window.removeEventListener('pointerdown', forget, true)
      window.removeEventListener('pointerup', forget)
      window.removeEventListener('pointercancel', forget)
    }
  }, [touched])
  return touched
}

/** Draws only the rows in sight: 50,000 products scroll like 50. Arrow keys move between tiles. */
export function ProductGrid({ products, counts, onAdd, onLeave }: ProductGridProps) {
  const { t, i18n } = useTranslation('sell')
  const scroller = useRef<HTMLDivElement>(null)
  const columns = useColumns(scroller)
  const [focused, setFocused] = useState(0)
  const touched = useTouched()
  const rem = remInPx()
  const rows = useVirtualizer({
    count: Math.ceil(products.length / columns),
    getScrollElement: () => scroller.current,
    estimateSize: () => (TILE + GAP) * rem,
    // One row more than is in sight: each is drawn anew at each key of a search.
    overscan: 1,
  })

  useEffect(() => {
    scroller.current?.scrollTo({ top: 0 })
    setFocused(0)
  }, [products])

  const inSight = rows.getVirtualItems()
  const first = (inSight[0]?.index ?? 0) * columns
  const end = ((inSight.at(-1)?.index ?? -1) + 1) * columns
  const tabStop = focused >= first && focused < end ? focused : first

  const focusTile = (index: number) => {
    if (index < 0 || index >= products.length) return
    rows.scrollToIndex(Math.floor(index / columns))
    setFocused(index)
    const focus = (): boolean => {
      const tile = scroller.current?.querySelector<HTMLElement>(`[data-index="${index}"]`)
      tile?.focus()
      return Boolean(tile)
    }
    // At once where it is drawn: a focus that comes a frame later takes the next key's place.
    if (!focus()) requestAnimationFrame(focus)
  }

  const steps = new Map([
    ['ArrowLeft', -1],
    ['ArrowRight', 1],
    ['ArrowUp', -columns],
    ['ArrowDown', columns],
  ])
  /** Whether the key moved the focus. */
  const move = (index: number, key: string): boolean => {
    if (key === 'Home') focusTile(0)
    else if (key === 'End') focusTile(products.length - 1)
    else if (key === 'ArrowUp' && index < columns) onLeave()
    else {
      const step = steps.get(key)
      if (step === undefined) return false
      focusTile(index + step)
    }
    return true
  }

  return (
    <div
      ref={scroller}
      role="group"
      aria-label={t('products.label')}
      className="-mx-1 min-h-0 flex-1 overflow-y-auto px-1 pt-1 pb-4"
    >
      <div className="relative w-full" style={{ height: rows.getTotalSize() }}>
        {inSight.map((row) => (
          <div
            key={row.key}
            className="absolute inset-x-0 top-0 grid gap-3"
            style={{
              height: TILE * rem,
              transform: `translateY(${row.start}px)`,
              gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`,
            }}
          >
            {products
              .slice(row.index * columns, (row.index + 1) * columns)
              .map((product, column) => {
                const index = row.index * columns + column
                const count = counts.get(product.id) ?? 0
                return (
                  <ProductTile
                    key={product.id}
                    product={product}
                    index={index}
                    price={formatWon(product.price, i18n.language)}
                    inCart={count > 0 ? { count, words: t('product.inCart', { count }) } : null}
                    isTabStop={index === tabStop}
                    onAdd={onAdd}
                    touched={touched}
                    onFocused={setFocused}
                    onKey={move}
                  />
                )
              })}
          </div>
        ))}
      </div>
    </div>
  )
}
