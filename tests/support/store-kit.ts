import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type DatabasePlaces,
  openDatabase,
  type TillDatabase,
} from '../../src/main/adapters/db/open-database.ts'
import { createOrders } from '../../src/main/adapters/db/orders.ts'
import { won } from '#shared/money.ts'
import type { NewAttempt, NewOrder, Orders } from '../../src/main/application/ports.ts'
import type { Order, OrderLine } from '../../src/main/domain/order.ts'
import type { Payment, PaymentCancel } from '../../src/main/domain/payment.ts'
import { payment } from './payments.ts'

export const MIGRATIONS = new URL('../../resources/migrations', import.meta.url).pathname
export const AT = new Date('2026-11-23T03:00:00.000Z')
export const later = (ms: number): Date => new Date(AT.getTime() + ms)

/** A real file in a folder of its own, with its repositories. */
export interface TestStore {
  readonly folder: string
  readonly places: DatabasePlaces
  readonly database: TillDatabase
  readonly orders: Orders
  /** Another connection to the same file, or to another one, closed with the store. */
  again(
    changes?: Partial<DatabasePlaces>,
  ): Promise<{ readonly database: TillDatabase; readonly orders: Orders }>
  end(): Promise<void>
}

export async function openTestStore(changes: Partial<DatabasePlaces> = {}): Promise<TestStore> {
  const folder = await mkdtemp(join(tmpdir(), 'till-store-'))
  const places = {
    file: join(folder, 'till.sqlite'),
    migrationsFolder: MIGRATIONS,
    backupsFolder: join(folder, 'backups'),
    ...changes,
  }
  const opened: TillDatabase[] = []
  const again = async (other: Partial<DatabasePlaces> = {}) => {
    const database = await openDatabase({ ...places, ...other })
    opened.push(database)
    return { database, orders: createOrders(database) }
  }
  const first = await again()
  return {
    folder,
    places,
    ...first,
    again,
    async end() {
      for (const database of opened) database.close()
      await rm(folder, { recursive: true })
    },
  }
}

export const line = (changes: Partial<OrderLine> = {}): OrderLine => {
  const unitPrice = changes.unitPrice ?? won(4500)
  const quantity = changes.quantity ?? 1
  return {
    lineNo: 1,
    productId: 'cafe-latte',
    name: '카페 라떼',
    unitPrice,
    quantity,
    discount: won(0),
    discountShare: won(0),
    discountReason: null,
    amount: won(unitPrice * quantity - (changes.discount ?? 0)),
    taxType: 'taxable',
    note: null,
    ...changes,
  }
}

export const newOrder = (changes: Partial<NewOrder> = {}): NewOrder => {
  const lines = changes.lines ?? [
    line({ quantity: 2 }),
    line({ lineNo: 2, productId: 'salt-bread', name: '소금빵', unitPrice: won(3000) }),
  ]
  return {
    businessDay: '2026-11-23',
    createdAt: AT,
    orderName: `${lines[0]!.productId}-${lines[0]!.name}`,
    totalAmount: won(lines.reduce((sum, { amount }) => sum + amount, 0)),
    lines,
    discount: won(lines.reduce((sum, { discountShare }) => sum + discountShare, 0)),
    discountReason: null,
    approvedBy: null,
    serving: 'here',
    ...changes,
  }
}

let attempts = 0
export const newAttempt = (changes: Partial<NewAttempt> = {}): NewAttempt => {
  attempts += 1
  return {
    ref: `ref-${attempts}`,
    suffix: attempts.toString(36).toUpperCase().padStart(4, '0'),
    clientKey: 'test_gck_test',
    startedAt: AT,
    ...changes,
  }
}

export const orderIdOf = (order: Order): string => order.attempts.at(-1)!.orderId

/** What Toss would say about this order's last attempt. */
export const paymentFor = (order: Order, changes: Partial<Payment> = {}): Payment =>
  payment({
    orderId: orderIdOf(order),
    paymentKey: `key-${orderIdOf(order)}`,
    orderName: order.orderName,
    totalAmount: order.totalAmount,
    balanceAmount: order.totalAmount,
    ...changes,
  })

export const cancelOf = (
  cancelAmount: number,
  transactionKey: string,
  refundableAmount: number | null = null,
): PaymentCancel => ({
  cancelAmount,
  cancelReason: '변심',
  canceledAt: '2026-11-23T12:10:00+09:00',
  transactionKey,
  cancelStatus: 'DONE',
  refundableAmount,
  taxFreeAmount: 0,
})

export async function placePaid(
  orders: Orders,
  order: Partial<NewOrder> = {},
  paid: Partial<Payment> = {},
): Promise<Order> {
  const placed = await orders.place(newOrder(order), newAttempt())
  return orders.markPaid(orderIdOf(placed), paymentFor(placed, paid), later(60_000))
}
