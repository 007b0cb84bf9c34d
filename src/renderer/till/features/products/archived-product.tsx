import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { ArchivedProductView } from '#shared/ipc/product-contract.ts'
import { formatDate } from '../../frame/format-time.ts'
import { call, failureOf } from '../../ipc/call.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { FailureWords } from '../../ui/failure-words.tsx'
import { ProductPicture } from '../../ui/product-picture.tsx'
import { Tag } from '../../ui/tag.tsx'
import { Won } from '../../ui/won.tsx'
import { useEdit } from './editing.tsx'
import { PricesCard } from './prices-card.tsx'

/** What isn't sold any more, and the way back. */
export function ArchivedProduct({ product }: { product: ArchivedProductView }) {
  const { t, i18n } = useTranslation('products')
  const edit = useEdit()
  const back = useMutation({
    mutationFn: () => edit(() => call('products.bringBack', { productId: product.id })),
  })
  const failure = back.error === null ? null : failureOf(back.error)
  const holder = failure?.fields?.['barcode'] ?? failure?.fields?.['code']
  return (
    <div className="mx-auto flex w-full max-w-180 flex-col gap-3 px-4 pt-1.5 pb-6 wide:px-6">
      <Card>
        <div className="flex items-center gap-4">
          <ProductPicture name={product.name} file={product.picture} className="size-24 shrink-0" />
          <div className="min-w-0">
            <h2 className="text-panel font-bold break-words">{product.name}</h2>
            <Won amount={product.price} className="text-ink-2" />
            <p className="mt-1">
              <Tag tone="grey">{t('archived.tag')}</Tag>
            </p>
          </div>
        </div>
        <p className="mt-4 text-ink-2">
          {t('archived.text', { day: formatDate(product.archivedAt, i18n.language) })}
        </p>
        {failure !== null && (
          <div role="alert" className="mt-3 font-medium text-red-text">
            {holder === undefined ? (
              <FailureWords failure={failure} />
            ) : (
              <p>{t('archived.taken', { name: holder })}</p>
            )}
          </div>
        )}
        <div className="mt-5">
          <Button tone="primary" size={56} isPending={back.isPending} onPress={() => back.mutate()}>
            {t('archived.back')}
          </Button>
        </div>
      </Card>
      <PricesCard productId={product.id} />
    </div>
  )
}
