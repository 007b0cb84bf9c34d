import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { expect, type Page, test as base } from 'playwright/test'
import type { CheckoutView, OrderView } from '#shared/ipc/contract.ts'
import type { Result } from '#shared/result.ts'
import type { BoxKeyPair } from '../../src/main/training/auth.ts'
import type { Behaviour } from '../../src/main/training/behaviour.ts'
import type { BoxPayment } from '../../src/main/training/payment-record.ts'
import { type BoxServer, startBoxServer } from './box-server.ts'
import { launchTill, type Till } from './launch.ts'
import { PaymentScreen, TillScreen } from './till-screens.ts'

export const SHOP_KEYS: BoxKeyPair = {
  clientKey: 'test_gck_counter0000000000000000000',
  secretKey: 'test_gsk_counter0000000000000000000',
  mId: 'counter_shop',
}
/** Another shop's pair that the same Toss knows. */
export const OTHER_KEYS: BoxKeyPair = {
  clientKey: 'test_gck_elsewhere00000000000000000',
  secretKey: 'test_gsk_elsewhere00000000000000000',
  mId: 'elsewhere_shop',
}

export interface ShopOptions {
  /** A Toss that outlives the till; otherwise one is started and ends with it. */
  readonly box?: BoxServer
  readonly behaviour?: Partial<Behaviour>
  /** The pair the till is given. Both shops' pairs are known to Toss. */
  readonly keys?: Pick<BoxKeyPair, 'clientKey' | 'secretKey'>
  readonly userData?: string
  readonly env?: Readonly<Record<string, string>>
  /** A product that shows once the till is ready, where it sells something of its own. */
  readonly firstProduct?: string
}

/** What one attempt looks like in the file, read past the app. */
export interface StoredAttempt {
  readonly ref: string
  readonly state: string
  readonly amount: number
  readonly paymentKey: string | null
  readonly idempotencyKey: string | null
  readonly reasonCode: string | null
}

/** The real till in the sandbox store, and the Toss it talks to over real HTTP. */
export interface Shop {
  readonly app: Till
  readonly till: TillScreen
  readonly toss: BoxServer
  /** Asks main over the bridge; throws where main refuses. */
  ask<T>(route: string, input: unknown): Promise<T>
  order(orderId: string): Promise<OrderView>
  stored(orderId: string): StoredAttempt
  /** How many orders the file holds. */
  countOrders(): number
  /** How many different idempotency keys the till has used for an attempt's calls. */
  keysSent(kind: 'confirm' | 'cancel', orderId: string): number
  /** Lines of the till's log, oldest first. */
  logged(event: string): Record<string, unknown>[]
  /** Toss's own newest payment of the attempt. */
  atToss(orderId: string): BoxPayment | undefined
  /** Calls that reached Toss, whatever became of them. */
  sent(kind: 'confirm' | 'cancel'): number
  /**
   * A customer pays at Toss without the widget; gives the address Toss would send the window to.
   * Toss would confirm this payment: a return that is acted on wrongly takes money.
   */
  returnOf(
    paying: Pick<Paying, 'orderId' | 'ref'>,
    changes?: Readonly<Record<string, string>>,
  ): string
  /** Taps the products, presses 결제 and waits for the widget. */
  startPaying(...names: string[]): Promise<Paying>
  /** The payment window of the sale that is being paid now. */
  paymentWindow(): Promise<Paying>
  /** Ends the till as a power cut would. */
  kill(): Promise<void>
  close(): Promise<void>
}

export interface Paying {
  readonly orderId: string
  /** The one-time ref of its window. */
  readonly ref: string
  readonly payment: PaymentScreen
}

async function startToss(behaviour: Partial<Behaviour> = {}): Promise<BoxServer> {
  return startBoxServer({ keys: [SHOP_KEYS, OTHER_KEYS], behaviour })
}

export async function openShop(options: ShopOptions = {}): Promise<Shop> {
  const toss = options.box ?? (await startToss(options.behaviour))
  const keys = options.keys ?? SHOP_KEYS
  const app = await launchTill({
    ...(options.userData === undefined ? {} : { userData: options.userData }),
    env: {
      POS_STORE: 'sandbox',
      POS_TOSS_API_URL: toss.url,
      POS_TOSS_SDK_URL: `${toss.url}/v2/standard`,
      POS_TOSS_CLIENT_KEY: keys.clientKey,
      POS_TOSS_SECRET_KEY: keys.secretKey,
      ...options.env,
    },
  })
  let isOpen = true
  const till = await TillScreen.ready(await app.page('app://till/'), options.firstProduct)

  const query = (sql: string, ...values: string[]): unknown => {
    const file = join(app.userData, 'stores', 'sandbox', 'till.sqlite')
    const database = new SqliteDatabase(file, { readonly: true })
    try {
      return database.prepare(sql).get(...values)
    } finally {
      database.close()
    }
  }
  const ask = async <T>(route: string, input: unknown): Promise<T> => {
    const answer = await till.call<Result<T>>(route, input)
    if (!answer.ok) throw new Error(`${route}: ${answer.error.code} ${answer.error.message}`)
    return answer.data
  }
  const stored = (orderId: string) =>
    query(
      `SELECT ref, state, amount, payment_key AS paymentKey, idempotency_key AS idempotencyKey,
              reason_code AS reasonCode FROM attempt WHERE order_id = ?`,
      orderId,
    ) as StoredAttempt
  const countOf = (sql: string, ...values: string[]) =>
    (query(sql, ...values) as { count: number }).count
  const paymentWindow = async (): Promise<Paying> => {
    await expect(till.paying).toBeVisible()
    const checkout = await ask<CheckoutView>('checkout.get', {})
    if (checkout.stage !== 'paying') throw new Error(`nobody is paying: ${checkout.stage}`)
    const { orderId } = checkout
    const { ref } = stored(orderId)
    const payment = new PaymentScreen(await app.page(`/checkout?ref=${encodeURIComponent(ref)}`))
    await expect(payment.pay).toBeEnabled()
    return { orderId, ref, payment }
  }

  return {
    app,
    till,
    toss,
    ask,
    order: (orderId) => ask<OrderView>('orders.get', { orderId }),
    stored,
    countOrders: () => countOf('SELECT count(*) AS count FROM orders'),
    keysSent: (kind, orderId) =>
      countOf(
        `SELECT count(DISTINCT idempotency_key) AS count FROM journal
          WHERE kind = ? AND order_id = ?`,
        kind,
        orderId,
      ),
    logged: (event) => {
      const file = join(app.userData, 'logs', 'main.log')
      if (!existsSync(file)) return []
      return readFileSync(file, 'utf8')
        .split('\n')
        .filter((line) => line.includes(`"event":"${event}"`))
        .map((line) => JSON.parse(line) as Record<string, unknown>)
    },
    atToss: (orderId) => toss.box.ledger.findByOrderId(keys.clientKey, orderId),
    sent: (kind) =>
      toss.seen.filter(({ method, path }) => method === 'POST' && path.endsWith(`/${kind}`)).length,
    returnOf({ orderId, ref }, changes = {}) {
      const { amount } = stored(orderId)
      const played = toss.box.play(
        { clientKey: keys.clientKey, orderId, orderName: 'played', amount },
        { method: 'CARD' },
      )
      if (!('paymentKey' in played)) throw new Error(`not played: ${played.code}`)
      const query = new URLSearchParams({
        ref,
        paymentType: 'NORMAL',
        orderId,
        paymentKey: played.paymentKey,
        amount: String(amount),
        ...changes,
      })
      return `http://localhost/toss/confirm-payment?${query.toString()}`
    },
    paymentWindow,
    async startPaying(...names) {
      await till.sell(...names)
      return paymentWindow()
    },
    async kill() {
      isOpen = false
      await app.kill()
    },
    async close() {
      if (!isOpen) return
      isOpen = false
      await app.close()
      if (options.box === undefined) await toss.close()
    },
  }
}

/** Ends what is on the counter, so that the next test meets an empty one. */
async function clearCounter({ ask, till }: Shop): Promise<void> {
  const checkout = await ask<CheckoutView>('checkout.get', {})
  if (checkout.stage === 'paying') {
    await ask('checkout.abandon', { orderId: checkout.orderId })
  }
  await ask('checkout.dismiss', {})
  await ask('cart.clear', {})
  await till.open('판매')
  await expect(till.page.getByRole('button', { name: '결제', exact: true })).toBeVisible()
}

interface Fixtures {
  /** One till and one Toss for all tests of a worker, at an empty counter; a new one after a failure. */
  readonly shop: Shop
  /**
   * Opens a till of the test's own. All of one test share the first one's Toss and user-data folder,
   * so that a second one goes on where the first ended; what is still open at the end is closed.
   */
  readonly open: (options?: Omit<ShopOptions, 'box' | 'userData'>) => Promise<Shop>
}

export const test = base.extend<Fixtures, { openedShop: Shop }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright wants a destructured first parameter
  open: async ({}, use, testInfo) => {
    const userData = mkdtempSync(join(tmpdir(), 'gyesan-e2e-'))
    const opened: Shop[] = []
    let box: BoxServer | null = null
    await use(async (options = {}) => {
      box ??= await startToss(options.behaviour)
      const shop = await openShop({ ...options, box, userData })
      opened.push(shop)
      return shop
    })
    for (const shop of opened) {
      await shop.close()
      if (testInfo.status !== testInfo.expectedStatus) {
        await testInfo.attach('stderr', { body: shop.app.stderr() })
      }
    }
    await (box as BoxServer | null)?.close()
    rmSync(userData, { recursive: true, force: true, maxRetries: 3 })
  },
  openedShop: [
    // oxlint-disable-next-line no-empty-pattern -- as above
    async ({}, use) => {
      const shop = await openShop()
      await use(shop)
      await shop.close()
    },
    { scope: 'worker' },
  ],
  shop: async ({ openedShop }, use, testInfo) => {
    await clearCounter(openedShop)
    await use(openedShop)
    if (testInfo.status !== testInfo.expectedStatus) {
      await testInfo.attach('stderr', { body: openedShop.app.stderr() })
    }
  },
})

/** What somebody else asks of Toss with the shop's key: its console, another till. */
async function postToToss({ toss }: Shop, path: string, body: unknown): Promise<void> {
  const credentials = Buffer.from(`${SHOP_KEYS.secretKey}:`).toString('base64')
  const answer = await fetch(`${toss.url}/v1/payments/${path}`, {
    method: 'POST',
    headers: { authorization: `Basic ${credentials}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
}

/** A cancel in Toss's console, behind the till's back. */
export async function cancelAtToss(shop: Shop, orderId: string, cancelAmount: number) {
  const paymentKey = shop.atToss(orderId)?.paymentKey
  if (paymentKey === undefined) throw new Error(`Toss has no payment of ${orderId}`)
  await postToToss(shop, `${paymentKey}/cancel`, { cancelReason: '콘솔에서 취소', cancelAmount })
}

/** A card payment that Toss confirms and this till never hears of. */
export async function payAtToss(shop: Shop, orderId: string, amount: number) {
  const { clientKey } = SHOP_KEYS
  const played = shop.toss.box.play(
    { clientKey, orderId, orderName: 'played', amount },
    { method: 'CARD' },
  )
  if (!('paymentKey' in played)) throw new Error(`not played: ${played.code}`)
  const { paymentKey } = played
  await postToToss(shop, 'confirm', { paymentKey, orderId, amount })
  return played
}

/** Has the page itself navigate, as a script in it would; also where it is being navigated already. */
export const navigate = (page: Page, address: string): Promise<void> =>
  expect(() =>
    page.evaluate((to) => void setTimeout(() => window.location.assign(to)), address),
  ).toPass({ intervals: [20] })

export { expect } from 'playwright/test'
