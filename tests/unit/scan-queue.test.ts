import { describe, expect, it } from 'vitest'
import type { ScannedView } from '#shared/ipc/find-contract.ts'
import { won } from '#shared/money.ts'
import { CallError } from '../../src/renderer/till/ipc/call.ts'
import { createScanQueue } from '../../src/renderer/till/scan/scan-queue.ts'

const added = (code: string): ScannedView => ({ kind: 'added', code, name: code, price: won(100) })

/** A main that answers when the test says so. */
function slowMain() {
  const calls: (readonly string[])[] = []
  const answers: (() => void)[] = []
  const queue = createScanQueue({
    send: (codes) => {
      calls.push(codes)
      return new Promise((resolve) => answers.push(() => resolve(codes.map(added))))
    },
  })
  const answer = async () => {
    answers.shift()?.()
    await new Promise((resolve) => setImmediate(resolve))
  }
  return { queue, calls, answer }
}

describe('codes on their way', () => {
  it('go one call at a time, in order, those that waited together', async () => {
    const { queue, calls, answer } = slowMain()
    for (const code of ['1', '2', '2', '3']) queue.push(code)
    expect(calls).toEqual([['1']])
    await answer()
    expect(calls).toEqual([['1'], ['2', '2', '3']])
    queue.push('4')
    await answer()
    expect(calls.at(-1)).toEqual(['4'])
  })

  it('are at most a hundred in one call, and none is left out', async () => {
    const { queue, calls, answer } = slowMain()
    const codes = Array.from({ length: 251 }, (_, n) => String(n))
    for (const code of codes) queue.push(code)
    for (let n = 0; n < 5; n += 1) await answer()
    expect(calls.map(({ length }) => length)).toEqual([1, 100, 100, 50])
    expect(calls.flat()).toEqual(codes)
  })

  it('are named where the call fails, and the next ones go on', async () => {
    let isBroken = true
    const queue = createScanQueue({
      send: async (codes) => {
        if (isBroken) throw new CallError({ code: 'DATABASE_FULL', message: 'no room' })
        return codes.map(added)
      },
    })
    queue.push('1')
    await new Promise((resolve) => setImmediate(resolve))
    expect(queue.getSnapshot()).toMatchObject([
      { kind: 'refused', code: '1', why: 'DATABASE_FULL' },
    ])
    isBroken = false
    queue.push('2')
    await new Promise((resolve) => setImmediate(resolve))
    const notices = queue.getSnapshot()
    expect(notices).toMatchObject([{ code: '1' }, { kind: 'added', code: '2' }])
    queue.putAway(notices[0]?.id ?? 0)
    expect(queue.getSnapshot()).toHaveLength(1)
  })
})
