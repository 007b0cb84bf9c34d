import { and, asc, count, desc, eq, isNotNull, isNull, max } from 'drizzle-orm'
import type { CategoryRemoval, CategorySaving } from '../../application/product-ports.ts'
import type { Category } from '../../application/ports.ts'
import { categoryKey } from '../../domain/product-list.ts'
import { freeId } from './free-id.ts'
import type { Queries } from './open-database.ts'
import { category, product } from './schema.ts'

type Names = Omit<Category, 'id'>

const NAMED = { id: category.id, nameKo: category.nameKo, nameEn: category.nameEn } as const

/** The categories that there are, in their order. */
export const listCategories = (queries: Queries): Category[] =>
  queries
    .select(NAMED)
    .from(category)
    .where(isNull(category.archivedAt))
    .orderBy(asc(category.position))
    .all()

/** Two can be of one name, where another was renamed so: the one that was removed last comes first. */
const archivedCategories = (queries: Queries): Category[] =>
  queries
    .select(NAMED)
    .from(category)
    .where(isNotNull(category.archivedAt))
    .orderBy(desc(category.archivedAt), asc(category.position))
    .all()

/** Only of one that there is. */
export const categoryPosition = (queries: Queries, categoryId: string): number | undefined =>
  queries
    .select({ at: category.position })
    .from(category)
    .where(and(eq(category.id, categoryId), isNull(category.archivedAt)))
    .get()?.at

/**
 * The category that a product of this one is sold in. One that was removed comes back at its place, unless
 * another has its name by now: then that one is meant, for no two have the same.
 */
export function openCategory(queries: Queries, categoryId: string): string {
  const archived = archivedCategories(queries).find(({ id }) => id === categoryId)
  if (archived === undefined) return categoryId
  const namesake = listCategories(queries).find(({ nameKo }) => nameKo === archived.nameKo)
  if (namesake !== undefined) return namesake.id
  queries.update(category).set({ archivedAt: null }).where(eq(category.id, categoryId)).run()
  return categoryId
}

/** Adds one at the end, under an id of its own. Rows are never deleted, so counts only grow. */
function addCategory(queries: Queries, names: Names): string {
  const known = queries
    .select({ rows: count(), last: max(category.position) })
    .from(category)
    .get()
  const id = freeId('c', (known?.rows ?? 0) + 1, (one) => rowOf(queries, one) !== undefined)
  queries
    .insert(category)
    .values({ ...names, id, position: 1 + (known?.last ?? -1) })
    .run()
  return id
}

const rowOf = (queries: Queries, categoryId: string) =>
  queries.select().from(category).where(eq(category.id, categoryId)).get()

/** Adds one, or brings back the one that had this name, or renames one. */
export function saveCategory(
  queries: Queries,
  categoryId: string | null,
  names: Names,
): CategorySaving {
  const all = listCategories(queries)
  const others = all.filter(({ id }) => id !== categoryId)
  if (others.some(({ nameKo }) => nameKo === names.nameKo)) return { kind: 'name_taken' }
  if (categoryId !== null) {
    if (others.length === all.length) return { kind: 'no_category' }
    queries.update(category).set(names).where(eq(category.id, categoryId)).run()
    return { kind: 'saved', categoryId }
  }
  const back = archivedCategories(queries).find(({ nameKo }) => nameKo === names.nameKo)
  if (back === undefined) return { kind: 'saved', categoryId: addCategory(queries, names) }
  // The Korean name twice: nobody gave an English one, and the old one comes back with the rest.
  const nameEn = names.nameEn === names.nameKo ? back.nameEn : names.nameEn
  queries.update(category).set({ nameEn }).where(eq(category.id, back.id)).run()
  return { kind: 'saved', categoryId: openCategory(queries, back.id) }
}

/** The category that a list calls so and the shop doesn't have: one that was removed, or else a new one. */
export function categoryOfList(queries: Queries, name: string): string {
  const key = categoryKey(name)
  // Those that there are, too: the list may have brought one back by its other name.
  const all = [...listCategories(queries), ...archivedCategories(queries)]
  const found =
    all.find(({ nameKo }) => categoryKey(nameKo) === key) ??
    all.find(({ nameEn }) => categoryKey(nameEn) === key)
  return found === undefined
    ? addCategory(queries, { nameKo: name, nameEn: name })
    : openCategory(queries, found.id)
}

/** Archives one in which nothing is sold. */
export function removeCategory(queries: Queries, categoryId: string, at: Date): CategoryRemoval {
  if (categoryPosition(queries, categoryId) === undefined) return { kind: 'no_category' }
  const sold = queries
    .select({ products: count() })
    .from(product)
    .where(and(eq(product.categoryId, categoryId), isNull(product.archivedAt)))
    .get()
  if (sold !== undefined && sold.products > 0) return { kind: 'in_use', products: sold.products }
  queries
    .update(category)
    .set({ archivedAt: at.toISOString() })
    .where(eq(category.id, categoryId))
    .run()
  return { kind: 'removed' }
}
