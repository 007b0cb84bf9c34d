import { useIsFetching, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { ArrowLeft, Package } from 'lucide-react'
import { useEffect, useEffectEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CatalogueView } from '#shared/ipc/contract.ts'
import type { ListPreviewView } from '#shared/ipc/product-contract.ts'
import { LeftPanel, MainArea } from '../../frame/areas.tsx'
import { failureOf } from '../../ipc/call.ts'
import { catalogueQuery } from '../../ipc/queries.ts'
import { takeScans } from '../../scan/scan-taker.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { FailureWords } from '../../ui/failure-words.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { useWaited } from '../../ui/use-waited.ts'
import { ArchivedProduct } from './archived-product.tsx'
import { CategoriesDialog } from './categories-dialog.tsx'
import { Editing } from './editing.tsx'
import { ImportPreview } from './import-preview.tsx'
import { ListButtons } from './list-buttons.tsx'
import { ProductForm, type ScannedBarcode } from './product-form.tsx'
import { ProductList } from './product-list.tsx'
import { archivedQuery } from './product-queries.ts'
import { NEW, type ProductsSearch } from './products-search.ts'

/** Where the letters leave no room for both, the list stands where the product does, until one is opened. */
const LIST =
  'w-84 wide:w-110 tight:col-start-3 tight:row-span-1 tight:row-start-2 tight:w-auto tight:border-r-0'

/** What the shop sells: all of it on the left, one product on the right. */
export function ProductsScreen() {
  const { t } = useTranslation(['products', 'common'])
  const { data, error, refetch } = useQuery(catalogueQuery)
  const hasWaited = useWaited(data === undefined)
  if (data !== undefined) {
    return (
      <Editing>
        <Products catalogue={data} />
      </Editing>
    )
  }
  return (
    <MainArea>
      {error === null ? (
        hasWaited && (
          <div role="status" className="flex h-full items-center justify-center gap-3 text-ink-2">
            <Spinner size={24} />
            {t('list.waiting')}
          </div>
        )
      ) : (
        <EmptyState
          title={t('list.broken')}
          action={
            <div className="flex flex-col items-center gap-4 text-ink-2">
              <FailureWords failure={failureOf(error)} />
              <Button tone="raised" onPress={() => void refetch()}>
                {t('common:action.tryAgain')}
              </Button>
            </div>
          }
        />
      )}
    </MainArea>
  )
}

function Products({ catalogue }: { catalogue: CatalogueView }) {
  const { t } = useTranslation('products')
  const navigate = useNavigate()
  const search = useSearch({ from: '/products' })
  const [preview, setPreview] = useState<ListPreviewView | null>(null)
  const [done, setDone] = useState<{ added: number; changed: number } | null>(null)
  const [isSorting, setIsSorting] = useState(false)
  const [scanned, setScanned] = useState<ScannedBarcode | null>(null)
  const openId = search.product ?? null
  const isListOnly = openId === null && preview === null

  const open = (next: ProductsSearch) => {
    setScanned(null)
    void navigate({ to: '/products', search: next })
  }
  /** Here a scan asks for the product, or says what its barcode is. */
  const take = useEffectEvent((barcode: string) => {
    // A list that somebody is looking through isn't put away by a scan.
    if (preview !== null) return
    const known = catalogue.products.find((product) => product.barcode === barcode)
    if (known !== undefined) open({ product: known.id })
    else if (openId === null) open({ product: NEW, barcode })
    else setScanned({ barcode })
  })
  useEffect(() => takeScans((barcode) => take(barcode)), [])

  return (
    <>
      <LeftPanel label={t('title')} className={isListOnly ? LIST : `${LIST} tight:hidden`}>
        <ProductList
          catalogue={catalogue}
          openId={openId}
          onOpen={(product) => {
            setPreview(null)
            open({ product })
          }}
          onAdd={() => {
            setPreview(null)
            open({ product: NEW })
          }}
          onCategories={() => setIsSorting(true)}
          footer={<ListButtons onPreview={setPreview} done={done} onForget={() => setDone(null)} />}
        />
      </LeftPanel>
      <MainArea className={isListOnly ? 'overflow-y-auto tight:hidden' : 'overflow-y-auto'}>
        {openId !== null && preview === null && (
          <Link
            to="/products"
            className="hidden min-h-12 items-center gap-2 px-4 font-semibold text-blue-text tight:flex"
          >
            <ArrowLeft aria-hidden size={20} />
            {t('list.back')}
          </Link>
        )}
        {preview === null ? (
          <Open search={search} catalogue={catalogue} scanned={scanned} />
        ) : (
          <ImportPreview
            key={preview.token}
            preview={preview}
            onCancel={() => setPreview(null)}
            onDone={(outcome) => {
              setPreview(null)
              setDone(outcome)
            }}
          />
        )}
      </MainArea>
      {isSorting && (
        <CategoriesDialog categories={catalogue.categories} onClose={() => setIsSorting(false)} />
      )}
    </>
  )
}

interface OpenProps {
  search: ProductsSearch
  catalogue: CatalogueView
  scanned: ScannedBarcode | null
}

/** The product of the address, whatever has become of it. */
function Open({ search, catalogue, scanned }: OpenProps) {
  const { t } = useTranslation('products')
  const { data: archive } = useQuery(archivedQuery)
  const isReading = useIsFetching() > 0
  const id = search.product
  const product = catalogue.products.find((one) => one.id === id) ?? null
  if (product !== null || id === NEW) {
    return (
      <ProductForm
        key={`${id} ${search.barcode ?? ''}`}
        product={product}
        catalogue={catalogue}
        barcode={search.barcode ?? ''}
        isFromCounter={search.from === 'counter'}
        scanned={scanned}
      />
    )
  }
  const archived = archive?.products.find((one) => one.id === id)
  if (archived !== undefined) return <ArchivedProduct key={id} product={archived} />
  // What was just archived or added is in neither list for a moment.
  if (id !== undefined && isReading) return null
  const isChosen = id !== undefined
  return (
    <EmptyState
      icon={<Package size={40} strokeWidth={1.5} />}
      title={isChosen ? t('gone.title') : t('choose.title')}
      hint={isChosen ? t('gone.text') : t('choose.text')}
    />
  )
}
