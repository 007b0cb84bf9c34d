/** The stores that talk to Toss with keys of their own. */
export type KeyedStore = 'sandbox' | 'live'
