/** Shorter queries are too like too many names, in letters as typed. */
const SHORTEST = 6
/** Stands between names; no slip reaches over it. */
const GAP = '\n'

/** Whether a typo may be forgiven in it. */
export const isLongEnough = (jamo: string): boolean => jamo.length >= SHORTEST

/**
 * Whether `text` has the wanted letters at `start` with at most one letter wrong, missing, too many, or
 * two neighbours in the wrong order; `tails` are its ends, from each place on.
 */
function hasAt(text: string, start: number, wanted: string, tails: readonly string[]): boolean {
  let at = 0
  while (at < wanted.length && text.charCodeAt(start + at) === wanted.charCodeAt(at)) at += 1
  if (at === wanted.length) return true
  // A wrong first letter is hardly ever typed, and would make everything like everything.
  if (at === 0) return false
  const here = start + at
  const isTooMany = text.startsWith(tails[at + 1] ?? '', here)
  if (isTooMany || text[here] === GAP) return isTooMany
  return (
    text.startsWith(tails[at + 1] ?? '', here + 1) ||
    text.startsWith(tails[at] ?? '', here + 1) ||
    (text[here] === wanted[at + 1] &&
      text[here + 1] === wanted[at] &&
      text.startsWith(tails[at + 2] ?? '', here + 2))
  )
}

function* placesOf(text: string, part: string): Generator<number> {
  for (let at = text.indexOf(part); at !== -1; at = text.indexOf(part, at + 1)) yield at
}

/**
 * Every place in a long text where the wanted letters lie with at most one slip. One slip leaves the
 * begin or the end of what is wanted as it is, so only places that have one of them are looked at.
 */
export function* oneSlipAway(text: string, wanted: string): Generator<number> {
  const tails = Array.from({ length: wanted.length + 2 }, (_, from) => wanted.slice(from))
  const middle = wanted.length >> 1
  const begin = wanted.slice(0, middle - 1)
  const end = wanted.slice(middle + 1)
  for (const at of placesOf(text, begin)) if (hasAt(text, at, wanted, tails)) yield at
  for (const place of placesOf(text, end)) {
    // One letter missing or too many before it moves the begin by one.
    for (const moved of [-1, 0, 1]) {
      const at = place - middle - 1 + moved
      if (at >= 0 && hasAt(text, at, wanted, tails)) yield at
    }
  }
}
