/** The tables of what isn't sold yet: the open cart, its steps back, and carts put on hold. */
import { sql } from 'drizzle-orm'
import { check, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { instant, instantCheck, jsonCheck, wonCheck, wonColumn } from './schema.ts'

/** One row: the open cart, so that a crash of the page or the till loses nothing. */
export const cart = sqliteTable(
  'cart',
  {
    id: integer('id').primaryKey(),
    lines: text('lines').notNull(),
    triedAs: text('tried_as'),
    /** Discount, 매장/포장 and approval, as JSON. */
    terms: text('terms').notNull().default('{}'),
  },
  () => [
    check('cart_one_row', sql.raw('"id" = 1')),
    jsonCheck('cart', 'lines'),
    jsonCheck('cart', 'terms'),
  ],
)

/** The open cart before each of its last edits, the newest last. */
export const cartStep = sqliteTable(
  'cart_step',
  {
    seq: integer('seq').primaryKey(),
    /** The whole cart as JSON. */
    before: text('before').notNull(),
  },
  () => [jsonCheck('cart_step', 'before')],
)

/** 보류: carts that wait for their customers. */
export const heldCart = sqliteTable(
  'held_cart',
  {
    id: text('id').primaryKey(),
    heldAt: instant('held_at').notNull(),
    /** What it came to then; recalled, it is priced anew. */
    total: wonColumn('total').notNull(),
    count: integer('count').notNull(),
    /** The first products' names, as a JSON array. */
    names: text('names').notNull(),
    /** The order it was tried as, which may turn out as paid while it waits. */
    triedAs: text('tried_as'),
    /** The whole cart as JSON. */
    contents: text('contents').notNull(),
  },
  () => [
    instantCheck('held_cart', 'held_at'),
    wonCheck('held_cart', 'total'),
    check('held_cart_count_some', sql.raw('"count" >= 1')),
    jsonCheck('held_cart', 'names'),
    jsonCheck('held_cart', 'contents'),
  ],
)
