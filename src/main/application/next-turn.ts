/** Resolves once whatever else waits has had its turn: long work that asks for it in between holds nothing up. */
export const nextTurn = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve)
  })
