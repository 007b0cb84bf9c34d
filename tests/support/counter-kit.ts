/** A till without windows over real files: the code that boot runs, and a Toss that stays when it ends. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TillEvent } from '#shared/ipc/events.ts'
import type { OutputOf, ParsedInputOf, RouteName } from '#shared/ipc/contract.ts'
import type { Result } from '#shared/result.ts'
import { createFileJobs } from '../../src/main/adapters/db/file-jobs.ts'
import { createStoreFiles } from '../../src/main/adapters/db/store-files.ts'
import type { PaymentIntent } from '../../src/main/application/ports.ts'
import { createRunStore, type RunStore } from '../../src/main/application/run-store.ts'
import { composeStore, type StoreParts } from '../../src/main/compose-store.ts'
import { createTossBox, type TossBox } from '../../src/main/training/box.ts'
import { KEYS, storeParts } from './store-parts.ts'

const WORKER = new URL('../../src/main/adapters/db/file-jobs-worker.ts', import.meta.url).pathname

export interface CounterOptions {
  /** A folder to keep over several tills. */
  readonly folder?: string
  readonly box?: TossBox
  now?(): Date
  /** Files are read on a thread of their own, as the app does. It takes a while to start. */
  readonly hasThreads?: boolean
}

/** One run of the till in the sandbox store. */
export interface Counter {
  readonly userData: string
  /** Folder of the store. */
  readonly folder: string
  readonly file: string
  readonly box: TossBox
  readonly stores: RunStore
  readonly events: TillEvent[]
  readonly logged: { readonly level: string; readonly event: string; readonly facts: unknown }[]
  /** Whether Toss can be reached. */
  network: boolean
  ask<K extends RouteName>(route: K, input: ParsedInputOf<K>): Promise<OutputOf<K>>
  answer<K extends RouteName>(route: K, input: ParsedInputOf<K>): Promise<Result<OutputOf<K>>>
  /** A sale paid by card; gives its orderId. */
  sell(): Promise<string>
  close(): Promise<void>
}

const newBox = (): TossBox => createTossBox({ keys: [KEYS] })

export async function openCounter(options: CounterOptions = {}): Promise<Counter> {
  const userData = options.folder ?? mkdtempSync(join(tmpdir(), 'gyesan-counter-'))
  const folder = join(userData, 'stores', 'sandbox')
  const box = options.box ?? newBox()
  const events: TillEvent[] = []
  const logged: Counter['logged'] = []
  const intents: PaymentIntent[] = []
  const log = (level: string) => (event: string, facts: unknown) =>
    void logged.push({ level, event, facts })
  const counter = { network: true }
  const parts: StoreParts = {
    ...storeParts(folder, 'http://toss.test'),
    jobs: createFileJobs(options.hasThreads === true ? WORKER : null),
    clock: { now: options.now ?? (() => new Date()) },
    fetch: (request) =>
      counter.network ? box.handle(request) : Promise.reject(new TypeError('fetch failed')),
    windows: { open: async (intent) => void intents.push(intent), close: async () => {} },
    events: { publish: (name, data) => void events.push({ name, data } as TillEvent) },
    log: {
      info: log('info'),
      warn: log('warn'),
      error: (event, error, facts) => log('error')(event, { ...facts, error }),
    },
  }
  const stores = createRunStore({
    ...parts,
    files: () => createStoreFiles(parts),
    compose: (_store, stores) => composeStore({ ...parts, stores }),
  })
  await stores.open('sandbox')

  const answer: Counter['answer'] = (route, input) =>
    (stores.current().handlers[route] as (input: unknown) => Promise<never>)(input)
  const ask: Counter['ask'] = async (route, input) => {
    const result = await answer(route, input)
    if (!result.ok) throw new Error(`${route}: ${result.error.code} ${result.error.message}`)
    return result.data
  }
  return Object.assign(counter, {
    userData,
    folder,
    file: join(folder, 'till.sqlite'),
    box,
    stores,
    events,
    logged,
    ask,
    answer,
    async sell() {
      await ask('checkout.dismiss', {})
      await ask('cart.clear', {})
      const { total } = await ask('cart.add', { productId: 'latte' })
      await ask('checkout.start', { total })
      const { ref, orderId, orderName, amount } = intents.at(-1)!
      const back = box.play(
        { clientKey: KEYS.clientKey, orderId, orderName, amount },
        { method: 'CARD' },
      )
      if (!('paymentKey' in back)) throw new Error(back.code)
      const outcome = await stores.current().payments.acceptReturn({
        query: new URLSearchParams({ ...back, ref, amount: String(back.amount) }),
        from: { isPaymentWindow: true, isMainFrame: true, ref },
      })
      if (outcome.kind !== 'accepted') throw new Error(outcome.kind)
      if ((await outcome.settled) !== 'paid') throw new Error('not paid')
      return orderId
    },
    close: () => stores.close(),
  })
}

export const removeCounter = (counter: Pick<Counter, 'userData'>): void =>
  rmSync(counter.userData, { recursive: true, force: true, maxRetries: 3 })
