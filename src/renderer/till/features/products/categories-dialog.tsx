import { useMutation } from '@tanstack/react-query'
import { ArrowDown, ArrowUp, Pencil } from 'lucide-react'
import { useState } from 'react'
import { Form } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { CategoryView, InputOf } from '#shared/ipc/contract.ts'
import { call, failureOf } from '../../ipc/call.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { FailureWords } from '../../ui/failure-words.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useEdit } from './editing.tsx'

interface CategoriesDialogProps {
  categories: readonly CategoryView[]
  onClose: () => void
}

/** Categories in their order: added, renamed, moved. */
export function CategoriesDialog({ categories, onClose }: CategoriesDialogProps) {
  const { t } = useTranslation(['products', 'common'])
  const edit = useEdit()
  /** Which one is being renamed; null: none is. */
  const [open, setOpen] = useState<string | null>(null)
  const moving = useMutation({
    mutationFn: (input: InputOf<'categories.move'>) => edit(() => call('categories.move', input)),
  })
  const move = (index: number, to: number) => {
    const category = categories[index]
    if (category === undefined || moving.isPending) return
    moving.mutate({ categoryId: category.id, before: categories[to]?.id ?? null })
  }
  return (
    <Dialog title={t('categories.title')} isOpen onClose={onClose}>
      <p className="mt-2 mb-4 text-ink-2">{t('categories.text')}</p>
      <ol className="flex flex-col gap-1">
        {categories.map((category, index) =>
          open === category.id ? (
            <li key={category.id}>
              <CategoryForm category={category} onDone={() => setOpen(null)} />
            </li>
          ) : (
            <li key={category.id} className="flex items-center gap-1">
              <span className="min-w-0 flex-1">
                <span className="block truncate font-semibold">{category.nameKo}</span>
                <span className="block truncate text-hint text-ink-2">{category.nameEn}</span>
              </span>
              <IconButton
                label={t('categories.edit', { name: category.nameKo })}
                icon={<Pencil aria-hidden size={20} />}
                onPress={() => setOpen(category.id)}
              />
              <IconButton
                label={t('categories.up', { name: category.nameKo })}
                icon={<ArrowUp aria-hidden size={20} />}
                isDisabled={index === 0}
                onPress={() => move(index, index - 1)}
              />
              <IconButton
                label={t('categories.down', { name: category.nameKo })}
                icon={<ArrowDown aria-hidden size={20} />}
                isDisabled={index === categories.length - 1}
                onPress={() => move(index, index + 2)}
              />
            </li>
          ),
        )}
      </ol>
      {moving.error !== null && (
        <div role="alert" className="mt-3 font-medium text-red-text">
          <FailureWords failure={failureOf(moving.error)} />
        </div>
      )}
      {open === NEW_CATEGORY ? (
        <CategoryForm category={null} onDone={() => setOpen(null)} />
      ) : (
        <div className="mt-6 grid grid-cols-2 gap-3">
          <Button size={56} onPress={() => setOpen(NEW_CATEGORY)}>
            {t('categories.add')}
          </Button>
          <Button tone="primary" size={56} onPress={onClose}>
            {t('common:action.close')}
          </Button>
        </div>
      )}
    </Dialog>
  )
}

/** No category has this id: main gives them a letter and a number. */
const NEW_CATEGORY = ' new'

interface CategoryFormProps {
  category: CategoryView | null
  onDone: () => void
}

function CategoryForm({ category, onDone }: CategoryFormProps) {
  const { t } = useTranslation('products')
  const edit = useEdit()
  const [nameKo, setNameKo] = useState(category?.nameKo ?? '')
  const [nameEn, setNameEn] = useState(category?.nameEn ?? '')
  const saving = useMutation({
    mutationFn: () =>
      edit(() => call('categories.save', { categoryId: category?.id ?? null, nameKo, nameEn })),
    onSuccess: onDone,
  })
  return (
    <Form
      className="my-2 rounded-card bg-fill p-4"
      onSubmit={(event) => {
        event.preventDefault()
        if (nameKo.trim() !== '' && !saving.isPending) saving.mutate()
      }}
    >
      {/* Fields are filled; on this ground they are white. */}
      <div className="flex flex-col gap-4 [--color-fill:var(--color-card)]">
        <div className="grid grid-cols-2 items-start gap-3">
          <TextField
            label={category === null ? t('categories.newTitle') : t('categories.nameKo')}
            maxLength={40}
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- it opens where somebody has just pressed for it
            autoFocus
            value={nameKo}
            onChange={setNameKo}
          />
          <TextField
            label={t('categories.nameEn')}
            hint={t('categories.nameEnHint')}
            maxLength={40}
            value={nameEn}
            onChange={setNameEn}
          />
        </div>
        {saving.error !== null && (
          <div role="alert" className="font-medium text-red-text">
            <FailureWords failure={failureOf(saving.error)} />
          </div>
        )}
        <div className="flex gap-3">
          <Button onPress={onDone}>{t('categories.cancel')}</Button>
          <Button
            type="submit"
            tone="primary"
            isDisabled={nameKo.trim() === ''}
            isPending={saving.isPending}
          >
            {t('categories.save')}
          </Button>
        </div>
      </div>
    </Form>
  )
}
