import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ListPreviewView } from '#shared/ipc/product-contract.ts'
import { formatWon } from '../../ui/format-won.ts'

export type PreviewList = 'bad' | 'changed' | 'added'

interface PreviewRowsProps {
  preview: ListPreviewView
  list: PreviewList
}

/** The rows of one kind, each by its line in the file. */
export function PreviewRows({ preview, list }: PreviewRowsProps) {
  const { t, i18n } = useTranslation('products')
  const rows = (): readonly ReactNode[] => {
    switch (list) {
      case 'bad':
        return preview.bad.map(({ line, name, problem, about }) => (
          <Row key={line} line={line} name={name}>
            <span className="text-red-text">{t(`rowProblem.${problem}`, { about })}</span>
          </Row>
        ))
      case 'changed':
        return preview.changed.map(({ line, name, cells }) => (
          <Row key={line} line={line} name={name}>
            {cells.map(({ column, from, to }) => (
              <span key={column} className="block">
                <span className="text-ink-2">{t(`column.${column}`)}</span>{' '}
                <del className="text-ink-3">{said(from)}</del>
                {' → '}
                <ins className="font-semibold no-underline">{said(to)}</ins>
              </span>
            ))}
          </Row>
        ))
      case 'added':
        return preview.added.map(({ line, name, price, category }) => (
          <Row key={line} line={line} name={name}>
            <span className="text-ink-2">
              {category} · {formatWon(price, i18n.language)}
            </span>
          </Row>
        ))
    }
  }
  const said = (text: string) => (text === '' ? t('import.empty') : text)
  const shown = rows()
  const more = preview.counts[list] - shown.length
  return (
    <div
      className="min-h-0 flex-1 overflow-y-auto"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keyboard
      tabIndex={0}
      role="group"
      aria-label={t(`import.${list}`)}
    >
      <ul className="selectable flex flex-col">{shown}</ul>
      {more > 0 && <p className="py-3 text-ink-2">{t('import.more', { count: more })}</p>}
    </div>
  )
}

interface RowProps {
  line: number
  name: string
  children: ReactNode
}

function Row({ line, name, children }: RowProps) {
  const { t } = useTranslation('products')
  return (
    <li className="flex gap-4 border-b border-line py-2.5 [contain-intrinsic-size:auto_3rem] [content-visibility:auto] last:border-0">
      <span className="w-22 shrink-0 text-hint leading-6 text-ink-2">
        {t('import.line', { line })}
      </span>
      <span className="min-w-0 flex-1">
        <span className="block font-semibold break-words">
          {name === '' ? t('import.noName') : name}
        </span>
        {children}
      </span>
    </li>
  )
}
