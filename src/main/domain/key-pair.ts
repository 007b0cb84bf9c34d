import type { Store } from '#shared/vocabulary.ts'

export type KeyPairProblem =
  | 'KEY_FORMAT'
  | 'KEY_KIND_UNSUPPORTED'
  | 'KEY_PAIR_MISMATCH'
  | 'KEY_WRONG_STORE'

export type KeyPairOutcome =
  | { readonly ok: true; readonly clientKey: string; readonly secretKey: string }
  | {
      readonly ok: false
      readonly problem: KeyPairProblem
      readonly field: 'clientKey' | 'secretKey'
    }

/** test|live, g for widget keys, c(lient)|s(ecret), then the key. `docs_` in it is Toss's public pair. */
const KEY = /^(test|live)_(g?)(ck|sk)_[A-Za-z0-9_]{8,180}$/

/** What comes along when a key is copied out of a web page or a file that begins with a BOM. */
const trimmed = (key: string): string => key.replaceAll(/^[\s\u{FEFF}]+|[\s\u{FEFF}]+$/gu, '')

/**
 * Judges a pair by its prefixes (toss-api 1.1): gck goes with gsk, and both belong to the store they
 * are entered for. The till opens the widget, which takes only widget keys, so ck/sk are refused
 * here rather than in front of a customer.
 */
export function checkKeyPair(
  store: Exclude<Store, 'training'>,
  pair: { readonly clientKey: string; readonly secretKey: string },
): KeyPairOutcome {
  const clientKey = trimmed(pair.clientKey)
  const secretKey = trimmed(pair.secretKey)
  const client = KEY.exec(clientKey)
  const secret = KEY.exec(secretKey)
  if (client === null) return { ok: false, problem: 'KEY_FORMAT', field: 'clientKey' }
  if (secret === null) return { ok: false, problem: 'KEY_FORMAT', field: 'secretKey' }
  // A secret in the client key's place would be handed to the payment page.
  if (client[3] !== 'ck') return { ok: false, problem: 'KEY_PAIR_MISMATCH', field: 'clientKey' }
  if (secret[3] !== 'sk') return { ok: false, problem: 'KEY_PAIR_MISMATCH', field: 'secretKey' }
  if (client[2] !== secret[2] || client[1] !== secret[1]) {
    return { ok: false, problem: 'KEY_PAIR_MISMATCH', field: 'secretKey' }
  }
  if (client[2] !== 'g') return { ok: false, problem: 'KEY_KIND_UNSUPPORTED', field: 'clientKey' }
  if (client[1] !== (store === 'live' ? 'live' : 'test')) {
    return { ok: false, problem: 'KEY_WRONG_STORE', field: 'clientKey' }
  }
  return { ok: true, clientKey, secretKey }
}
