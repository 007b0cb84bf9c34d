import { count, eq, max, sql } from 'drizzle-orm'
import type { CategoryOf, ListedFacts, ListPlan } from '../../domain/product-list.ts'
import { productInsert } from './catalogue.ts'
import { categoryOfList } from './category-rows.ts'
import { freeId } from './free-id.ts'
import type { Queries } from './open-database.ts'
import { priceChange, product } from './schema.ts'

/** Gives the places of new products, at the end one after the other. They are never deleted, so counts only grow. */
export function productPlaces(queries: Queries) {
  const known = queries
    .select({ products: count(), last: max(product.position) })
    .from(product)
    .get()
  let products = known?.products ?? 0
  let position = known?.last ?? -1
  const isTaken = queries
    .select({ id: product.id })
    .from(product)
    .where(eq(product.id, sql.placeholder('id')))
    .prepare()
  return () => {
    products += 1
    position += 1
    return { id: freeId('p', products, (id) => isTaken.get({ id }) !== undefined), position }
  }
}

const FACTS = ['name', 'price', 'categoryId', 'taxType', 'barcode', 'code', 'isFavourite'] as const
type Placed = { readonly [K in (typeof FACTS)[number]]: ReturnType<typeof sql.placeholder> }
const PLACED = Object.fromEntries(FACTS.map((name) => [name, sql.placeholder(name)])) as Placed

/** Writes what a list changes, in its order. Statements are made once: 50,000 rows take about a second. */
export function applyPlan(queries: Queries, plan: ListPlan, at: Date): void {
  const newIds = new Map(plan.newCategories.map((name) => [name, categoryOfList(queries, name)]))
  const idOf = (of: CategoryOf): string => {
    const id = 'id' in of ? of.id : newIds.get(of.newName)
    if (id === undefined) throw new Error('a row of a category that the list does not make')
    return id
  }
  const values = ({ category: of, ...facts }: ListedFacts) => ({ ...facts, categoryId: idOf(of) })

  const place = productPlaces(queries)
  const insert = productInsert(queries)
  const update = queries
    .update(product)
    .set(PLACED as never)
    .where(eq(product.id, sql.placeholder('id')))
    .prepare()
  const remember = queries
    .insert(priceChange)
    .values({
      productId: sql.placeholder('productId'),
      at: at.toISOString(),
      fromPrice: sql.placeholder('from'),
      toPrice: sql.placeholder('to'),
    })
    .prepare()

  for (const row of plan.rows) {
    if (row.kind === 'added') {
      insert.run({ ...values(row.facts), ...place(), picture: null })
      continue
    }
    const { productId: id, before, facts } = row
    if (before.price !== facts.price) {
      remember.run({ productId: id, from: before.price, to: facts.price })
    }
    if (update.run({ ...values(facts), id }).changes !== 1) {
      throw new Error(`the list changes ${id}, which is not there`)
    }
  }
}
