import { execFile } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Counter, openCounter, removeCounter } from '../support/counter-kit.ts'

const SCRIPT = new URL('../../tools/restore.ts', import.meta.url).pathname

let till: Counter
let lost: string
beforeEach(async () => {
  till = await openCounter()
  await till.sell()
  await till.ask('backups.make', {})
  lost = await till.sell()
})
afterEach(() => removeCounter(till))

const restore = (...args: string[]) =>
  new Promise<{ readonly code: number; readonly out: string; readonly err: string }>((resolve) => {
    execFile(process.execPath, [SCRIPT, '--user-data', till.userData, ...args], (error, out, err) =>
      resolve({ code: error === null ? 0 : Number(error.code), out, err }),
    )
  })
const setAside = () => readdirSync(till.folder).includes('set-aside')

it('lists the backups, also while the till runs', async () => {
  const listed = await restore('--store', 'sandbox', '--list')
  expect(listed).toMatchObject({ code: 0, err: '' })
  expect(listed.out).toMatch(/^till-\d{8}T\d{9}Z-request\.sqlite {2}\S+Z {2}request {2}1 orders/)
  await till.close()
})

it('refuses while the till has the store open, and touches nothing', async () => {
  const refused = await restore('--store', 'sandbox')
  expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('Close the till first') })
  expect(setAside()).toBe(false)
  await till.close()
})

it('goes back to the newest good one, and the till then asks Toss for what is missing', async () => {
  await till.close()
  const done = await restore('--store', 'sandbox')
  expect(done).toMatchObject({ code: 0, err: '' })
  expect(done.out).toContain('with 1 orders')
  expect(done.out).toContain('1 payments and 0 refunds')
  expect(done.out).toContain('0001-000003')
  const next = await openCounter({ folder: till.userData, box: till.box })
  await expect
    .poll(async () => (await next.ask('backups.get', {})).report?.orders)
    .toMatchObject([{ orderId: lost, tossStatus: 'DONE' }])
  await next.close()
})

it('says what is wrong with how it was asked, and touches nothing', async () => {
  await till.close()
  const asked: [args: string[], code: number, words: string][] = [
    [['--store', 'shop'], 2, 'which store?'],
    [['--store', 'live'], 1, 'there is no store in'],
    [['--store', 'sandbox', '--backup', 'till-1.sqlite'], 1, 'no such backup'],
    [['--store', 'sandbox', '--all'], 2, '--all'],
  ]
  await Promise.all(
    asked.map(async ([args, code, words]) => {
      expect(await restore(...args)).toMatchObject({ code, err: expect.stringContaining(words) })
    }),
  )
  expect(setAside()).toBe(false)
  const file = new SqliteDatabase(join(till.folder, 'till.sqlite'), { readonly: true })
  expect(file.prepare('SELECT count(*) FROM orders').pluck().get()).toBe(2)
  file.close()
})
