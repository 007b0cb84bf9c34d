import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Check } from 'lucide-react'
import { useState } from 'react'
import { Form } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { CatalogueView, InputOf, ProductView } from '#shared/ipc/contract.ts'
import { call, failureOf } from '../../ipc/call.ts'
import { scanQueue } from '../../scan/scan-queue.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { FailureWords } from '../../ui/failure-words.tsx'
import { useEdit } from './editing.tsx'
import { PlaceCard } from './place-card.tsx'
import { PricesCard } from './prices-card.tsx'
import {
  draftOf,
  emptyDraft,
  inCategories,
  isSameDraft,
  type ProductDraft,
  readDraft,
} from './product-draft.ts'
import { ProductFields } from './product-fields.tsx'
import { UnsavedDialog } from './unsaved-dialog.tsx'

/** A barcode that was scanned while the form was open. */
export interface ScannedBarcode {
  readonly barcode: string
}

interface ProductFormProps {
  /** null: a new one. */
  product: ProductView | null
  catalogue: CatalogueView
  /** What a new one begins with. */
  barcode: string
  /** A new one goes into the sale that it was scanned in. */
  isFromCounter: boolean
  scanned: ScannedBarcode | null
}

/** One product: what it is, where it stands, what it cost, and the way out of the catalogue. */
export function ProductForm({
  product,
  catalogue,
  barcode,
  isFromCounter,
  scanned,
}: ProductFormProps) {
  const { t } = useTranslation('products')
  const navigate = useNavigate()
  const edit = useEdit()
  const base = product === null ? emptyDraft(barcode, null) : draftOf(product)
  const [typed, setDraft] = useState<ProductDraft>(base)
  const draft = inCategories(typed, catalogue.categories)
  const [saved, setSaved] = useState<ProductDraft | null>(null)
  const [hasTried, setHasTried] = useState(false)

  const saving = useMutation({
    mutationFn: (input: InputOf<'products.save'>) => edit(() => call('products.save', input)),
  })
  const read = readDraft(draft)
  const problems = hasTried && 'length' in read ? read : []
  const failure = saving.error === null ? null : failureOf(saving.error)
  const isSaved = saved !== null && isSameDraft(draft, saved)
  const isUnsaved = !isSameDraft(draft, base) && !isSaved

  const change = (part: Partial<ProductDraft>) => {
    setDraft((before) => ({ ...before, ...part }))
    if (!saving.isPending) saving.reset()
  }
  // Once per scan, and typed over like anything else.
  const [lastScan, setLastScan] = useState(scanned)
  if (scanned !== lastScan) {
    setLastScan(scanned)
    if (scanned !== null) setDraft((before) => ({ ...before, barcode: scanned.barcode }))
  }

  const save = async () => {
    setHasTried(true)
    if ('length' in read || saving.isPending) return
    const { productId } = await saving.mutateAsync({ ...read, productId: product?.id ?? null })
    setSaved(draft)
    setHasTried(false)
    if (product !== null) return
    if (isFromCounter && read.barcode !== null) {
      scanQueue.push(read.barcode)
      await navigate({ to: '/', ignoreBlocker: true })
    } else {
      await navigate({ to: '/products', search: { product: productId }, ignoreBlocker: true })
    }
  }

  return (
    <div className="mx-auto flex w-full max-w-180 flex-col gap-3 px-4 pt-1.5 pb-6 wide:px-6">
      <Card>
        <h2 className="mb-4 text-panel font-bold break-words">
          {product === null ? t('form.new') : product.name}
        </h2>
        <Form
          validationBehavior="aria"
          onSubmit={(event) => {
            event.preventDefault()
            // What fails is shown by `saving`.
            save().catch(() => {})
          }}
        >
          <ProductFields
            draft={draft}
            categories={catalogue.categories}
            problems={problems}
            failure={failure}
            onChange={change}
          />
          <div className="mt-6 flex flex-wrap items-center gap-4">
            <Button
              type="submit"
              tone="primary"
              size={56}
              isPending={saving.isPending}
              isDisabled={product !== null && !isUnsaved}
            >
              {saving.isPending
                ? t('form.saving')
                : product !== null
                  ? t('form.save')
                  : isFromCounter
                    ? t('form.addAndSell')
                    : t('form.add')}
            </Button>
            <div role="status" className="min-w-0 flex-1 font-medium empty:hidden">
              {isSaved && (
                <p className="flex items-center gap-2 text-green-text">
                  <Check aria-hidden size={20} />
                  {t('form.saved')}
                </p>
              )}
              {failure !== null && (
                <div className="text-red-text">
                  <FailureWords failure={failure} />
                </div>
              )}
            </div>
          </div>
        </Form>
      </Card>
      {product !== null && (
        <>
          <PlaceCard product={product} catalogue={catalogue} />
          <PricesCard productId={product.id} />
          <ArchiveCard productId={product.id} />
        </>
      )}
      <UnsavedDialog isUnsaved={isUnsaved} />
    </div>
  )
}

function ArchiveCard({ productId }: { productId: string }) {
  const { t } = useTranslation('products')
  const edit = useEdit()
  const archiving = useMutation({
    mutationFn: () => edit(() => call('products.archive', { productId })),
  })
  return (
    <Card title={t('archive.title')}>
      <p className="mb-4 text-ink-2">{t('archive.text')}</p>
      <Button tone="danger-soft" isPending={archiving.isPending} onPress={() => archiving.mutate()}>
        {t('archive.button')}
      </Button>
      {archiving.error !== null && (
        <div role="alert" className="mt-3 font-medium text-red-text">
          <FailureWords failure={failureOf(archiving.error)} />
        </div>
      )}
    </Card>
  )
}
