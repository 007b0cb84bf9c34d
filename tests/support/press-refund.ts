/**
 * A till that opens its file, has 환불 pressed many times at once for one line, and goes on until the
 * outcome is known. Says each step in a line, so that a test can end it, as a power cut would, at any
 * of them. Arguments: folder, address of Toss, orderId, intentId, number of presses.
 */
import { writeSync } from 'node:fs'
import { won } from '#shared/money.ts'
import { composeStore } from '../../src/main/compose-store.ts'
import { LATTE, storeParts } from './store-parts.ts'

const [folder = '', url = '', orderId = '', intentId = '', presses = '0'] = process.argv.slice(2)
// Past the stream, which would hold it back: what is said here was said before what comes next.
const say = (step: string) => void writeSync(1, `${step}\n`)

const app = await composeStore({
  ...storeParts(folder, url),
  async fetch(request) {
    const kind = request.method === 'GET' ? 'lookup' : 'cancel'
    say(`${kind} out`)
    const response = await fetch(request)
    say(`${kind} answered`)
    return response
  },
  events: { publish: (name) => say(name) },
})
say('opened')
await app.start()
say('started')

/** Half of the presses are in the panel that was open; each of the others is a panel opened anew. */
const press = (n: number) =>
  app.handlers['orders.refund']({
    orderId,
    intentId: n % 2 === 0 ? intentId : crypto.randomUUID(),
    amount: won(LATTE),
    reason: '단순 변심',
    lines: [{ lineNo: 1, quantity: 1 }],
  })
await Promise.all(Array.from({ length: Number(presses) }, (_, n) => press(n)))
say('pressed')

for (;;) {
  const order = await app.handlers['orders.settle']({ orderId })
  if (!order.ok) throw new Error(`${order.error.code}: ${order.error.message}`)
  if (order.data.refunds.every(({ state }) => state !== 'requested')) break
}
await app.close()
say('settled')
