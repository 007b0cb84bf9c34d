import { randomBytes, randomUUID } from 'node:crypto'
import type { SettingsView } from '#shared/ipc/contract.ts'
import type { TillEvent } from '#shared/ipc/events.ts'
import type { RecordsCheckView } from '#shared/ipc/records.ts'
import { won } from '#shared/money.ts'
import { type LabelRule, NO_LABELS } from '#shared/scale-label.ts'
import type { Store } from '#shared/vocabulary.ts'
import { type Application, createApplication } from '../../src/main/application/application.ts'
import type { ApplicationPorts } from '../../src/main/application/application-ports.ts'
import type { PaymentIntent, Product, StoredCart } from '../../src/main/application/ports.ts'
import { baseIdOf, labelled } from '../../src/main/domain/labelled-product.ts'
import type { RecordsReport } from '../../src/main/domain/records.ts'
import { MemoryBackups } from './memory-backups.ts'
import { MemoryCarts, memoryDiscountRule } from './memory-carts.ts'
import { MemoryOrders } from './memory-orders.ts'
import { displaySettings, noDisplay } from './memory-display.ts'
import { noEditing } from './memory-editing.ts'
import { noPrinting, printerSettings } from './memory-printing.ts'
import { MemoryToss } from './memory-toss.ts'

const product = (id: string, name: string, price: number): Product => ({
  id,
  name,
  price: won(price),
  categoryId: 'coffee',
  taxType: 'taxable',
  barcode: null,
  code: null,
  picture: `${id}.svg`,
  isFavourite: false,
})

/** Runs what is due when the test moves the clock; nothing happens by itself. */
class HandTimers {
  time = Date.parse('2026-11-23T14:00:00.000Z')
  private readonly waiting = new Set<{ readonly at: number; readonly run: () => void }>()

  after = (ms: number, run: () => void): (() => void) => {
    const entry = { at: this.time + ms, run }
    this.waiting.add(entry)
    return () => this.waiting.delete(entry)
  }
  get pending(): number {
    return this.waiting.size
  }
  /** The next due time, or null. */
  next(): number | null {
    return this.waiting.size === 0 ? null : Math.min(...[...this.waiting].map(({ at }) => at))
  }
  runDue(): void {
    for (const entry of [...this.waiting].filter(({ at }) => at <= this.time)) {
      this.waiting.delete(entry)
      entry.run()
    }
  }
}

const never = (): Promise<never> => Promise.reject(new Error('no cash receipts in memory'))
const NO_RECEIPTS = {
  request: never,
  settleDone: never,
  settleRefused: never,
  settleCancelDone: never,
  settleCancelRefused: never,
  sealedNumber: never,
}

/** A whole application over test doubles. `restart()` keeps the "disk" and forgets the memory. */
export class MemoryTill {
  readonly orders = new MemoryOrders()
  readonly toss = new MemoryToss()
  readonly events: TillEvent[] = []
  readonly logged: { readonly level: string; readonly event: string; readonly facts: unknown }[] =
    []
  readonly opened: PaymentIntent[] = []
  readonly closed: string[] = []
  readonly switched: Store[] = []
  readonly restored: string[] = []
  readonly backups = new MemoryBackups()
  readonly savedKeys: unknown[] = []
  products = [
    product('latte', '카페라떼', 4500),
    product('ade', '자몽에이드', 5500),
    product('gold', '금박케이크', 9_000_000_000),
  ]
  /** What isn't sold any more. */
  archived: Product[] = []
  sold: ReadonlyMap<string, number> = new Map()
  labels: LabelRule = NO_LABELS
  readonly carts = new MemoryCarts()
  clientKey: string | null = 'test_gck_docs_client'
  pairs: SettingsView['keys'] = []
  /** Client keys whose secret isn't held any more. */
  readonly lostKeys = new Set<string>()
  readonly discounts = memoryDiscountRule()
  windowFails = false
  storage: ReturnType<ApplicationPorts['storage']['read']> = 'ok'
  records: RecordsReport = { rows: 0, orders: 0, findings: [] }
  lastCheck: RecordsCheckView | null = null
  timers = new HandTimers()
  app: Application

  private readonly store: Store

  constructor(store: Store = 'training') {
    this.store = store
    this.app = createApplication(this.ports())
  }

  get cart(): StoredCart {
    return this.carts.cart
  }
  set cart(cart: StoredCart) {
    this.carts.cart = cart
  }

  /** Another application over what there is now, without a start: the last one is simply gone. */
  reopen(): void {
    this.app = createApplication(this.ports())
  }

  /** The power went: timers and memory are gone, the disk isn't. */
  async restart(): Promise<void> {
    const { time } = this.timers
    this.timers = new HandTimers()
    this.timers.time = time
    this.app = createApplication(this.ports())
    await this.app.start()
    await this.quiet()
  }

  /** Waits until nothing that was begun is still running. No timer runs meanwhile. */
  async quiet(): Promise<void> {
    for (let turn = 0; turn < 200; turn += 1) await Promise.resolve()
    await new Promise((resolve) => setImmediate(resolve))
  }

  /** Moves the clock on, running each timer at its own time. */
  async pass(ms: number): Promise<void> {
    await this.quiet()
    const end = this.timers.time + ms
    for (let due = this.timers.next(); due !== null && due <= end; due = this.timers.next()) {
      this.timers.time = due
      this.timers.runDue()
      await this.quiet()
    }
    this.timers.time = end
  }

  /** Two lattes, priced by the catalogue, up to the open window. */
  async startSale(): Promise<PaymentIntent> {
    await this.app.handlers['cart.add']({ productId: 'latte' })
    await this.app.handlers['cart.add']({ productId: 'latte' })
    return this.pressPay(9000)
  }

  async pressPay(total: number): Promise<PaymentIntent> {
    const started = await this.app.handlers['checkout.start']({ total: won(total) })
    if (!started.ok) throw new Error(`not started: ${started.error.code}`)
    return this.opened.at(-1)!
  }

  /** The address the customer comes back to, as Toss writes it. */
  static returnQuery(intent: PaymentIntent, changes: Record<string, string> = {}): URLSearchParams {
    return new URLSearchParams({
      ref: intent.ref,
      paymentType: 'NORMAL',
      orderId: intent.orderId,
      paymentKey: `key-${intent.orderId}`,
      amount: String(intent.amount),
      ...changes,
    })
  }

  comeBack(intent: PaymentIntent, changes: Record<string, string> = {}) {
    return this.app.payments.acceptReturn({
      query: MemoryTill.returnQuery(intent, changes),
      from: { isPaymentWindow: true, isMainFrame: true, ref: intent.ref },
    })
  }

  comeToFail(intent: PaymentIntent, code: string, message = '') {
    return this.app.payments.acceptFail({
      query: new URLSearchParams({ ref: intent.ref, code, message }),
      from: { isPaymentWindow: true, isMainFrame: true, ref: intent.ref },
    })
  }

  /** A sale that is paid. Gives its orderId. */
  async sell(): Promise<string> {
    const intent = await this.startSale()
    this.toss.authenticate(intent.orderId, intent.amount)
    const outcome = await this.comeBack(intent)
    if (outcome.kind !== 'accepted') throw new Error(`not accepted: ${outcome.kind}`)
    await outcome.settled
    return intent.orderId
  }

  stateOf(orderId: string) {
    const attempt = this.orders.all
      .flatMap((order) => order.attempts)
      .find((one) => one.orderId === orderId)
    if (attempt === undefined) throw new Error(`no attempt ${orderId}`)
    return attempt.state
  }

  async stage(): Promise<string> {
    const view = await this.app.handlers['checkout.get']({})
    return view.ok ? view.data.stage : view.error.code
  }

  private ports(): ApplicationPorts {
    const log = (level: string) => (event: string, facts: unknown) => {
      this.logged.push({ level, event, facts })
    }
    return {
      store: this.store,
      about: { version: '0.1.0', host: 'chromium' },
      clock: { now: () => new Date(this.timers.time) },
      timers: this.timers,
      ids: {
        suffix: () => randomBytes(2).toString('hex').toUpperCase(),
        token: () => randomBytes(16).toString('base64url'),
        uuid: () => randomUUID(),
      },
      catalogue: {
        list: async () => ({ categories: [], products: this.products }),
        find: async (id) => {
          const found = this.products.find((one) => one.id === baseIdOf(id))
          return found === undefined ? null : labelled(found, id)
        },
        findEver: async (id) => {
          const found = [...this.products, ...this.archived].find((one) => one.id === baseIdOf(id))
          return found === undefined ? null : labelled(found, id)
        },
        findByBarcode: async (barcode) =>
          this.products.find((one) => one.barcode === barcode) ?? null,
        findByCode: async (code) => this.products.find((one) => one.code === code) ?? null,
        soldLately: async () => this.sold,
      },
      carts: this.carts.port,
      orders: this.orders.port,
      cashOrders: this.orders.cashPort((triedAs) => (this.cart = { ...this.cart, triedAs })),
      // Cash receipts are tested over a real file: see tests/integration/cash-receipts.test.ts.
      cashReceipts: { ...NO_RECEIPTS, openTenders: async () => [] },
      receiptGateway: { issue: never, cancel: never, listed: never },
      numbers: { seal: async () => null, open: async () => null },
      records: {
        verify: async () => this.records,
        lastCheck: async () => this.lastCheck,
        keepCheck: async (check) => {
          this.lastCheck = check
        },
      },
      gateway: this.toss,
      keys: {
        current: async () => (this.clientKey === null ? null : { clientKey: this.clientKey }),
        secretFor: async (clientKey) => (this.lostKeys.has(clientKey) ? null : 'test_gsk_canary'),
      },
      keyRing: {
        states: async () => this.pairs,
        canKeepSecrets: async () => true,
        save: async (...saved) => {
          this.savedKeys.push(saved)
          return { kept: 'saved' }
        },
        forget: async () => {},
      },
      health: { read: () => ({ state: 'ok' }) },
      storage: { read: () => this.storage },
      windows: {
        open: async (intent) => {
          if (this.windowFails) throw new Error('no display')
          this.opened.push(intent)
        },
        close: async (ref) => {
          this.closed.push(ref)
        },
      },
      customerDisplay: noDisplay(),
      events: {
        publish: (name, data) => {
          this.events.push({ name, data } as TillEvent)
        },
      },
      settings: {
        shop: async () => ({
          name: '계산 카페',
          businessNumber: '',
          owner: '',
          address: '',
          phone: '',
        }),
        saveShop: async () => {},
        labels: async () => this.labels,
        saveLabels: async (rule) => {
          this.labels = rule
        },
        preferences: async () => ({
          language: 'ko',
          theme: 'light',
          textSize: '100',
          closingHour: 4,
          sounds: false,
        }),
        savePreferences: async () => {},
        ...this.discounts,
        ...printerSettings(),
        ...displaySettings(),
        store: async () => this.store,
        saveStore: async () => {},
      },
      ...noPrinting(),
      classroom: null,
      ...noEditing(),
      backups: this.backups,
      reports: this.backups.reports,
      stores: {
        open: async (store) => {
          this.switched.push(store)
        },
        restore: async (backup) => {
          this.restored.push(backup)
        },
      },
      log: {
        info: log('info'),
        warn: log('warn'),
        error: (event, error, facts) => log('error')(event, { ...facts, error }),
      },
    }
  }
}
