import { type BoxStorage, memoryStorage } from '../../src/main/training/journal.ts'
import { type BoxPayment, balanceOf } from '../../src/main/training/payment-record.ts'
import type { Movement } from './facts.ts'

/** What the box writes down in one line: a change and the answer about it are never apart. */
interface Line {
  readonly payment?: BoxPayment
  readonly answer?: { readonly id: string }
}

const taken = (payment: BoxPayment | undefined): number =>
  payment === undefined || payment.approvedAt === null ? 0 : payment.totalAmount

/**
 * The box's own book, read line by line as it is written: which key took or gave back how much, also
 * where the box acts long after it answered.
 */
export function createMovements(): { readonly storage: BoxStorage; readonly all: Movement[] } {
  const book = memoryStorage()
  const known = new Map<string, BoxPayment>()
  const all: Movement[] = []

  const read = ({ payment, answer }: Line) => {
    if (payment === undefined) return
    const before = known.get(payment.paymentKey)
    known.set(payment.paymentKey, payment)
    if (answer === undefined) return
    const [key] = JSON.parse(answer.id) as [string]
    const back = payment.cancels
      .slice(before?.cancels.length ?? 0)
      .reduce((sum, { amount }) => sum + amount, 0)
    all.push({
      key,
      taken: taken(payment) - taken(before),
      givenBack: back,
      balanceBefore: before === undefined ? 0 : balanceOf(before),
    })
  }
  return {
    all,
    storage: {
      ...book,
      append(text) {
        book.append(text)
        for (const line of text.split('\n')) if (line !== '') read(JSON.parse(line) as Line)
      },
    },
  }
}
