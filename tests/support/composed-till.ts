import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { OrderView, OutputOf, ParsedInputOf, RouteName } from '#shared/ipc/contract.ts'
import type { TillEvent } from '#shared/ipc/events.ts'
import { won } from '#shared/money.ts'
import type { Result } from '#shared/result.ts'
import type { AttemptStateKind } from '#shared/vocabulary.ts'
import type { PaymentIntent } from '../../src/main/application/ports.ts'
import { type ComposedStore, composeStore, type StoreParts } from '../../src/main/compose-store.ts'
import type { BoxOptions } from '../../src/main/training/box.ts'
import type { BoxClock } from '../../src/main/training/kst-time.ts'
import type { Choice } from '../../src/main/training/means.ts'
import { type BoxServer, startBoxServer } from './box-server.ts'
import { KEYS, LATTE, storeParts } from './store-parts.ts'

type Call = 'confirm' | 'cancel' | 'lookup' | 'receipt'
const callOf = ({ method, url }: Request): Call =>
  method === 'GET'
    ? 'lookup'
    : url.includes('/cash-receipts')
      ? 'receipt'
      : url.endsWith('/confirm')
        ? 'confirm'
        : 'cancel'

export interface ComposedTill {
  readonly folder: string
  readonly toss: BoxServer
  readonly events: TillEvent[]
  readonly app: ComposedStore
  /** Asks main as the bridge does; throws where main refuses. */
  ask<K extends RouteName>(route: K, input: ParsedInputOf<K>): Promise<OutputOf<K>>
  /** The next request of this kind goes out with Toss's test-code header. */
  testCode(on: Call, code: string): void
  /** A latte up to the open payment window. */
  begin(): Promise<PaymentIntent>
  /** The payment window that was opened last. */
  opened(): PaymentIntent
  /** A latte for a customer who has authenticated at Toss, up to Toss's answer to the confirm. */
  sell(choice?: Partial<Choice>): Promise<{ orderId: string; state: AttemptStateKind }>
  order(orderId: string): Promise<OrderView>
  /** 지금 조회: asks Toss once more what became of it. */
  settle(orderId: string): Promise<OrderView>
  refund(
    orderId: string,
    changes?: Partial<ParsedInputOf<'orders.refund'>>,
  ): Promise<Result<OutputOf<'orders.refund'>>>
  /** How many calls of this kind reached Toss since the till was opened. */
  sent(on: Call): number
  /** The power goes, and the same file is opened again. */
  restart(): Promise<void>
  close(): Promise<void>
}

export interface ComposedTillOptions extends Partial<
  Pick<StoreParts, 'clock' | 'timers' | 'aroundDatabase' | 'files'>
> {
  readonly box?: Partial<BoxOptions>
  /** The box's own clock. */
  readonly boxClock?: BoxClock
  /** Stands between the till and its Toss. */
  readonly through?: (request: Request, send: () => Promise<Response>) => Promise<Response>
  /** What the till may log as broken, because a test breaks it. */
  readonly mayBreak?: boolean
}

/** The real application over a real SQLite file, and the Toss it talks to over HTTP: all but the windows. */
export async function openComposedTill(options: ComposedTillOptions = {}): Promise<ComposedTill> {
  const folder = await mkdtemp(join(tmpdir(), 'till-composed-'))
  const toss = await startBoxServer({
    keys: [KEYS],
    ...(options.boxClock && { clock: options.boxClock }),
    ...options.box,
  })
  const intents: PaymentIntent[] = []
  const bugs: unknown[] = []
  const events: TillEvent[] = []
  const sent: Call[] = []
  let testCode: { on: Call; code: string } | null = null

  // Settings stay over a restart, as their file does.
  const parts = storeParts(folder, toss.url)

  const open = (): Promise<ComposedStore> =>
    composeStore({
      ...parts,
      fetch: async (request) => {
        const call = callOf(request)
        sent.push(call)
        if (testCode?.on === call) {
          request.headers.set('TossPayments-Test-Code', testCode.code)
          testCode = null
        }
        const send = () => fetch(request)
        return options.through?.(request, send) ?? send()
      },
      ...(options.clock && { clock: options.clock }),
      // Nothing is asked again by itself: a test says when.
      timers: options.timers ?? { after: () => () => {} },
      ...(options.files && { files: options.files }),
      ...(options.aroundDatabase && { aroundDatabase: options.aroundDatabase }),
      windows: { open: async (intent) => void intents.push(intent), close: async () => {} },
      events: { publish: (name, data) => void events.push({ name, data } as TillEvent) },
      log: {
        info: () => {},
        warn: () => {},
        error: (event, error) => void bugs.push([event, error]),
      },
    })

  let app = await open()
  await app.start()

  const ask: ComposedTill['ask'] = async (route, input) => {
    const answer = await app.handlers[route](input)
    if (!answer.ok) throw new Error(`${route}: ${answer.error.code} ${answer.error.message}`)
    return answer.data
  }
  async function begin(): Promise<PaymentIntent> {
    await ask('checkout.dismiss', {})
    await ask('cart.clear', {})
    await ask('cart.add', { productId: 'latte' })
    await ask('checkout.start', { total: won(LATTE) })
    const intent = intents.at(-1)
    if (intent === undefined) throw new Error('no window was opened')
    return intent
  }
  const order = (orderId: string) => ask('orders.get', { orderId })

  return {
    folder,
    toss,
    events,
    get app() {
      return app
    },
    ask,
    order,
    testCode: (on, code) => void (testCode = { on, code }),
    begin,
    opened() {
      const intent = intents.at(-1)
      if (intent === undefined) throw new Error('no window was opened')
      return intent
    },
    async sell(choice = {}) {
      const intent = await begin()
      const { ref, orderId, orderName, amount, clientKey } = intent
      const played = toss.box.play(
        { clientKey, orderId, orderName, amount },
        { method: 'CARD', ...choice },
      )
      if (!('paymentKey' in played)) throw new Error(`not played: ${played.code}`)
      const returned = await app.payments.acceptReturn({
        query: new URLSearchParams({
          ref,
          paymentType: 'NORMAL',
          orderId,
          paymentKey: played.paymentKey,
          amount: String(amount),
        }),
        from: { isPaymentWindow: true, isMainFrame: true, ref },
      })
      if (returned.kind !== 'accepted') throw new Error(`not accepted: ${returned.kind}`)
      return { orderId, state: await returned.settled }
    },
    settle: (orderId) => ask('orders.settle', { orderId }),
    refund: (orderId, changes = {}) =>
      app.handlers['orders.refund']({
        orderId,
        intentId: crypto.randomUUID(),
        amount: won(LATTE),
        reason: '단순 변심',
        lines: [{ lineNo: 1, quantity: 1 }],
        ...changes,
      }),
    sent: (on) => sent.filter((call) => call === on).length,
    async restart() {
      await app.close()
      app = await open()
      await app.start()
    },
    async close() {
      await app.close()
      await toss.close()
      await rm(folder, { recursive: true })
      if (bugs.length > 0 && options.mayBreak !== true)
        throw new Error(`the till broke: ${JSON.stringify(bugs)}`, { cause: bugs })
    },
  }
}
