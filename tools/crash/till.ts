/**
 * The real application in a process of its own: the store that the shell opens, over its own SQLite
 * file and real HTTP. Only what surrounds it is the driver's: the clock, the ids, the windows, and a
 * counter that knows each write and each request and may end the process at any of them.
 */
import { readFileSync } from 'node:fs'
import { flushCompileCache } from 'node:module'
import { setImmediate } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { contract } from '#shared/ipc/contract.ts'
import { NO_LABELS } from '#shared/scale-label.ts'
import type { CatalogueSeed } from '../../src/main/adapters/db/catalogue.ts'
import type { TillDatabase } from '../../src/main/adapters/db/open-database.ts'
import type { Ids, Log, SettingsFile } from '../../src/main/application/ports.ts'
import { createFileJobs } from '../../src/main/adapters/db/file-jobs.ts'
import { type ComposedStore, composeStore } from '../../src/main/compose-store.ts'
import { TRAINING_KEYS } from '../../src/main/training/auth.ts'
import { createSeededRandom } from '../../src/main/training/seeded-random.ts'
import { createDispatch } from '../../src/main/shell/ipc/dispatch.ts'
import { createHandTimers, type HandTimers } from './hand-timers.ts'
import {
  type Ask,
  COMPILES,
  type FromTill,
  type Life,
  type Quiet,
  type ToTill,
} from './messages.ts'
import { createSteps, stepsAround, trace } from './steps.ts'
import { createWire, type Wire } from './wire.ts'

/** The page that calls; the driver is the only one there is. */
const NOBODY = {} as Parameters<ReturnType<typeof createDispatch>>[0]

interface Running {
  readonly store: ComposedStore
  readonly timers: HandTimers
  readonly wire: Wire
  skew: number
}

const tell = (message: FromTill) => process.send?.(message)

const CLEAR = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'

const seededIds = (seed: number): Ids => {
  const random = createSeededRandom(`ids ${seed}`)
  const text = (length: number) =>
    Array.from({ length }, () => CLEAR.charAt(random.below(CLEAR.length))).join('')
  return { suffix: () => text(4), token: () => text(32), uuid: () => text(36) }
}

const log = (level: string) => (event: string, facts: unknown) => {
  trace(`  ${level} ${event} ${JSON.stringify(facts)}`)
}
const tracedLog: Log = {
  info: log('info'),
  warn: log('warn'),
  error: (event, error, facts) => log('error')(event, { ...facts, error: String(error) }),
}

const settings: SettingsFile = {
  shop: async () => ({ name: '계산 카페', businessNumber: '', owner: '', address: '', phone: '' }),
  saveShop: async () => {},
  preferences: async () => ({
    language: 'ko',
    theme: 'light',
    textSize: '100',
    closingHour: 4,
    sounds: false,
  }),
  savePreferences: async () => {},
  discountRule: async () => ({ limitPercent: 100, hasPin: false }),
  saveDiscountRule: async () => {},
  isManagerPin: async () => false,
  printer: async () => ({ kind: 'none', host: '', port: 9100, paper: '80', autoPrint: false }),
  savePrinter: async () => {},
  store: async () => 'sandbox',
  saveStore: async () => {},
  labels: async () => NO_LABELS,
  saveLabels: async () => {},
  customerDisplay: async () => 'off',
  saveCustomerDisplay: async () => {},
  lessonsDone: async () => [],
  saveLessonsDone: async () => {},
}

let running: Running | null = null
let endHold = () => {}
let held: Promise<void> | null = null
/** Requests and writes are known by number over all stores that this process opens. */
let writes = 0

async function open(life: Life): Promise<void> {
  const timers = createHandTimers(life.now)
  let database: TillDatabase | null = null
  const steps = createSteps({
    before: life.stepsBefore,
    deeds: life.deeds,
    async hold(step) {
      const { promise, resolve } = Promise.withResolvers<void>()
      held = promise
      endHold = resolve
      tell({ is: 'held', step })
      await promise
      held = null
    },
    setFull(isFull) {
      // As many pages as it has and no more: what a full disk is to SQLite.
      const pages = isFull ? 1 : 1_000_000_000
      void database?.read((queries) => queries.get(sql.raw(`PRAGMA max_page_count = ${pages}`)))
    },
  })
  const wire = createWire(steps)
  const state = { skew: life.skew }
  writes = 0
  const store = await composeStore({
    store: 'sandbox',
    folder: life.folder,
    migrationsFolder: life.migrationsFolder,
    seed: JSON.parse(readFileSync(life.catalogueFile, 'utf8')) as CatalogueSeed,
    fetch: wire.fetch,
    tossApiUrl: life.tossUrl,
    about: { version: '0.0.0', host: 'chromium' },
    clock: { now: () => new Date(timers.now + state.skew) },
    timers,
    ids: seededIds(life.idSeed),
    keys: {
      current: async () => ({ clientKey: TRAINING_KEYS.clientKey }),
      secretFor: async () => TRAINING_KEYS.secretKey,
    },
    // Stands for the machine's own lock: what is written down outlives this process.
    numbers: {
      seal: async (number) => Buffer.from(number).toString('base64'),
      open: async (sealed) => Buffer.from(sealed, 'base64').toString(),
    },
    keyRing: {
      states: async () => [],
      canKeepSecrets: async () => true,
      save: async () => ({ kept: 'saved' }),
      forget: async () => {},
    },
    windows: {
      open: async (intent) => void tell({ is: 'window', intent }),
      close: async () => {},
    },
    customerDisplay: {
      view: () => ({ choice: 'off', place: 'closed' }),
      choose: (choice) => ({ choice, place: 'closed' }),
    },
    events: { publish: () => {} },
    settings,
    stores: {
      open: () => Promise.reject(new Error('this till has one store')),
      restore: () => Promise.reject(new Error('this till goes back to nothing')),
    },
    jobs: createFileJobs(null),
    files: { open: async () => null, save: async () => false },
    slipPaper: {
      hasPrinter: async () => false,
      print: async () => false,
      savePdf: async () => false,
    },
    log: tracedLog,
    aroundDatabase(opened) {
      database = opened
      void opened.read((queries) =>
        queries.get(sql.raw(`PRAGMA busy_timeout = ${life.busyTimeout}`)),
      )
      return stepsAround(opened, steps, () => (writes += 1))
    },
  })
  running = Object.assign(state, { store, timers, wire })
  await store.start()
}

/** The way a page's call comes in: through the contract, and never as an exception. */
const dispatch = createDispatch({
  routes: contract,
  mayCall: () => true,
  handlers() {
    if (running === null) throw new Error('no store is open')
    return running.store.handlers
  },
  reportBug(route, error) {
    trace(`  bug in ${route}: ${error instanceof Error ? (error.stack ?? '') : String(error)}`)
    return String(error)
  },
  checkAnswers: true,
})

async function answer(ask: Ask): Promise<unknown> {
  if (running === null) throw new Error('no store is open')
  const { store } = running
  switch (ask.ask) {
    case 'route':
      return dispatch(NOBODY, ask.route, ask.input)
    case 'return':
    case 'fail': {
      const accept = ask.ask === 'return' ? store.payments.acceptReturn : store.payments.acceptFail
      const outcome = await accept({
        query: new URLSearchParams(ask.query),
        from: { isPaymentWindow: true, isMainFrame: true, ref: ask.ref },
      })
      // Until Toss has answered, as the window shows it.
      return outcome.kind === 'accepted'
        ? { kind: outcome.kind, settled: await outcome.settled }
        : outcome
    }
    case 'windowClosed':
      // Nobody waits for it: the shell logs what breaks, and the till goes on by itself.
      return store.payments.windowClosed(ask.ref).catch((error: unknown) => {
        tracedLog.error('window_end_broke', error, {})
      })
    case 'close':
      await store.close()
      running = null
      return null
  }
}

/** Resolves when only time can make something happen. */
async function quiet(): Promise<Quiet> {
  for (;;) {
    if (held !== null) await held
    while (running?.wire.isBusy() === true) await running.wire.changed()
    const before = running?.wire.activity
    // What is under way without HTTP is a chain of promises, which ends within a few turns.
    for (let turn = 0; turn < 3; turn += 1) await setImmediate()
    const isStill = held === null && running?.wire.isBusy() !== true
    if (isStill && running?.wire.activity === before) {
      return { next: running?.timers.next() ?? null }
    }
  }
}

async function reply(id: number, work: Promise<unknown>): Promise<void> {
  try {
    tell({ is: 'answer', id, value: (await work) ?? null })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    tell({ is: 'threw', id, code, message: String(error) })
  }
}

process.on('message', (message: ToTill) => {
  switch (message.is) {
    case 'open':
      return void reply(message.id, open(message.life))
    case 'ask':
      return void reply(message.id, answer(message.ask))
    case 'quiet':
      return void reply(message.id, quiet())
    case 'time':
      if (running !== null) running.skew = message.skew
      running?.timers.moveTo(message.now)
      return void reply(message.id, Promise.resolve())
    case 'go':
      return endHold()
    case 'asleep':
    case 'awake':
      return running?.wire.setAsleep(message.request, message.is === 'asleep')
  }
})
process.on('disconnect', () => process.exit())
// A process that is killed doesn't write down by itself what it compiled; one does it for all that follow.
if (process.env[COMPILES] !== undefined) flushCompileCache()
tell({ is: 'ready' })
