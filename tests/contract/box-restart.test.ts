import {
  appendFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { fileStorage } from '../../src/main/training/box-file.ts'
import { type BoxStorage, memoryStorage } from '../../src/main/training/journal.ts'
import { createBoxKit, DAY, MINUTE, SECOND } from '../support/box-kit.ts'

const reason = { cancelReason: '고객 변심' }
const keyed = (key: string) => ({ headers: { 'idempotency-key': key } })

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gyesan-box-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const file = () => join(folder, 'training-toss.jsonl')
/** The box after its till was switched off and on, on the same file. */
const start = () => createBoxKit({ storage: fileStorage(file()) })

describe('a box that was switched off and on', () => {
  it('still knows its payments and can refund them', async () => {
    const before = start()
    const back = before.authenticated()
    const confirmed = await before.confirm(back)

    const after = start()
    expect((await after.lookup(back.paymentKey)).text).toBe(confirmed.text)
    expect((await after.call(`/v1/payments/orders/${back.orderId}`)).text).toBe(confirmed.text)
    const part = await after.cancel(back.paymentKey, { ...reason, cancelAmount: 700 })
    expect(part.body['balanceAmount']).toBe(11_000)
    expect((await start().lookup(back.paymentKey)).text).toBe(part.text)
  })

  it('repeats the answer to a confirm whose till died', async () => {
    const before = start()
    const back = before.authenticated()
    const first = await before.confirm(back, keyed('confirm-1'))
    const again = await start().confirm(back, keyed('confirm-1'))
    expect([again.status, again.text]).toEqual([200, first.text])
  })

  it('goes on with a window in which the customer authenticated', async () => {
    const back = start().authenticated()
    expect((await start().confirm(back)).status).toBe(200)
  })

  it('counts the time it was off', async () => {
    const before = start()
    const open = before.authenticated()
    const waiting = await before.paid({ method: 'VIRTUAL_ACCOUNT', depositAfterMs: 15 * SECOND })
    const after = start()
    after.clock.advance(11 * MINUTE)
    expect((await after.lookup(open.paymentKey)).body['status']).toBe('EXPIRED')
    expect((await after.lookup(waiting)).body['status']).toBe('DONE')
  })

  it('has saved each answer before it gave it', async () => {
    const kit = start()
    const back = kit.authenticated()
    const confirmed = await kit.confirm(back, keyed('confirm-1'))
    expect(readFileSync(file(), 'utf8').split('\n').at(-2)).toContain(
      JSON.stringify(confirmed.text),
    )
  })

  it('forgets a last line that the power failure cut short, and writes on behind it', async () => {
    const paymentKey = await start().paid()
    // Without history, so that only the torn end is a reason to write the file anew.
    start()
    appendFileSync(file(), '{"payment":{"paymentKey":"tra')
    const after = start()
    const another = await after.paid()
    const again = start()
    expect((await again.lookup(paymentKey)).status).toBe(200)
    expect((await again.lookup(another)).status).toBe(200)
    expect(readFileSync(file(), 'utf8')).not.toContain('"paymentKey":"tra{')
  })

  it('keeps the file from growing with history', async () => {
    const kit = start()
    const paymentKey = await kit.paid()
    for (let count = 0; count < 20; count += 1) {
      await kit.cancel(paymentKey, { ...reason, cancelAmount: 10 })
    }
    const grown = statSync(file()).size
    const after = start()
    expect(statSync(file()).size).toBeLessThan(grown / 5)
    expect((await after.lookup(paymentKey)).body['balanceAmount']).toBe(11_500)
    expect(readdirSync(folder)).toEqual(['training-toss.jsonl'])
  })

  it('lets go of idempotency keys that ran out', async () => {
    const before = start()
    const paymentKey = await before.paid()
    await before.cancel(paymentKey, { ...reason, cancelAmount: 10 }, keyed('refund-1'))
    writeFileSync(file(), readFileSync(file(), 'utf8').trimEnd())
    const { clock } = before
    clock.advance(16 * DAY)
    createBoxKit({ storage: fileStorage(file()), clock })
    expect(readFileSync(file(), 'utf8')).not.toContain('refund-1')
  })
})

describe('a full disk', () => {
  it('means no answer and nothing done', async () => {
    let isFull = false
    const memory = memoryStorage()
    const storage: BoxStorage = {
      ...memory,
      append(text) {
        if (isFull) throw new Error('ENOSPC')
        memory.append(text)
      },
    }
    const kit = createBoxKit({ storage })
    const back = kit.authenticated()
    isFull = true
    await expect(kit.confirm(back, keyed('confirm-1'))).rejects.toThrow('ENOSPC')
    isFull = false
    expect((await kit.lookup(back.paymentKey)).body['status']).toBe('IN_PROGRESS')
    expect((await kit.confirm(back, keyed('confirm-1'))).status).toBe(200)
  })
})
