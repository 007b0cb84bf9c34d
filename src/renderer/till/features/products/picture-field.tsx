import { useMutation } from '@tanstack/react-query'
import { ImagePlus, Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { call, failureOf } from '../../ipc/call.ts'
import { Button } from '../../ui/button.tsx'
import { FailureWords } from '../../ui/failure-words.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { ProductPicture } from '../../ui/product-picture.tsx'
import { useEdit } from './editing.tsx'
import { shrinkPicture } from './shrink-picture.ts'

interface PictureFieldProps {
  name: string
  picture: string | null
  onChange: (picture: string | null) => void
}

/** A picture from a file, made small here and kept by main. It is the product's once that is saved. */
export function PictureField({ name, picture, onChange }: PictureFieldProps) {
  const { t } = useTranslation('products')
  const edit = useEdit()
  const choosing = useMutation({
    mutationFn: async () => {
      const { chosen } = await edit(() => call('products.choosePicture', {}))
      if (chosen === null) return null
      const shrunk = await shrinkPicture(`pictures/${encodeURIComponent(chosen)}`)
      if (shrunk.kind !== 'small') return shrunk.kind
      const kept = await edit(() => call('products.keepPicture', { data: shrunk.data }))
      onChange(kept.picture)
      return null
    },
  })
  const problem = choosing.data ?? null
  return (
    <div role="group" aria-label={t('picture.label')} className="flex items-center gap-4">
      <ProductPicture name={name} file={picture} className="size-24 shrink-0" />
      <div className="flex min-w-0 flex-col gap-2">
        <div className="flex items-center gap-2">
          <Button
            icon={<ImagePlus aria-hidden size={20} />}
            isPending={choosing.isPending}
            onPress={() => choosing.mutate()}
          >
            {choosing.isPending ? t('picture.working') : t('picture.choose')}
          </Button>
          {picture !== null && (
            <IconButton
              label={t('picture.remove')}
              icon={<Trash2 aria-hidden size={20} />}
              onPress={() => {
                choosing.reset()
                onChange(null)
              }}
            />
          )}
        </div>
        <div role="status" className="text-hint">
          {choosing.error === null && problem === null && (
            <p className="text-ink-3">{t('picture.hint')}</p>
          )}
          {problem !== null && (
            <p className="font-medium text-red-text">{t(`picture.${problem}`)}</p>
          )}
          {choosing.error !== null && (
            <div className="font-medium text-red-text">
              <FailureWords failure={failureOf(choosing.error)} />
            </div>
          )}
        </div>
      </div>
    </div>
  )
}
