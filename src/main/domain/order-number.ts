/** This till. A shop with a second one needs numbers that don't meet. */
const TILL = '0001'

/** What staff say aloud, of a running number. */
export const orderNumberOf = (seq: number): string => `${TILL}-${String(seq).padStart(6, '0')}`

const ORDER_ID = new RegExp(`^\\d{8}-(${TILL}-(\\d{6,9}))-[0-9A-Z]{4}$`)

/** The order number inside an orderId that this till made; null for anybody else's. */
export function numberIn(
  orderId: string,
): { readonly number: string; readonly seq: number } | null {
  const [, number, seq] = ORDER_ID.exec(orderId) ?? []
  return number === undefined ? null : { number, seq: Number(seq) }
}
