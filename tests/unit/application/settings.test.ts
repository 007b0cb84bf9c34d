import { beforeEach, describe, expect, it } from 'vitest'
import { MemoryTill } from '../../support/memory-till.ts'

const CLIENT = 'test_gck_docs_Ovk5rk1EwkEbP0W43n07xlzm'
const SECRET = 'test_gsk_docs_OaPz8L5KdmQXkzRz3y47BMw6'

let till: MemoryTill
beforeEach(() => {
  till = new MemoryTill('sandbox')
})

describe('keys', () => {
  const save = (store: 'sandbox' | 'live', clientKey: string, secretKey: string) =>
    till.app.handlers['settings.saveKeys']({ store, clientKey, secretKey })

  it('are kept trimmed, and never told', async () => {
    const answer = await save('sandbox', `\u{FEFF}${CLIENT} `, `${SECRET}\n`)
    expect(answer.ok).toBe(true)
    expect(till.savedKeys).toEqual([['sandbox', CLIENT, SECRET]])
    expect(JSON.stringify([answer, till.events, till.logged])).not.toContain(SECRET)
  })

  it('are refused by prefix, without a word of the secret', async () => {
    const answer = await save('live', CLIENT, SECRET)
    expect(answer).toMatchObject({
      error: { code: 'KEY_WRONG_STORE', fields: { clientKey: expect.any(String) } },
    })
    const mixed = await save('sandbox', CLIENT, SECRET.replace('gsk', 'sk'))
    expect(mixed).toMatchObject({ error: { code: 'KEY_PAIR_MISMATCH' } })
    expect(JSON.stringify([answer, mixed])).not.toContain('OaPz8L5KdmQXkzRz3y47BMw6')
    expect(till.savedKeys).toEqual([])
  })

  it('of the open store stay while a customer pays with them', async () => {
    await till.startSale()
    expect(await save('sandbox', CLIENT, SECRET)).toMatchObject({ error: { code: 'STORE_BUSY' } })
    expect(await till.app.handlers['settings.forgetKeys']({ store: 'sandbox' })).toMatchObject({
      error: { code: 'STORE_BUSY' },
    })
  })
})

describe('another store', () => {
  it('opens and is shown', async () => {
    const view = await till.app.handlers['settings.openStore']({ store: 'training' })
    expect(view).toMatchObject({ ok: true, data: { store: 'training' } })
    expect(till.switched).toEqual(['training'])
  })

  it('doesn’t open while a customer pays', async () => {
    await till.startSale()
    expect(await till.app.handlers['settings.openStore']({ store: 'training' })).toMatchObject({
      error: { code: 'STORE_BUSY' },
    })
    expect(till.switched).toEqual([])
  })
})

describe('the strip', () => {
  it('counts what isn’t settled and says which keys are missing', async () => {
    const intent = await till.startSale()
    till.toss.mishaps.confirm.push('request_lost')
    const outcome = await till.comeBack(intent)
    if (outcome.kind === 'accepted') await outcome.settled
    expect(await till.app.handlers['status.get']({})).toMatchObject({
      data: { store: 'sandbox', toss: 'ok', unsettledPayments: 1, businessDay: '2026-11-23' },
    })
    expect(till.events).toContainEqual(
      expect.objectContaining({
        name: 'status.changed',
        data: expect.objectContaining({ unsettledPayments: 1 }),
      }),
    )
    till.clientKey = null
    expect(await till.app.handlers['status.get']({})).toMatchObject({
      data: { toss: 'keys_missing' },
    })
  })
})

it('starts no timer again for what ends after the stop', async () => {
  const intent = await till.startSale()
  till.toss.authenticate(intent.orderId, intent.amount)
  till.toss.mishaps.confirm.push('request_lost')
  await till.comeBack(intent)
  await till.app.stop()
  expect(till.toss.count('confirm')).toBe(1)
  expect(till.timers.pending).toBe(0)
})

it('stops with no timer left', async () => {
  await till.startSale()
  expect(till.timers.pending).toBeGreaterThan(0)
  await till.app.stop()
  expect(till.timers.pending).toBe(0)
})
