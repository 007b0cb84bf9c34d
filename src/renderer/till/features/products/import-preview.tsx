import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ListPreviewView } from '#shared/ipc/product-contract.ts'
import { call, failureOf } from '../../ipc/call.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { FailureWords } from '../../ui/failure-words.tsx'
import { SegmentedControl } from '../../ui/segmented-control.tsx'
import { useEdit } from './editing.tsx'
import { type PreviewList, PreviewRows } from './preview-rows.tsx'

interface ImportPreviewProps {
  preview: ListPreviewView
  onDone: (done: { readonly added: number; readonly changed: number }) => void
  onCancel: () => void
}

/** What a list would change, and each row that is wrong. Nothing is done before somebody says so. */
export function ImportPreview({ preview, onDone, onCancel }: ImportPreviewProps) {
  const { t } = useTranslation('products')
  const edit = useEdit()
  const { counts } = preview
  const lists = (['bad', 'changed', 'added'] as const).filter((list) => counts[list] > 0)
  const [chosen, setChosen] = useState<PreviewList | null>(null)
  const shown = chosen ?? lists[0] ?? null
  const applying = useMutation({
    mutationFn: () => edit(() => call('products.applyList', { token: preview.token })),
    onSuccess: onDone,
  })
  const isNothing = counts.added + counts.changed === 0
  return (
    <div className="mx-auto flex h-full w-full max-w-220 flex-col gap-3 px-4 pt-1.5 pb-4 wide:px-6">
      <div className="px-1">
        <h2 className="text-page font-bold">{t('import.title')}</h2>
        <p className="selectable text-ink-2">
          {t('import.file', { file: preview.fileName, encoding: preview.encoding })}
          {' · '}
          {t('import.nothingYet')}
        </p>
      </div>
      <dl className="grid grid-cols-4 gap-3">
        {(['added', 'changed', 'unchanged', 'bad'] as const).map((kind) => (
          <div key={kind} className="rounded-card bg-card p-4">
            <dt className="text-hint font-semibold text-ink-2">{t(`import.${kind}`)}</dt>
            <dd
              className={
                kind === 'bad' && counts.bad > 0
                  ? 'text-page font-bold text-red-text'
                  : 'text-page font-bold'
              }
            >
              {counts[kind].toLocaleString('ko-KR')}
            </dd>
          </div>
        ))}
      </dl>
      {counts.bad > 0 && <Banner tone="amber">{t('import.badLeft', { count: counts.bad })}</Banner>}
      <Notes preview={preview} />
      {shown !== null && (
        <Card className="flex min-h-40 flex-1 flex-col gap-3">
          {lists.length > 1 && (
            <SegmentedControl
              label={t('import.lists')}
              value={shown}
              options={lists.map((value) => ({ value, label: t(`import.${value}`) }))}
              onChange={setChosen}
            />
          )}
          <PreviewRows preview={preview} list={shown} />
        </Card>
      )}
      {applying.error !== null && (
        <Banner tone="red">
          <FailureWords failure={failureOf(applying.error)} />
        </Banner>
      )}
      <div className="flex flex-wrap gap-3">
        <Button tone="raised" size={56} onPress={onCancel}>
          {t('import.cancel')}
        </Button>
        <Button
          tone="primary"
          size={56}
          className="flex-1"
          isDisabled={isNothing}
          isPending={applying.isPending}
          onPress={() => applying.mutate()}
        >
          {applying.isPending
            ? t('import.working')
            : isNothing
              ? t('import.nothing')
              : t('import.confirm', {
                  added: counts.added.toLocaleString('ko-KR'),
                  changed: counts.changed.toLocaleString('ko-KR'),
                })}
        </Button>
      </div>
    </div>
  )
}

function Notes({ preview }: { preview: ListPreviewView }) {
  const { t } = useTranslation('products')
  const { newCategories, unknownColumns } = preview
  return (
    <div className="px-1 text-hint text-ink-2">
      {newCategories.length > 0 && (
        <p className="line-clamp-2">
          {t('import.newCategories', { names: newCategories.join(', ') })}
        </p>
      )}
      {unknownColumns.length > 0 && (
        <p className="line-clamp-2">
          {t('import.unknownColumns', { names: unknownColumns.join(', ') })}
        </p>
      )}
      <p>{t('import.archivedNone')}</p>
    </div>
  )
}
