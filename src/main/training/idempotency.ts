import type { KeptAnswer } from './journal.ts'

/** Valid for 15 days from first use (toss-api 6.1). */
const VALID_MS = 15 * 24 * 60 * 60 * 1000
export const MAX_KEY_LENGTH = 300

/** The body is not part of it: the same key with another amount is the same request. */
export interface RequestIdentity {
  readonly key: string
  readonly secretKey: string
  readonly path: string
  readonly method: string
}

export type Begin =
  /** Not seen before, or too long ago: go on, then call `keep` or `forget` with the id. */
  | { readonly is: 'new'; readonly id: string }
  /** The first request under this key is still at work. */
  | { readonly is: 'running' }
  | { readonly is: 'known'; readonly answer: KeptAnswer }

export interface IdempotencyStore {
  begin(identity: RequestIdentity, now: number): Begin
  /** The first answer is saved: from now on it is repeated. */
  keep(answer: KeptAnswer): void
  /** The request came to no answer: the key is free again. */
  forget(id: string): void
}

export function createIdempotencyStore(past: readonly KeptAnswer[]): IdempotencyStore {
  const known = new Map(past.map((answer) => [answer.id, answer]))
  const running = new Set<string>()
  return {
    begin(identity, now) {
      const id = JSON.stringify([identity.key, identity.secretKey, identity.path, identity.method])
      if (running.has(id)) return { is: 'running' }
      const answer = known.get(id)
      if (answer && now - answer.firstUsedAt <= VALID_MS) return { is: 'known', answer }
      running.add(id)
      return { is: 'new', id }
    },
    keep(answer) {
      running.delete(answer.id)
      known.set(answer.id, answer)
    },
    forget(id) {
      running.delete(id)
    },
  }
}
