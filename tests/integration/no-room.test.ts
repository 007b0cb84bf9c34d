import { join } from 'node:path'
import SqliteDatabase, { type Database } from 'better-sqlite3'
import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { won } from '#shared/money.ts'
import type { TillDatabase } from '../../src/main/adapters/db/open-database.ts'
import { createBrokenNetwork } from '../support/broken-network.ts'
import { type ComposedTill, openComposedTill } from '../support/composed-till.ts'
import { KEYS, LATTE } from '../support/store-parts.ts'

const MINUTE = 60_000

let network: ReturnType<typeof createBrokenNetwork>
let till: ComposedTill
let database: TillDatabase
let other: Database
/** Called before each write of the till's own connection. */
let beforeWrite: () => void
/** Called once Toss has answered, before the till hears it. */
let onAnswer: (call: string) => Promise<void>

beforeEach(async () => {
  network = createBrokenNetwork()
  beforeWrite = () => {}
  onAnswer = async () => {}
  till = await openComposedTill({
    ...network.options,
    mayBreak: true,
    through: (request, send) =>
      network.options.through(request, async () => {
        const response = await send()
        await onAnswer(new URL(request.url).pathname.split('/').at(-1) ?? '')
        return response
      }),
    aroundDatabase: (opened) => {
      database = {
        ...opened,
        write: async (work) => {
          beforeWrite()
          return opened.write(work)
        },
      }
      return database
    },
  })
  await pragma('busy_timeout = 1')
  other = new SqliteDatabase(join(till.folder, 'till.sqlite'))
})
afterEach(async () => {
  other.close()
  await till.close()
})

const pragma = (text: string): Promise<Record<string, number>> =>
  database.read((queries) => queries.get<Record<string, number>>(sql.raw(`PRAGMA ${text}`)))
/** The disk is full: the file can't grow by a page. */
async function fill(): Promise<void> {
  const { page_count: pages } = await pragma('page_count')
  await pragma(`max_page_count = ${pages}`)
  // And what is still free inside it is taken.
  const filler = sql.raw(`INSERT INTO meta VALUES (hex(randomblob(8)), hex(randomblob(1500)))`)
  for (;;) {
    const isIn = await database
      .write((queries) => queries.run(filler))
      .then(
        () => true,
        () => false,
      )
    if (!isIn) return
  }
}
const makeRoom = async (): Promise<void> => void (await pragma('max_page_count = 1000000'))
/** Another program holds the file. */
const lock = () => void other.exec('BEGIN IMMEDIATE')
const unlock = () => void (other.inTransaction && other.exec('ROLLBACK'))

const TROUBLES = {
  DATABASE_FULL: { begin: fill, end: makeRoom },
  DATABASE_BUSY: { begin: async () => lock(), end: async () => unlock() },
}

const storage = async () => (await till.ask('status.get', {})).storage
const atToss = (orderId: string) => till.toss.box.ledger.allOfOrder(KEYS.clientKey, orderId).at(-1)!
const status = async (orderId: string) => (await till.order(orderId)).status

describe('a paid answer that can’t be written down', () => {
  it.each(['DATABASE_FULL', 'DATABASE_BUSY'] as const)(
    '(%s) is said, and settles once there is room',
    async (code) => {
      const trouble = TROUBLES[code]
      // So that the next payment needs another page.
      for (let n = 0; n < 3; n += 1) await till.sell()
      const confirms = network.keysOf('confirm').length
      onAnswer = async (call) => {
        onAnswer = async () => {}
        if (call === 'confirm') await trouble.begin()
      }
      const { orderId, state } = await till.sell()
      expect(state).toBe('confirming')
      expect(atToss(orderId).status).toBe('DONE')
      expect(await storage()).toBe(code)
      expect(till.events).toContainEqual(
        expect.objectContaining({
          name: 'status.changed',
          data: expect.objectContaining({ storage: code }) as unknown,
        }),
      )
      // Nothing can be sold meanwhile, and that is said with a code that staff have words for.
      await expect(
        till.app.handlers['checkout.start']({ total: won(LATTE) }).then((answer) => {
          if (!answer.ok) throw Object.assign(new Error(), answer.error)
        }),
      ).rejects.toMatchObject({ code: expect.stringMatching(/^(DATABASE|CHECKOUT)_/) as unknown })
      await network.pass(5 * MINUTE)
      expect(await status(orderId)).toBe('confirming')
      expect(await storage()).toBe(code)

      await trouble.end()
      expect(await network.pass(2 * MINUTE, async () => (await status(orderId)) === 'paid')).toBe(
        true,
      )
      expect(await storage()).toBe('ok')
      expect(network.keysOf('confirm')).toHaveLength(confirms + 1)
      expect((await till.ask('cart.get', {})).lines).toEqual([])
    },
  )

  it('of a refund, settles once there is room, and gives back once', async () => {
    const { orderId } = await till.sell()
    onAnswer = async (call) => {
      if (call === 'cancel') lock()
    }
    expect(await till.refund(orderId)).toMatchObject({ data: { refund: { state: 'requested' } } })
    await network.pass(5 * MINUTE)
    unlock()
    const isDone = async () => (await till.order(orderId)).refunds[0]?.state === 'done'
    expect(await network.pass(2 * MINUTE, isDone)).toBe(true)
    expect(atToss(orderId).cancels).toHaveLength(1)
    expect(network.keysOf('cancel')).toHaveLength(1)
  })
})

describe('a call that can’t be written down before it is made', () => {
  /** Locks the file before the nth write from now. */
  const lockAtWrite = (nth: number) => {
    let writes = 0
    beforeWrite = () => {
      writes += 1
      if (writes === nth) lock()
    }
  }

  it.each([1, 2])('isn’t made: a confirm, locked at write %i of the return', async (nth) => {
    const intent = await till.begin()
    const { ref, orderId, orderName, amount, clientKey } = intent
    const played = till.toss.box.play({ clientKey, orderId, orderName, amount }, { method: 'CARD' })
    if (!('paymentKey' in played)) throw new Error(played.code)
    lockAtWrite(nth)
    const outcome = await till.app.payments.acceptReturn({
      query: new URLSearchParams({
        ref,
        orderId,
        paymentKey: played.paymentKey,
        amount: String(amount),
      }),
      from: { isPaymentWindow: true, isMainFrame: true, ref },
    })
    if (outcome.kind === 'accepted') await outcome.settled
    expect(network.keysOf('confirm')).toEqual([])
    expect(atToss(orderId).status).toBe('IN_PROGRESS')
    expect(await storage()).toBe('DATABASE_BUSY')
    unlock()
    await network.pass(MINUTE)
    // The intent itself wasn't written: the window is over, untaken. It was: it is confirmed after all.
    expect(await status(orderId)).toBe(nth === 1 ? 'cancelled' : 'paid')
    expect(atToss(orderId).movements).toHaveLength(nth === 1 ? 0 : 1)
    expect(new Set(network.keysOf('confirm')).size).toBe(nth - 1)
  })

  it.each([1, 2])('isn’t made: a cancel, locked at write %i of the press', async (nth) => {
    const { orderId } = await till.sell()
    lockAtWrite(nth)
    const said = await till.refund(orderId).then(
      (answer) => (answer.ok ? answer.data.refund.state : answer.error.code),
      (error: { readonly code: string }) => error.code,
    )
    expect(said).toBe(nth === 1 ? 'DATABASE_BUSY' : 'requested')
    expect(network.keysOf('cancel')).toEqual([])
    expect(atToss(orderId).cancels).toEqual([])
    unlock()
    await network.pass(MINUTE)
    expect(atToss(orderId).cancels).toHaveLength(nth - 1)
    expect(await status(orderId)).toBe(nth === 1 ? 'paid' : 'refunded')
  })
})
