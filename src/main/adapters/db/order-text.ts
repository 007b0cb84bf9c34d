import { type SQL, sql } from 'drizzle-orm'
import { CASH_WORDS } from '../../domain/method-text.ts'
import type { Queries } from './open-database.ts'

/** Up to so many orders of one meaning are fetched by its index and sorted. */
const FEW = 5000
/** Different product names that one text may stand for. */
const MAX_NAMES = 500

/** One way an order can be meant by a text: found through an index, or tested on an order `o`. */
interface Meaning {
  /** Gives the running numbers as `seq`. */
  readonly seek: SQL
  readonly holds: SQL
  /** Gives the highest running number as `seq`, cheaply; null where that takes as long as all. */
  readonly newest: SQL | null
}

/**
 * The condition on an order `o` that the text asks for: part of a product's name, an amount in won,
 * the approval number, the order's number, the beginning of an orderId or a paymentKey, or 현금 for cash.
 *
 * A meaning that fits few orders is sought by its index; one that fits many is tested row by row,
 * newest first, from the newest order that fits: the page is soon full.
 */
export function textCondition(queries: Queries, text: string): SQL {
  const meanings = [
    ...nameMeanings(queries, text),
    ...numberMeanings(text),
    ...idMeanings(text),
    ...cashMeanings(text),
  ]
  const few = new Set<number>()
  const many: Meaning[] = []
  for (const meaning of meanings) {
    const found = queries.all<{ seq: number }>(sql`${meaning.seek} LIMIT ${FEW + 1}`)
    if (found.length > FEW) many.push(meaning)
    else for (const { seq } of found) few.add(seq)
  }
  const listed = sql`o.seq IN (SELECT value FROM json_each(${JSON.stringify([...few])}))`
  if (many.length === 0) return listed
  const holds = sql.join([listed, ...many.map((meaning) => meaning.holds)], sql` OR `)
  const newest = newestOf(queries, few, many)
  // The plus keeps SQLite on the list's own order; by running number it would read and sort them all.
  return newest === null ? sql`(${holds})` : sql`+o.seq <= ${newest} AND (${holds})`
}

/** No order above this running number is meant; null where that isn't known. */
function newestOf(
  queries: Queries,
  few: ReadonlySet<number>,
  many: readonly Meaning[],
): number | null {
  let newest = 0
  for (const seq of few) newest = Math.max(newest, seq)
  for (const meaning of many) {
    if (meaning.newest === null) return null
    newest = Math.max(newest, queries.get<{ seq: number }>(meaning.newest).seq)
  }
  return newest
}

/** By way of the short list of names ever sold: two Korean letters are enough, no text index is needed. */
function nameMeanings(queries: Queries, text: string): Meaning[] {
  const pattern = `%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
  const names = queries.all<{ name: string }>(
    sql`SELECT name FROM sold_name WHERE name LIKE ${pattern} ESCAPE '\\' LIMIT ${MAX_NAMES}`,
  )
  if (names.length === 0) return []
  const list = sql`(SELECT value FROM json_each(${JSON.stringify(names.map(({ name }) => name))}))`
  return [
    {
      seek: sql`SELECT order_seq AS seq FROM order_line WHERE name IN ${list}`,
      holds: sql`EXISTS (SELECT 1 FROM order_line l WHERE l.order_seq = o.seq AND l.name IN ${list})`,
      newest: sql`SELECT max(order_seq) AS seq FROM order_line WHERE name IN ${list}`,
    },
  ]
}

/** 4500, 4,500원, ₩4,500: an amount. 123: also the order 0001-000123. */
function numberMeanings(text: string): Meaning[] {
  if (!/^₩?\s*(?:\d{1,12}|\d{1,3}(?:,\d{3})+)\s*원?$/.test(text)) return []
  const number = Number(text.replaceAll(/\D/g, ''))
  const meanings = [onOrders(sql`total_amount = ${number}`, sql`o.total_amount = ${number}`)]
  if (/^\d+$/.test(text)) meanings.push(onOrders(sql`seq = ${number}`, sql`o.seq = ${number}`))
  return meanings
}

function idMeanings(text: string): Meaning[] {
  // Ids of Toss and ours are plain ASCII; anything else can't be one.
  if (!/^[\w=-]{4,200}$/.test(text)) return []
  const begins = (column: string) =>
    sql`${sql.raw(column)} >= ${text} AND ${sql.raw(column)} < ${`${text}\u{10FFFF}`}`
  return [
    onOrders(begins('number'), begins('o.number')),
    onAttempts(begins('t.order_id')),
    onCash(begins('c.id')),
    onAttempts(begins('t.payment_key')),
    {
      seek: sql`SELECT t.order_seq AS seq FROM payment k JOIN attempt t ON t.order_id = k.order_id WHERE k.approve_no = ${text}`,
      holds: sql`EXISTS (SELECT 1 FROM attempt t JOIN payment k ON k.order_id = t.order_id WHERE t.order_seq = o.seq AND k.approve_no = ${text})`,
      newest: null,
    },
  ]
}

/** 현금: whatever was paid in cash, all of it or a part. */
const cashMeanings = (text: string): Meaning[] =>
  Object.values(CASH_WORDS).includes(text)
    ? [
        {
          seek: sql`SELECT order_seq AS seq FROM cash_tender`,
          holds: sql`EXISTS (SELECT 1 FROM cash_tender c WHERE c.order_seq = o.seq)`,
          newest: sql`SELECT max(order_seq) AS seq FROM cash_tender`,
        },
      ]
    : []

const onOrders = (seek: SQL, holds: SQL): Meaning => ({
  seek: sql`SELECT seq FROM orders WHERE ${seek}`,
  holds: sql`(${holds})`,
  newest: sql`SELECT max(seq) AS seq FROM orders WHERE ${seek}`,
})

const onAttempts = (fits: SQL): Meaning => ({
  seek: sql`SELECT t.order_seq AS seq FROM attempt t WHERE ${fits}`,
  holds: sql`EXISTS (SELECT 1 FROM attempt t WHERE t.order_seq = o.seq AND ${fits})`,
  newest: sql`SELECT max(t.order_seq) AS seq FROM attempt t WHERE ${fits}`,
})

const onCash = (fits: SQL): Meaning => ({
  seek: sql`SELECT c.order_seq AS seq FROM cash_tender c WHERE ${fits}`,
  holds: sql`EXISTS (SELECT 1 FROM cash_tender c WHERE c.order_seq = o.seq AND ${fits})`,
  newest: sql`SELECT max(c.order_seq) AS seq FROM cash_tender c WHERE ${fits}`,
})
