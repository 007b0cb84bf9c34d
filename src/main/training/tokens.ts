import { kstDigits } from './kst-time.ts'

/** Gives `length` random bytes. Tests give a seeded one. */
export type RandomBytes = (length: number) => Uint8Array

const DIGITS = '0123456789'
const HEX = '0123456789abcdef'
const BASE32 = '0123456789abcdefghjkmnpqrstvwxyz'
const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** Makes keys and numbers in the shapes seen in real payloads. */
export interface Tokens {
  /** `{first 5 of mId}{yyyyMMddHHmmss}{5}` */
  paymentKey(mId: string, at: number): string
  /** `txrd_a01…`, 32 characters. */
  transactionKey(): string
  /** `ps_…`: the check value of deposit webhooks. */
  secret(): string
  /** Test accounts begin with X, so that nobody can pay into one. */
  accountNumber(): string
  sessionId(): string
  /** Of a cash receipt: 48 characters. */
  receiptKey(): string
  /** What the tax office calls a cash receipt: `7300000xx` in Toss's test environment. */
  issueNumber(): string
  /** 32 hex characters. */
  traceId(): string
  /** A whole number from 0 up to, not including, `below`. */
  pick(below: number): number
}

export const systemRandom: RandomBytes = (length) => crypto.getRandomValues(new Uint8Array(length))

export function createTokens(random: RandomBytes): Tokens {
  const draw = (alphabet: string, length: number) =>
    Array.from(random(length), (byte) => alphabet.charAt(byte % alphabet.length)).join('')
  return {
    paymentKey: (mId, at) => `${mId.slice(0, 5)}${kstDigits(at)}${draw(DIGITS + LETTERS, 5)}`,
    transactionKey: () => `txrd_a01${draw(BASE32, 24)}`,
    secret: () => `ps_${draw(DIGITS + LETTERS, 28)}`,
    accountNumber: () => `X${draw(DIGITS, 13)}`,
    sessionId: () => draw(DIGITS + LETTERS, 32),
    receiptKey: () => draw(DIGITS + LETTERS, 48),
    issueNumber: () => `7300000${draw(DIGITS, 2)}`,
    traceId: () => draw(HEX, 32),
    pick: (below) => (random(1)[0] ?? 0) % below,
  }
}
