import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { networkPrinter } from '../../src/main/adapters/printing/network-printer.ts'
import { slipDrawing } from '../../src/main/adapters/printing/slip-drawing.ts'
import { slipDocument } from '../../src/main/domain/slip-document.ts'
import { type FakePrinter, startFakePrinter } from '../support/fake-printer.ts'
import { slip } from '../support/slips.ts'

const drawn = slipDrawing.draw(slipDocument(slip(), '80', slipDrawing.isPrintable), '80')
const FOREVER = new AbortController().signal
/** Long enough for a busy machine. */
const PATIENT = { connect: 5000, answer: 5000, look: 50, slip: 20_000 }
/** For what never comes. */
const IMPATIENT = { ...PATIENT, answer: 200, slip: 300 }

let fake: FakePrinter
let begun: number
beforeEach(async () => {
  fake = await startFakePrinter()
  begun = 0
})
afterEach(() => fake.switchOff())

const printer = () => networkPrinter(fake, fake.isSilent || fake.isHeld ? IMPATIENT : PATIENT)
const print = (signal = FOREVER) => printer().print(drawn, async () => void (begun += 1), signal)

describe('a printer in the network', () => {
  it('says that the slip is out, and how it is afterwards', async () => {
    expect(await print()).toEqual({ kind: 'printed', printer: 'ready' })
    expect(fake.slips.map(({ rows }) => rows[0]?.text.trim())).toEqual(['계산 카페'])
    // Three questions before and three after; a slow machine asks in between.
    expect(begun).toBe(1)
    expect(fake.asked).toBeGreaterThanOrEqual(6)
  })

  it('prints on while its paper is low, and says so', async () => {
    fake.paper = 'low'
    expect(await print()).toEqual({ kind: 'printed', printer: 'paper_low' })
  })

  it.each([
    ['paper_out', { paper: 'out' }],
    ['cover_open', { isCoverOpen: true }],
    ['no_answer', { isSilent: true }],
  ] as const)('that is %s is sent nothing', async (problem, fault) => {
    Object.assign(fake, fault)
    expect(await printer().ask(FOREVER)).toBe(problem)
    expect(await print()).toEqual({ kind: 'not_printed', problem })
    expect([begun, fake.slips]).toEqual([0, []])
  })

  it('that is off is sent nothing, and found again once it is on', async () => {
    await fake.switchOff()
    expect(await printer().ask(FOREVER)).toBe('unreachable')
    expect(await print()).toEqual({ kind: 'not_printed', problem: 'unreachable' })
    await fake.switchOn()
    expect(await printer().ask(FOREVER)).toBe('ready')
    expect(begun).toBe(0)
  })

  it('that ends the connection in the middle leaves the slip unknown', async () => {
    fake.cutAfter = 500
    expect(await print()).toEqual({ kind: 'unknown', problem: 'cut_off' })
    expect(begun).toBe(1)
  })

  it('whose paper ends in the middle says so, without waiting for the end', async () => {
    fake.paperOutAfter = 500
    expect(await print()).toEqual({ kind: 'unknown', problem: 'paper_out' })
  })

  it('that never says that it is done leaves the slip unknown', async () => {
    fake.isHeld = true
    expect(await print()).toEqual({ kind: 'unknown', problem: 'no_answer' })
  })

  it('may be slow: as long as it answers it is waited for', async () => {
    fake.isHeld = true
    const outcome = networkPrinter(fake, PATIENT).print(drawn, async () => {}, FOREVER)
    await fake.begun()
    fake.letGo()
    expect(await outcome).toEqual({ kind: 'printed', printer: 'ready' })
  })

  it('is sent nothing where the beginning can’t be written down', async () => {
    const full = Promise.reject(new Error('disk full'))
    full.catch(() => {})
    await expect(printer().print(drawn, () => full, FOREVER)).rejects.toThrow('disk full')
    expect(fake.slips).toEqual([])
  })

  it('is broken off at once when the till ends', async () => {
    fake.isHeld = true
    const end = new AbortController()
    const outcome = networkPrinter(fake, PATIENT).print(drawn, async () => {}, end.signal)
    await fake.begun()
    end.abort()
    expect(await outcome).toMatchObject({ kind: 'unknown' })
  })
})
