import { useMutation } from '@tanstack/react-query'
import { ArrowDown, ArrowDownToLine, ArrowUp, ArrowUpToLine } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { CatalogueView, ProductView } from '#shared/ipc/contract.ts'
import { call, failureOf } from '../../ipc/call.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { FailureWords } from '../../ui/failure-words.tsx'
import { useEdit } from './editing.tsx'

interface PlaceCardProps {
  product: ProductView
  catalogue: CatalogueView
}

/** Moves a product among those of its category: by buttons, which touch and keyboard can press alike. */
export function PlaceCard({ product, catalogue }: PlaceCardProps) {
  const { t, i18n } = useTranslation('products')
  const edit = useEdit()
  const moving = useMutation({
    mutationFn: (before: string | null) =>
      edit(() => call('products.move', { productId: product.id, before })),
  })
  const siblings = catalogue.products.filter(({ categoryId }) => categoryId === product.categoryId)
  const at = siblings.findIndex(({ id }) => id === product.id)
  const category = catalogue.categories.find(({ id }) => id === product.categoryId)
  const isFirst = at <= 0
  const isLast = at === siblings.length - 1
  const move = (index: number) => {
    if (!moving.isPending) moving.mutate(siblings[index]?.id ?? null)
  }
  const moves = [
    { words: t('place.top'), Icon: ArrowUpToLine, isOff: isFirst, to: 0 },
    { words: t('place.up'), Icon: ArrowUp, isOff: isFirst, to: at - 1 },
    { words: t('place.down'), Icon: ArrowDown, isOff: isLast, to: at + 2 },
    { words: t('place.bottom'), Icon: ArrowDownToLine, isOff: isLast, to: siblings.length },
  ]
  return (
    <Card title={t('place.title')}>
      <p role="status" className="mb-3 text-ink-2">
        {t('place.text', {
          category: i18n.language === 'ko' ? category?.nameKo : category?.nameEn,
          place: at + 1,
          total: siblings.length,
        })}
      </p>
      <div className="grid grid-cols-2 gap-2 wide:grid-cols-4">
        {moves.map(({ words, Icon, isOff, to }) => (
          <Button
            key={words}
            isDisabled={isOff}
            icon={<Icon aria-hidden size={20} />}
            onPress={() => move(to)}
          >
            {words}
          </Button>
        ))}
      </div>
      {moving.error !== null && (
        <div role="alert" className="mt-3 font-medium text-red-text">
          <FailureWords failure={failureOf(moving.error)} />
        </div>
      )}
    </Card>
  )
}
