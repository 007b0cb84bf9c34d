import { join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { won } from '#shared/money.ts'
import type { PrinterSettings, PrintingView } from '#shared/ipc/print-contract.ts'
import { createHandTimers, type HandTimers } from '../../tools/crash/hand-timers.ts'
import { type ComposedTill, openComposedTill } from '../support/composed-till.ts'
import { type FakePrinter, startFakePrinter } from '../support/fake-printer.ts'
import { LATTE } from '../support/store-parts.ts'

let till: ComposedTill
let fake: FakePrinter
let timers: HandTimers
beforeEach(async () => {
  fake = await startFakePrinter()
  timers = createHandTimers(Date.now())
  till = await openComposedTill({ timers, mayBreak: true })
})
afterEach(async () => {
  await till.close()
  await fake.switchOff()
})

const settings = (changes: Partial<PrinterSettings> = {}): PrinterSettings => ({
  kind: 'network',
  host: fake.host,
  port: fake.port,
  paper: '58',
  autoPrint: true,
  ...changes,
})
const choose = (changes: Partial<PrinterSettings> = {}) =>
  till.ask('printing.saveSettings', settings(changes))
/** Moves the timers on. What they begin is waited for by what is expected of it. */
const pass = (ms: number) => timers.moveTo(timers.now + ms)
const printing = () => till.ask('printing.get', {})
const become = (expected: Partial<Pick<PrintingView, 'waiting'>> | Record<string, unknown>) =>
  vi.waitFor(async () => expect(await printing()).toMatchObject(expected), {
    timeout: 10_000,
    interval: 10,
  })
const printed = (count: number) =>
  vi.waitFor(() => expect(fake.slips).toHaveLength(count), { timeout: 10_000, interval: 10 })
const told = () =>
  fake.slips.map(({ rows }) => {
    const text = rows.map((row) => row.text).join('\n')
    return /\[ 재발행 \]|교환권|프린터 시험/.exec(text)?.[0] ?? '영수증'
  })

describe('a sale', () => {
  it('in cash and with discounts prints what was taken off, given and given back', async () => {
    await choose()
    await till.ask('cart.add', { productId: 'latte' })
    const discount = { kind: 'won', value: 500, reason: '행사' } as const
    await till.ask('cart.discount', { productId: 'latte', discount })
    const { total } = await till.ask('cart.discount', {
      productId: null,
      discount: { ...discount, value: 300, reason: '단골' },
    })
    expect(total).toBe(LATTE - 800)
    const { orderId } = await till.ask('cash.take', {
      intentId: crypto.randomUUID(),
      total,
      amount: total,
      received: won(10_000),
    })
    await printed(1)
    const text = fake.slips[0]?.rows.map((row) => row.text.trim().replaceAll(/ +/g, ' ')).join('\n')
    for (const row of [
      `할인 (행사) -500`,
      `할인 (단골) -300`,
      `현금 3,700원`,
      `받은 돈 10,000`,
      `거스름돈 6,300`,
    ]) {
      expect(text).toContain(row)
    }
    const shown = await till.ask('slips.show', { orderId, kind: 'receipt', paper: '58' })
    expect(shown).toMatchObject({ kind: 'sale', tossReceiptUrl: null, wasPrinted: true })
    await till.ask('slips.print', { orderId, kind: 'exchange' })
    await printed(2)
    expect(told()).toEqual(['영수증', '교환권'])
  })

  it('prints its slip by itself, once, and a second one is a reissue', async () => {
    await choose()
    const { orderId } = await till.sell()
    await printed(1)
    await become({ waiting: 0, printer: { state: 'ready' } })
    await till.settle(orderId)
    await till.ask('slips.print', { orderId, kind: 'exchange' })
    await till.ask('slips.printLast', {})
    await printed(3)
    expect(told()).toEqual(['영수증', '교환권', '[ 재발행 ]'])
    expect(fake.slips[0]?.barcodes).toEqual([(await till.order(orderId)).number])
  })

  it('prints nothing by itself where that is off, or no printer is chosen', async () => {
    await choose({ autoPrint: false })
    const { orderId } = await till.sell()
    await choose({ kind: 'none' })
    await till.sell()
    expect(await printing()).toMatchObject({ waiting: 0, printer: { state: 'none' } })
    await expect(till.ask('slips.print', { orderId, kind: 'receipt' })).rejects.toThrow(
      'PRINTER_NOT_SET',
    )
    await choose()
    await till.ask('printing.test', {})
    await printed(1)
    expect(told()).toEqual(['프린터 시험'])
  })

  // Promise 7: what happens is told by the order of events, not by a clock.
  it.each([
    ['off', null],
    ['slow', { isHeld: true }],
    ['silent', { isSilent: true }],
    ['out of paper', { paper: 'out' }],
  ] as const)('never waits for a printer that is %s', async (_, fault) => {
    await choose()
    if (fault === null) await fake.switchOff()
    else Object.assign(fake, fault)
    const before = till.events.length
    for (let sale = 0; sale < 5; sale += 1) {
      const { orderId, state } = await till.sell()
      expect(state).toBe('paid')
      expect((await till.order(orderId)).status).toBe('paid')
    }
    // Five sales are done and told, and not one slip is: they wait, or the first is under way.
    const names = till.events.slice(before).map(({ name }) => name)
    expect(names.filter((name) => name === 'order.changed').length).toBeGreaterThanOrEqual(5)
    expect(fake.slips).toEqual([])
    expect(await printing()).toMatchObject({ waiting: 5 })
    const { jobs } = await printing()
    expect(jobs.map(({ state }) => state).filter((state) => state === 'unknown')).toEqual([])
  })

  it('is not lost where the slip can’t be queued', async () => {
    await choose()
    const file = new SqliteDatabase(join(till.folder, 'till.sqlite'))
    file.exec('DROP TRIGGER guard_print_job_begins')
    file.exec(
      `CREATE TRIGGER guard_print_job_full BEFORE INSERT ON print_job BEGIN SELECT RAISE(ABORT, 'full'); END`,
    )
    file.close()
    const { orderId, state } = await till.sell()
    expect(state).toBe('paid')
    expect((await till.order(orderId)).status).toBe('paid')
    expect(await printing()).toMatchObject({ waiting: 0 })
  })
})

describe('what waits', () => {
  it('is tried again, later each time, and comes out in order once the printer is on', async () => {
    await fake.switchOff()
    await choose()
    const sold = [await till.sell(), await till.sell()]
    await become({ waiting: 2, printer: { state: 'unreachable' } })
    await become({ jobs: [{ tries: 1, problem: 'unreachable' }, { tries: 0 }] })
    pass(2000)
    await become({ jobs: [{ tries: 2 }, { tries: 0 }] })
    pass(2000)
    expect(await printing()).toMatchObject({ jobs: [{ tries: 2 }, { tries: 0 }] })
    await fake.switchOn()
    pass(2000)
    await printed(2)
    await become({ waiting: 0, printer: { state: 'ready' }, nextTryAt: null })
    const numbers = await Promise.all(
      sold.map(async (one) => (await till.order(one.orderId)).number),
    )
    expect(fake.slips.flatMap(({ barcodes }) => barcodes)).toEqual(numbers)
  })

  it('is tried at once by a press', async () => {
    fake.paper = 'out'
    await choose()
    await till.sell()
    await become({ waiting: 1, printer: { state: 'paper_out' } })
    fake.paper = 'ok'
    await till.ask('printing.retry', {})
    await printed(1)
  })

  it('survives a restart, and yesterday’s is put away by one', async () => {
    fake.isCoverOpen = true
    await choose()
    await till.sell()
    await become({ waiting: 1, printer: { state: 'cover_open' } })
    await till.restart()
    expect(await printing()).toMatchObject({ waiting: 1, jobs: [{ state: 'waiting' }] })
    const file = new SqliteDatabase(join(till.folder, 'till.sqlite'))
    file.exec(`UPDATE print_job SET created_at = '2020-01-01T00:00:00.000Z'`)
    file.close()
    await till.restart()
    await become({ waiting: 0 })
  })
})

describe('what may be on paper', () => {
  it('is never printed by itself again, and printed again by a press as a reissue', async () => {
    fake.cutAfter = 300
    await choose()
    const { orderId } = await till.sell()
    await become({ waiting: 1, jobs: [{ state: 'unknown', problem: 'cut_off', tries: 1 }] })
    fake.cutAfter = null
    const { connections } = fake
    await till.ask('printing.retry', {})
    pass(30_000)
    await till.restart()
    const [job] = (await printing()).jobs
    expect(job).toMatchObject({ state: 'unknown' })
    expect(fake.slips).toEqual([])
    expect(connections).toBeGreaterThan(0)
    await till.ask('printing.reprint', { id: job?.id ?? 0 })
    await printed(1)
    expect(told()).toEqual(['[ 재발행 ]'])
    await become({ waiting: 0 })
    await expect(till.ask('printing.reprint', { id: job?.id ?? 0 })).rejects.toThrow('PRINT_JOB')
    expect((await till.order(orderId)).status).toBe('paid')
  })

  it('where the till ends in the middle is unknown afterwards', async () => {
    fake.isHeld = true
    await choose()
    const begun = fake.begun()
    await till.sell()
    await begun
    await till.restart()
    await become({ jobs: [{ state: 'unknown', problem: 'till_ended' }] })
    fake.letGo()
    await till.ask('printing.putAway', { id: (await printing()).jobs[0]?.id ?? 0 })
    expect(await printing()).toMatchObject({ waiting: 0, jobs: [] })
  })

  it('is held by the file itself', async () => {
    await choose()
    await till.sell()
    await printed(1)
    await become({ waiting: 0 })
    const file = new SqliteDatabase(join(till.folder, 'till.sqlite'))
    expect(() => file.exec(`UPDATE print_job SET state = 'waiting'`)).toThrow('may be on paper')
    file.close()
  })
})

describe('the printer', () => {
  it('is asked how it is while nothing is printed', async () => {
    await choose()
    await become({ printer: { state: 'ready' } })
    await fake.switchOff()
    pass(60_000)
    await become({ printer: { state: 'unreachable' } })
    expect(till.events.at(-1)).toMatchObject({
      name: 'printing.changed',
      data: { printer: { state: 'unreachable' } },
    })
  })
})
