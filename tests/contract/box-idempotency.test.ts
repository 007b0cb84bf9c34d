import { describe, expect, it } from 'vitest'

import { createBoxKit, DAY, OTHER_KEYS } from '../support/box-kit.ts'

const reason = { cancelReason: '고객 변심', cancelAmount: 1000 }
const keyed = (key: string) => ({ headers: { 'idempotency-key': key } })

describe('Idempotency-Key', () => {
  it('repeats the first answer to the byte and does nothing again', async () => {
    const kit = createBoxKit()
    const paymentKey = await kit.paid()
    const first = await kit.cancel(paymentKey, reason, keyed('refund-1'))
    kit.clock.advance(DAY)
    const again = await kit.cancel(paymentKey, reason, keyed('refund-1'))
    expect([again.status, again.text]).toEqual([200, first.text])
    expect((await kit.lookup(paymentKey)).body['balanceAmount']).toBe(10_700)
  })

  it('names both trace ids in a repeated answer, and gives the key back', async () => {
    const kit = createBoxKit()
    const back = kit.authenticated()
    const first = await kit.confirm(back, keyed('confirm-1'))
    const again = await kit.confirm(back, keyed('confirm-1'))
    const firstTrace = first.headers.get('x-tosspayments-trace-id')
    expect(firstTrace).toMatch(/^[0-9a-f]{32}$/)
    expect(again.headers.get('x-tosspayments-trace-id')).toMatch(
      new RegExp(`^[0-9a-f]{32}, ${firstTrace}$`),
    )
    expect(again.headers.get('idempotency-key')).toBe('confirm-1')
  })

  it('repeats the first answer whatever the body says now', async () => {
    const kit = createBoxKit()
    const paymentKey = await kit.paid()
    const first = await kit.cancel(paymentKey, reason, keyed('refund-1'))
    const other = { ...reason, cancelAmount: 5000 }
    expect((await kit.cancel(paymentKey, other, keyed('refund-1'))).text).toBe(first.text)
  })

  it('repeats refusals too', async () => {
    const kit = createBoxKit()
    const declined = kit.authenticated({ declineAtConfirm: 'REJECT_CARD_PAYMENT' })
    const first = await kit.confirm(declined, keyed('confirm-1'))
    const again = await kit.confirm(declined, keyed('confirm-1'))
    expect([first.status, again.status, again.text]).toEqual([403, 403, first.text])

    const paymentKey = await kit.paid()
    const tooMuch = { ...reason, cancelAmount: 99_999 }
    const refused = await kit.cancel(paymentKey, tooMuch, keyed('refund-2'))
    const corrected = await kit.cancel(paymentKey, reason, keyed('refund-2'))
    expect(corrected.text).toBe(refused.text)
    expect(corrected.body['code']).toBe('NOT_CANCELABLE_AMOUNT')
  })

  it('belongs to one key pair and one path', async () => {
    const kit = createBoxKit()
    const [one, two] = [await kit.paid(), await kit.paid()]
    await kit.cancel(one, reason, keyed('same'))
    const otherPath = await kit.cancel(two, reason, keyed('same'))
    expect(otherPath.body['paymentKey']).toBe(two)
    const otherPair = await kit.cancel(one, reason, {
      ...keyed('same'),
      secretKey: OTHER_KEYS.secretKey,
    })
    expect(otherPair.body['code']).toBe('NOT_FOUND_PAYMENT')
  })

  it('two keys are two cancels', async () => {
    const kit = createBoxKit()
    const paymentKey = await kit.paid()
    await kit.cancel(paymentKey, reason, keyed('a'))
    await kit.cancel(paymentKey, reason, keyed('b'))
    expect((await kit.lookup(paymentKey)).body['balanceAmount']).toBe(9700)
  })

  it('lasts 15 days', async () => {
    const kit = createBoxKit()
    const paymentKey = await kit.paid()
    await kit.cancel(paymentKey, reason, keyed('refund-1'))
    kit.clock.advance(15 * DAY)
    const still = await kit.cancel(paymentKey, reason, keyed('refund-1'))
    expect(still.body['balanceAmount']).toBe(10_700)
    kit.clock.advance(1)
    const anew = await kit.cancel(paymentKey, reason, keyed('refund-1'))
    expect(anew.body['balanceAmount']).toBe(9700)
  })

  it('answers 409 while the first request is at work, and the result afterwards', async () => {
    const kit = createBoxKit()
    const paymentKey = await kit.paid()
    kit.box.orderNext({ on: 'cancel', delayBeforeMs: 5000 })
    const first = kit.cancel(paymentKey, reason, keyed('refund-1'))
    await kit.clock.asleep()
    const meanwhile = await kit.cancel(paymentKey, reason, keyed('refund-1'))
    expect([meanwhile.status, meanwhile.body]).toEqual([
      409,
      { code: 'IDEMPOTENT_REQUEST_PROCESSING', message: '이전 멱등 요청이 처리중입니다.' },
    ])
    kit.clock.advance(5000)
    const done = await first
    expect(done.status).toBe(200)
    expect((await kit.cancel(paymentKey, reason, keyed('refund-1'))).text).toBe(done.text)
    expect((await kit.lookup(paymentKey)).body['balanceAmount']).toBe(10_700)
  })

  it('may have 300 characters and no more', async () => {
    const kit = createBoxKit()
    const paymentKey = await kit.paid()
    const tooLong = await kit.cancel(paymentKey, reason, keyed('k'.repeat(301)))
    expect([tooLong.status, tooLong.body['code']]).toEqual([400, 'INVALID_IDEMPOTENCY_KEY'])
    expect((await kit.cancel(paymentKey, reason, keyed('k'.repeat(300)))).status).toBe(200)
  })

  it('means nothing to a lookup', async () => {
    const kit = createBoxKit()
    const paymentKey = await kit.paid()
    const ask = () => kit.call(`/v1/payments/${paymentKey}`, keyed('same'))
    const before = await ask()
    await kit.cancel(paymentKey, reason)
    expect((await ask()).text).not.toBe(before.text)
  })
})
