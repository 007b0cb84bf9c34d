import { type SQL, sql } from 'drizzle-orm'
import type { PayMethod } from '#shared/vocabulary.ts'

/** Toss's words for a method. Source: toss-api 4.4; never asked for in English. */
const WORDS: Readonly<Record<Exclude<PayMethod, 'cash'>, readonly string[]>> = {
  card: ['카드'],
  easy_pay: ['간편결제', '해외간편결제'],
  transfer: ['계좌이체'],
  virtual_account: ['가상계좌'],
  mobile_phone: ['휴대폰'],
  voucher: ['문화상품권', '도서문화상품권', '게임문화상품권'],
}

const IN_EASY_PAY = sql.raw(`json_extract(k.parsed, '$.easyPay') IS NOT NULL`)
const CASH = sql.raw('EXISTS (SELECT 1 FROM cash_tender c WHERE c.order_seq = o.seq)')

/** A card that was paid with inside an easy pay is called by either name (toss-api 4.3). */
function wordsCondition(method: Exclude<PayMethod, 'cash'>): SQL {
  const named = sql`k.method IN ${WORDS[method]}`
  if (method === 'card') return sql`(${named} AND NOT (${IN_EASY_PAY}))`
  if (method === 'easy_pay') return sql`(${named} OR (k.method = '카드' AND ${IN_EASY_PAY}))`
  return named
}

/**
 * The condition on an order `o` that money of it came, or is to come, by one of the methods. What was
 * declined or cancelled moved none, and isn't looked at. Tested order by order in the list's own order.
 */
export function methodCondition(methods: readonly PayMethod[]): SQL {
  const atToss = methods.filter((method) => method !== 'cash')
  const conditions = [
    ...(methods.includes('cash') ? [CASH] : []),
    ...(atToss.length === 0
      ? []
      : [
          sql`EXISTS (SELECT 1 FROM attempt t JOIN payment k ON k.order_id = t.order_id
                WHERE t.order_seq = o.seq AND t.state NOT IN ('declined', 'cancelled')
                  AND (${sql.join(atToss.map(wordsCondition), sql` OR `)}))`,
        ]),
  ]
  return sql`(${sql.join(conditions, sql` OR `)})`
}
