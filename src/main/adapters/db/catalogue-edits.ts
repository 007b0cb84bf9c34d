import { and, asc, desc, eq, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import type {
  ArchivedProduct,
  CatalogueEdits,
  PriceChange,
  ProductFacts,
  Taken,
} from '../../application/product-ports.ts'
import { applyPlan, productPlaces } from './catalogue-list.ts'
import { categoryPosition, openCategory, removeCategory, saveCategory } from './category-rows.ts'
import type { Queries, TillDatabase } from './open-database.ts'
import { category, priceChange, product } from './schema.ts'

const sold = (productId: string): SQL | undefined =>
  and(eq(product.id, productId), isNull(product.archivedAt))

/** Changes of what a store sells. @throws DatabaseFault */
export function createCatalogueEdits({ read, write }: TillDatabase): CatalogueEdits {
  return {
    add: (facts) =>
      write((queries) => {
        const refused = refusal(queries, facts, null)
        if (refused !== null) return refused
        const place = productPlaces(queries)()
        queries
          .insert(product)
          .values({ ...facts, ...place, categoryId: openCategory(queries, facts.categoryId) })
          .run()
        return { kind: 'saved', productId: place.id }
      }),

    change: (productId, facts, at) =>
      write((queries) => {
        const before = queries.select().from(product).where(sold(productId)).get()
        if (before === undefined) return { kind: 'no_product' }
        const refused = refusal(queries, facts, productId)
        if (refused !== null) return refused
        if (before.price !== facts.price) {
          queries
            .insert(priceChange)
            .values({
              productId,
              at: at.toISOString(),
              fromPrice: before.price,
              toPrice: facts.price,
            })
            .run()
        }
        const categoryId = openCategory(queries, facts.categoryId)
        queries
          .update(product)
          .set({ ...facts, categoryId })
          .where(eq(product.id, productId))
          .run()
        return { kind: 'saved' }
      }),

    archive: (productId, at) =>
      write(
        (queries) =>
          queries.update(product).set({ archivedAt: at.toISOString() }).where(sold(productId)).run()
            .changes === 1,
      ),

    bringBack: (productId) =>
      write((queries) => {
        const there = queries
          .select()
          .from(product)
          .where(and(eq(product.id, productId), isNotNull(product.archivedAt)))
          .get()
        if (there === undefined) return { kind: 'no_product' }
        const refused = refusal(queries, there, productId)
        if (refused !== null) return refused
        const categoryId = openCategory(queries, there.categoryId)
        queries
          .update(product)
          .set({ archivedAt: null, categoryId })
          .where(eq(product.id, productId))
          .run()
        return { kind: 'saved' }
      }),

    move: (productId, before) =>
      write((queries) => {
        const positionOf = (id: string) =>
          queries.select({ at: product.position }).from(product).where(sold(id)).get()?.at
        return moveRow(queries, 'product', { id: productId, before }, positionOf)
      }),

    archived: (limit) =>
      read((queries) =>
        queries
          .select()
          .from(product)
          .where(isNotNull(product.archivedAt))
          .orderBy(desc(product.archivedAt), asc(product.position))
          .limit(limit)
          .all()
          .map(({ position: _, archivedAt, ...row }): ArchivedProduct => ({
            ...row,
            archivedAt: new Date(archivedAt ?? 0),
          })),
      ),

    prices: (productId, limit) =>
      read((queries) =>
        queries
          .select()
          .from(priceChange)
          .where(eq(priceChange.productId, productId))
          .orderBy(desc(priceChange.id))
          .limit(limit)
          .all()
          .map(({ at, fromPrice, toPrice }): PriceChange => ({
            at: new Date(at),
            from: fromPrice,
            to: toPrice,
          })),
      ),

    saveCategory: (categoryId, names) =>
      write((queries) => saveCategory(queries, categoryId, names)),

    removeCategory: (categoryId, at) => write((queries) => removeCategory(queries, categoryId, at)),

    moveCategory: (categoryId, before) =>
      write((queries) =>
        moveRow(queries, 'category', { id: categoryId, before }, (id) =>
          categoryPosition(queries, id),
        ),
      ),

    apply: (plan, at) => write((queries) => applyPlan(queries, plan, at)),

    picturesInUse: () =>
      read((queries) => {
        const rows = queries
          .select({ picture: product.picture })
          .from(product)
          .where(isNotNull(product.picture))
          .all()
        return new Set(rows.flatMap(({ picture }) => picture ?? []))
      }),
  }
}

/** Why a product can't be sold like this; null where it can. */
function refusal(
  queries: Queries,
  facts: Pick<ProductFacts, 'barcode' | 'code' | 'categoryId'>,
  productId: string | null,
): Taken | { readonly kind: 'no_category' } | null {
  for (const field of ['barcode', 'code'] as const) {
    const value = facts[field]
    if (value === null) continue
    const other = queries
      .select({ id: product.id, name: product.name })
      .from(product)
      .where(and(eq(product[field], value), isNull(product.archivedAt)))
      .get()
    if (other !== undefined && other.id !== productId) {
      return { kind: 'taken', field, by: other.name }
    }
  }
  const known = queries.select().from(category).where(eq(category.id, facts.categoryId)).get()
  return known === undefined ? { kind: 'no_category' } : null
}

/** One statement moves all between the two places by one: also where there are 50,000. */
function moveRow(
  queries: Queries,
  table: 'product' | 'category',
  { id, before }: { readonly id: string; readonly before: string | null },
  positionOf: (id: string) => number | undefined,
): boolean {
  const name = sql.identifier(table)
  const from = positionOf(id)
  const last = queries.get<{ last: number }>(sql`SELECT max(position) AS last FROM ${name}`)
  const to = before === null ? last.last + 1 : positionOf(before)
  if (from === undefined || to === undefined) return false
  if (id === before) return true
  const isDown = to > from
  queries.run(
    isDown
      ? sql`UPDATE ${name} SET position = position - 1 WHERE position > ${from} AND position < ${to}`
      : sql`UPDATE ${name} SET position = position + 1 WHERE position >= ${to} AND position < ${from}`,
  )
  queries.run(sql`UPDATE ${name} SET position = ${isDown ? to - 1 : to} WHERE id = ${id}`)
  return true
}
