import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { PaymentIntent } from '../../src/main/application/ports.ts'
import type { Case } from './cases.ts'
import type { Ask, Deed, Life } from './messages.ts'
import { createTillReader, type TillReader } from './till-file.ts'
import type { TillPool } from './till-pool.ts'
import { Died, type TillProcess } from './till-process.ts'
import { createTossWorld, type TossWorld } from './toss-world.ts'
import { createTroubles } from './troubles.ts'

const SECOND = 1000
const HOUR = 3600 * SECOND
/** Longer than everything that Toss or the till waits for in a scenario. */
const LONGEST_SETTLING = 48 * HOUR
/** How long a till may work on something without a timer or a request, in real ms. */
const PATIENCE = 10_000
/** How long a till waits for the file when another process holds it, in real ms. */
const BUSY_TIMEOUT = 20

/** What every run is given. */
export interface Surroundings {
  readonly pool: TillPool
  readonly tossUrl: string
  /** Who answers there from now on. */
  readonly answerWith: (handle: TossWorld['handle']) => void
  readonly migrationsFolder: string
  readonly catalogueFile: string
}

/** Nothing happens any more, and what was waited for hasn't. */
export class Stuck extends Error {
  override readonly name = 'Stuck'
}

/** One run: a till with its file, its Toss and the time, all moved by the driver. */
export interface World {
  readonly toss: TossWorld
  readonly file: string
  /** What lies in the file now. */
  readonly reader: TillReader
  /** Of this run. */
  readonly counts: { kills: number; faults: number }
  /** Of all lives, the first is step 1. */
  readonly stepNames: readonly string[]
  /** The last step before each death. */
  readonly killedAt: readonly number[]
  /** What happened, line by line. */
  readonly traced: readonly string[]
  /** Windows that were opened, oldest first. */
  readonly windows: readonly PaymentIntent[]
  /** Opens the till in a process. Rejects as openDatabase does where the file isn't good. */
  open(): Promise<void>
  close(): Promise<void>
  /** Closes while Toss is at work on what this ask makes the till call for. */
  closeDuring(ask: Ask): Promise<void>
  readonly isOpen: boolean
  /** The till's clock says what Toss's does. */
  readonly isClockRight: boolean
  /** After a death: waits until the process is gone. Throws where it ended by itself. */
  bury(): Promise<void>
  /** Asks all at once, and lets time pass as far as the answers need it. */
  ask(...asks: readonly Ask[]): Promise<readonly unknown[]>
  /** Lets time pass until it is so. @throws Stuck where it never will be */
  passUntil(isSo: () => boolean | Promise<boolean>): Promise<void>
  /** To the next thing that happens by itself, or a few seconds where nothing does. */
  passSome(): Promise<void>
  /** Until nothing is open in the file and nothing sleeps at Toss. */
  settle(): Promise<void>
  trace(line: string): void
  /** Ends every till, whatever it waits for: the run is over. */
  giveUp(): void
  /** Ends whatever still runs. */
  end(): Promise<void>
}

export function createWorld(the: Case, around: Surroundings, folder: string): World {
  const file = join(folder, 'till.sqlite')
  const stepNames: string[] = []
  const traced: string[] = []
  const windows: PaymentIntent[] = []
  const killedAt: number[] = []
  const counts = { kills: 0, faults: 0 }
  let till: TillProcess | null = null
  /** Further tills on the same file. */
  const others = new Set<TillProcess>()
  /** One that only looks in, while the till is held. */
  let guest: TillProcess | null = null
  let lives = 0
  let skew = 0
  let isClosing = false
  const reader = createTillReader(file, () => till !== null && !isClosing)

  const trace = (line: string) => void traced.push(line)
  const tills = () => [...(till === null ? [] : [till]), ...others]
  const everyTill = () => [...tills(), ...(guest === null ? [] : [guest])]
  const toss = createTossWorld({
    seed: the.seed,
    faults: new Map(the.faults.map(({ request, name }) => [request, name])),
    killAfterServing: new Set(the.killServed),
    kill: (pid) =>
      everyTill()
        .find((one) => one.pid === pid)
        ?.kill(),
    tellAsleep(pid, request, isAsleep) {
      const asking = everyTill().find((one) => one.pid === pid)
      asking?.send({ is: isAsleep ? 'asleep' : 'awake', request })
    },
    isWritten: (call) => reader.isWritten(call),
    onFault: () => (counts.faults += 1),
    trace,
  })
  around.answerWith(toss.handle)
  const troubles = createTroubles(the.trouble, {
    file,
    trace,
    jump(by) {
      skew += by
    },
    wait: (ms) => toss.clock.moveTo(toss.clock.now() + ms),
    async secondTill(stays) {
      const second = await around.pool.take()
      second.onTrace = (line) => trace(`    second: ${line}`)
      guest = second
      try {
        await second.open(lifeOf(900 + others.size, []))
        if (stays) others.add(second)
        else {
          await driven(second.ask({ ask: 'close' }), [second])
          around.pool.giveBack(second)
        }
      } finally {
        guest = null
      }
    },
  })

  const lifeOf = (life: number, deeds: Life['deeds']): Life => ({
    folder,
    migrationsFolder: around.migrationsFolder,
    catalogueFile: around.catalogueFile,
    tossUrl: around.tossUrl,
    now: toss.clock.now(),
    skew,
    idSeed: the.seed * 1000 + life,
    stepsBefore: stepNames.length,
    deeds,
    busyTimeout: BUSY_TIMEOUT,
  })
  const deeds = (): { at: number; deed: Deed }[] =>
    [...the.killAt.map((at) => ({ at, deed: 'die' as const })), ...troubles.deeds].filter(
      ({ at }) => at > stepNames.length,
    )

  /** A second till may be killed and missed by nobody; the till itself is buried by whoever asked it. */
  async function unlessDead<T>(one: TillProcess, work: Promise<T>): Promise<T | null> {
    try {
      return await work
    } catch (error) {
      if (!(error instanceof Died) || !others.delete(one)) throw error
      counts.kills += 1
      return null
    }
  }

  /** When the next thing happens by itself, once everybody is still; null where nothing will. */
  async function still(of: readonly TillProcess[]): Promise<number | null> {
    const due: (number | null)[] = []
    for (const one of of) due.push((await unlessDead(one, one.quiet()))?.next ?? null)
    due.push(toss.clock.next())
    const times = due.filter((at) => at !== null)
    return times.length === 0 ? null : Math.min(...times)
  }

  /** One thing at a time, so that the same run goes the same way every time. */
  async function passTo(at: number, of: readonly TillProcess[]): Promise<void> {
    toss.clock.moveTo(at)
    if (toss.clock.wakeOne()) return
    for (const one of of) await unlessDead(one, one.time(toss.clock.now(), skew))
  }

  /** Lets time pass as far as the work needs it. */
  async function driven<T>(work: Promise<T>, of = tills()): Promise<T> {
    let isDone = false
    const done = work.finally(() => {
      isDone = true
    })
    // Whoever waits below hears of it.
    done.catch(() => {})
    for (;;) {
      const next = await still(of)
      if (isDone) return done
      troubles.allIsStill()
      if (next !== null) await passTo(next, of)
      else if ((await Promise.race([done, wait(PATIENCE, Stuck, { ref: false })])) === Stuck) {
        throw new Stuck('what was asked is never answered')
      }
    }
  }

  async function passUntil(isSo: () => boolean | Promise<boolean>): Promise<void> {
    const end = toss.clock.now() + LONGEST_SETTLING
    for (;;) {
      const next = await still(tills())
      troubles.allIsStill()
      if (await isSo()) return
      if (next === null) throw new Stuck('nothing is going to happen any more')
      if (next > end) throw new Stuck('it takes too long')
      await passTo(next, tills())
    }
  }

  /** Together with what was asked before and isn't answered yet. */
  async function close(asked: readonly Promise<unknown>[]): Promise<void> {
    if (till === null) return
    const closing = till
    isClosing = true
    reader.letGo()
    await driven(Promise.all([...asked, closing.ask({ ask: 'close' })]))
    till = null
    isClosing = false
    closing.onTrace = () => {}
    around.pool.giveBack(closing)
  }

  async function openOnce(): Promise<void> {
    const opened = await around.pool.take()
    till = opened
    isClosing = false
    lives += 1
    trace(`life ${lives}`)
    opened.onTrace = (line) => {
      const step = /^\d+ (.*)$/.exec(line)?.[1]
      if (step !== undefined) stepNames.push(step)
      if (line === '  full') counts.faults += 1
      trace(line)
    }
    opened.onWindow = (intent) => void windows.push(intent)
    opened.onHeld = (step) => {
      counts.faults += 1
      troubles
        .makeAt(step, opened)
        .then(() => opened.time(toss.clock.now(), skew))
        .then(
          () => opened.send({ is: 'go' }),
          (error: unknown) => {
            trace(`  trouble: ${String(error)}`)
            opened.send({ is: 'go' })
          },
        )
    }
    const killAfter = the.killAfter[lives - 1]
    if (killAfter !== undefined) {
      // Only in this life: a till that closed well may serve another run.
      const kill = setTimeout(() => till === opened && opened.kill(), killAfter / 1000)
      opened.ended.finally(() => clearTimeout(kill)).catch(() => {})
    }
    await driven(opened.open(lifeOf(lives, deeds())))
  }

  return {
    toss,
    file,
    reader,
    counts,
    stepNames,
    killedAt,
    traced,
    windows,
    trace,
    async open() {
      try {
        await openOnce()
      } catch (error) {
        // A damaged file was refused, as it should be: whoever has a copy puts it back.
        if (!troubles.repair(error)) throw error
        const refused = till
        till = null
        reader.letGo()
        refused?.kill()
        await refused?.ended
        await openOnce()
      }
    },
    get isOpen() {
      return till !== null
    },
    get isClockRight() {
      return skew === 0
    },
    close: () => close([]),
    async closeDuring(ask) {
      const called = toss.calls.length
      const asked = till?.ask(ask) ?? Promise.resolve()
      // Whoever waits for it below hears of it.
      asked.catch(() => {})
      await passUntil(() => toss.calls.length > called)
      await close([asked])
    },
    async bury() {
      const dead = till
      till = null
      reader.letGo()
      if (dead === null) return
      const { signal, code } = await dead.ended
      if (signal !== 'SIGKILL') throw new Error(`the till ended by itself, with ${signal ?? code}`)
      counts.kills += 1
      killedAt.push(stepNames.length)
      troubles.atGrave()
    },
    ask: (...asks) => {
      const asked = till
      if (asked === null) return Promise.reject(new Error('no till is open'))
      return driven(Promise.all(asks.map((ask) => asked.ask(ask))))
    },
    passUntil,
    async passSome() {
      const next = await still(tills())
      troubles.allIsStill()
      await passTo(next ?? toss.clock.now() + 5 * SECOND, tills())
    },
    settle: () => passUntil(() => reader.countOpen() === 0 && toss.clock.next() === null),
    giveUp() {
      for (const one of everyTill()) one.kill()
    },
    async end() {
      reader.letGo()
      for (const one of everyTill()) {
        one.kill()
        await one.ended
      }
      troubles.end()
    },
  }
}
