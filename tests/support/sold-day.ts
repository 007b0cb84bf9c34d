import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import SqliteDatabase, { type Database } from 'better-sqlite3'
import { verifyRecords } from '../../src/main/adapters/db/verify-records.ts'
import { paymentOfBody } from '../../src/main/adapters/toss/payment-schema.ts'
import { describeFinding, type RecordsReport } from '../../src/main/domain/records.ts'
import { sellingIn } from './sold-store.ts'
import { openTestStore } from './store-kit.ts'

export const verify = (file: string, isDeep = true): Promise<RecordsReport> =>
  verifyRecords({ file, readPayment: paymentOfBody, isDeep })

/** One till's day in a file of its own, closed: a test breaks copies of it. */
export async function sellForADay() {
  const store = await openTestStore()
  const shop = sellingIn(store)
  const paid = await shop.sell()
  const refunded = await shop.refund(await shop.sell(), 3000)
  const declined = await shop.decline()
  const account = await shop.issueAccount()
  await shop.adopt('orderId')
  await shop.adopt('paymentKey')
  const left = await shop.leave()
  const unasked = await shop.leave(false)
  for (let n = 0; n < 3; n++) await shop.sell({ method: 'KAKAOPAY' })
  const raw = new SqliteDatabase(store.places.file)
  const last = raw.prepare<[], number>('SELECT max(seq) FROM journal').pluck().get()!
  raw.close()
  store.database.close()

  let copies = 0
  const copyOf = (): string => {
    copies += 1
    const file = join(store.folder, `copy-${copies}.sqlite`)
    copyFileSync(store.places.file, file)
    return file
  }
  return {
    store,
    paid,
    refunded,
    declined,
    account,
    left,
    unasked,
    /** The number of the last row. */
    last,
    /** Attempts and refunds together. */
    orders: 12,
    copyOf,
    /** What is found, in words, in a copy that was worked on past every rule. */
    async foundAfter(work: (raw: Database) => void): Promise<string[]> {
      const file = copyOf()
      const broken = new SqliteDatabase(file)
      broken.pragma('foreign_keys = OFF')
      broken.pragma('ignore_check_constraints = ON')
      const triggers = broken
        .prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'trigger'`)
        .pluck()
        .all()
      for (const name of triggers) broken.exec(`DROP TRIGGER ${name}`)
      work(broken)
      broken.close()
      return (await verify(file)).findings.map(describeFinding)
    },
  }
}
