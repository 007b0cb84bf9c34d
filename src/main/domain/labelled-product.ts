import { type LabelRule, priceOfWeight, type ReadLabel } from '#shared/scale-label.ts'
import { isWon, type Won } from '#shared/money.ts'

/**
 * A piece with a price of its own goes by an id of its own: `pork@p12500` cost 12,500 won by its label,
 * `pork@w850-100` weighs 850 g at the product's price for 100 g. So it is its own line in the cart, and
 * orders keep what it cost.
 */
const LABELLED = /^(?<base>.+)@(?:p(?<price>\d{1,6})|w(?<grams>\d{1,6})-(?<unit>100|1000))$/

/** The product's own id: what the catalogue knows. */
export const baseIdOf = (id: string): string => LABELLED.exec(id)?.groups?.['base'] ?? id

export const labelledId = (productId: string, label: ReadLabel, rule: LabelRule): string =>
  label.holds === 'price'
    ? `${productId}@p${label.value}`
    : `${productId}@w${label.value}-${rule.priceUnit}`

/** The product as it is sold under this id; null where its price would be no amount. */
export function labelled<T extends { readonly id: string; readonly name: string; price: Won }>(
  product: T,
  id: string,
): T | null {
  const groups = LABELLED.exec(id)?.groups
  if (groups === undefined) return product
  const { price, grams, unit } = groups
  if (price !== undefined)
    return isWon(Number(price)) ? { ...product, id, price: Number(price) } : null
  const amount = priceOfWeight(product.price, Number(grams), Number(unit))
  return amount === null
    ? null
    : { ...product, id, name: `${product.name} ${Number(grams)}g`, price: amount }
}
