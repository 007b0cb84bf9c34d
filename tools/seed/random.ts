/** Numbers in [0, 1) that are the same for the same seed: a linear congruential generator is random enough for goods. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    // The constants of Numerical Recipes; the low bits repeat early, so only the high ones are used.
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return (state >>> 8) / 2 ** 24
  }
}

/** In another order, by Fisher and Yates. */
export function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const rest = [...items]
  for (let last = rest.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1))
    const [item] = rest.splice(other, 1, ...rest.slice(last, last + 1))
    if (item !== undefined) rest[last] = item
  }
  return rest
}
