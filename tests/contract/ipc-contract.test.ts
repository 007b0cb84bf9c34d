import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { inspect } from 'node:util'
import fc from 'fast-check'
import type { IpcMainInvokeEvent } from 'electron'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ERROR_CODES } from '#shared/error-codes.ts'
import type { BackupsView } from '#shared/ipc/backup-contract.ts'
import {
  type CartView,
  contract,
  type InputOf,
  type OrderView,
  type RouteName,
  type StatusView,
} from '#shared/ipc/contract.ts'
import { won } from '#shared/money.ts'
import type { Failure, Result } from '#shared/result.ts'
import { createCarts } from '../../src/main/adapters/db/carts.ts'
import {
  type CatalogueSeed,
  createCatalogue,
  seedCatalogue,
} from '../../src/main/adapters/db/catalogue.ts'
import { createRecords } from '../../src/main/adapters/db/records.ts'
import { createFileJobs } from '../../src/main/adapters/db/file-jobs.ts'
import { createReports } from '../../src/main/adapters/db/reports.ts'
import { createBackups } from '../../src/main/adapters/db/store-files.ts'
import { createTossJournal } from '../../src/main/adapters/db/toss-journal.ts'
import { createKeyRing } from '../../src/main/adapters/secrets/key-ring.ts'
import { openSettingsStore } from '../../src/main/adapters/settings/settings-store.ts'
import { randomIds } from '../../src/main/adapters/system/random-ids.ts'
import { systemClock, systemTimers } from '../../src/main/adapters/system/system-clock.ts'
import { paymentOfBody } from '../../src/main/adapters/toss/payment-schema.ts'
import { createTossClient } from '../../src/main/adapters/toss/toss-client.ts'
import { type Application, createApplication } from '../../src/main/application/application.ts'
import type { PaymentIntent } from '../../src/main/application/ports.ts'
import { createDispatch } from '../../src/main/shell/ipc/dispatch.ts'
import { createTossBox, type TossBox } from '../../src/main/training/box.ts'
import { createClassroom } from '../../src/main/training/classroom.ts'
import type { Choice } from '../../src/main/training/means.ts'
import { cartExamples } from '../support/cart-examples.ts'
import { lessonExamples } from '../support/lesson-examples.ts'
import { noDisplay } from '../support/memory-display.ts'
import { JUNK, ODD } from '../support/odd-values.ts'
import { editingOver, productExamples } from '../support/product-examples.ts'
import { printExamples, printingOver } from '../support/unknown-printing.ts'
import { openTestStore, type TestStore } from '../support/store-kit.ts'
import { tenderExamples, tenderPorts } from '../support/tender-examples.ts'
import { backwardsSecretBox, loadElectronStore } from '../support/without-electron.ts'

const ROUTES = Object.keys(contract) as RouteName[]
const SEED = JSON.parse(
  readFileSync(new URL('../../resources/sample-catalogue/catalogue.json', import.meta.url), 'utf8'),
) as CatalogueSeed
const KEYS = {
  clientKey: 'test_gck_contract0000000000000000',
  secretKey: 'test_gsk_CANARYcontract0000000000',
  mId: 'contract_shop',
}
const OTHER_PAIR = {
  clientKey: 'test_gck_contract1111111111111111',
  secretKey: 'test_gsk_CANARYcontract1111111111',
}

let store: TestStore
let box: TossBox
let app: Application
let intents: PaymentIntent[]
let bugs: [route: string, error: unknown][]
let call: (route: unknown, input: unknown) => Promise<Result<unknown>>

/** The till behind its bridge: everything real but the windows and the OS key store. */
beforeAll(async () => {
  const open = await loadElectronStore()

  store = await openTestStore()
  await seedCatalogue(store.database, SEED)
  box = createTossBox({ keys: [KEYS] })
  intents = []
  bugs = []
  const log = {
    info: () => {},
    warn: () => {},
    error: (event: string, error: unknown) => void bugs.push([event, error]),
  }
  const keyRing = createKeyRing({
    folder: store.folder,
    secretBox: backwardsSecretBox,
    training: KEYS,
    environment: KEYS,
    log,
  })
  const keys = keyRing.keysOf('sandbox')
  const toss = createTossClient({
    fetch: box.handle,
    baseUrl: 'https://api.tosspayments.com',
    keys,
    journal: createTossJournal(store.database),
    clock: systemClock,
    timers: systemTimers,
    log,
  })
  app = createApplication({
    store: 'sandbox',
    about: { version: '0.1.0', host: 'chromium' },
    clock: systemClock,
    timers: systemTimers,
    ids: randomIds,
    catalogue: createCatalogue(store.database),
    ...editingOver(store.database),
    carts: createCarts(store.database),
    orders: store.orders,
    ...tenderPorts(store.database, toss),
    records: createRecords(store.database, { ...store.places, readPayment: paymentOfBody }),
    gateway: toss.gateway,
    health: toss.health,
    storage: { read: () => 'ok' },
    keys,
    keyRing,
    ...printingOver(store.database),
    windows: { open: async (intent) => void intents.push(intent), close: async () => {} },
    customerDisplay: noDisplay(),
    classroom: createClassroom(box),
    events: { publish: () => {} },
    settings: openSettingsStore({ folder: store.folder, open, log }),
    backups: createBackups({ ...store, jobs: createFileJobs(null) }),
    reports: createReports(store.places.file),
    stores: { open: async () => {}, restore: async () => {} },
    log,
  })
  const dispatch = createDispatch({
    routes: contract,
    mayCall: () => true,
    handlers: () => app.handlers,
    checkAnswers: true,
    reportBug: (route, error) => {
      bugs.push([route, error])
      return 'REFERENCE'
    },
  })
  const event = {} as Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>
  call = (route, input) => dispatch(event, route, input)
})
afterAll(async () => {
  await app.stop()
  await store.end()
})

async function ask<T>(route: RouteName, input: unknown): Promise<T> {
  const answer = await call(route, input)
  if (!answer.ok) throw new Error(`${route}: ${answer.error.code} ${answer.error.message}`)
  return answer.data as T
}

/** A cart up to the open payment window. */
async function startPaying(): Promise<PaymentIntent> {
  await clearCounter()
  await ask('cart.clear', {})
  await ask('cart.add', { productId: 'americano' })
  const { total } = await ask<CartView>('cart.add', { productId: 'americano' })
  await ask('checkout.start', { total })
  return intents.at(-1)!
}

/** The customer goes through with it. Gives the orderId. */
async function sell(choice: Choice = { method: 'CARD' }): Promise<string> {
  const { ref, orderId, orderName, amount } = await startPaying()
  const back = box.play({ clientKey: KEYS.clientKey, orderId, orderName, amount }, choice)
  if (!('paymentKey' in back)) throw new Error(back.code)
  const outcome = await app.payments.acceptReturn({
    query: new URLSearchParams({ ...back, ref, amount: String(back.amount) }),
    from: { isPaymentWindow: true, isMainFrame: true, ref },
  })
  if (outcome.kind !== 'accepted') throw new Error(outcome.kind)
  await outcome.settled
  return orderId
}

async function clearCounter(): Promise<void> {
  const { stage, orderId } = await ask<{ stage: string; orderId: string }>('checkout.get', {})
  if (stage === 'paying') await ask('checkout.abandon', { orderId })
  await ask('checkout.dismiss', {})
}

const LOOK = { language: 'en', theme: 'dark', textSize: '125' } as const

/** A valid request of every route, with what has to be there before it. A new route must join. */
const EXAMPLES: { readonly [K in RouteName]: () => Promise<InputOf<K>> } = {
  'status.get': async () => ({}),
  ...tenderExamples(ask, clearCounter),
  'network.back': async () => ({}),
  'catalogue.list': async () => ({}),
  ...cartExamples((route, input) => ask(route, input)),
  'checkout.get': async () => {
    await sell()
    return {}
  },
  'checkout.start': async () => {
    await clearCounter()
    return { total: (await ask<CartView>('cart.add', { productId: 'americano' })).total }
  },
  'checkout.abandon': async () => {
    return { orderId: (await startPaying()).orderId }
  },
  'checkout.dismiss': async () => {
    await sell()
    return {}
  },
  'checking.get': async () => ({}),
  'checking.putAway': async () => ({ id: 'a-news 1' }),
  'orders.search': async () => {
    await sell({ method: 'TOSSPAY' })
    return { text: '아메리카노', statuses: ['paid'], limit: 5 }
  },
  'orders.get': async () => ({ orderId: await sell({ method: 'VIRTUAL_ACCOUNT' }) }),
  'orders.lookup': async () => ({ orderId: await sell(), way: 'paymentKey' }),
  'orders.settle': async () => ({ orderId: await sell({ method: 'VIRTUAL_ACCOUNT' }) }),
  'orders.refund': async () => ({
    orderId: await sell(),
    intentId: randomUUID(),
    amount: won(4500),
    reason: '단순 변심',
    lines: [{ lineNo: 1, quantity: 1 }],
  }),
  ...productExamples({ ask: (route, input) => ask(route, input), pin: '4821' }),
  ...printExamples({ ask: (route, input) => ask(route, input), sell: () => sell() }),
  'reconcile.run': async () => {
    await sell()
    const { businessDay } = await ask<StatusView>('status.get', {})
    return { fromDay: businessDay, toDay: businessDay }
  },
  'records.verify': async () => ({}),
  'records.last': async () => ({}),
  'settings.get': async () => ({}),
  'settings.saveShop': async () => ({
    name: '계산 카페',
    businessNumber: '123-45-67890',
    owner: '김계산',
    address: '서울시 마포구',
    phone: '02-1234-5678',
  }),
  'settings.savePreferences': async () => ({ ...LOOK, closingHour: 5, sounds: true }),
  'settings.openStore': async () => {
    await clearCounter()
    return { store: 'training' }
  },
  'settings.saveKeys': async () => {
    await clearCounter()
    return { store: 'sandbox', ...OTHER_PAIR }
  },
  'settings.forgetKeys': async () => ({ store: 'sandbox' }),
  'backups.get': async () => ({}),
  'backups.make': async () => ({}),
  'backups.compare': async () => ({ backup: await newestBackup() }),
  'backups.restore': async () => {
    await clearCounter()
    return { backup: await newestBackup() }
  },
  'backups.putReportAway': async () => ({}),
  ...lessonExamples(clearCounter),
  'recovery.get': async () => ({}),
  'recovery.retry': async () => ({}),
  'recovery.restore': async () => ({ backup: await newestBackup() }),
  'recovery.startEmpty': async () => ({}),
}

const newestBackup = async (): Promise<string> =>
  (await ask<BackupsView>('backups.make', {})).backups[0]!.name

/** What is wrong with an answer: it must be a value of the contract, or a failure with a known code. */
function faultOf(route: RouteName, answer: Result<unknown>): string | null {
  if (JSON.stringify(answer).includes('CANARY')) return 'holds a secret'
  if (answer.ok) return contract[route].output.safeParse(answer.data).error?.message ?? null
  const { code, message } = answer.error
  if (!ERROR_CODES.includes(code) || code === 'INTERNAL') return `failed with ${code}`
  return message === '' ? 'says nothing' : null
}
function expectExpected(route: RouteName, input: unknown, answer: Result<unknown>): void {
  const about = `${route} ${inspect(input, { maxStringLength: 100 })}`
  expect(faultOf(route, answer), about).toBeNull()
  expect(bugs, about).toEqual([])
}
/** Nothing is what many routes ask for, and a search may leave out everything. */
const isEmptyObject = (input: unknown) =>
  typeof input === 'object' &&
  input !== null &&
  !Array.isArray(input) &&
  Object.keys(input).length === 0
const failureOf = (answer: Result<unknown>): Failure | null => (answer.ok ? null : answer.error)

describe.each(ROUTES)('%s', (route) => {
  it('answers a valid request as the contract says', async () => {
    const input = await EXAMPLES[route]()
    const answer = await call(route, input)
    expect(failureOf(answer)).toBeNull()
    expectExpected(route, input, answer)
    // What the page gets is a structured clone of it, with nothing left out.
    expect(structuredClone(answer)).toEqual(answer)
  })

  it('refuses junk in words, and never breaks', async () => {
    for (const input of JUNK) expectExpected(route, input, await call(route, input))
    for (const input of JUNK.filter((junk) => !isEmptyObject(junk))) {
      const refusal = failureOf(await call(route, input))
      expect(['INVALID_INPUT', 'TOO_LARGE'], inspect(input)).toContain(refusal?.code)
    }
  })

  it('refuses a field more, and takes any odd value of its fields without breaking', async () => {
    const input = await EXAMPLES[route]()
    expect(failureOf(await call(route, { ...input, unitPrice: 1 }))).toMatchObject({
      code: 'INVALID_INPUT',
    })
    for (const field of Object.keys(input)) {
      for (const value of ODD) {
        const odd = { ...input, [field]: value }
        expectExpected(route, odd, await call(route, odd))
      }
      const { [field as never]: _, ...without } = input
      expectExpected(route, without, await call(route, without))
    }
  })

  it('stands whatever JSON can hold', async () => {
    await fc.assert(
      fc.asyncProperty(fc.anything({ withBigInt: true, withMap: true }), async (input) => {
        expectExpected(route, input, await call(route, input))
      }),
      { numRuns: 40 },
    )
  })
})

describe('the bridge', () => {
  it('knows no route but those of the contract', async () => {
    for (const name of ['', 'toString', '__proto__', 'orders', 'orders.delete', 7, null, {}, []]) {
      expect(failureOf(await call(name, {}))?.code).toBe('UNKNOWN_ROUTE')
    }
  })

  it('names the field that isn’t valid', async () => {
    const input = await EXAMPLES['orders.refund']()
    expect(failureOf(await call('orders.refund', { ...input, amount: 0 }))).toMatchObject({
      code: 'INVALID_INPUT',
      fields: { amount: expect.any(String) },
    })
  })

  it('refuses more than 64 KB before anybody reads it', async () => {
    expect(failureOf(await call('orders.search', { text: '가'.repeat(70_000) }))?.code).toBe(
      'TOO_LARGE',
    )
  })
})

describe('refusals that are expected', () => {
  it.each([
    ['cart.add', { productId: 'no-such-thing' }, 'PRODUCT_NOT_FOUND'],
    ['orders.get', { orderId: 'no-such-order' }, 'ORDER_NOT_FOUND'],
    ['orders.lookup', { orderId: 'no-such-order', way: 'orderId' }, 'ORDER_NOT_FOUND'],
    ['orders.settle', { orderId: 'no-such-order' }, 'ORDER_NOT_FOUND'],
    ['slips.show', { orderId: 'no-such-order', kind: 'receipt', paper: '80' }, 'ORDER_NOT_FOUND'],
    ['printing.putAway', { id: 999_999 }, 'PRINT_JOB_NOT_FOUND'],
    [
      'settings.saveKeys',
      { store: 'live', clientKey: KEYS.clientKey, secretKey: KEYS.secretKey },
      'KEY_WRONG_STORE',
    ],
    [
      'settings.saveKeys',
      { store: 'sandbox', clientKey: 'nonsense', secretKey: KEYS.secretKey },
      'KEY_FORMAT',
    ],
  ] as const)('%s %j is %s', async (route, input, code) => {
    const answer = await call(route, input)
    expectExpected(route, input, answer)
    expect(failureOf(answer)?.code).toBe(code)
  })

  it('one refund intent is one refund, and the balance is never exceeded', async () => {
    const input = await EXAMPLES['orders.refund']()
    for (let press = 0; press < 3; press += 1)
      expect((await call('orders.refund', input)).ok).toBe(true)
    const { orderId } = input
    const { refundedAmount } = await ask<OrderView>('orders.get', { orderId })
    expect(refundedAmount).toBe(4500)
    const more = { ...input, intentId: randomUUID(), amount: won(4501), lines: [] }
    expect(failureOf(await call('orders.refund', more))?.code).toBe('REFUND_EXCEEDS_BALANCE')
  })
})
