/** This till's number, inside every order number. A shop with a second till needs numbers that don't meet. */
const TILL = '0001'

const OURS = new RegExp(`^\\d{8}-(${TILL}-(\\d{6,}))-[0-9A-Z]{4}$`)

/** What staff say aloud, of a running number. */
export const orderNumberOf = (seq: number): string => `${TILL}-${String(seq).padStart(6, '0')}`

/** The order number inside an orderId of this till, yyyymmdd-till-number-SUFFIX; null for anybody else's. */
export function numberIn(
  orderId: string,
): { readonly number: string; readonly seq: number } | null {
  const [, number, seq] = OURS.exec(orderId) ?? []
  return number === undefined ? null : { number, seq: Number(seq) }
}

/** Whether Toss could have this orderId from this till. */
export const isOurOrderId = (orderId: string): boolean => numberIn(orderId) !== null
