import type { ApiVersion } from './api-versions.ts'
import type { TossErrorCode } from './errors.ts'

/** A client key and the secret key that belongs to it. Each pair has a ledger of its own. */
export interface BoxKeyPair {
  readonly clientKey: string
  readonly secretKey: string
  /** At most 14 characters. Its first five begin every paymentKey. */
  readonly mId: string
  /** Of its answers, set per shop at Toss: 2022-11-16, which widget keys are fixed to, where left out. */
  readonly apiVersion?: ApiVersion
}

/** The key pair of the training store. Not secret: it opens nothing but the box. */
export const TRAINING_KEYS: BoxKeyPair = {
  clientKey: 'test_gck_training_gyesan000000000000',
  secretKey: 'test_gsk_training_gyesan000000000000',
  mId: 'train_gyesan',
}

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true })

function decodeBase64(text: string): string | undefined {
  try {
    return utf8.decode(Uint8Array.from(atob(text), (char) => char.charCodeAt(0)))
  } catch {
    return undefined
  }
}

export type Credentials =
  | { readonly is: 'missing' }
  /** Basic, but without the colon that ends the user name. */
  | { readonly is: 'malformed' }
  | { readonly is: 'given'; readonly secretKey: string }

/** Reads `Basic base64(secretKey + ':')`. Any other scheme counts as missing. */
export function readCredentials(header: string | null): Credentials {
  const encoded = /^Basic +(\S+)$/i.exec(header?.trim() ?? '')?.[1]
  if (encoded === undefined) return { is: 'missing' }
  const decoded = decodeBase64(encoded)
  const colon = decoded?.indexOf(':') ?? -1
  if (decoded === undefined || colon < 0) return { is: 'malformed' }
  // The password must be empty: what stands there is part of a key that isn't known.
  const secretKey = colon === decoded.length - 1 ? decoded.slice(0, colon) : decoded
  return { is: 'given', secretKey }
}

export type Authentication =
  | { readonly ok: true; readonly pair: BoxKeyPair }
  | { readonly ok: false; readonly code: TossErrorCode }

export function authenticate(
  credentials: Credentials,
  pairs: readonly BoxKeyPair[],
): Authentication {
  switch (credentials.is) {
    case 'missing':
      return { ok: false, code: 'UNAUTHORIZED_KEY' }
    case 'malformed':
      return { ok: false, code: 'INCORRECT_BASIC_AUTH_FORMAT' }
    case 'given': {
      const pair = pairs.find(({ secretKey }) => secretKey === credentials.secretKey)
      if (pair) return { ok: true, pair }
      const isClientKey = pairs.some(({ clientKey }) => clientKey === credentials.secretKey)
      return { ok: false, code: isClientKey ? 'INVALID_API_KEY' : 'UNAUTHORIZED_KEY' }
    }
  }
}
