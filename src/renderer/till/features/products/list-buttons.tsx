import { useMutation } from '@tanstack/react-query'
import { Download, Upload } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { ListPreviewView } from '#shared/ipc/product-contract.ts'
import { call, failureOf } from '../../ipc/call.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { FailureWords } from '../../ui/failure-words.tsx'
import { useEdit } from './editing.tsx'

interface ListButtonsProps {
  onPreview: (preview: ListPreviewView) => void
  /** What the last import did. */
  done: { readonly added: number; readonly changed: number } | null
  onForget: () => void
}

/** A list in from a file, and out to one. */
export function ListButtons({ onPreview, done, onForget }: ListButtonsProps) {
  const { t } = useTranslation('products')
  const edit = useEdit()
  const reading = useMutation({
    mutationFn: () => edit(() => call('products.readList', {})),
    onSuccess: ({ preview }) => {
      if (preview !== null) onPreview(preview)
    },
  })
  const exporting = useMutation({ mutationFn: () => edit(() => call('products.export', {})) })
  const forget = () => {
    onForget()
    reading.reset()
    exporting.reset()
  }
  const error = reading.error ?? exporting.error
  return (
    <div className="flex flex-col gap-3">
      {error !== null && (
        <Banner tone="red" onClose={forget}>
          <FailureWords failure={failureOf(error)} />
        </Banner>
      )}
      {error === null && exporting.data?.saved === true && (
        <Banner tone="green" onClose={forget}>
          {t('action.exported', { count: exporting.data.count })}
        </Banner>
      )}
      {error === null && done !== null && (
        <Banner tone="green" onClose={forget}>
          {t('import.done', done)}
        </Banner>
      )}
      <div className="grid grid-cols-2 gap-3">
        <Button
          icon={<Upload aria-hidden size={20} />}
          isPending={reading.isPending}
          onPress={() => {
            forget()
            reading.mutate()
          }}
        >
          {reading.isPending ? t('action.reading') : t('action.import')}
        </Button>
        <Button
          icon={<Download aria-hidden size={20} />}
          isPending={exporting.isPending}
          onPress={() => {
            forget()
            exporting.mutate()
          }}
        >
          {exporting.isPending ? t('action.exporting') : t('action.export')}
        </Button>
      </div>
    </div>
  )
}
