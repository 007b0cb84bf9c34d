import type { Carts, StoredCart } from '../../application/ports.ts'
import type { TillDatabase } from './open-database.ts'
import { cart } from './schema.ts'

const THE_CART = 1

/** The one open cart of a store. @throws DatabaseFault */
export function createCarts({ read, write }: TillDatabase): Carts {
  return {
    load: () =>
      read((queries) => {
        const row = queries.select().from(cart).get()
        if (row === undefined) return { lines: [], triedAs: null }
        return { lines: JSON.parse(row.lines) as StoredCart['lines'], triedAs: row.triedAs }
      }),
    save: ({ lines, triedAs }) =>
      write((queries) => {
        const row = {
          lines: JSON.stringify(lines.map(({ productId, quantity }) => ({ productId, quantity }))),
          triedAs,
        }
        queries
          .insert(cart)
          .values({ id: THE_CART, ...row })
          .onConflictDoUpdate({ target: cart.id, set: row })
          .run()
      }),
  }
}
