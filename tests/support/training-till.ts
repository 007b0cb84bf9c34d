/** The training store without windows: real files, its built-in Toss, and a customer who works its widget. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { OrderView, OutputOf, ParsedInputOf, RouteName } from '#shared/ipc/contract.ts'
import type { Result } from '#shared/result.ts'
import type { PaymentIntent } from '../../src/main/application/ports.ts'
import { type ComposedStore, composeStore } from '../../src/main/compose-store.ts'
import { TRAINING_KEYS } from '../../src/main/training/auth.ts'
import { storeParts } from './store-parts.ts'

/** Everything that waits does so so much shorter. */
const HURRY = 50

export interface TrainingTill {
  readonly folder: string
  readonly app: ComposedStore
  answer<K extends RouteName>(route: K, input: ParsedInputOf<K>): Promise<Result<OutputOf<K>>>
  /** Throws where main refuses. */
  ask<K extends RouteName>(route: K, input: ParsedInputOf<K>): Promise<OutputOf<K>>
  /** So many lattes into the cart, and the payment window open. */
  open(pieces?: number): Promise<PaymentIntent>
  /** The customer of that window goes through with it, up to Toss's answer or its loss. */
  approve(intent: PaymentIntent, choice?: object): Promise<void>
  /** So many lattes, paid by card. */
  sell(pieces?: number): Promise<OrderView>
  /** All of the cart in cash. */
  takeCash(): Promise<void>
  /** Another till over the same file. */
  restart(): Promise<void>
  close(): Promise<void>
}

export async function openTrainingTill(store: 'training' | 'sandbox' = 'training') {
  const folder = await mkdtemp(join(tmpdir(), 'till-training-'))
  const parts = storeParts(folder, 'http://127.0.0.1:9')
  let intent: PaymentIntent | null = null
  const broken: unknown[] = []
  const openStore = () =>
    composeStore({
      ...parts,
      store,
      tossApiUrl: store === 'training' ? null : parts.tossApiUrl,
      keys: {
        current: async () => ({ clientKey: TRAINING_KEYS.clientKey }),
        secretFor: async () => TRAINING_KEYS.secretKey,
      },
      timers: {
        after(ms, run) {
          const timer = setTimeout(run, ms / HURRY)
          return () => clearTimeout(timer)
        },
      },
      windows: {
        open: async (next) => {
          intent = next
        },
        close: async () => {},
      },
      log: {
        info: () => {},
        warn: () => {},
        error: (event, error) => void broken.push([event, String(error)]),
      },
    })
  let app = await openStore()
  await app.start()

  const answer: TrainingTill['answer'] = (route, input) =>
    (app.handlers[route] as (input: unknown) => Promise<never>)(input)
  const ask: TrainingTill['ask'] = async (route, input) => {
    const result = await answer(route, input)
    if (!result.ok) throw new Error(`${route}: ${result.error.code} ${result.error.message}`)
    return result.data
  }
  /** What the widget's script asks of the built-in Toss. */
  async function widget(path: string, body: object): Promise<Record<string, unknown>> {
    if (app.training === null) throw new Error('no built-in Toss')
    const request = new Request(`http://localhost/training/box/sessions${path}`, {
      method: 'POST',
      body: JSON.stringify(body),
    })
    const reply = await app.training(request)
    if (!reply.ok) throw new Error(await reply.text())
    return (await reply.json()) as Record<string, unknown>
  }
  const open = async (pieces = 1): Promise<PaymentIntent> => {
    await ask('checkout.dismiss', {})
    await ask('cart.clear', {})
    const { total } = await ask('cart.setQuantity', { productId: 'latte', quantity: pieces })
    await ask('checkout.start', { total })
    if (intent === null) throw new Error('no window was opened')
    return intent
  }
  async function approve(
    { ref, orderId, orderName, amount, clientKey }: PaymentIntent,
    choice = {},
  ) {
    const { sessionId } = await widget('', { clientKey, orderId, orderName, amount })
    const { paymentKey } = await widget(`/${String(sessionId)}/authenticate`, {
      method: 'CARD',
      ...choice,
    })
    const returned = await app.payments.acceptReturn({
      query: new URLSearchParams({
        ref,
        paymentType: 'NORMAL',
        orderId,
        paymentKey: String(paymentKey),
        amount: String(amount),
      }),
      from: { isPaymentWindow: true, isMainFrame: true, ref },
    })
    if (returned.kind !== 'accepted') throw new Error(returned.kind)
    await returned.settled
  }

  const till: TrainingTill = {
    folder,
    get app() {
      return app
    },
    answer,
    ask,
    open,
    approve,
    async sell(pieces = 1) {
      const opened = await open(pieces)
      await approve(opened)
      return ask('orders.get', { orderId: opened.orderId })
    },
    async takeCash() {
      const { total } = await ask('cart.get', {})
      const intentId = crypto.randomUUID()
      await ask('cash.take', { intentId, total, amount: total, received: total })
    },
    async restart() {
      await app.close()
      app = await openStore()
      await app.start()
    },
    async close() {
      await app.close()
      await rm(folder, { recursive: true })
      if (broken.length > 0) throw new Error(`the till broke: ${JSON.stringify(broken)}`)
    },
  }
  return till
}
