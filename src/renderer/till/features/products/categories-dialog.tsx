import { useMutation } from '@tanstack/react-query'
import { ArrowDown, ArrowUp, Pencil, Trash2 } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Form } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { CategoryView, InputOf } from '#shared/ipc/contract.ts'
import type { Failure } from '#shared/result.ts'
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

/** Categories in their order: added, renamed, moved, removed. */
export function CategoriesDialog({ categories, onClose }: CategoriesDialogProps) {
  const { t } = useTranslation(['products', 'common'])
  const edit = useEdit()
  /** Which one is being renamed; null: none is. */
  const [open, setOpen] = useState<string | null>(null)
  const moving = useMutation({
    mutationFn: (input: InputOf<'categories.move'>) => edit(() => call('categories.move', input)),
  })
  const removing = useMutation({
    mutationFn: ({ id }: CategoryView) => edit(() => call('categories.remove', { categoryId: id })),
  })
  const isBusy = moving.isPending || removing.isPending
  const forget = () => {
    moving.reset()
    removing.reset()
  }
  const move = (index: number, to: number) => {
    const category = categories[index]
    if (category === undefined || isBusy) return
    forget()
    moving.mutate({ categoryId: category.id, before: categories[to]?.id ?? null })
  }
  const { keepFocus, parts } = useFocusAfterRemoval(categories)
  const remove = (category: CategoryView) => {
    if (isBusy) return
    forget()
    keepFocus(category.id)
    removing.mutate(category)
  }
  return (
    <Dialog title={t('categories.title')} isOpen onClose={onClose} isWide>
      <p className="mt-2 mb-4 text-ink-2">{t('categories.text')}</p>
      <div ref={parts}>
        <ol className="flex flex-col gap-1">
          {categories.map((category, index) =>
            open === category.id ? (
              <li key={category.id}>
                <CategoryForm category={category} onDone={() => setOpen(null)} />
              </li>
            ) : (
              <CategoryRow
                key={category.id}
                category={category}
                isFirst={index === 0}
                isLast={index === categories.length - 1}
                failure={
                  removing.error !== null && removing.variables.id === category.id
                    ? failureOf(removing.error)
                    : null
                }
                onEdit={() => {
                  forget()
                  setOpen(category.id)
                }}
                onUp={() => move(index, index - 1)}
                onDown={() => move(index, index + 2)}
                onRemove={() => remove(category)}
              />
            ),
          )}
        </ol>
        {moving.error !== null && (
          <div role="alert" className="mt-3 font-medium text-red-text">
            <FailureWords failure={failureOf(moving.error)} />
          </div>
        )}
        <div role="status" className="font-medium text-green-text not-empty:mt-3">
          {removing.isSuccess && t('categories.removed', { name: removing.variables.nameKo })}
        </div>
        {open === NEW_CATEGORY ? (
          <CategoryForm category={null} onDone={() => setOpen(null)} />
        ) : (
          <div className="mt-6 grid grid-cols-2 gap-3">
            <Button
              data-add
              size={56}
              onPress={() => {
                forget()
                setOpen(NEW_CATEGORY)
              }}
            >
              {t('categories.add')}
            </Button>
            <Button tone="primary" size={56} onPress={onClose}>
              {t('common:action.close')}
            </Button>
          </div>
        )}
      </div>
    </Dialog>
  )
}

/**
 * Where the focus goes once a row has gone with the button that was pressed: to the next row's bin, else to
 * 분류 추가. Not before, as the manager's PIN may be asked for in between.
 */
function useFocusAfterRemoval(categories: readonly CategoryView[]) {
  const parts = useRef<HTMLDivElement>(null)
  const waiting = useRef<{ readonly gone: string; readonly next: string | undefined } | null>(null)
  useEffect(() => {
    if (waiting.current === null) return
    const { gone, next } = waiting.current
    if (categories.some(({ id }) => id === gone)) return
    waiting.current = null
    const bin = next === undefined ? null : parts.current?.querySelector(`[data-remove="${next}"]`)
    const target = bin ?? parts.current?.querySelector('[data-add]')
    if (target instanceof HTMLElement) target.focus()
  }, [categories])
  const keepFocus = (gone: string) => {
    const at = categories.findIndex(({ id }) => id === gone)
    waiting.current = { gone, next: categories[at + 1]?.id }
  }
  return { parts, keepFocus }
}

interface CategoryRowProps {
  category: CategoryView
  isFirst: boolean
  isLast: boolean
  /** Why it couldn't be removed. */
  failure: Failure | null
  onEdit: () => void
  onUp: () => void
  onDown: () => void
  onRemove: () => void
}

function CategoryRow({
  category: { id, nameKo, nameEn },
  isFirst,
  isLast,
  failure,
  onEdit,
  onUp,
  onDown,
  onRemove,
}: CategoryRowProps) {
  const { t } = useTranslation('products')
  return (
    <li>
      <div className="flex items-center gap-1">
        <span className="min-w-0 flex-1">
          <span className="block truncate font-semibold">{nameKo}</span>
          <span className="block truncate text-hint text-ink-2">{nameEn}</span>
        </span>
        <IconButton
          label={t('categories.edit', { name: nameKo })}
          icon={<Pencil aria-hidden size={20} />}
          onPress={onEdit}
        />
        <IconButton
          label={t('categories.up', { name: nameKo })}
          icon={<ArrowUp aria-hidden size={20} />}
          isDisabled={isFirst}
          onPress={onUp}
        />
        <IconButton
          label={t('categories.down', { name: nameKo })}
          icon={<ArrowDown aria-hidden size={20} />}
          isDisabled={isLast}
          onPress={onDown}
        />
        <IconButton
          data-remove={id}
          label={t('categories.remove', { name: nameKo })}
          icon={<Trash2 aria-hidden size={20} />}
          onPress={onRemove}
        />
      </div>
      {failure !== null && (
        // In the row: below the list it could be out of sight.
        <div role="alert" className="mb-2 font-medium text-red-text">
          {failure.code === 'CATEGORY_IN_USE' ? (
            <p>{t('categories.inUse', { count: Number(failure.fields?.['products']) })}</p>
          ) : (
            <FailureWords failure={failure} />
          )}
        </div>
      )}
    </li>
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
