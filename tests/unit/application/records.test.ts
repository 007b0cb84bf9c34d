import { beforeEach, expect, it } from 'vitest'
import { RECORD_FINDINGS } from '#shared/vocabulary.ts'
import type { RecordFinding } from '../../../src/main/domain/records.ts'
import { todosFor } from '../../../src/renderer/till/features/settings/record-todos.ts'
import { MemoryTill } from '../../support/memory-till.ts'

let till: MemoryTill
beforeEach(async () => {
  till = new MemoryTill()
  await till.app.start()
})

it('remembers the last check, and says there was none before', async () => {
  const { handlers } = till.app
  expect(await handlers['records.last']({})).toEqual({ ok: true, data: { check: null } })
  till.records = { rows: 12, orders: 3, findings: [] }
  const checked = await handlers['records.verify']({})
  expect(checked).toMatchObject({ data: { check: { rows: 12, orders: 3, count: 0 } } })
  await till.restart()
  expect(await till.app.handlers['records.last']({})).toEqual(checked)
})

it('says rows by number and orders by theirs, shows the first twenty and logs them in words', async () => {
  const orderId = await till.sell()
  const findings: RecordFinding[] = [
    { kind: 'row_changed', row: 17, part: 'content' },
    { kind: 'rows_missing', from: 18, to: 20 },
    { kind: 'rows_swapped', row: 30, other: 40 },
    { kind: 'head_missing' },
    { kind: 'payment_without_answer', orderId },
    { kind: 'order_missing', row: 50, orderId: 'not-in-the-file' },
    ...Array.from({ length: 30 }, (_, n) => ({ kind: 'row_misplaced', row: n + 60 }) as const),
  ]
  till.records = { rows: 99, orders: 1, findings }
  const answer = await till.app.handlers['records.verify']({})
  const check = answer.ok ? answer.data.check : null
  expect(check?.count).toBe(36)
  expect(check?.findings).toHaveLength(20)
  expect(check?.findings.slice(0, 6)).toEqual([
    { kind: 'row_changed', from: 17, to: 17, orderId: null, number: null },
    { kind: 'rows_missing', from: 18, to: 20, orderId: null, number: null },
    { kind: 'rows_swapped', from: 30, to: 40, orderId: null, number: null },
    { kind: 'head_missing', from: null, to: null, orderId: null, number: null },
    { kind: 'payment_without_answer', from: null, to: null, orderId, number: '0001-000001' },
    { kind: 'order_missing', from: 50, to: 50, orderId: 'not-in-the-file', number: null },
  ])
  const logged = till.logged.find(({ event }) => event === 'records_wrong')
  expect(JSON.stringify(logged)).toContain(`journal row 17: content doesn't match its hash`)
})

it('two presses at once are one check', async () => {
  const { handlers } = till.app
  const [first, second] = await Promise.all([
    handlers['records.verify']({}),
    handlers['records.verify']({}),
  ])
  expect(first).toEqual(second)
  expect(till.logged.filter(({ event }) => event === 'records_checked')).toHaveLength(1)
})

it('each finding has something to do, said once', () => {
  const all = RECORD_FINDINGS.map((kind) => ({
    kind,
    from: 1,
    to: 1,
    orderId: null,
    number: null,
  }))
  for (const one of all) expect(todosFor([one])).toHaveLength(1)
  expect(todosFor([...all, ...all])).toEqual(['order', 'journal', 'file'])
})
