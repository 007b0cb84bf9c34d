import { escaped, type IsPrintable, printable, widthOf } from './printable-text.ts'

/** Characters on a line of the paper, in the printer's own font. */
export const CELLS = { '58': 32, '80': 48 } as const

interface TextLook {
  readonly align?: 'left' | 'center' | 'right'
  readonly isBold?: boolean
  /** Twice as high; `wide` is twice as wide as well. */
  readonly size?: 'high' | 'wide'
}

/**
 * Writes a receiptline document row by row. No text can do more than be read: each is made printable
 * and escaped, wraps inside its own column, and what must never be cut (a price) gets its width first.
 */
export interface SlipRows {
  /** Nothing where the text has nothing visible. */
  text(text: string, look?: TextLook): void
  /** What it is on the left, its value on the right; a value without room beside it gets its own row. */
  pair(label: string, value: string, look?: Pick<TextLook, 'isBold' | 'size'>): void
  /** The first column takes the room that is left, the others are flush right in their own widths. */
  columns(texts: readonly string[], widths: readonly number[], look?: TextLook): void
  rule(): void
  barcode(data: string): void
  /** Whether these texts fit into these widths without wrapping. */
  fits(texts: readonly string[], widths: readonly number[]): boolean
  /** A text as it will be read. */
  read(text: string): string
  readonly cells: number
  document(): string
}

const decorated = (text: string, { isBold, size }: TextLook): string => {
  const scale = size === undefined ? '' : size === 'high' ? '^^' : '^^^'
  const weight = isBold === true ? '"' : ''
  return `${weight}${scale}${text}${scale}${weight}`
}

/** A value keeps to its own row where less than this is left for its label, in cells. */
const LEAST_LABEL = 8

export function createSlipRows(cells: number, isPrintable: IsPrintable): SlipRows {
  const lines: string[] = []
  let widthsNow = ''

  const setWidths = (widths: readonly number[]) => {
    const wanted = widths.length === 0 ? 'auto' : ['*', ...widths].join(' ')
    if (wanted !== widthsNow) lines.push(`{width:${wanted}}`)
    widthsNow = wanted
  }
  const clean = (text: string) => printable(text, isPrintable)

  /** A space beside a column's text draws it to the other side: that is receiptline's alignment. */
  function put(text: string, look: TextLook) {
    setWidths([])
    const words = decorated(escaped(text), look)
    if (look.align === 'left') lines.push(`|${words} |`)
    else if (look.align === 'right') lines.push(`| ${words}|`)
    else lines.push(`|${words}|`)
  }

  function columns(texts: readonly string[], widths: readonly number[], look: TextLook = {}) {
    setWidths(widths)
    const [first = '', ...rest] = texts.map((text) => decorated(escaped(clean(text)), look))
    lines.push([`|${first} `, ...rest.map((text) => ` ${text}`)].join('|') + '|')
  }

  return {
    cells,
    read: clean,
    text(text, look = {}) {
      const words = clean(text)
      if (words !== '') put(words, look)
    },
    pair(label, value, look = {}) {
      const words = clean(value)
      const width = widthOf(words)
      if (width === 0) return put(clean(label), { ...look, align: 'left' })
      if (cells - 1 - width >= Math.min(LEAST_LABEL, widthOf(clean(label)))) {
        return columns([label, words], [width], look)
      }
      put(clean(label), { ...look, align: 'left' })
      put(words, { ...look, align: 'right' })
    },
    columns,
    rule() {
      setWidths([])
      // As text: the line-drawing signs of code page 1 are other signs on some printers.
      lines.push(`|${escaped('-'.repeat(cells))} |`)
    },
    barcode(data) {
      setWidths([])
      // Code 128 holds ASCII alone.
      lines.push(`{code:${escaped(data.replaceAll(/[^ -~]/g, ''))};option:code128 2 64 hri}`)
    },
    fits: (texts, widths) =>
      texts.every((text, index) => widthOf(clean(text)) <= (widths[index] ?? 0)),
    document: () => lines.join('\n'),
  }
}
