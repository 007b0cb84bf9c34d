import { writeSync } from 'node:fs'
import type { TillDatabase } from '../../src/main/adapters/db/open-database.ts'
import type { Deed } from './messages.ts'

/** The pipe on which each step is told as it happens: what was written there outlives a SIGKILL. */
const TRACE = 4

/** One line for whoever reads what a run did. */
export function trace(text: string): void {
  try {
    writeSync(TRACE, `${text}\n`)
  } catch {
    // Nobody reads any more: the driver has ended.
  }
}

/** Everything of a life that can be stopped at: writes and requests, counted. */
export interface Steps {
  /** A step that can't wait, inside a transaction. */
  atOnce(name: string): void
  /** A step that the driver may hold. */
  reach(name: string): Promise<void>
}

export function createSteps(parts: {
  readonly before: number
  readonly deeds: readonly { readonly at: number; readonly deed: Deed }[]
  readonly hold: (step: number) => Promise<void>
  readonly setFull: (isFull: boolean) => void
}): Steps {
  let count = parts.before
  let hasToHold = false
  const atOnce = (name: string) => {
    count += 1
    trace(`${count} ${name}`)
    for (const { at, deed } of parts.deeds) {
      if (at !== count) continue
      trace(`  ${deed}`)
      if (deed === 'die') process.kill(process.pid, 'SIGKILL')
      else if (deed === 'hold') hasToHold = true
      else parts.setFull(deed === 'full')
    }
  }
  return {
    atOnce,
    async reach(name) {
      atOnce(name)
      // One that fell into a transaction is held at the next step outside of it.
      if (!hasToHold) return
      hasToHold = false
      await parts.hold(count)
    },
  }
}

/** Three steps for each write: before its transaction, in it before it is kept, and once it is on disk. */
export const stepsAround = (
  database: TillDatabase,
  steps: Steps,
  writeNo: () => number,
): TillDatabase => ({
  ...database,
  async write(work) {
    const name = `write ${writeNo()}`
    await steps.reach(`before ${name}`)
    const result = await database.write((queries) => {
      const done = work(queries)
      steps.atOnce(`inside ${name}`)
      return done
    })
    await steps.reach(`after ${name}`)
    return result
  },
})
