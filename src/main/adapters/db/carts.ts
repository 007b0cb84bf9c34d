import { asc, count, desc, eq, lt, sql } from 'drizzle-orm'
import type { Carts, CartToHold, StoredCart } from '../../application/ports.ts'
import { cart, cartStep, heldCart } from './cart-schema.ts'
import type { Queries, TillDatabase } from './open-database.ts'
import { preparedOnce } from './prepared-once.ts'

const THE_CART = 1
/** Nobody goes further back than this. */
const MOST_STEPS = 50

const EMPTY: StoredCart = { lines: [], triedAs: null }

/** The one open cart of a store, its steps back, and those on hold. @throws DatabaseFault */
export function createCarts({ read, write }: TillDatabase): Carts {
  return {
    load: () => read(loadCart),
    save: (next) => write((queries) => saveCart(queries, next)),

    edit: (after, before) =>
      write((queries) => {
        if (before === null) queries.delete(cartStep).run()
        else addStep(queries, before)
        saveCart(queries, after)
      }),

    undo: () =>
      write((queries) => {
        const step = queries.select().from(cartStep).orderBy(desc(cartStep.seq)).limit(1).get()
        if (step === undefined) return null
        queries.delete(cartStep).where(eq(cartStep.seq, step.seq)).run()
        const before = JSON.parse(step.before) as StoredCart
        saveCart(queries, before)
        return before
      }),

    aside: () =>
      read((queries) => ({
        steps: atEachPress(queries).steps.get()?.steps ?? 0,
        held: atEachPress(queries)
          .held.all()
          .map((row) => ({
            id: row.id,
            heldAt: new Date(row.heldAt),
            total: row.total,
            count: row.count,
            names: JSON.parse(row.names) as string[],
          })),
      })),

    hold: (waiting) =>
      write((queries) => {
        putOnHold(queries, waiting)
        openCart(queries, EMPTY)
      }),

    recall: (id, instead) =>
      write((queries) => {
        const row = queries.select().from(heldCart).where(eq(heldCart.id, id)).get()
        if (row === undefined) return null
        queries.delete(heldCart).where(eq(heldCart.id, id)).run()
        if (instead !== null) putOnHold(queries, instead)
        const next = JSON.parse(row.contents) as StoredCart
        openCart(queries, next)
        return next
      }),

    sold: (number) =>
      write((queries) => {
        queries.delete(heldCart).where(eq(heldCart.triedAs, number)).run()
        if (loadCart(queries).triedAs !== number) return false
        openCart(queries, EMPTY)
        return true
      }),
  }
}

/** What every press on a product runs. */
const atEachPress = preparedOnce((queries) => ({
  cart: queries.select().from(cart).prepare(),
  steps: queries.select({ steps: count() }).from(cartStep).prepare(),
  held: queries.select().from(heldCart).orderBy(asc(heldCart.heldAt), asc(heldCart.id)).prepare(),
  save: queries
    .insert(cart)
    .values({
      id: THE_CART,
      lines: sql.placeholder('lines'),
      triedAs: sql.placeholder('triedAs'),
      terms: sql.placeholder('terms'),
    })
    .onConflictDoUpdate({
      target: cart.id,
      set: {
        lines: sql`excluded.lines`,
        triedAs: sql`excluded.tried_as`,
        terms: sql`excluded.terms`,
      },
    })
    .prepare(),
}))

function loadCart(queries: Queries): StoredCart {
  const row = atEachPress(queries).cart.get()
  if (row === undefined) return EMPTY
  const terms = JSON.parse(row.terms) as Omit<StoredCart, 'lines' | 'triedAs'>
  return { ...terms, lines: JSON.parse(row.lines) as StoredCart['lines'], triedAs: row.triedAs }
}

function saveCart(queries: Queries, { lines, triedAs, ...terms }: StoredCart): void {
  atEachPress(queries).save.run({
    lines: JSON.stringify(lines),
    triedAs,
    terms: JSON.stringify(terms),
  })
}

/** Another sale begins: nothing of the last one can be brought back into it. */
function openCart(queries: Queries, next: StoredCart): void {
  queries.delete(cartStep).run()
  saveCart(queries, next)
}

function addStep(queries: Queries, before: StoredCart): void {
  const { seq } = queries
    .insert(cartStep)
    .values({ before: JSON.stringify(before) })
    .returning({ seq: cartStep.seq })
    .get()
  queries
    .delete(cartStep)
    .where(lt(cartStep.seq, seq - MOST_STEPS + 1))
    .run()
}

function putOnHold(queries: Queries, { held, cart: waiting }: CartToHold): void {
  queries
    .insert(heldCart)
    .values({
      id: held.id,
      heldAt: held.heldAt.toISOString(),
      total: held.total,
      count: held.count,
      names: JSON.stringify(held.names),
      triedAs: waiting.triedAs,
      contents: JSON.stringify(waiting),
    })
    .run()
}
