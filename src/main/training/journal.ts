import type { ReceiptRecord } from './cash-receipt-book.ts'
import type { BoxPayment } from './payment-record.ts'

/** Where the box keeps itself across restarts: one growing text of lines. */
export interface BoxStorage {
  /** Everything written so far, '' where nothing was. */
  load(): string
  /** Adds text at the end. Must be on disk before it returns: the box answers only after it. */
  append(text: string): void
  /** Puts `text` in place of everything, as one step: after a crash either the old or the new is there. */
  replace(text: string): void
}

/** The first answer given under an idempotency key. */
export interface KeptAnswer {
  /** Key, secret, path and method as one text. */
  readonly id: string
  /** Milliseconds. */
  readonly firstUsedAt: number
  readonly status: number
  readonly body: string
  readonly traceId: string
}

/** What one request changes. Saved as one line, so what it did and the answer about it are never apart. */
export interface Entry {
  readonly payment?: BoxPayment
  readonly receipt?: ReceiptRecord
  readonly answer?: KeptAnswer
}

export interface Journal {
  /** As read at the start, later changes in place of earlier ones, in the order they were first written. */
  readonly payments: readonly BoxPayment[]
  readonly receipts: readonly ReceiptRecord[]
  readonly answers: readonly KeptAnswer[]
  /** Throws what the storage throws; the entry then counts as not written. */
  write(entry: Entry): void
}

const IDEMPOTENCY_MS = 15 * 24 * 60 * 60 * 1000

const line = (entry: Entry) => `${JSON.stringify(entry)}\n`

/** A line cut short by a power failure is no entry: its request was never answered. */
function parseLine(text: string): Entry | undefined {
  try {
    return JSON.parse(text) as Entry
  } catch {
    return undefined
  }
}

/** Keeps nothing beyond the life of the box. */
export function memoryStorage(): BoxStorage {
  let kept = ''
  return {
    load: () => kept,
    append: (text) => {
      kept += text
    },
    replace: (text) => {
      kept = text
    },
  }
}

export function openJournal(storage: BoxStorage, now: number): Journal {
  const text = storage.load()
  const payments = new Map<string, BoxPayment>()
  const receipts = new Map<number, ReceiptRecord>()
  const answers = new Map<string, KeptAnswer>()
  for (const part of text.split('\n')) {
    const entry = part === '' ? undefined : parseLine(part)
    if (entry?.payment) payments.set(entry.payment.paymentKey, entry.payment)
    if (entry?.receipt) receipts.set(entry.receipt.cursor, entry.receipt)
    if (entry?.answer && now - entry.answer.firstUsedAt <= IDEMPOTENCY_MS) {
      answers.set(entry.answer.id, entry.answer)
    }
  }
  const live = [
    ...[...payments.values()].map((payment) => line({ payment })),
    ...[...receipts.values()].map((receipt) => line({ receipt })),
    ...[...answers.values()].map((kept) => line({ answer: kept })),
  ].join('')
  // Rewritten when over half of it is history, and when the end is torn: the next line must not stick to it.
  if (text.length > 2 * live.length || (text !== '' && !text.endsWith('\n'))) storage.replace(live)
  return {
    payments: [...payments.values()],
    receipts: [...receipts.values()],
    answers: [...answers.values()],
    write: (entry) => storage.append(line(entry)),
  }
}
