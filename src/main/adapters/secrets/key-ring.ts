import { join } from 'node:path'
import type { KeyStateView } from '#shared/ipc/contract.ts'
import { STORES, type Store } from '#shared/vocabulary.ts'
import type { KeyRing, Log, TossKeys } from '../../application/ports.ts'
import { EMPTY_KEY_FILE, type KeyFile, readKeyFile, writeKeyFile } from './key-file.ts'

/** The OS key store, as the shell offers it. */
export interface SecretBox {
  /** False too where it would keep secrets under a password that everybody knows. */
  isAvailable(): Promise<boolean>
  encrypt(text: string): Promise<Buffer>
  decrypt(bytes: Buffer): Promise<{ readonly text: string; readonly shouldReEncrypt: boolean }>
}

interface KeyPair {
  readonly clientKey: string
  readonly secretKey: string
}

export interface KeyRingParts {
  /** The user-data folder; the file in it is keys.json. */
  readonly folder: string
  readonly secretBox: SecretBox
  /** The pair of the built-in Toss. */
  readonly training: KeyPair
  /** A pair set from outside for trying the till; stands before all others of the sandbox. */
  readonly environment: KeyPair | null
  readonly log: Pick<Log, 'error'>
}

/** Toss's public documentation pair: opens test payments for everybody. Source: toss-api 1.2. */
export const DOCUMENTATION_KEYS: KeyPair = {
  clientKey: 'test_gck_docs_Ovk5rk1EwkEbP0W43n07xlzm',
  secretKey: 'test_gsk_docs_OaPz8L5KdmQXkzRz3y47BMw6',
}

type RealStore = Exclude<Store, 'training'>
type KeptIn = KeyStateView['keptIn']

interface HeldPair {
  readonly store: Store
  readonly clientKey: string
  /** null where the OS key store gives it back no more, for instance on another computer. */
  readonly secretKey: string | null
  readonly keptIn: KeptIn
}

/** Key pairs of the three stores, and per store what the Toss client asks for. */
export function createKeyRing(parts: KeyRingParts): TillKeyRing {
  return new TillKeyRing(parts)
}

/** Secrets live in private fields: no error, log line, JSON or inspection of this object shows them. */
export class TillKeyRing implements KeyRing {
  readonly #path: string
  readonly #box: SecretBox
  readonly #log: Pick<Log, 'error'>
  /** Pairs that no file holds. */
  readonly #given: readonly HeldPair[]
  /** By client key: saved pairs, decrypted once, and pairs entered where nothing can be saved. */
  readonly #entered = new Map<string, HeldPair>()
  /** What new payments use, of the entered pairs. Also names pairs that live for this run only. */
  readonly #current: Record<RealStore, string | null> = { sandbox: null, live: null }
  #file: KeyFile = EMPTY_KEY_FILE
  /** Rejects for good where the file can't be read: saving then would overwrite what it holds. */
  readonly #loaded: Promise<void>
  /** Saving and forgetting, one after the other. */
  #work: Promise<unknown>

  constructor({ folder, secretBox, training, environment, log }: KeyRingParts) {
    this.#path = join(folder, 'keys.json')
    this.#box = secretBox
    this.#log = log
    this.#given = [
      ...(environment === null
        ? []
        : [{ ...environment, store: 'sandbox' as const, keptIn: 'environment' as const }]),
      { ...DOCUMENTATION_KEYS, store: 'sandbox', keptIn: 'preset' },
      { ...training, store: 'training', keptIn: 'training' },
    ]
    this.#loaded = this.#load()
    // Whoever asks hears of it; without this the rejection would count as unhandled.
    this.#work = this.#loaded.catch(() => undefined)
  }

  /** What the Toss client of one store may know: its pairs, old ones too, and no other's. */
  keysOf(store: Store): TossKeys {
    return {
      current: async () => {
        await this.#loaded
        const pair = this.#currentPair(store)
        // Without its secret a payment could be opened but never confirmed.
        return pair === null || pair.secretKey === null ? null : { clientKey: pair.clientKey }
      },
      secretFor: async (clientKey) => {
        await this.#loaded
        return this.#pairsOf(store).find((pair) => pair.clientKey === clientKey)?.secretKey ?? null
      },
    }
  }

  async states(): Promise<KeyStateView[]> {
    await this.#loaded
    return STORES.map((store) => {
      const pair = this.#currentPair(store)
      return {
        store,
        clientKey: pair?.clientKey ?? null,
        hasSecretKey: pair !== null && pair.secretKey !== null,
        secretKeyEnding: pair?.secretKey?.slice(-4) ?? null,
        keptIn: pair?.keptIn ?? 'none',
      }
    })
  }

  canKeepSecrets(): Promise<boolean> {
    return this.#box.isAvailable()
  }

  save(
    store: RealStore,
    clientKey: string,
    secretKey: string,
  ): Promise<{ kept: 'saved' | 'session' }> {
    return this.#next(async () => {
      const kept = await this.#tryToSave(store, clientKey, secretKey)
      this.#entered.set(clientKey, { store, clientKey, secretKey, keptIn: kept })
      this.#current[store] = clientKey
      return { kept }
    })
  }

  /** New payments use this pair no more. Its secret stays for refunds of what it has sold. */
  forget(store: RealStore): Promise<void> {
    return this.#next(async () => {
      this.#current[store] = null
      if (this.#file.current[store] !== null) {
        await this.#write({ ...this.#file, current: { ...this.#file.current, [store]: null } })
      }
    })
  }

  /** Where the OS can't keep it, or the disk doesn't take it, the pair lives for this run only. */
  async #tryToSave(
    store: RealStore,
    clientKey: string,
    secretKey: string,
  ): Promise<'saved' | 'session'> {
    try {
      if (!(await this.#box.isAvailable())) return 'session'
      const encrypted = (await this.#box.encrypt(secretKey)).toString('base64')
      await this.#write({
        version: 1,
        current: { ...this.#file.current, [store]: clientKey },
        pairs: [
          ...this.#file.pairs.filter((pair) => pair.clientKey !== clientKey),
          { store, clientKey, encrypted },
        ],
      })
      return 'saved'
    } catch (error) {
      this.#log.error('keys_not_saved', error, { store })
      return 'session'
    }
  }

  async #load(): Promise<void> {
    this.#file = await readKeyFile(this.#path, (error) =>
      this.#log.error('keys_set_aside', error, {}),
    )
    if (this.#file.pairs.length === 0) return
    Object.assign(this.#current, this.#file.current)
    const fresh: KeyFile['pairs'] = []
    for (const pair of this.#file.pairs) fresh.push(await this.#unlock(pair))
    if (fresh.some((pair, index) => pair !== this.#file.pairs[index])) {
      await this.#write({ ...this.#file, pairs: fresh })
    }
  }

  /** Decrypts a saved pair into memory; gives the pair back, encrypted anew where the OS asks for it. */
  async #unlock(pair: KeyFile['pairs'][number]): Promise<KeyFile['pairs'][number]> {
    const { store, clientKey } = pair
    try {
      const opened = await this.#box.decrypt(Buffer.from(pair.encrypted, 'base64'))
      this.#entered.set(clientKey, { store, clientKey, secretKey: opened.text, keptIn: 'saved' })
      if (!opened.shouldReEncrypt) return pair
      return { ...pair, encrypted: (await this.#box.encrypt(opened.text)).toString('base64') }
    } catch (error) {
      this.#log.error('key_not_readable', error, { store })
      if (!this.#entered.has(clientKey)) {
        this.#entered.set(clientKey, { store, clientKey, secretKey: null, keptIn: 'saved' })
      }
      return pair
    }
  }

  async #write(file: KeyFile): Promise<void> {
    await writeKeyFile(this.#path, file)
    this.#file = file
  }

  #next<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#work.then(() => this.#loaded).then(work)
    this.#work = done.catch(() => undefined)
    return done
  }

  /** In the order in which they are used. */
  #pairsOf(store: Store): HeldPair[] {
    return [
      ...this.#given.filter((pair) => pair.store === store && pair.keptIn === 'environment'),
      ...[...this.#entered.values()].filter((pair) => pair.store === store),
      ...this.#given.filter((pair) => pair.store === store && pair.keptIn !== 'environment'),
    ]
  }

  #currentPair(store: Store): HeldPair | null {
    const given = this.#given.filter((pair) => pair.store === store)
    const fromOutside = given.find((pair) => pair.keptIn === 'environment')
    if (fromOutside !== undefined) return fromOutside
    const current = store === 'training' ? null : this.#current[store]
    const entered = current === null ? undefined : this.#entered.get(current)
    return entered ?? given[0] ?? null
  }
}
