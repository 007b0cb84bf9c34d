import { useQuery } from '@tanstack/react-query'
import { FolderTree, PackageOpen, Plus, SearchX } from 'lucide-react'
import { type ReactNode, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CatalogueView } from '#shared/ipc/contract.ts'
import { createCatalogueIndex } from '#shared/search/catalogue-index.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { Select } from '../../ui/select.tsx'
import { archivedQuery } from './product-queries.ts'
import { type ListedProduct, ProductRows } from './product-rows.tsx'

const ALL = 'all'
const ARCHIVED = 'archived'

interface ProductListProps {
  catalogue: CatalogueView
  openId: string | null
  onOpen: (productId: string) => void
  onAdd: () => void
  onCategories: () => void
  /** Lists in and out. */
  footer: ReactNode
}

/** All products by category and search, and what is archived. */
export function ProductList({
  catalogue,
  openId,
  onOpen,
  onAdd,
  onCategories,
  footer,
}: ProductListProps) {
  const { t, i18n } = useTranslation('products')
  const [query, setQuery] = useState('')
  const [chosen, setFilter] = useState(ALL)
  // One that was removed since shows all.
  const isThere =
    chosen === ARCHIVED || catalogue.categories.some(({ id }) => `category:${id}` === chosen)
  const filter = isThere ? chosen : ALL
  const archived = useQuery(archivedQuery)
  const index = useMemo(() => createCatalogueIndex(catalogue.products), [catalogue])
  const products = useMemo((): readonly ListedProduct[] => {
    const text = query.trim()
    if (filter === ARCHIVED) {
      const all = archived.data?.products ?? []
      return all.filter(
        ({ name, barcode, code }) => name.includes(text) || barcode === text || code === text,
      )
    }
    const barcode = index.ofBarcode(text)
    const found = text === '' ? catalogue.products : barcode === null ? index.find(text) : [barcode]
    return filter === ALL
      ? found
      : found.filter(({ categoryId }) => `category:${categoryId}` === filter)
  }, [catalogue, index, archived.data, query, filter])

  return (
    <>
      <div className="flex flex-col gap-3 px-4 pt-5 pb-3 wide:px-5">
        <div className="flex items-center justify-between gap-2">
          <h1 className="text-page font-bold">
            {t('title')}{' '}
            <span className="text-panel font-semibold text-ink-3">
              {t('count', { count: catalogue.products.length })}
            </span>
          </h1>
          <Button icon={<Plus aria-hidden size={20} />} onPress={onAdd}>
            {t('action.add')}
          </Button>
        </div>
        <SearchField
          label={t('search.label')}
          placeholder={t('search.placeholder')}
          value={query}
          onChange={setQuery}
          on="card"
        />
        <div className="flex items-center gap-2">
          <Select
            label={t('filter.label')}
            isLabelHidden
            value={filter}
            options={[
              { value: ALL, label: t('filter.all') },
              ...catalogue.categories.map(({ id, nameKo, nameEn }) => ({
                value: `category:${id}`,
                label: i18n.language === 'ko' ? nameKo : nameEn,
              })),
              { value: ARCHIVED, label: t('filter.archived') },
            ]}
            onChange={setFilter}
            className="min-w-0 flex-1"
          />
          <IconButton
            label={t('action.categories')}
            icon={<FolderTree aria-hidden size={22} />}
            onPress={onCategories}
          />
        </div>
      </div>
      {products.length > 0 ? (
        <ProductRows products={products} openId={openId} onOpen={onOpen} />
      ) : (
        <div className="min-h-0 flex-1 overflow-y-auto">
          <Nothing
            isSearch={query.trim() !== ''}
            isArchive={filter === ARCHIVED}
            isEmpty={catalogue.products.length === 0}
          />
        </div>
      )}
      <div className="border-t border-line p-3 wide:px-5">{footer}</div>
    </>
  )
}

interface NothingProps {
  isSearch: boolean
  isArchive: boolean
  isEmpty: boolean
}

function Nothing({ isSearch, isArchive, isEmpty }: NothingProps) {
  const { t } = useTranslation('products')
  if (isSearch) {
    return (
      <EmptyState
        icon={<SearchX size={40} strokeWidth={1.5} />}
        title={t('list.noneFound')}
        hint={t('list.noneFoundHint')}
      />
    )
  }
  const icon = <PackageOpen size={40} strokeWidth={1.5} />
  if (isArchive) return <EmptyState icon={icon} title={t('list.noneArchived')} />
  return (
    <EmptyState
      icon={icon}
      title={isEmpty ? t('list.none') : t('list.noneFound')}
      {...(isEmpty && { hint: t('list.noneHint') })}
    />
  )
}
