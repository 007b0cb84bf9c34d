/** Whether a printer's character set (Korean, cp949) holds this one character. */
export type IsPrintable = (character: string) => boolean

/** Stands for what no Korean printer has: an emoji, a letter of another script. */
const UNPRINTABLE = '□'

/** Signs that have a twin in the Korean set; a printer set to Korea shows a backslash as a won sign. */
const TWINS: Readonly<Record<string, string>> = {
  '\\': '＼',
  '₩': '￦',
  '–': '-',
  '—': '-',
  '‑': '-',
  '−': '-',
  '•': '·',
}

let segmenter: Intl.Segmenter | undefined
/** Made when it is first needed: it costs more than all else that a start loads from this room. */
const graphemes = (): Intl.Segmenter =>
  (segmenter ??= new Intl.Segmenter('ko', { granularity: 'grapheme' }))

/**
 * A text as a Korean receipt printer can show it: on one line, without control, direction or invisible
 * characters, and each thing that the printer lacks as its plain form (é as e, ½ as 1⁄2) or as □. Empty
 * only where nothing visible was in it.
 */
export function printable(text: string, isPrintable: IsPrintable): string {
  const line = text.normalize('NFC').replaceAll(/[\p{Cc}\p{Z}]+/gu, ' ')
  let result = ''
  for (const { segment } of graphemes().segment(line)) result += plain(segment, isPrintable)
  return result.normalize('NFC').replaceAll(/ {2,}/g, ' ').trim()
}

function plain(segment: string, isPrintable: IsPrintable): string {
  const twin = TWINS[segment]
  if (twin !== undefined && Object.hasOwn(TWINS, segment) && isPrintable(twin)) return twin
  const visible = segment.replaceAll(/[\p{Cf}\u{FE00}-\u{FE0F}]/gu, '')
  if (visible === '') return ''
  const forms = [
    visible,
    visible.normalize('NFKC'),
    visible.normalize('NFKD').replaceAll(/\p{M}/gu, '').normalize('NFC'),
  ]
  const form = forms.find(
    (one) => one !== '' && [...one].every((c) => c !== '\\' && isPrintable(c)),
  )
  return form ?? (/^\p{M}+$/u.test(visible) ? '' : UNPRINTABLE)
}

/** Width in cells of what {@link printable} gave: letters of the Korean set take two, ASCII takes one. */
export function widthOf(text: string): number {
  let cells = 0
  for (const character of text) cells += character <= '~' ? 1 : 2
  return cells
}

/**
 * For receiptline's markup: every sign that could mean something in it as a number. Source: the
 * "Escape sequences in text" of receiptline's specification.
 */
export const escaped = (text: string): string =>
  text.replaceAll(
    /[\\|{}~_"`^=;-]/g,
    (sign) => `\\x${(sign.codePointAt(0) ?? 0).toString(16).padStart(2, '0')}`,
  )
