import { TRAINING_KEYS } from '../../src/main/training/auth.ts'
import { createTossBox, type TossBox } from '../../src/main/training/box.ts'
import { NoAnswer } from '../../src/main/training/faults.ts'
import { seededBytes } from '../../src/main/training/seeded-random.ts'
import { type Call, findFault, isAct } from './answer-faults.ts'
import type { Movement, TossCall } from './facts.ts'
import { REQUEST_HEADER, TILL_HEADER } from './messages.ts'
import { createMovements } from './movements.ts'
import { wholeAnswer } from './whole-answer.ts'
import { createWorldClock, type WorldClock } from './world-clock.ts'

interface Parts {
  readonly seed: number
  /** By the number of the request, counted from 1 over the whole run. */
  readonly faults: ReadonlyMap<number, string>
  /** The till is killed once the box has done this request, before it hears so. */
  readonly killAfterServing: ReadonlySet<number>
  readonly kill: (pid: number) => void
  readonly tellAsleep: (pid: number, request: number, isAsleep: boolean) => void
  /** Whether the till's file holds what this call is about, at the moment the call arrives. */
  readonly isWritten: (call: Pick<TossCall, 'kind' | 'key'>) => boolean
  readonly onFault: () => void
  readonly trace: (line: string) => void
}

/** The box of one run, and all that reached it. */
export interface TossWorld {
  readonly box: TossBox
  readonly clock: WorldClock
  /** Every call that came, oldest first. */
  readonly calls: readonly TossCall[]
  readonly movements: readonly Movement[]
  readonly handle: (request: Request) => Promise<Response>
  /** The next request of this kind meets this fault; a scenario's own. */
  faultNext(call: Call, name: string): void
}

function callOf(method: string, path: string): Call {
  if (path.startsWith('/v1/cash-receipts')) {
    if (method === 'GET') return 'receipts'
    return path.endsWith('/cancel') ? 'receipt_cancel' : 'receipt'
  }
  if (method === 'GET') return path.endsWith('/transactions') ? 'transactions' : 'lookup'
  return path.endsWith('/confirm') ? 'confirm' : 'cancel'
}

export function createTossWorld(parts: Parts): TossWorld {
  const calls: TossCall[] = []
  const movements = createMovements()
  const own: { readonly call: Call; readonly name: string }[] = []
  /** Whose request the box is at work on: it is the one that may fall asleep. */
  let current: { readonly pid: number; readonly request: number } | null = null

  const clock = createWorldClock(() => {
    const sleeper = current
    if (sleeper === null) return () => {}
    parts.tellAsleep(sleeper.pid, sleeper.request, true)
    return () => {
      parts.tellAsleep(sleeper.pid, sleeper.request, false)
      current = sleeper
    }
  })
  const box = createTossBox({
    keys: [TRAINING_KEYS],
    clock,
    random: seededBytes(`box ${parts.seed}`),
    storage: movements.storage,
  })

  const takeFault = (call: Call): string | undefined => {
    const at = own.findIndex((fault) => fault.call === call)
    return at < 0 ? parts.faults.get(calls.length) : own.splice(at, 1)[0]?.name
  }

  async function paymentKeyOf(kind: Call, request: Request): Promise<string> {
    if (kind === 'cancel') return new URL(request.url).pathname.split('/').at(-2) ?? ''
    if (kind !== 'confirm') return ''
    const body = (await request.clone().json()) as { paymentKey?: string }
    return body.paymentKey ?? ''
  }

  return {
    box,
    clock,
    calls,
    movements: movements.all,
    faultNext: (call, name) => void own.push({ call, name }),
    async handle(request) {
      const pid = Number(request.headers.get(TILL_HEADER))
      const kind = callOf(request.method, new URL(request.url).pathname)
      const key = request.headers.get('idempotency-key')
      const paymentKey = await paymentKeyOf(kind, request)
      const wasWritten = !isAct(kind) || parts.isWritten({ kind, key })
      calls.push({ kind, key, paymentKey, wasWritten })
      const number = calls.length
      const name = takeFault(kind)
      const fault =
        name === undefined ? undefined : findFault(kind, name, `${parts.seed} ${number}`)
      parts.trace(`  toss ${number}: ${kind}${fault === undefined ? '' : ` [${name}]`}`)
      if (fault !== undefined) {
        parts.onFault()
        box.orderNext(fault)
      }

      const asking = { pid, request: Number(request.headers.get(REQUEST_HEADER)) }
      current = asking
      try {
        const answer = await wholeAnswer(await box.handle(request))
        if (!parts.killAfterServing.has(number)) return answer
      } finally {
        current = null
        // It may have said that it sleeps, and answer all the same: it acts later, by itself.
        parts.tellAsleep(asking.pid, asking.request, false)
        if (parts.killAfterServing.has(number)) {
          parts.trace(`  killed after toss ${number}`)
          parts.kill(pid)
        }
      }
      throw new NoAnswer()
    },
  }
}
