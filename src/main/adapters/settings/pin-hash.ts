import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'

/** What stands in the settings file of a PIN, in base64. Slows guessing down; four digits stay four digits. */
export interface PinHash {
  readonly salt: string
  readonly hash: string
}

const LENGTH = 32
/** 2^15 rounds and 32 MB: some 100 ms on a counter's computer. */
const COST = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 }

const derive = (pin: string, salt: Buffer): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(pin, salt, LENGTH, COST, (error, key) => (error === null ? resolve(key) : reject(error)))
  })

export async function hashPin(pin: string): Promise<PinHash> {
  const salt = randomBytes(16)
  return { salt: salt.toString('base64'), hash: (await derive(pin, salt)).toString('base64') }
}

export async function isPin(pin: string, kept: PinHash): Promise<boolean> {
  const expected = Buffer.from(kept.hash, 'base64')
  if (expected.length !== LENGTH) return false
  return timingSafeEqual(await derive(pin, Buffer.from(kept.salt, 'base64')), expected)
}
