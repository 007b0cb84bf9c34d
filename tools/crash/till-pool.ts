import { startTill, type TillProcess } from './till-process.ts'

/** Processes that have loaded the till and wait for a file: most of what a start costs is spent before it is needed. */
export interface TillPool {
  take(): Promise<TillProcess>
  /** One that closed its file well may open the next. */
  giveBack(till: TillProcess): void
  end(): Promise<void>
}

export function createTillPool(script: string, spare: number): TillPool {
  const waiting: Promise<TillProcess>[] = []
  let isOver = false
  const refill = () => {
    if (isOver) return
    while (waiting.length < spare) {
      const starting = startTill(script)
      // Told to whoever takes it.
      starting.catch(() => {})
      waiting.push(starting)
    }
  }
  refill()
  return {
    async take() {
      const till = await (waiting.shift() ?? startTill(script))
      refill()
      return till
    },
    giveBack(till) {
      if (isOver || waiting.length > spare) till.kill()
      else waiting.unshift(Promise.resolve(till))
    },
    async end() {
      isOver = true
      for (const starting of waiting) {
        const till = await starting.catch(() => null)
        till?.kill()
        await till?.ended
      }
    },
  }
}
