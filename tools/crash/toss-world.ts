import { TRAINING_KEYS } from '../../src/main/training/auth.ts'
import { createTossBox, type TossBox } from '../../src/main/training/box.ts'
import { NoAnswer } from '../../src/main/training/faults.ts'
import { type BoxPayment, balanceOf } from '../../src/main/training/payment-record.ts'
import { type Call, findFault } from './answer-faults.ts'
import type { TossCall } from './facts.ts'
import { REQUEST_HEADER, TILL_HEADER } from './messages.ts'
import { createSeeded } from './seeded.ts'
import type { Sent } from './toss-server.ts'
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
  /** Every call that came, oldest first, with what it moved. */
  readonly calls: readonly TossCall[]
  handle(request: Request): Promise<Sent | null>
  /** The next request of this kind meets this fault; a scenario's own. */
  faultNext(call: Call, name: string): void
}

const callOf = (method: string, path: string): Call =>
  method === 'GET' ? 'lookup' : path.endsWith('/confirm') ? 'confirm' : 'cancel'

const taken = (payment: BoxPayment): number =>
  payment.approvedAt === null ? 0 : payment.totalAmount

export function createTossWorld(parts: Parts): TossWorld {
  const seeded = createSeeded(parts.seed)
  const calls: TossCall[] = []
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
    random: (length) => seeded.bytes(length),
  })

  const takeFault = (call: Call): string | undefined => {
    const at = own.findIndex((fault) => fault.call === call)
    return at < 0 ? parts.faults.get(calls.length) : own.splice(at, 1)[0]?.name
  }

  return {
    box,
    clock,
    calls,
    faultNext: (call, name) => void own.push({ call, name }),
    async handle(request) {
      const pid = Number(request.headers.get(TILL_HEADER))
      const { pathname } = new URL(request.url)
      const kind = callOf(request.method, pathname)
      const body = request.method === 'GET' ? {} : ((await request.clone().json()) as object)
      const key = request.headers.get('idempotency-key')
      const paymentKey =
        kind === 'cancel'
          ? (pathname.split('/').at(-2) ?? '')
          : 'paymentKey' in body
            ? String(body.paymentKey)
            : ''
      const before = box.ledger.findAnywhere(paymentKey)
      const made: TossCall = {
        kind,
        key,
        paymentKey,
        wasWritten: kind === 'lookup' || parts.isWritten({ kind, key }),
        balanceBefore: before === undefined ? 0 : balanceOf(before),
        moved: 0,
      }
      calls.push(made)
      const number = calls.length
      const name = takeFault(kind)
      const fault = name === undefined ? undefined : findFault(kind, name)
      parts.trace(`  toss ${number}: ${kind} ${fault === undefined ? '' : `[${name}]`}`)
      if (fault !== undefined) parts.onFault()
      if (fault?.box !== undefined) box.orderNext({ on: kind, ...fault.box })

      current = { pid, request: Number(request.headers.get(REQUEST_HEADER)) }
      let response: Response | null = null
      try {
        response = await box.handle(request)
      } catch (error) {
        if (!(error instanceof NoAnswer)) throw error
      }
      current = null
      const after = box.ledger.findAnywhere(paymentKey)
      if (before !== undefined && after !== undefined) {
        made.moved =
          kind === 'confirm'
            ? taken(after) - taken(before)
            : after.cancels
                .slice(before.cancels.length)
                .reduce((sum, { amount }) => sum + amount, 0)
      }
      if (parts.killAfterServing.has(number)) {
        parts.trace(`  killed after toss ${number}`)
        parts.kill(pid)
        return null
      }
      return response === null ? null : { response, damage: fault?.wire ?? null }
    },
  }
}
