/**
 * What takes keys without being a field: the pad of the cash. A scan is told from typing only once its
 * first keys have passed, so whoever takes keys gives a way back to how it was before them.
 */
export interface KeyTaker {
  /** Called before a run of keys; the answer puts everything back as it is now. */
  remember(): () => void
  /** Keys that were held back and turned out to be typed. True where this is the place they belong to. */
  type(text: string): boolean
}

export interface KeyTakers extends KeyTaker {
  /** Returns the way to leave again. */
  join(taker: KeyTaker): () => void
}

export function createKeyTakers(): KeyTakers {
  const takers = new Set<KeyTaker>()
  return {
    join(taker) {
      takers.add(taker)
      return () => void takers.delete(taker)
    },
    remember() {
      const ways = [...takers].map((taker) => ({ taker, putBack: taker.remember() }))
      return () => {
        // Who has left since then has nothing to put back.
        for (const { taker, putBack } of ways) if (takers.has(taker)) putBack()
      }
    },
    type: (text) => [...takers].some((taker) => taker.type(text)),
  }
}

/** Those of the page. */
export const keyTakers = createKeyTakers()
