import { TRAINING_KEYS, type BoxKeyPair } from '../../src/main/training/auth.ts'
import {
  createTossBox,
  type BoxOptions,
  type SuccessReturn,
  type TossBox,
} from '../../src/main/training/box.ts'
import { createBoxClock } from '../../src/main/training/box-clock.ts'
import type { BoxClock } from '../../src/main/training/kst-time.ts'
import type { Choice } from '../../src/main/training/means.ts'
import { seededBytes } from '../../src/main/training/seeded-random.ts'
import type { WindowRequest } from '../../src/main/training/sessions.ts'

export const SECOND = 1000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** 2026-03-02 10:00:00 in Seoul. */
export const START = Date.parse('2026-03-02T10:00:00+09:00')

export const OTHER_KEYS: BoxKeyPair = {
  clientKey: 'test_gck_other000000000000000000000000',
  secretKey: 'test_gsk_other000000000000000000000000',
  mId: 'other_shop',
}

/** The box's own clock standing still, to be moved by tests. */
export interface FakeClock extends BoxClock {
  /** Moves on by `ms` and wakes whoever slept until then. */
  advance(ms: number): void
  /** Resolves once somebody sleeps. */
  asleep(): Promise<void>
}

export function createFakeClock(start = START): FakeClock {
  const clock = createBoxClock({ startAt: start, factor: 0 })
  let sleeping = 0
  let tellAsleep: () => void = () => {}
  return {
    now: clock.now,
    async sleep(ms) {
      sleeping += 1
      tellAsleep()
      await clock.sleep(ms)
      sleeping -= 1
    },
    asleep: () =>
      new Promise((tell) => {
        tellAsleep = tell
        if (sleeping > 0) tell()
      }),
    advance: clock.jump,
  }
}

export const basic = (text: string): string =>
  `Basic ${Buffer.from(text, 'utf8').toString('base64')}`

export interface Answered {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** The body as JSON; {} where it is none. */
  readonly body: Record<string, unknown>
}

export interface CallOptions {
  readonly method?: 'GET' | 'POST' | 'DELETE'
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  /** The secret key, TRAINING_KEYS' own where left out; null sends no Authorization. */
  readonly secretKey?: string | null
}

export interface BoxKit {
  readonly box: TossBox
  readonly clock: FakeClock
  call(path: string, options?: CallOptions): Promise<Answered>
  /** A customer has authenticated: what the success URL brings. */
  authenticated(choice?: Partial<Choice>, request?: Partial<WindowRequest>): SuccessReturn
  confirm(back: SuccessReturn, options?: CallOptions): Promise<Answered>
  /** Authenticated and confirmed; answers the paymentKey. */
  paid(choice?: Partial<Choice>, request?: Partial<WindowRequest>): Promise<string>
  cancel(paymentKey: string, body: unknown, options?: CallOptions): Promise<Answered>
  lookup(paymentKey: string): Promise<Answered>
}

function jsonOf(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>
  } catch {
    return {}
  }
}

export async function readAnswer(response: Response): Promise<Answered> {
  const text = await response.text()
  return { status: response.status, headers: response.headers, text, body: jsonOf(text) }
}

export function requestOf(url: string, options: CallOptions = {}): Request {
  const secretKey = options.secretKey === undefined ? TRAINING_KEYS.secretKey : options.secretKey
  const headers = new Headers(options.headers)
  if (secretKey !== null) headers.set('authorization', basic(`${secretKey}:`))
  if (options.body === undefined)
    return new Request(url, { method: options.method ?? 'GET', headers })
  headers.set('content-type', 'application/json')
  const body = typeof options.body === 'string' ? options.body : JSON.stringify(options.body)
  return new Request(url, { method: options.method ?? 'POST', headers, body })
}

let orders = 0
export const nextOrderId = (): string => `order-${String((orders += 1)).padStart(6, '0')}`

/** The box on a standing clock, asked without a network. */
export function createBoxKit(options: Partial<BoxOptions> = {}): BoxKit {
  const clock = createFakeClock()
  const box = createTossBox({
    keys: [TRAINING_KEYS, OTHER_KEYS],
    clock,
    random: seededBytes('7'),
    ...options,
  })
  const call = async (path: string, callOptions: CallOptions = {}) =>
    readAnswer(await box.handle(requestOf(`https://api.tosspayments.com${path}`, callOptions)))
  const kit: BoxKit = {
    box,
    clock,
    call,
    authenticated(choice = {}, request = {}) {
      const back = box.play(
        {
          clientKey: TRAINING_KEYS.clientKey,
          orderId: nextOrderId(),
          orderName: '3-아메리카노 외 1건',
          amount: 11_700,
          ...request,
        },
        { method: 'CARD', ...choice },
      )
      if (!('paymentKey' in back)) throw new Error(`the window refused: ${back.code}`)
      return back
    },
    confirm: ({ paymentKey, orderId, amount }, callOptions = {}) =>
      call('/v1/payments/confirm', { body: { paymentKey, orderId, amount }, ...callOptions }),
    async paid(choice, request) {
      const back = kit.authenticated(choice, request)
      const answered = await kit.confirm(back)
      if (answered.status !== 200) throw new Error(`confirm was refused: ${answered.text}`)
      return back.paymentKey
    },
    cancel: (paymentKey, body, callOptions = {}) =>
      call(`/v1/payments/${paymentKey}/cancel`, { body, ...callOptions }),
    lookup: (paymentKey) => call(`/v1/payments/${paymentKey}`),
  }
  return kit
}
