/** Shorter queries are too like too many names, in letters as typed. */
const SHORTEST = 6

/** Whether a typo may be forgiven in it. */
export const isLongEnough = (jamo: string): boolean => jamo.length >= SHORTEST

/**
 * Whether `text` has `wanted` at `start` with exactly one letter wrong, missing, too many, or two
 * neighbours in the wrong order. What it has without any mistake is found before, and isn't asked.
 */
export function hasWithOneEdit(text: string, start: number, wanted: string): boolean {
  let at = 0
  while (at < wanted.length && text.charCodeAt(start + at) === wanted.charCodeAt(at)) at += 1
  if (at === wanted.length) return true
  // A wrong first letter is hardly ever typed, and would make everything like everything.
  if (at === 0) return false
  const rest = (from: number, of: number): boolean => text.startsWith(wanted.slice(from), of)
  const here = start + at
  return (
    rest(at + 1, here + 1) ||
    rest(at + 1, here) ||
    rest(at, here + 1) ||
    (text[here] === wanted[at + 1] && text[here + 1] === wanted[at] && rest(at + 2, here + 2))
  )
}
