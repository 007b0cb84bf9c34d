import { type ChildProcess, fork } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import type { PaymentIntent } from '../../src/main/application/ports.ts'
import type { Ask, FromTill, Life, Quiet, ToTill } from './messages.ts'

/** The process ended, on purpose or not, while something was asked of it. */
export class Died extends Error {
  override readonly name = 'Died'
}

/** What the till's process threw, such as a DatabaseFault at the opening of its file. */
export class TillThrew extends Error {
  override readonly name = 'TillThrew'
  readonly code: string
  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

/** The driver's end of a till's process. Everything asked of it rejects with {@link Died} once it ends. */
export interface TillProcess {
  readonly pid: number
  /** What each line of the trace says, as it comes. */
  onTrace: (line: string) => void
  onHeld: (step: number) => void
  onWindow: (intent: PaymentIntent) => void
  open(life: Life): Promise<void>
  ask(ask: Ask): Promise<unknown>
  quiet(): Promise<Quiet>
  time(now: number, skew: number): Promise<void>
  send(message: Extract<ToTill, { is: 'go' | 'asleep' | 'awake' }>): void
  kill(): void
  /** Resolves once the process is gone and all of its trace was read. */
  readonly ended: Promise<{ readonly code: number | null; readonly signal: string | null }>
}

/** Starts a till's process, which then waits to be told which file to open. */
export async function startTill(script: string): Promise<TillProcess> {
  const child = fork(script, { stdio: ['ignore', 'inherit', 'pipe', 'ipc', 'pipe'] })
  let isGone = false
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()
  let asked = 0
  const nothing = () => {}
  const { promise: ready, resolve: isReady, reject: isNotReady } = Promise.withResolvers<void>()

  const request = (message: (id: number) => ToTill): Promise<unknown> => {
    if (isGone) return Promise.reject(new Died('the till has ended'))
    asked += 1
    const id = asked
    const { promise, resolve, reject } = Promise.withResolvers<unknown>()
    waiting.set(id, { resolve, reject })
    // A process that is being killed takes nothing; its end is told below.
    child.send(message(id), nothing)
    return promise
  }
  const till: TillProcess = {
    pid: child.pid ?? 0,
    onTrace: nothing,
    onHeld: nothing,
    onWindow: nothing,
    open: async (life) => void (await request((id) => ({ is: 'open', id, life }))),
    ask: (ask) => request((id) => ({ is: 'ask', id, ask })),
    quiet: async () => (await request((id) => ({ is: 'quiet', id }))) as Quiet,
    time: async (now, skew) => void (await request((id) => ({ is: 'time', id, now, skew }))),
    send: (message) => void (isGone || child.send(message, nothing)),
    kill: () => void child.kill('SIGKILL'),
    ended: endOf(child, (line) => till.onTrace(line)),
  }
  child.on('message', (message: FromTill) => {
    switch (message.is) {
      case 'ready':
        return isReady()
      case 'held':
        return till.onHeld(message.step)
      case 'window':
        return till.onWindow(message.intent)
      case 'answer':
      case 'threw': {
        const entry = waiting.get(message.id)
        waiting.delete(message.id)
        return message.is === 'answer'
          ? entry?.resolve(message.value)
          : entry?.reject(new TillThrew(message.code, message.message))
      }
    }
  })
  child.once('exit', () => {
    isGone = true
    isNotReady(new Died('the till ended before it was ready'))
    for (const { reject } of waiting.values()) reject(new Died('the till has ended'))
    waiting.clear()
  })
  await ready
  return till
}

async function endOf(
  child: ChildProcess,
  onTrace: (line: string) => void,
): Promise<{ code: number | null; signal: string | null }> {
  const pipe = child.stdio[4] as Readable
  const lines = createInterface({ input: pipe })
  lines.on('line', onTrace)
  // What it says when it ends by itself is part of the trace.
  if (child.stderr !== null) {
    createInterface({ input: child.stderr }).on('line', (line) => onTrace(`  stderr ${line}`))
  }
  return new Promise((resolve) => {
    child.once('close', (code, signal) => resolve({ code, signal }))
  })
}
