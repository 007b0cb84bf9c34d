import { useQuery } from '@tanstack/react-query'
import { PackageOpen, SearchX } from 'lucide-react'
import { type RefObject, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CatalogueView, ProductView } from '#shared/ipc/contract.ts'
import { failureOf } from '../../ipc/call.ts'
import { scanQueue } from '../../scan/scan-queue.ts'
import { catalogueQuery } from '../../ipc/queries.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { FailureWords } from '../../ui/failure-words.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { useWaited } from '../../ui/use-waited.ts'
import { ALL, CategoryBar, FAVOURITES } from './category-bar.tsx'
import { createCatalogueIndex } from '#shared/search/catalogue-index.ts'
import { chooseProducts } from './choose-products.ts'
import { ProductGrid } from './product-grid.tsx'

interface CataloguePanelProps {
  counts: ReadonlyMap<string, number>
  onAdd: (product: ProductView) => void
  searchRef: RefObject<HTMLInputElement | null>
}

/** As printed below it: EAN-8 to GTIN-14. */
const BARCODE = /^\d{8}$|^\d{12,14}$/

const NO_PRODUCTS: CatalogueView = { categories: [], products: [] }

/** Search, categories and the grid. */
export function CataloguePanel({ counts, onAdd, searchRef }: CataloguePanelProps) {
  const { t } = useTranslation(['sell', 'common'])
  const { data, isPending, error, refetch } = useQuery(catalogueQuery)
  const hasWaited = useWaited(isPending)
  const catalogue = data ?? NO_PRODUCTS
  const hasFavourites = useMemo(
    () => catalogue.products.some((product) => product.isFavourite),
    [catalogue],
  )
  const [chosen, setChosen] = useState<string>(FAVOURITES)
  const category = chosen === FAVOURITES && !hasFavourites ? ALL : chosen
  const [query, setQuery] = useState('')
  const panel = useRef<HTMLDivElement>(null)
  const index = useMemo(() => createCatalogueIndex(catalogue.products), [catalogue])
  const products = useMemo(
    () => chooseProducts(catalogue, index, category, query),
    [catalogue, index, category, query],
  )

  /** Enter, which a scanner sends too, takes the one product that is meant. */
  const submit = (typed: string) => {
    const text = typed.trim()
    if (text === '') return
    // A barcode typed by hand is read as a scanned one is, labels and unknown ones too.
    if (BARCODE.test(text)) {
      scanQueue.push(text)
      setQuery('')
      return
    }
    const found = chooseProducts(catalogue, index, category, text)
    const meant = index.ofBarcode(text) ?? (found.length === 1 ? found[0] : null)
    if (meant === null || meant === undefined) return
    onAdd(meant)
    setQuery('')
  }

  const showAll = () => {
    setQuery('')
    setChosen(ALL)
  }

  const grid = () => {
    if (isPending) return hasWaited ? <WaitingGrid words={t('products.waiting')} /> : null
    if (error !== null) {
      return (
        <EmptyState
          title={t('products.broken')}
          action={
            <div className="flex flex-col items-center gap-4 text-ink-2">
              <FailureWords failure={failureOf(error)} />
              <Button tone="raised" onPress={() => void refetch()}>
                {t('common:action.tryAgain')}
              </Button>
            </div>
          }
        />
      )
    }
    if (catalogue.products.length === 0) {
      return (
        <EmptyState
          icon={<PackageOpen size={44} strokeWidth={1.5} />}
          title={t('products.noneAtAll')}
          hint={t('products.noneAtAllHint')}
        />
      )
    }
    if (products.length > 0)
      return (
        <ProductGrid
          products={products}
          counts={counts}
          onAdd={onAdd}
          onLeave={() => searchRef.current?.focus()}
        />
      )
    return query.trim() === '' ? (
      <EmptyState
        icon={<PackageOpen size={44} strokeWidth={1.5} />}
        title={t('products.noneHere')}
        action={
          <Button tone="raised" onPress={showAll}>
            {t('products.showAll')}
          </Button>
        }
      />
    ) : (
      <EmptyState
        icon={<SearchX size={44} strokeWidth={1.5} />}
        title={t('products.noneFound', { query: query.trim() })}
        hint={t('products.noneFoundHint')}
        action={
          <Button tone="raised" onPress={showAll}>
            {t('products.showAll')}
          </Button>
        }
      />
    )
  }

  return (
    <div ref={panel} className="flex h-full flex-col gap-3.5 px-4 pt-1.5 wide:px-6">
      <SearchField
        label={t('search.label')}
        placeholder={t('search.placeholder')}
        value={query}
        onChange={setQuery}
        onSubmit={submit}
        shortcut="search"
        inputRef={searchRef}
        onDown={() => panel.current?.querySelector<HTMLElement>('[data-index]')?.focus()}
        className="shrink-0"
      />
      {catalogue.products.length > 0 && (
        <CategoryBar
          categories={catalogue.categories}
          hasFavourites={hasFavourites}
          chosen={query.trim() === '' ? category : null}
          onChoose={(next) => {
            setQuery('')
            setChosen(next)
          }}
        />
      )}
      {grid()}
      <p role="status" className="sr-only">
        {query.trim() === '' ? '' : t('products.found', { count: products.length })}
      </p>
    </div>
  )
}

function WaitingGrid({ words }: { words: string }) {
  return (
    <div role="status" className="grid flex-1 grid-cols-3 content-start gap-3 wide:grid-cols-4">
      <p className="col-span-full flex min-h-12 items-center gap-3 text-ink-2">
        <Spinner />
        {words}
      </p>
      {Array.from({ length: 12 }, (_, index) => (
        <Skeleton key={index} on="ground" className="h-44" />
      ))}
    </div>
  )
}
