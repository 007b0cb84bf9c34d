import { describe, expect, it } from 'vitest'

import { NoAnswer } from '../../src/main/training/faults.ts'
import { createBoxKit, requestOf } from '../support/box-kit.ts'

const keyed = { headers: { 'idempotency-key': 'confirm-1' } }

describe('a fault', () => {
  it('strikes once, on the call it is meant for', async () => {
    const kit = createBoxKit()
    const back = kit.authenticated()
    kit.box.orderNext({ on: 'confirm', executed: false, instead: { code: 'COMMON_ERROR' } })
    expect((await kit.lookup(back.paymentKey)).status).toBe(200)
    expect((await kit.confirm(back)).status).toBe(500)
    expect((await kit.confirm(back)).status).toBe(200)
  })

  it('lets the answer get lost after the money was taken; the same key brings it back', async () => {
    const kit = createBoxKit()
    const back = kit.authenticated()
    kit.box.orderNext({ on: 'confirm', instead: { noAnswer: true } })
    await expect(kit.confirm(back, keyed)).rejects.toThrow(NoAnswer)
    expect((await kit.lookup(back.paymentKey)).body['status']).toBe('DONE')
    const again = await kit.confirm(back, keyed)
    expect([again.status, again.body['status']]).toEqual([200, 'DONE'])
  })

  it('rejects as fetch does', async () => {
    const kit = createBoxKit()
    kit.box.orderNext({ instead: { noAnswer: true } })
    const failed = await kit.lookup('key').catch((error: unknown) => error)
    expect(failed).toBeInstanceOf(TypeError)
    expect(failed).toMatchObject({ name: 'TypeError', message: 'fetch failed' })
  })

  it('lets the request get lost before anything was done', async () => {
    const kit = createBoxKit()
    const back = kit.authenticated()
    kit.box.orderNext({ on: 'confirm', executed: false })
    await expect(kit.confirm(back, keyed)).rejects.toThrow(NoAnswer)
    expect((await kit.lookup(back.paymentKey)).body['status']).toBe('IN_PROGRESS')
    expect((await kit.confirm(back, keyed)).status).toBe(200)
  })

  it('answers a gateway’s page in place of a confirm that went through', async () => {
    const kit = createBoxKit()
    const back = kit.authenticated()
    kit.box.orderNext({ instead: { status: 502, body: '<html>Bad gateway</html>' } })
    const answered = await kit.confirm(back)
    expect([answered.status, answered.text]).toEqual([502, '<html>Bad gateway</html>'])
    expect(answered.headers.get('content-type')).toBe('text/html')
    expect((await kit.lookup(back.paymentKey)).body['status']).toBe('DONE')
  })

  it('gives a code another status', async () => {
    const kit = createBoxKit()
    kit.box.orderNext({ instead: { code: 'PROVIDER_ERROR', status: 503 } })
    const answered = await kit.lookup('key')
    expect([answered.status, answered.body['code']]).toEqual([503, 'PROVIDER_ERROR'])
  })

  it('changes the true answer', async () => {
    const kit = createBoxKit()
    const paymentKey = await kit.paid()
    kit.box.orderNext({
      on: 'lookup',
      instead: { set: { totalAmount: 1, status: 'SOMETHING_NEW' } },
    })
    const { body } = await kit.lookup(paymentKey)
    expect(body).toMatchObject({ paymentKey, totalAmount: 1, status: 'SOMETHING_NEW' })
    expect((await kit.lookup(paymentKey)).body['totalAmount']).toBe(11_700)
  })

  it('delays the answer after acting: the caller gives up, the money is taken', async () => {
    const kit = createBoxKit()
    const back = kit.authenticated()
    kit.box.orderNext({ on: 'confirm', delayAfterMs: 30_000 })
    const patience = new AbortController()
    const asked = requestOf('https://api.tosspayments.com/v1/payments/confirm', { body: back })
    const confirming = kit.box.handle(new Request(asked, { signal: patience.signal }))
    await kit.clock.asleep()
    patience.abort(new DOMException('no answer in time', 'TimeoutError'))
    await expect(confirming).rejects.toMatchObject({ name: 'TimeoutError' })
    kit.clock.advance(30_000)
    expect((await kit.lookup(back.paymentKey)).body['status']).toBe('DONE')
  })

  it('a caller who gave up before it began changes nothing', async () => {
    const kit = createBoxKit()
    const back = kit.authenticated()
    const asked = requestOf('https://api.tosspayments.com/v1/payments/confirm', { body: back })
    const confirming = kit.box.handle(new Request(asked, { signal: AbortSignal.abort() }))
    await expect(confirming).rejects.toMatchObject({ name: 'AbortError' })
    expect((await kit.lookup(back.paymentKey)).body['status']).toBe('IN_PROGRESS')
  })
})
