import { isAbsolute, resolve } from 'node:path'
import { STORES, type Store } from '#shared/vocabulary.ts'

/** What may be set from outside, for trying the till and for tests. */
export interface Environment {
  readonly userData: string | null
  readonly store: Exclude<Store, 'live'> | null
  /** Base address of the Toss API, instead of Toss's own. */
  readonly tossApiUrl: string | null
  /** Address of the widget script, instead of Toss's own. */
  readonly tossSdkUrl: string | null
  readonly tossKeys: { readonly clientKey: string; readonly secretKey: string } | null
  readonly remoteDebuggingPort: number | null
}

const NOTHING: Environment = {
  userData: null,
  store: null,
  tossApiUrl: null,
  tossSdkUrl: null,
  tossKeys: null,
  remoteDebuggingPort: null,
}

/**
 * Reads the POS_… variables. A packaged till reads none of them: a shop's payments must not be
 * steered by whoever can set a variable. Throws Error naming the variable that makes no sense.
 */
export function readEnvironment(
  variables: Readonly<Record<string, string | undefined>>,
  isPackaged: boolean,
): Environment {
  if (isPackaged) return NOTHING
  const text = (name: string) => variables[name]?.trim() || null
  const address = (name: string) => {
    const value = text(name)
    if (value === null) return null
    if (!URL.canParse(value) || !/^https?:$/.test(new URL(value).protocol)) {
      throw new Error(`${name} must be an http or https address, not "${value}"`)
    }
    return value.replace(/\/+$/, '')
  }
  const folder = text('POS_USER_DATA')
  const clientKey = text('POS_TOSS_CLIENT_KEY')
  const secretKey = text('POS_TOSS_SECRET_KEY')
  if ((clientKey === null) !== (secretKey === null)) {
    throw new Error('POS_TOSS_CLIENT_KEY and POS_TOSS_SECRET_KEY are a pair: set both or neither')
  }
  const tossKeys = clientKey !== null && secretKey !== null ? { clientKey, secretKey } : null
  if (tossKeys !== null) refuseMixedKeys(tossKeys)
  return {
    userData: folder === null ? null : isAbsolute(folder) ? folder : resolve(folder),
    store: readStore(text('POS_STORE')),
    tossApiUrl: address('POS_TOSS_API_URL'),
    tossSdkUrl: address('POS_TOSS_SDK_URL'),
    tossKeys,
    remoteDebuggingPort: readPort(text('POS_REMOTE_DEBUGGING_PORT')),
  }
}

/**
 * They are for the sandbox store, whose every screen says that no money moves, and the client key
 * goes to the payment page: a live key, or a secret in its place, must not get that far. Judged by
 * the prefixes alone, so that a stand-in for Toss may make up the rest. Never repeats a key.
 */
function refuseMixedKeys(keys: NonNullable<Environment['tossKeys']>): void {
  if (!keys.clientKey.startsWith('test_gck_')) {
    throw new Error('POS_TOSS_CLIENT_KEY must be a test widget client key: test_gck_…')
  }
  if (!keys.secretKey.startsWith('test_gsk_')) {
    throw new Error('POS_TOSS_SECRET_KEY must be the secret key of that pair: test_gsk_…')
  }
}

function readStore(value: string | null): Environment['store'] {
  if (value === null) return null
  const store = STORES.find((known) => known === value)
  if (store === undefined || store === 'live') {
    throw new Error(`POS_STORE must be training or sandbox, not "${value}"`)
  }
  return store
}

function readPort(value: string | null): number | null {
  if (value === null) return null
  const port = Number(value)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error(`POS_REMOTE_DEBUGGING_PORT must be a port number, not "${value}"`)
  }
  return port
}
