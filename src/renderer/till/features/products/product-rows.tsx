import { useVirtualizer } from '@tanstack/react-virtual'
import { Star } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { ProductView } from '#shared/ipc/contract.ts'
import { classNames } from '../../ui/class-names.ts'
import { ProductPicture } from '../../ui/product-picture.tsx'
import { Tag } from '../../ui/tag.tsx'
import { Won } from '../../ui/won.tsx'

/** What a row shows of a product; archived ones have it too. */
export type ListedProduct = Pick<
  ProductView,
  'id' | 'name' | 'price' | 'picture' | 'barcode' | 'code' | 'taxType' | 'isFavourite'
>

interface ProductRowsProps {
  products: readonly ListedProduct[]
  openId: string | null
  onOpen: (productId: string) => void
}

/** In rem, so that a larger text size keeps its proportions. */
const ROW = 4.25

/** Draws only the rows in sight: 50,000 scroll like 50. Arrow keys move between them. */
export function ProductRows({ products, openId, onOpen }: ProductRowsProps) {
  const { t } = useTranslation('products')
  const scroller = useRef<HTMLDivElement>(null)
  const [focused, setFocused] = useState(0)
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
  const rows = useVirtualizer({
    count: products.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW * rem,
    overscan: 4,
  })
  const inSight = rows.getVirtualItems()
  const first = inSight[0]?.index ?? 0
  const last = inSight.at(-1)?.index ?? 0
  const tabStop = focused >= first && focused <= last ? focused : first

  // A product that was added, moved or opened by a scan is brought into sight.
  const openAt = products.findIndex(({ id }) => id === openId)
  useEffect(() => {
    if (openAt >= 0) rows.scrollToIndex(openAt)
  }, [openAt, rows])

  const focusRow = (index: number) => {
    if (index < 0 || index >= products.length) return
    rows.scrollToIndex(index)
    setFocused(index)
    requestAnimationFrame(() => {
      scroller.current?.querySelector<HTMLElement>(`[data-index="${index}"]`)?.focus()
    })
  }
  const steps = new Map([
    ['ArrowUp', -1],
    ['ArrowDown', 1],
    ['PageUp', -8],
    ['PageDown', 8],
  ])

  return (
    <div
      ref={scroller}
      role="group"
      aria-label={t('list.label')}
      className="min-h-0 flex-1 overflow-y-auto"
    >
      <div className="relative w-full" style={{ height: rows.getTotalSize() }}>
        {inSight.map(({ index, start }) => {
          const product = products[index]
          if (product === undefined) return null
          return (
            <div
              key={product.id}
              className="absolute inset-x-0 top-0"
              style={{ height: ROW * rem, transform: `translateY(${start}px)` }}
            >
              <Button
                data-index={index}
                aria-current={product.id === openId}
                excludeFromTabOrder={index !== tabStop}
                onFocus={() => setFocused(index)}
                onKeyDown={(event) => {
                  const step = steps.get(event.key)
                  if (step === undefined) {
                    event.continuePropagation()
                    return
                  }
                  event.preventDefault()
                  const to = Math.max(0, Math.min(products.length - 1, index + step))
                  focusRow(to)
                }}
                onPress={() => onOpen(product.id)}
                className={classNames(
                  'flex h-full w-full items-center gap-3 px-4 text-left outline-offset-[-3px] wide:px-5',
                  product.id === openId
                    ? 'bg-blue-soft [--color-fill:var(--color-card)]'
                    : 'hover:bg-fill pressed:bg-fill-press',
                )}
              >
                <Row product={product} />
              </Button>
            </div>
          )
        })}
      </div>
    </div>
  )
}

function Row({ product }: { product: ListedProduct }) {
  const { t } = useTranslation('products')
  const codes = [product.code, product.barcode].filter((one) => one !== null).join(' · ')
  return (
    <>
      <ProductPicture name={product.name} file={product.picture} className="size-11 shrink-0" />
      <span className="flex min-w-0 flex-1 flex-col">
        <span className="flex items-center gap-1.5">
          <span className="truncate font-semibold">{product.name}</span>
          {product.isFavourite && (
            <>
              <Star aria-hidden size={14} className="shrink-0 fill-current text-amber-text" />
              <span className="sr-only">{t('list.favourite')}</span>
            </>
          )}
        </span>
        {codes !== '' && <span className="truncate text-hint text-ink-2">{codes}</span>}
      </span>
      <span className="flex shrink-0 flex-col items-end gap-0.5">
        <Won amount={product.price} className="font-bold" />
        {product.taxType === 'exempt' && <Tag tone="grey">{t('list.exempt')}</Tag>}
      </span>
    </>
  )
}
