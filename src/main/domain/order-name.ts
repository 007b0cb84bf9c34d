import type { Language } from '#shared/vocabulary.ts'
import { baseIdOf } from './labelled-product.ts'

/** Toss's limit for `orderName`, in characters. Source: toss-api 6.6. */
const MAX_ORDER_NAME = 100

const shorten = (text: string, room: number): string => {
  // By code points: a name cut through an emoji would reach Toss as a broken character.
  const characters = [...text]
  if (characters.length <= room) return text
  return room < 1 ? '' : `${characters.slice(0, room - 1).join('')}…`
}

const suffixFor = (lineCount: number): string => (lineCount > 1 ? ` 외 ${lineCount - 1}건` : '')

/**
 * `<product id>-<product name>`, with ` 외 N건` after it where N other lines were bought too. At most
 * 100 characters: the name is cut with …, never the number of other lines.
 */
export function orderNameOf(
  first: { readonly productId: string; readonly name: string },
  lineCount: number,
): string {
  const suffix = suffixFor(lineCount)
  const prefix = `${baseIdOf(first.productId)}-`
  const room = MAX_ORDER_NAME - [...prefix].length - [...suffix].length
  return `${prefix}${shorten(first.name, room)}${suffix}`
}

/** What people read: "아메리카노 외 1건". From the lines, never parsed back out of the order name. */
export const orderTitleOf = (
  { firstName, lineCount }: { readonly firstName: string; readonly lineCount: number },
  language: Language,
): string =>
  language === 'ko' || lineCount <= 1
    ? `${firstName}${suffixFor(lineCount)}`
    : `${firstName} + ${lineCount - 1} more`

/** As {@link orderTitleOf}, of an order whose lines are at hand. */
export const titleOfLines = (
  lines: readonly { readonly name: string }[],
  language: Language,
): string => orderTitleOf({ firstName: lines[0]?.name ?? '', lineCount: lines.length }, language)
