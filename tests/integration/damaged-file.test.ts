import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Damage } from '#shared/vocabulary.ts'
import { type Counter, openCounter, removeCounter } from '../support/counter-kit.ts'
import { KEYS } from '../support/store-parts.ts'

const PAGE = 4096

let first: Counter
let second: Counter | null
/** Paid before the backup, and after it. */
let kept: string
let lost: string

beforeEach(async () => {
  second = null
  first = await openCounter()
  kept = await first.sell()
  await first.ask('backups.make', {})
  lost = await first.sell()
})
afterEach(async () => {
  await second?.close()
  removeCounter(first)
})

function overwrite(file: string, at: number, bytes: Buffer): void {
  const handle = openSync(file, 'r+')
  writeSync(handle, bytes, 0, bytes.length, at)
  closeSync(handle)
}
const garbage = (length: number) => Buffer.alloc(length, 'garbage ')

interface Case {
  readonly name: string
  readonly damage: Damage
  /** Whether the till is killed before, so that its log stays. */
  readonly isCut?: boolean
  harm(file: string): void
  /** What can still be read of the sale made after the backup. */
  readonly reads: 'part' | 'none'
}

const CASES: readonly Case[] = [
  {
    name: 'cut short by its last pages',
    damage: 'broken',
    harm: (file) => truncateSync(file, statSync(file).size - 4 * PAGE),
    reads: 'part',
  },
  {
    name: 'cut short by half',
    damage: 'broken',
    harm: (file) => truncateSync(file, Math.floor(statSync(file).size / PAGE / 2) * PAGE),
    reads: 'part',
  },
  {
    name: 'cut short inside the first page',
    damage: 'broken',
    harm: (file) => truncateSync(file, 700),
    reads: 'none',
  },
  {
    name: 'with a header of garbage',
    damage: 'broken',
    harm: (file) => overwrite(file, 0, garbage(100)),
    reads: 'part',
  },
  {
    name: 'with a first page of garbage',
    damage: 'broken',
    harm: (file) => overwrite(file, 0, garbage(PAGE)),
    reads: 'part',
  },
  {
    name: 'with flipped bytes at the head of many pages',
    damage: 'broken',
    harm(file) {
      for (let page = 3; page * PAGE < statSync(file).size; page += 3) {
        const head = readFileSync(file).subarray(page * PAGE, page * PAGE + 8)
        overwrite(file, page * PAGE, Buffer.from(head.map((byte) => byte ^ 0xff)))
      }
    },
    reads: 'part',
  },
  {
    name: 'of nothing but garbage',
    damage: 'broken',
    harm: (file) => writeFileSync(file, garbage(statSync(file).size)),
    reads: 'none',
  },
  { name: 'of 0 bytes', damage: 'empty', harm: (file) => truncateSync(file, 0), reads: 'none' },
  { name: 'that is gone', damage: 'missing', harm: (file) => rmSync(file), reads: 'none' },
  {
    name: 'with a folder in its place',
    damage: 'not_a_file',
    harm(file) {
      rmSync(file)
      mkdirSync(file)
      writeFileSync(join(file, 'something'), 'in it')
    },
    reads: 'none',
  },
  {
    // What root may read is shut off by no permission; a link in a circle can be read by nobody.
    name: 'that can’t be read',
    damage: 'unreadable',
    harm(file) {
      rmSync(file)
      symlinkSync(file, file)
    },
    reads: 'none',
  },
]

async function reopen(): Promise<Counter> {
  second = await openCounter({ folder: first.userData, box: first.box })
  return second
}

describe.each(CASES)('a file $name', ({ damage, harm, reads }) => {
  it('ends with the till selling again and a report of what is missing', async () => {
    await first.close()
    harm(first.file)
    const till = await reopen()

    const recovery = await till.ask('recovery.get', {})
    if (recovery.stage !== 'damaged') throw new Error(recovery.stage)
    expect(recovery.damage).toBe(damage)
    expect(recovery.backups).toMatchObject([{ cause: 'request', orders: 1 }])
    expect(recovery.offered).toBe(recovery.backups[0]!.name)
    expect(await till.answer('cart.get', {})).toMatchObject({ error: { code: 'STORE_NOT_OPEN' } })

    expect(await till.ask('recovery.restore', { backup: recovery.offered! })).toEqual({
      stage: 'none',
    })
    // What was set aside is what was damaged.
    const [aside] = readdirSync(join(till.folder, 'set-aside'))
    const setAside = join(till.folder, 'set-aside', aside!)
    expect(readdirSync(setAside)).toContain('report.json')
    expect(readdirSync(setAside).includes('till.sqlite')).toBe(damage !== 'missing')

    // The sale before the backup is there, the one after it is named with all that Toss knows.
    expect(await till.ask('orders.get', { orderId: kept })).toMatchObject({ status: 'paid' })
    expect(await till.answer('orders.get', { orderId: lost })).toMatchObject({ ok: false })
    await expect
      .poll(async () => (await till.ask('backups.get', {})).report?.tossAskedAt)
      .not.toBeNull()
    const { report } = await till.ask('backups.get', {})
    expect(report).toMatchObject({ reason: 'damaged', damage, backup: { orders: 1 } })
    expect(report!.read === 'none').toBe(reads === 'none')
    expect(report!.orders).toMatchObject([
      {
        orderId: lost,
        number: lost.slice(9, 20),
        amount: 4500,
        paymentKey: first.box.ledger.findByOrderId(KEYS.clientKey, lost)!.paymentKey,
        tossStatus: 'DONE',
      },
    ])

    // It sells again, under a number that no order had.
    const next = await till.sell()
    expect(next.slice(9, 20) > lost.slice(9, 20)).toBe(true)
    expect(await till.ask('orders.get', { orderId: next })).toMatchObject({ status: 'paid' })

    // The report stays until it is put away.
    await till.close()
    const third = await openCounter({ folder: first.userData, box: first.box })
    expect((await third.ask('backups.get', {})).report).toMatchObject({ damage })
    expect((await third.ask('backups.putReportAway', {})).report).toBeNull()
    expect(await third.ask('recovery.get', {})).toEqual({ stage: 'none' })
    await third.close()
    second = null
  })
})
