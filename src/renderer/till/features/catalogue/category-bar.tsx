import { useEffect, useRef } from 'react'
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { CategoryView } from '#shared/ipc/contract.ts'

export const FAVOURITES = 'favourites'
export const ALL = 'all'

interface CategoryBarProps {
  categories: readonly CategoryView[]
  hasFavourites: boolean
  /** Null while a search looks through all of them. */
  chosen: string | null
  onChoose: (categoryId: string) => void
}

/** 즐겨찾기, the shop's own categories, 전체. Wraps where they don't fit in one row; more than some rows scroll. */
export function CategoryBar({ categories, hasFavourites, chosen, onChoose }: CategoryBarProps) {
  const { t, i18n } = useTranslation('sell')
  const bar = useRef<HTMLDivElement>(null)
  useEffect(() => {
    bar.current?.querySelector('[data-selected]')?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  const choices = [
    ...(hasFavourites ? [{ id: FAVOURITES, name: t('category.favourites') }] : []),
    ...categories.map(({ id, nameKo, nameEn }) => ({
      id: `category:${id}`,
      name: i18n.language === 'ko' ? nameKo : nameEn,
    })),
    { id: ALL, name: t('category.all') },
  ]
  return (
    <ToggleButtonGroup
      ref={bar}
      aria-label={t('category.label')}
      selectionMode="single"
      selectedKeys={chosen === null ? [] : [chosen]}
      onSelectionChange={(keys) => {
        // Pressing the chosen one again keeps it; during a search it comes back to it.
        const [next = chosen] = keys
        if (typeof next === 'string') onChoose(next)
      }}
      className="-m-1 flex max-h-32 shrink-0 low:max-h-14 flex-wrap gap-2 overflow-y-auto p-1 wide:gap-3"
    >
      {choices.map(({ id, name }) => (
        <ToggleButton
          key={id}
          id={id}
          className="min-h-12 min-w-12 shrink-0 rounded-full bg-card px-2.75 font-semibold text-ink-2 transition-colors duration-100 wide:px-5 pressed:bg-fill-press selected:bg-ink selected:text-card"
        >
          {name}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  )
}
