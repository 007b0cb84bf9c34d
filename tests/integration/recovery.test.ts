import { randomUUID } from 'node:crypto'
import { readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RecoveryView } from '#shared/ipc/backup-contract.ts'
import { won } from '#shared/money.ts'
import { type Counter, openCounter, removeCounter } from '../support/counter-kit.ts'

let first: Counter
let second: Counter | null
beforeEach(async () => {
  second = null
  first = await openCounter()
})
afterEach(async () => {
  await second?.close()
  removeCounter(first)
})

async function reopen(): Promise<Counter> {
  second = await openCounter({ folder: first.userData, box: first.box })
  return second
}

async function damaged(till: Counter): Promise<Extract<RecoveryView, { stage: 'damaged' }>> {
  const recovery = await till.ask('recovery.get', {})
  if (recovery.stage !== 'damaged') throw new Error(recovery.stage)
  return recovery
}

const reportOf = async (till: Counter) => (await till.ask('backups.get', {})).report!
const asked = (till: Counter) =>
  expect.poll(async () => (await reportOf(till)).tossAskedAt, { timeout: 15_000 }).not.toBeNull()

/** Ends the run as a power cut would leave the files, with the log as `harm` leaves it. */
async function cut(harm: (log: Buffer) => void): Promise<void> {
  const [file, log] = [readFileSync(first.file), readFileSync(`${first.file}-wal`)]
  await first.close()
  harm(log)
  writeFileSync(first.file, file)
  writeFileSync(`${first.file}-wal`, log)
}

describe('a broken log', () => {
  const FRAME = 24 + 4096
  let kept: string

  beforeEach(async () => {
    kept = await first.sell()
    const other = new SqliteDatabase(first.file)
    other.pragma('wal_checkpoint(TRUNCATE)')
    other.close()
  })

  it('is offered to be left out: the file is newer than any backup', async () => {
    await first.ask('backups.make', {})
    const lost = await first.sell()
    await cut((log) => log.fill('garbage ', 0, 32))
    const till = await reopen()
    const recovery = await damaged(till)
    expect(recovery).toMatchObject({ damage: 'broken_log', offered: 'till.sqlite' })
    expect(recovery.backups.map(({ cause }) => cause)).toEqual(['file', 'request'])
    await till.ask('recovery.restore', { backup: 'till.sqlite' })
    await asked(till)
    expect(await till.ask('orders.get', { orderId: kept })).toMatchObject({ status: 'paid' })
    expect(await reportOf(till)).toMatchObject({
      read: 'part',
      orders: [{ orderId: lost, tossStatus: 'DONE' }],
    })
    expect((await till.sell()) > lost).toBe(true)
  })

  it('is noticed where a byte in its middle is wrong, with answered sales behind it', async () => {
    const sales = [await first.sell(), await first.sell(), await first.sell()]
    await cut((log) => {
      const frame = Math.floor((log.length - 32) / FRAME / 2)
      const at = 32 + frame * FRAME + 500
      log[at] = log[at]! ^ 0xff
    })
    const till = await reopen()
    expect(await damaged(till)).toMatchObject({ damage: 'broken_log', offered: 'till.sqlite' })
    await till.ask('recovery.restore', { backup: 'till.sqlite' })
    await asked(till)
    // What the log held before the broken place is there, the rest is named.
    const { orders } = await reportOf(till)
    const there = await till.ask('orders.search', {})
    const all = [...there.rows.map(({ orderId }) => orderId), ...orders.map((one) => one.orderId)]
    expect(new Set(all)).toEqual(new Set([kept, ...sales]))
    expect(orders.length).toBeGreaterThan(0)
  })

  it('is none where only the last commit was cut, as a power cut does', async () => {
    await first.sell()
    await cut(() => {})
    truncateSync(`${first.file}-wal`, readFileSync(`${first.file}-wal`).length - 100)
    const till = await reopen()
    expect(await till.ask('recovery.get', {})).toEqual({ stage: 'none' })
  })
})

describe('what isn’t damage', () => {
  it('another process with the store open: the till says so, and opens once it has gone', async () => {
    await first.sell()
    await first.close()
    const other = new SqliteDatabase(join(first.folder, 'till.lock'))
    other.exec('BEGIN EXCLUSIVE')
    const till = await reopen()
    expect(await till.ask('recovery.get', {})).toMatchObject({
      stage: 'blocked',
      code: 'DATABASE_BUSY',
    })
    expect(await till.ask('recovery.retry', {})).toMatchObject({ stage: 'blocked' })
    // Nothing is set aside for it, whatever the page asks.
    await expect(till.ask('recovery.startEmpty', {})).rejects.toThrow('damaged')
    other.close()
    expect(await till.ask('recovery.retry', {})).toEqual({ stage: 'none' })
    await till.sell()
  })
})

describe('a recovery', () => {
  it('goes without the network, and asks Toss once it is back', async () => {
    await first.sell()
    await first.ask('backups.make', {})
    const lost = await first.sell()
    await first.close()
    rmSync(first.file)
    const till = await reopen()
    till.network = false
    await till.ask('recovery.restore', { backup: (await damaged(till)).offered! })
    expect(await reportOf(till)).toMatchObject({ read: 'none', orders: [], tossAskedAt: null })
    till.network = true
    await asked(till)
    expect((await reportOf(till)).orders).toMatchObject([{ orderId: lost, tossStatus: 'DONE' }])
  })

  it('begins with an empty file where there is no backup, and with no number again', async () => {
    const lost = [await first.sell(), await first.sell()]
    await first.close()
    truncateSync(first.file, 0)
    const till = await reopen()
    expect(await damaged(till)).toMatchObject({ damage: 'empty', backups: [], offered: null })
    await till.ask('recovery.startEmpty', {})
    expect(await till.ask('orders.search', {})).toMatchObject({ rows: [] })
    expect((await till.sell()).slice(14, 20)).toBe('001001')
    await asked(till)
    const { orders, backup } = await reportOf(till)
    expect(backup).toBeNull()
    expect(new Set(orders.map(({ orderId }) => orderId))).toEqual(new Set(lost))
  })

  it('gives a refund that the backup doesn’t know back its place in the balance', async () => {
    const orderId = await first.sell()
    await first.ask('backups.make', {})
    await first.ask('orders.refund', {
      orderId,
      intentId: randomUUID(),
      amount: won(4500),
      reason: '단순 변심',
      lines: [],
    })
    await first.close()
    writeFileSync(first.file, 'garbage')
    const till = await reopen()
    await till.ask('recovery.restore', { backup: (await damaged(till)).offered! })
    await asked(till)
    expect(await till.ask('orders.get', { orderId })).toMatchObject({
      status: 'refunded',
      refundableAmount: 0,
    })
  })

  it('empties the cart of the backup: it may have been sold since', async () => {
    await first.ask('cart.add', { productId: 'latte' })
    await first.ask('backups.make', {})
    await first.close()
    writeFileSync(first.file, 'garbage')
    const till = await reopen()
    await till.ask('recovery.restore', { backup: (await damaged(till)).offered! })
    expect(await till.ask('cart.get', {})).toMatchObject({ lines: [] })
  })

  it('happens once for two presses, and refuses a backup that isn’t there', async () => {
    await first.sell()
    await first.ask('backups.make', {})
    await first.close()
    writeFileSync(first.file, 'garbage')
    const till = await reopen()
    const { offered } = await damaged(till)
    expect(await till.answer('recovery.restore', { backup: '../../settings.json' })).toMatchObject({
      error: { code: 'BACKUP_NOT_FOUND' },
    })
    const [one, two] = await Promise.all([
      till.answer('recovery.restore', { backup: offered! }),
      till.answer('recovery.restore', { backup: offered! }),
    ])
    expect(one).toEqual({ ok: true, data: { stage: 'none' } })
    expect(two).toMatchObject({ error: { code: 'RECOVERY_IN_PROGRESS' } })
    expect(await till.answer('recovery.restore', { backup: offered! })).toMatchObject({ ok: true })
    expect((await till.ask('orders.search', {})).rows).toHaveLength(1)
  })

  it('on an open till sets the good file aside and names what was in it, with the next number', async () => {
    const kept = await first.sell()
    const { backups } = await first.ask('backups.make', {})
    const lost = await first.sell()
    expect(await first.ask('backups.compare', { backup: backups[0]!.name })).toEqual({
      orders: 1,
      netAmount: 4500,
      refunds: 0,
    })
    await first.ask('backups.restore', { backup: backups[0]!.name })
    await asked(first)
    expect(await reportOf(first)).toMatchObject({
      reason: 'chosen',
      damage: null,
      read: 'all',
      nextNumber: '0001-000003',
      orders: [{ orderId: lost, tossStatus: 'DONE' }],
    })
    expect(await first.ask('orders.get', { orderId: kept })).toMatchObject({ status: 'paid' })
    expect((await first.sell()).slice(14, 20)).toBe('000003')
    await first.close()
  })
})
