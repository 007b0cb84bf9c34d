/** This till's number, inside every order number. A shop with a second till needs numbers that don't meet. */
export const TILL = '0001'

const OURS = new RegExp(`^\\d{8}-${TILL}-\\d{6,}-[0-9A-Z]{4}$`)

/** Whether Toss could have this orderId from this till: yyyymmdd-till-number-SUFFIX. */
export const isOurOrderId = (orderId: string): boolean => OURS.test(orderId)
