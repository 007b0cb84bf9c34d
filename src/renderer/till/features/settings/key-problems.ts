import type { Failure } from '#shared/result.ts'

export type KeyField = 'clientKey' | 'secretKey'
export type KeyProblem =
  | 'KEY_FORMAT'
  | 'KEY_PAIR_MISMATCH'
  | 'KEY_WRONG_STORE'
  | 'KEY_KIND_UNSUPPORTED'

const PROBLEMS: readonly KeyProblem[] = [
  'KEY_FORMAT',
  'KEY_PAIR_MISMATCH',
  'KEY_WRONG_STORE',
  'KEY_KIND_UNSUPPORTED',
]

const isField = (path: string): path is KeyField => path === 'clientKey' || path === 'secretKey'

/**
 * Which fields main's answer is about, and what is wrong with them; null where it is about
 * something else. A mixed-up pair is told once, at the second key.
 */
export function keyProblemsOf(
  failure: Failure | null,
): { readonly problem: KeyProblem; readonly fields: readonly KeyField[] } | null {
  const problem = PROBLEMS.find((code) => code === failure?.code)
  if (problem === undefined) return null
  const named = Object.keys(failure?.fields ?? {}).filter(isField)
  if (problem === 'KEY_PAIR_MISMATCH') return { problem, fields: ['secretKey'] }
  return { problem, fields: named.length > 0 ? named : ['clientKey', 'secretKey'] }
}
