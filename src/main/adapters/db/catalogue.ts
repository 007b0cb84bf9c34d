import { asc, eq } from 'drizzle-orm'
import { won } from '#shared/money.ts'
import type { Catalogue, Category, Product } from '../../application/ports.ts'
import type { Queries, TillDatabase } from './open-database.ts'
import { category, meta, product } from './schema.ts'

/** The shape of a sample catalogue's JSON. Prices in won. */
export interface CatalogueSeed {
  readonly categories: readonly Category[]
  readonly products: readonly (Omit<Product, 'price'> & { readonly price: number })[]
}

const SEEDED = 'catalogue_seeded'

/** What a store sells. @throws DatabaseFault */
export function createCatalogue({ read }: TillDatabase): Catalogue {
  return {
    list: () =>
      read((queries) => ({
        categories: queries
          .select({ id: category.id, nameKo: category.nameKo, nameEn: category.nameEn })
          .from(category)
          .orderBy(asc(category.position))
          .all(),
        products: queries
          .select()
          .from(product)
          .orderBy(asc(product.position))
          .all()
          .map(toProduct),
      })),
    find: (productId) =>
      read((queries) => {
        const row = queries.select().from(product).where(eq(product.id, productId)).get()
        return row === undefined ? null : toProduct(row)
      }),
  }
}

/**
 * Fills a new store with the sample, once: a shop that has emptied its catalogue gets nothing back.
 * Throws where the sample breaks a rule of the tables (an unknown category, a price that isn't won).
 */
export function seedCatalogue({ write }: TillDatabase, seed: CatalogueSeed): Promise<void> {
  return write((queries) => {
    if (isSeeded(queries)) return
    for (const [position, row] of seed.categories.entries()) {
      queries
        .insert(category)
        .values({ ...row, position })
        .run()
    }
    for (const [position, row] of seed.products.entries()) {
      queries
        .insert(product)
        .values({ ...row, name: row.name.normalize('NFC'), price: won(row.price), position })
        .run()
    }
    queries.insert(meta).values({ key: SEEDED, value: 'yes' }).run()
  })
}

const isSeeded = (queries: Queries): boolean =>
  queries.select().from(meta).where(eq(meta.key, SEEDED)).get() !== undefined

const toProduct = ({ position: _, price, ...row }: typeof product.$inferSelect): Product => ({
  ...row,
  price: won(price),
})
