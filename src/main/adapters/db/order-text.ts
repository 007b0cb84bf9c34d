import { type SQL, sql } from 'drizzle-orm'
import type { Queries } from './open-database.ts'

/** Up to so many orders are fetched by an index and sorted; with more, the newest-first scan meets them soon. */
const FEW = 2000
/** Different product names that one text may stand for. */
const MAX_NAMES = 500

/** One way an order can be meant by a text: found through an index, or tested on an order `o`. */
interface Meaning {
  /** Gives a column `seq`. */
  readonly seek: SQL
  readonly holds: SQL
}

/**
 * The condition on an order `o` that the text asks for: part of a product's name, an amount in won,
 * the approval number, the order's number, the beginning of an orderId or a paymentKey.
 *
 * What is rare is sought by its index; what is common is tested row by row, newest first, until the
 * page is full. Either way the work is bounded, however long the history.
 */
export function textCondition(queries: Queries, text: string): SQL {
  const meanings = [...nameMeanings(queries, text), ...numberMeanings(text), ...idMeanings(text)]
  if (meanings.length === 0) return sql`false`
  const seeks = sql.join(
    meanings.map(({ seek }) => sql`SELECT seq FROM (${seek} LIMIT ${FEW + 1})`),
    sql` UNION `,
  )
  const found = queries.all<{ seq: number }>(sql`${seeks} LIMIT ${FEW + 1}`)
  if (found.length <= FEW) {
    const list = JSON.stringify(found.map(({ seq }) => seq))
    return sql`o.seq IN (SELECT value FROM json_each(${list}))`
  }
  return sql`(${sql.join(
    meanings.map(({ holds }) => holds),
    sql` OR `,
  )})`
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
    },
  ]
}

/** 4500, 4,500원, ₩4,500: an amount. 123: also the order 0001-000123. */
function numberMeanings(text: string): Meaning[] {
  if (!/^₩?\s*(?:\d{1,12}|\d{1,3}(?:,\d{3})+)\s*원?$/.test(text)) return []
  const amount = Number(text.replaceAll(/\D/g, ''))
  const meanings = [
    {
      seek: sql`SELECT seq FROM orders WHERE total_amount = ${amount}`,
      holds: sql`o.total_amount = ${amount}`,
    },
  ]
  if (/^\d+$/.test(text)) {
    meanings.push({
      seek: sql`SELECT seq FROM orders WHERE seq = ${amount}`,
      holds: sql`o.seq = ${amount}`,
    })
  }
  return meanings
}

function idMeanings(text: string): Meaning[] {
  // Ids of Toss and ours are plain ASCII; anything else can't be one.
  if (!/^[\w=-]{4,200}$/.test(text)) return []
  const from = text
  const until = `${text}\u{10FFFF}`
  return [
    {
      seek: sql`SELECT seq FROM orders WHERE number >= ${from} AND number < ${until}`,
      holds: sql`(o.number >= ${from} AND o.number < ${until})`,
    },
    {
      seek: sql`SELECT order_seq AS seq FROM attempt WHERE order_id >= ${from} AND order_id < ${until}`,
      holds: sql`EXISTS (SELECT 1 FROM attempt t WHERE t.order_seq = o.seq AND t.order_id >= ${from} AND t.order_id < ${until})`,
    },
    {
      seek: sql`SELECT order_seq AS seq FROM attempt WHERE payment_key >= ${from} AND payment_key < ${until}`,
      holds: sql`EXISTS (SELECT 1 FROM attempt t WHERE t.order_seq = o.seq AND t.payment_key >= ${from} AND t.payment_key < ${until})`,
    },
    {
      seek: sql`SELECT t.order_seq AS seq FROM payment k JOIN attempt t ON t.order_id = k.order_id WHERE k.approve_no = ${text}`,
      holds: sql`EXISTS (SELECT 1 FROM attempt t JOIN payment k ON k.order_id = t.order_id WHERE t.order_seq = o.seq AND k.approve_no = ${text})`,
    },
  ]
}
