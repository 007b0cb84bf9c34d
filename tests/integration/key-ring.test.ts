import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { format, inspect } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  createKeyRing,
  DOCUMENTATION_KEYS,
  type KeyRingParts,
  type SecretBox,
} from '../../src/main/adapters/secrets/key-ring.ts'

const TRAINING = { clientKey: 'test_gck_training', secretKey: 'test_gsk_training' }
const SHOP = { clientKey: 'live_gck_shop00000001', secretKey: 'live_gsk_CANARYshop1' }
const NEXT = { clientKey: 'live_gck_shop00000002', secretKey: 'live_gsk_CANARYshop2' }
const TRIAL = { clientKey: 'test_gck_trial0000001', secretKey: 'test_gsk_CANARYtrial' }

/** Stands in for the OS: turns bytes around, and can be away or fail. */
class FakeBox implements SecretBox {
  available = true
  broken = false
  asksForNewKey = false
  readonly #turned = (bytes: Buffer) => Buffer.from(bytes.map((byte) => byte ^ 0x5a))

  async isAvailable(): Promise<boolean> {
    return this.available
  }
  async encrypt(text: string): Promise<Buffer> {
    if (this.broken) throw new Error('the key store is broken')
    const head = this.asksForNewKey ? 'new:' : 'old:'
    return Buffer.concat([Buffer.from(head), this.#turned(Buffer.from(text))])
  }
  async decrypt(bytes: Buffer): Promise<{ text: string; shouldReEncrypt: boolean }> {
    if (this.broken || !this.available) throw new Error('the key store is broken')
    const isOld = bytes.subarray(0, 4).toString() === 'old:'
    return {
      text: this.#turned(bytes.subarray(4)).toString(),
      shouldReEncrypt: this.asksForNewKey && isOld,
    }
  }
}

let folder: string
let box: FakeBox
let logged: unknown[][]
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'till-keys-'))
  box = new FakeBox()
  logged = []
})
afterEach(() => rm(folder, { recursive: true }))

const ring = (changes: Partial<KeyRingParts> = {}) =>
  createKeyRing({
    folder: join(folder, 'user'),
    secretBox: box,
    training: TRAINING,
    environment: null,
    log: { error: (...entry) => logged.push(entry) },
    ...changes,
  })
const file = () => join(folder, 'user', 'keys.json')
const stateOf = async (keys: ReturnType<typeof ring>, store: 'training' | 'sandbox' | 'live') =>
  (await keys.states()).find((state) => state.store === store)!
const save = (
  keys: ReturnType<typeof ring>,
  pair: typeof SHOP,
  store: 'sandbox' | 'live' = 'live',
) => keys.save(store, pair.clientKey, pair.secretKey)

describe('a fresh till', () => {
  it('has its training pair, Toss’s documentation pair, and none for real money', async () => {
    const keys = ring()
    expect(await keys.states()).toEqual([
      {
        store: 'training',
        clientKey: TRAINING.clientKey,
        hasSecretKey: true,
        secretKeyEnding: 'ning',
        keptIn: 'training',
      },
      {
        store: 'sandbox',
        clientKey: DOCUMENTATION_KEYS.clientKey,
        hasSecretKey: true,
        secretKeyEnding: 'BMw6',
        keptIn: 'preset',
      },
      {
        store: 'live',
        clientKey: null,
        hasSecretKey: false,
        secretKeyEnding: null,
        keptIn: 'none',
      },
    ])
    expect(await keys.keysOf('live').current()).toBeNull()
    expect(await keys.keysOf('sandbox').current()).toEqual({
      clientKey: DOCUMENTATION_KEYS.clientKey,
    })
    const secret = keys.keysOf('sandbox').secretFor(DOCUMENTATION_KEYS.clientKey)
    expect(await secret).toBe(DOCUMENTATION_KEYS.secretKey)
    expect(readdirSync(folder)).toEqual([])
  })

  it('gives no store the keys of another', async () => {
    const keys = ring()
    await save(keys, SHOP)
    expect(await keys.keysOf('sandbox').secretFor(SHOP.clientKey)).toBeNull()
    expect(await keys.keysOf('live').secretFor(TRAINING.clientKey)).toBeNull()
    expect(await keys.keysOf('training').secretFor(DOCUMENTATION_KEYS.clientKey)).toBeNull()
  })
})

describe('a saved pair', () => {
  it('is there after a restart, and the file holds no secret', async () => {
    expect(await save(ring(), SHOP)).toEqual({ kept: 'saved' })
    const keys = ring()
    expect(await stateOf(keys, 'live')).toEqual({
      store: 'live',
      clientKey: SHOP.clientKey,
      hasSecretKey: true,
      secretKeyEnding: 'hop1',
      keptIn: 'saved',
    })
    expect(await keys.keysOf('live').current()).toEqual({ clientKey: SHOP.clientKey })
    expect(await keys.keysOf('live').secretFor(SHOP.clientKey)).toBe(SHOP.secretKey)
    expect(readFileSync(file(), 'utf8')).not.toMatch(/CANARY|gsk/)
    expect(readdirSync(join(folder, 'user'))).toEqual(['keys.json'])
  })

  it('is followed by another, and the old secret stays for refunds of what it sold', async () => {
    const keys = ring()
    await Promise.all([save(keys, SHOP), save(keys, NEXT)])
    for (const one of [keys, ring()]) {
      const live = one.keysOf('live')
      expect(await live.current()).toEqual({ clientKey: NEXT.clientKey })
      expect(await live.secretFor(NEXT.clientKey)).toBe(NEXT.secretKey)
      expect(await live.secretFor(SHOP.clientKey)).toBe(SHOP.secretKey)
    }
  })

  it('is forgotten for new payments, not for refunds', async () => {
    const keys = ring()
    await save(keys, SHOP)
    await save(keys, TRIAL, 'sandbox')
    await keys.forget('live')
    await keys.forget('sandbox')
    for (const one of [keys, ring()]) {
      expect(await stateOf(one, 'live')).toMatchObject({ clientKey: null, keptIn: 'none' })
      expect(await stateOf(one, 'sandbox')).toMatchObject({ keptIn: 'preset' })
      expect(await one.keysOf('live').current()).toBeNull()
      expect(await one.keysOf('live').secretFor(SHOP.clientKey)).toBe(SHOP.secretKey)
      expect(await one.keysOf('sandbox').secretFor(TRIAL.clientKey)).toBe(TRIAL.secretKey)
    }
  })

  it('takes a new secret for the same client key', async () => {
    const keys = ring()
    await save(keys, SHOP)
    await save(keys, { ...SHOP, secretKey: 'live_gsk_CANARYrenewed' })
    for (const one of [keys, ring()]) {
      expect(await one.keysOf('live').secretFor(SHOP.clientKey)).toBe('live_gsk_CANARYrenewed')
    }
    expect(JSON.parse(readFileSync(file(), 'utf8')).pairs).toHaveLength(1)
  })

  it('is encrypted anew where the OS asks for it', async () => {
    await save(ring(), SHOP)
    const before = readFileSync(file(), 'utf8')
    box.asksForNewKey = true
    expect(await ring().keysOf('live').secretFor(SHOP.clientKey)).toBe(SHOP.secretKey)
    const after = readFileSync(file(), 'utf8')
    expect(after).not.toBe(before)
    expect(Buffer.from(JSON.parse(after).pairs[0].encrypted, 'base64').toString()).toMatch(/^new:/)
    expect(await ring().keysOf('live').secretFor(SHOP.clientKey)).toBe(SHOP.secretKey)
  })
})

describe('where nothing can be kept', () => {
  it.each(['away', 'broken'])(
    'a pair lives for this run only: the key store is %s',
    async (how) => {
      if (how === 'away') box.available = false
      else box.broken = true
      const keys = ring()
      expect(await save(keys, SHOP)).toEqual({ kept: 'session' })
      expect(await keys.canKeepSecrets()).toBe(how === 'broken')
      expect(await stateOf(keys, 'live')).toMatchObject({ keptIn: 'session', hasSecretKey: true })
      expect(await keys.keysOf('live').secretFor(SHOP.clientKey)).toBe(SHOP.secretKey)
      await save(keys, NEXT)
      expect(await keys.keysOf('live').secretFor(SHOP.clientKey)).toBe(SHOP.secretKey)
      await keys.forget('live')
      expect(await keys.keysOf('live').current()).toBeNull()
      expect(readdirSync(folder)).toEqual([])
      expect(await ring().keysOf('live').current()).toBeNull()
    },
  )

  it('a pair saved elsewhere can’t open payments that it couldn’t confirm', async () => {
    await save(ring(), SHOP)
    box.broken = true
    const keys = ring()
    expect(await stateOf(keys, 'live')).toEqual({
      store: 'live',
      clientKey: SHOP.clientKey,
      hasSecretKey: false,
      secretKeyEnding: null,
      keptIn: 'saved',
    })
    expect(await keys.keysOf('live').current()).toBeNull()
    expect(await keys.keysOf('live').secretFor(SHOP.clientKey)).toBeNull()
    expect(logged.map(([event]) => event)).toEqual(['key_not_readable'])
    // The file is left alone: the key store may come back.
    box.broken = false
    expect(await ring().keysOf('live').secretFor(SHOP.clientKey)).toBe(SHOP.secretKey)
  })

  it('a damaged file is put aside and said', async () => {
    await save(ring(), SHOP)
    writeFileSync(file(), '{"version":1')
    expect(await stateOf(ring(), 'live')).toMatchObject({ keptIn: 'none' })
    expect(logged.map(([event]) => event)).toEqual(['keys_set_aside'])
    expect(readdirSync(join(folder, 'user'))).toEqual(['keys.json.unreadable'])
  })

  it('a file that can’t be read at all is never overwritten', async () => {
    await save(ring(), SHOP)
    const before = readFileSync(file())
    const keys = ring({ folder: file() })
    for (let n = 0; n < 2; n++) {
      await expect(save(keys, NEXT)).rejects.toThrow('ENOTDIR')
      await expect(keys.states()).rejects.toThrow('ENOTDIR')
    }
    expect(readFileSync(file()).equals(before)).toBe(true)
  })
})

it('a pair from outside stands before all others of the sandbox, and in no other store', async () => {
  const keys = ring({ environment: TRIAL })
  await save(keys, { ...TRIAL, clientKey: 'test_gck_saved' }, 'sandbox')
  expect(await stateOf(keys, 'sandbox')).toMatchObject({
    clientKey: TRIAL.clientKey,
    keptIn: 'environment',
  })
  expect(await keys.keysOf('sandbox').current()).toEqual({ clientKey: TRIAL.clientKey })
  expect(await keys.keysOf('sandbox').secretFor(TRIAL.clientKey)).toBe(TRIAL.secretKey)
  expect(await stateOf(keys, 'live')).toMatchObject({ clientKey: null })
  expect(readFileSync(file(), 'utf8')).not.toContain(TRIAL.clientKey)
})

it('shows no secret: not in inspection, JSON, text, states or errors', async () => {
  const keys = ring({ environment: TRIAL })
  await save(keys, SHOP)
  box.broken = true
  await save(keys, NEXT)
  await ring({ environment: TRIAL }).states()
  const live = keys.keysOf('live')
  const shown = [
    inspect([keys, live, logged], { depth: 20, showHidden: true, getters: true }),
    JSON.stringify([keys, live, await keys.states(), logged]),
    format('%s %o %j', keys, keys, keys),
    JSON.stringify(Object.getOwnPropertyNames(keys)),
    readFileSync(file(), 'latin1'),
    logged.map((entry) => entry.map(String).join(' ')).join('\n'),
  ]
  expect(logged.length).toBeGreaterThan(1)
  for (const text of shown) expect(text).not.toMatch(/CANARY/)
  // The search does look for what is there.
  expect(await live.secretFor(SHOP.clientKey)).toMatch(/CANARY/)
})
