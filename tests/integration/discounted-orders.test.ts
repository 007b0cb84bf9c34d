import { copyFileSync, cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { won } from '#shared/money.ts'
import { createCarts } from '../../src/main/adapters/db/carts.ts'
import { dropGuards } from '../../src/main/adapters/db/guards.ts'
import { applyMigrations, pendingMigrations } from '../../src/main/adapters/db/migrate.ts'
import { verify } from '../support/sold-day.ts'
import {
  line,
  newAttempt,
  newOrder,
  openTestStore,
  orderIdOf,
  type TestStore,
} from '../support/store-kit.ts'

let store: TestStore
beforeAll(async () => {
  store = await openTestStore()
})
afterAll(() => store.end())

/** 2 × 4,500 less 1,000, and 3,000; 1,100 off the whole. */
const discounted = () =>
  newOrder({
    lines: [
      line({
        quantity: 2,
        discount: won(1800),
        discountShare: won(800),
        discountReason: '흠이 있어서',
        note: '얼음 적게',
      }),
      line({
        lineNo: 2,
        productId: 'salt-bread',
        name: '소금빵',
        unitPrice: won(3000),
        discount: won(300),
        discountShare: won(300),
      }),
    ],
    discountReason: '단골 손님',
    approvedBy: 'manager',
    serving: 'takeaway',
  })

it('keeps what was taken off, why, and who said yes', async () => {
  const placed = await store.orders.place(discounted(), newAttempt())
  expect(placed).toMatchObject({ ...discounted(), totalAmount: 9900, discount: 1100 })
  expect(await store.orders.find(orderIdOf(placed))).toEqual(placed)
})

it('is held by the file: sums, and that nothing of it changes', async () => {
  await store.orders.place(discounted(), newAttempt())
  const raw = new SqliteDatabase(store.places.file)
  const refusals = [
    `UPDATE orders SET discount = 0`,
    `UPDATE orders SET approved_by = NULL`,
    `UPDATE orders SET serving = 'here'`,
    `INSERT INTO order_line (order_seq, line_no, product_id, name, unit_price, quantity, discount, amount, tax_type)
      VALUES (1, 9, 'p', 'p', 1000, 1, 100, 1000, 'taxable')`,
    `INSERT INTO order_line (order_seq, line_no, product_id, name, unit_price, quantity, discount, discount_share, amount, tax_type)
      VALUES (1, 9, 'p', 'p', 1000, 1, 100, 200, 900, 'taxable')`,
  ].map((statement) => {
    try {
      raw.exec(statement)
      return 'let through'
    } catch (error) {
      return (error as Error).message
    }
  })
  raw.close()
  expect(refusals).toEqual([
    'what was ordered never changes',
    'what was ordered never changes',
    'what was ordered never changes',
    expect.stringContaining('order_line_amount_sum'),
    expect.stringContaining('order_line_discount_within'),
  ])
})

it('is added up by the check of the records', async () => {
  const fresh = await openTestStore()
  const orderId = orderIdOf(await fresh.orders.place(discounted(), newAttempt()))
  fresh.database.checkpoint()
  expect((await verify(fresh.places.file)).findings).toEqual([])
  const changes = [
    'UPDATE order_line SET discount = 0 WHERE line_no = 1',
    'UPDATE order_line SET discount = discount + 100, amount = amount - 100 WHERE line_no = 1',
    'UPDATE order_line SET discount_share = discount_share + 1 WHERE line_no = 1',
    'UPDATE orders SET discount = discount + 1',
    'UPDATE orders SET total_amount = total_amount + 1',
    'UPDATE attempt SET amount = amount + 1',
  ]
  const found: unknown[] = []
  for (const [index, change] of changes.entries()) {
    const file = join(fresh.folder, `changed-${index}.sqlite`)
    copyFileSync(fresh.places.file, file)
    const raw = new SqliteDatabase(file)
    raw.pragma('ignore_check_constraints = ON')
    dropGuards(raw)
    raw.exec(change)
    raw.close()
    found.push((await verify(file)).findings)
  }
  expect(found).toEqual(changes.map(() => [{ kind: 'sums_differ', orderId }]))
  await fresh.end()
})

it('takes the orders and the cart of an older file over as they were', async () => {
  const migrations = join(store.folder, 'older')
  cpSync(store.places.migrationsFolder, migrations, { recursive: true })
  const listed = join(migrations, 'meta', '_journal.json')
  const all = JSON.parse(readFileSync(listed, 'utf8')) as { entries: { tag: string }[] }
  const entries = all.entries.slice(
    0,
    all.entries.findIndex(({ tag }) => tag.endsWith('discounts')),
  )
  writeFileSync(listed, JSON.stringify({ ...all, entries }))
  const file = join(store.folder, 'older.sqlite')
  const client = new SqliteDatabase(file)
  applyMigrations(client, pendingMigrations(client, migrations))
  client.exec(`
    INSERT INTO orders VALUES (1, '0001-000001', '2026-11-23', '2026-11-23T03:00:00.000Z', 'p-빵', 2000, 1, 'awaiting_payment', 0);
    INSERT INTO order_line VALUES (1, 1, 'p', '빵', 1000, 2, 2000, 'exempt');
    INSERT INTO attempt VALUES ('order-1', 1, 1, 'ref', 2000, 'p-빵', 'client', '2026-11-23T03:00:00.000Z',
      '2026-11-23T03:00:00.000Z', 'awaiting_payment', NULL, NULL, NULL, NULL, NULL);
    INSERT INTO cart VALUES (1, '[{"productId":"p","quantity":2}]', '0001-000001')`)
  client.close()

  const { database, orders } = await store.again({ file })
  expect(await orders.find('order-1')).toMatchObject({
    totalAmount: 2000,
    discount: 0,
    approvedBy: null,
    serving: 'here',
    lines: [
      { unitPrice: 1000, quantity: 2, discount: 0, discountShare: 0, amount: 2000, note: null },
    ],
  })
  expect(await createCarts(database).load()).toEqual({
    lines: [{ productId: 'p', quantity: 2 }],
    triedAs: '0001-000001',
  })
  expect((await verify(file)).findings).toEqual([])
})
