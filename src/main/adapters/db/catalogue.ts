import { and, asc, eq, gt, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import { won } from '#shared/money.ts'
import type { Catalogue, Category, Product } from '../../application/ports.ts'
import { baseIdOf, labelled } from '../../domain/labelled-product.ts'
import { listCategories } from './category-rows.ts'
import type { Queries, TillDatabase } from './open-database.ts'
import { category, meta, orderLine, orders, product } from './schema.ts'

/** The shape of a sample catalogue's JSON. Prices in won. */
export interface CatalogueSeed {
  readonly categories: readonly Category[]
  readonly products: readonly (Omit<Product, 'price' | 'code'> & {
    readonly price: number
    readonly code?: string
  })[]
}

const SEEDED = 'catalogue_seeded'

/** How many of the newest orders say what sells: read in a few ms, also in a file of a million. */
const LATELY = 10_000
/** Orders whose goods were taken along, whatever was given back later. */
const SOLD = ['paid', 'partly_refunded', 'refunded', 'awaiting_deposit'] as const

/** What a store sells. @throws DatabaseFault */
export function createCatalogue({ read }: TillDatabase): Catalogue {
  const findOne = (...which: SQL[]) =>
    read((queries) => {
      const row = queries
        .select()
        .from(product)
        .where(and(...which))
        .get()
      return row === undefined ? null : toProduct(row)
    })
  const findById = async (productId: string, ...which: SQL[]) => {
    const found = await findOne(eq(product.id, baseIdOf(productId)), ...which)
    return found === null ? null : labelled(found, productId)
  }
  return {
    list: () =>
      read((queries) => ({
        categories: listCategories(queries),
        products: queries
          .select()
          .from(product)
          .where(isNull(product.archivedAt))
          .orderBy(asc(product.position))
          .all()
          .map(toProduct),
      })),
    find: (productId) => findById(productId, isNull(product.archivedAt)),
    findEver: (productId) => findById(productId),
    findByBarcode: (barcode) => findOne(eq(product.barcode, barcode), isNull(product.archivedAt)),
    findByCode: (code) => findOne(eq(product.code, code), isNull(product.archivedAt)),
    soldLately: () =>
      read((queries) => {
        const newest = queries
          .select({ seq: sql<number>`max(${orders.seq})` })
          .from(orders)
          .get()
        const rows = queries
          .select({
            productId: orderLine.productId,
            pieces: sql<number>`sum(${orderLine.quantity})`,
          })
          .from(orderLine)
          .innerJoin(orders, eq(orders.seq, orderLine.orderSeq))
          .where(and(gt(orders.seq, (newest?.seq ?? 0) - LATELY), inArray(orders.status, SOLD)))
          .groupBy(orderLine.productId)
          .all()
        const sold = new Map<string, number>()
        for (const { productId, pieces } of rows) {
          const id = baseIdOf(productId)
          sold.set(id, (sold.get(id) ?? 0) + pieces)
        }
        return sold
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
    const insert = productInsert(queries)
    for (const [position, row] of seed.products.entries()) {
      insert.run({
        ...row,
        name: row.name.normalize('NFC'),
        price: won(row.price),
        code: row.code ?? null,
        position,
      })
    }
    queries.insert(meta).values({ key: SEEDED, value: 'yes' }).run()
  })
}

const PRODUCT_COLUMNS = [
  'id',
  'position',
  'name',
  'price',
  'categoryId',
  'taxType',
  'barcode',
  'code',
  'picture',
  'isFavourite',
] as const
type Placed = {
  readonly [K in (typeof PRODUCT_COLUMNS)[number]]: ReturnType<typeof sql.placeholder>
}

/** Puts a product in, by its columns. Made once for all rows: building it takes longer than running it. */
export const productInsert = (queries: Queries) =>
  queries
    .insert(product)
    .values(
      Object.fromEntries(PRODUCT_COLUMNS.map((name) => [name, sql.placeholder(name)])) as Placed,
    )
    .prepare()

const isSeeded = (queries: Queries): boolean =>
  queries.select().from(meta).where(eq(meta.key, SEEDED)).get() !== undefined

const toProduct = ({
  position: _,
  archivedAt: __,
  price,
  ...row
}: typeof product.$inferSelect): Product => ({
  ...row,
  price: won(price),
})
