/**
 * Runs tasks of one key one after another, tasks of different keys side by side. What is told twice
 * at the same moment (two doors, two presses) is so decided by the first, and seen by the second.
 */
export interface KeyedQueue {
  /** Never call it for the same key from inside a task of that key: it would wait for itself. */
  run<T>(key: string, task: () => Promise<T>): Promise<T>
  /** Resolves when nothing runs or waits any more. */
  idle(): Promise<void>
}

export function createKeyedQueue(): KeyedQueue {
  const tails = new Map<string, Promise<void>>()
  const nothing = () => {}

  return {
    run(key, task) {
      const result = (tails.get(key) ?? Promise.resolve()).then(task)
      // One that failed doesn't stop those behind it; its own caller hears of it.
      const tail = result.then(nothing, nothing).then(() => {
        if (tails.get(key) === tail) tails.delete(key)
      })
      tails.set(key, tail)
      return result
    },
    async idle() {
      while (tails.size > 0) await Promise.all(tails.values())
    },
  }
}
