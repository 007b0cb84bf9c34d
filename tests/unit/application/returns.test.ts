import { beforeEach, describe, expect, it } from 'vitest'
import { MemoryTill } from '../../support/memory-till.ts'
import { waitingAccount } from '../../support/payments.ts'

let till: MemoryTill
beforeEach(() => {
  till = new MemoryTill()
})

describe('a return that is ours', () => {
  it('confirms once with the stored amount and one key, and empties the cart', async () => {
    const orderId = await till.sell()
    expect(till.stateOf(orderId).kind).toBe('paid')
    expect(till.toss.calls).toMatchObject([{ kind: 'confirm', orderId, amount: 9000 }])
    expect(till.orders.moves).toEqual([
      { from: 'awaiting_payment', to: 'confirming' },
      { from: 'confirming', to: 'paid' },
    ])
    expect(till.cart).toEqual({ lines: [], triedAs: null })
    expect(till.closed).toContain(till.opened[0]!.ref)
    const view = await till.app.handlers['checkout.get']({})
    expect(view).toMatchObject({
      ok: true,
      data: {
        stage: 'paid',
        amount: 9000,
        orderName: 'latte-카페라떼',
        methodText: '국민카드 5521-3300-****-079* · 일시불',
      },
    })
  })

  it('gives one confirm for both doors at the same moment, and for a reload', async () => {
    const intent = await till.startSale()
    till.toss.authenticate(intent.orderId, intent.amount)
    const outcomes = await Promise.all([till.comeBack(intent), till.comeBack(intent)])
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['accepted', 'replayed'])
    await till.quiet()
    expect(await till.comeBack(intent)).toEqual({ kind: 'replayed', orderId: intent.orderId })
    expect(till.toss.count('confirm')).toBe(1)
    expect(till.stateOf(intent.orderId).kind).toBe('paid')
  })

  it('answers before Toss does, and shows 확인중 meanwhile', async () => {
    const intent = await till.startSale()
    const waiting = till.toss.authenticate(intent.orderId, intent.amount)
    let answer = () => {}
    till.toss.mishaps.confirm.push(
      () =>
        new Promise((resolve) => {
          answer = () => resolve({ kind: 'payment', payment: till.toss.confirmed(waiting) })
        }),
    )
    const outcome = await till.comeBack(intent)
    await till.quiet()
    expect(await till.stage()).toBe('confirming')
    expect(till.closed).toEqual([])
    answer()
    expect(outcome.kind === 'accepted' && (await outcome.settled)).toBe('paid')
    expect(await till.stage()).toBe('paid')
  })

  it('books a virtual account as waiting, not as paid', async () => {
    const intent = await till.startSale()
    till.toss.authenticate(intent.orderId, intent.amount)
    till.toss.confirmed = (before) => ({ ...before, ...waitingAccount() })
    const outcome = await till.comeBack(intent)
    expect(outcome.kind === 'accepted' && (await outcome.settled)).toBe('awaiting_deposit')
    expect(await till.app.handlers['checkout.get']({})).toMatchObject({
      data: {
        stage: 'awaiting_deposit',
        account: { bankName: '우리은행', accountNumber: 'X6505636518308' },
      },
    })
    expect(till.cart.lines).toEqual([])
  })

  it('keeps Toss’s words of a decline, and the cart for another try', async () => {
    const intent = await till.startSale()
    till.toss.mishaps.confirm.push({ code: 'REJECT_CARD_PAYMENT', message: '한도초과' })
    const outcome = await till.comeBack(intent)
    expect(outcome.kind === 'accepted' && (await outcome.settled)).toBe('declined')
    expect(await till.app.handlers['checkout.get']({})).toMatchObject({
      data: {
        stage: 'not_paid',
        reason: { kind: 'declined', code: 'REJECT_CARD_PAYMENT', message: '한도초과' },
      },
    })
    expect(till.cart.lines).toHaveLength(1)
  })

  it('never calls a payment of another amount paid', async () => {
    const intent = await till.startSale()
    till.toss.authenticate(intent.orderId, intent.amount)
    till.toss.confirmed = (before) => ({
      ...before,
      status: 'DONE',
      approvedAt: '2026-11-23T23:00:10+09:00',
      totalAmount: 1,
    })
    const outcome = await till.comeBack(intent)
    expect(outcome.kind === 'accepted' && (await outcome.settled)).toBe('confirming')
    expect(till.logged).toContainEqual(
      expect.objectContaining({ level: 'warn', event: 'payment_differs_from_order' }),
    )
  })

  it('sends nothing that could not be written down first', async () => {
    const intent = await till.startSale()
    till.orders.failNext = 'beginConfirm'
    expect(await till.comeBack(intent)).toMatchObject({ kind: 'refused', why: 'not_saved' })
    expect(till.toss.count('confirm')).toBe(0)
    expect(till.stateOf(intent.orderId).kind).toBe('cancelled')
  })

  it('stays 확인중 where Toss’s yes could not be written down, and finds it again', async () => {
    const intent = await till.startSale()
    till.toss.authenticate(intent.orderId, intent.amount)
    till.orders.failNext = 'markPaid'
    const outcome = await till.comeBack(intent)
    expect(outcome.kind === 'accepted' && (await outcome.settled)).toBe('confirming')
    await till.pass(2000)
    expect(till.stateOf(intent.orderId).kind).toBe('paid')
    expect(till.toss.count('confirm')).toBe(1)
  })
})

describe('a return that isn’t ours', () => {
  const tampered: [string, Record<string, string>, string][] = [
    ['less to pay', { amount: '90' }, 'amount_differs'],
    ['the same amount in other digits', { amount: '9000.0' }, 'amount_differs'],
    ['the same amount as an exponent', { amount: '9e3' }, 'amount_differs'],
    ['another order', { orderId: '20261123-0001-000009-ZZZZ' }, 'order_id_differs'],
    ['a paymentKey that leaves its path', { paymentKey: '../orders/x' }, 'payment_key_malformed'],
    ['an empty paymentKey', { paymentKey: '' }, 'payment_key_malformed'],
    ['an overlong paymentKey', { paymentKey: 'a'.repeat(201) }, 'payment_key_malformed'],
    ['BrandPay', { paymentType: 'BRANDPAY' }, 'payment_type_unsupported'],
  ]

  it.each(tampered)('%s: not confirmed, looked up, ended in words', async (_, changes, why) => {
    const intent = await till.startSale()
    till.toss.authenticate(intent.orderId, intent.amount)
    expect(await till.comeBack(intent, changes)).toMatchObject({ kind: 'refused', why })
    expect(till.toss.calls.map(({ kind }) => kind)).toEqual(['byOrderId'])
    expect(till.stateOf(intent.orderId)).toMatchObject({
      kind: 'cancelled',
      reason: { code: 'RETURN_REFUSED' },
    })
    expect(till.closed).toContain(intent.ref)
    expect(await till.stage()).toBe('not_paid')
    // Nor does the honest return help any more.
    expect(await till.comeBack(intent)).toMatchObject({ kind: 'refused', why: 'attempt_ended' })
    expect(till.toss.count('confirm')).toBe(0)
  })

  it('an amount given twice is refused', async () => {
    const intent = await till.startSale()
    const query = MemoryTill.returnQuery(intent)
    query.append('amount', '1')
    const from = { isPaymentWindow: true, isMainFrame: true, ref: intent.ref }
    expect(await till.app.payments.acceptReturn({ query, from })).toMatchObject({
      why: 'amount_differs',
    })
  })

  it('a forger can neither confirm nor end a sale', async () => {
    const intent = await till.startSale()
    till.toss.authenticate(intent.orderId, intent.amount)
    const query = MemoryTill.returnQuery(intent)
    const stranger = new URLSearchParams(query)
    stranger.set('ref', 'guessed')
    const ours = { isPaymentWindow: true, isMainFrame: true, ref: intent.ref }
    const { acceptReturn, acceptFail } = till.app.payments
    for (const accept of [acceptReturn, acceptFail]) {
      expect(await accept({ query, from: { ...ours, isPaymentWindow: false } })).toMatchObject({
        why: 'not_a_payment_window',
      })
      expect(await accept({ query, from: { ...ours, isMainFrame: false } })).toMatchObject({
        why: 'not_the_main_frame',
      })
      expect(await accept({ query: stranger, from: ours })).toMatchObject({ why: 'unknown_ref' })
      expect(await accept({ query, from: { ...ours, ref: 'another' } })).toMatchObject({
        why: 'ref_of_another_window',
      })
    }
    expect(till.toss.calls).toEqual([])
    expect(till.stateOf(intent.orderId).kind).toBe('awaiting_payment')
    expect(await till.comeBack(intent)).toMatchObject({ kind: 'accepted' })
  })

  it('a paymentKey that pays another order ends the attempt', async () => {
    const paid = await till.sell()
    const intent = await till.startSale()
    expect(await till.comeBack(intent, { paymentKey: `key-${paid}` })).toMatchObject({
      kind: 'refused',
      why: 'payment_key_taken',
    })
    expect(till.toss.count('confirm')).toBe(1)
    expect(till.stateOf(intent.orderId).kind).toBe('cancelled')
  })
})

describe('the fail address and closed windows', () => {
  it.each(['USER_CANCEL', 'PAY_PROCESS_CANCELED'])('%s is looked up, then closed', async (code) => {
    const intent = await till.startSale()
    const outcome = await till.comeToFail(intent, code, '취소되었습니다.')
    expect(outcome.kind === 'accepted' && (await outcome.settled)).toBe('cancelled')
    expect(till.toss.calls.map(({ kind }) => kind)).toEqual(['byOrderId'])
    expect(await till.app.handlers['checkout.get']({})).toMatchObject({
      data: { stage: 'not_paid', reason: { kind: 'closed' } },
    })
  })

  it.each([
    ['REJECT_CARD_COMPANY', 'declined'],
    ['A_CODE_OF_TOMORROW', 'declined'],
    ['INVALID_CLIENT_KEY', 'widget'],
    ['ScriptLoadFailedError', 'widget'],
  ])('%s is shown as %s with its words', async (code, kind) => {
    const intent = await till.startSale()
    const outcome = await till.comeToFail(intent, code, '안 돼요')
    expect(outcome.kind === 'accepted' && (await outcome.settled)).toBe('declined')
    expect(await till.app.handlers['checkout.get']({})).toMatchObject({
      data: { stage: 'not_paid', reason: { kind, code, message: '안 돼요' } },
    })
  })

  it('a closed window says that nothing was taken even where Toss can’t be asked', async () => {
    const intent = await till.startSale()
    till.toss.mishaps.byOrderId.push('request_lost')
    await till.app.payments.windowClosed(intent.ref)
    expect(till.stateOf(intent.orderId).kind).toBe('cancelled')
    // The return of a window that was closed is too late: money never moves.
    expect(await till.comeBack(intent)).toMatchObject({ why: 'attempt_ended' })
    expect(till.toss.count('confirm')).toBe(0)
  })

  it('adopts what Toss says is paid', async () => {
    const intent = await till.startSale()
    till.toss.authenticate(intent.orderId, intent.amount, {
      status: 'DONE',
      approvedAt: '2026-11-23T23:00:10+09:00',
    })
    await till.app.payments.windowClosed(intent.ref)
    expect(till.stateOf(intent.orderId).kind).toBe('paid')
    expect(await till.stage()).toBe('paid')
  })

  it('closing after the return changes nothing', async () => {
    const intent = await till.startSale()
    till.toss.authenticate(intent.orderId, intent.amount)
    await till.comeBack(intent)
    await till.app.payments.windowClosed(intent.ref)
    expect(till.stateOf(intent.orderId).kind).toBe('paid')
  })

  it('결제 그만두기 closes the window and keeps the cart', async () => {
    const intent = await till.startSale()
    const view = await till.app.handlers['checkout.abandon']({ orderId: intent.orderId })
    expect(view).toMatchObject({ data: { stage: 'not_paid', reason: { kind: 'closed' } } })
    expect(till.closed).toEqual([intent.ref])
    expect(till.cart.lines).toHaveLength(1)
  })

  it('ends after Toss’s 30 minutes, ten more for a customer who was just through', async () => {
    const intent = await till.startSale()
    await till.pass(30 * 60_000 - 1)
    expect(till.stateOf(intent.orderId).kind).toBe('awaiting_payment')
    await till.pass(1)
    expect(till.stateOf(intent.orderId).kind).toBe('expired')
    expect(till.closed).toEqual([intent.ref])

    const late = new MemoryTill()
    const second = await late.startSale()
    late.toss.authenticate(second.orderId, second.amount)
    await late.pass(30 * 60_000)
    expect(late.stateOf(second.orderId).kind).toBe('awaiting_payment')
    await late.pass(10 * 60_000)
    expect(late.stateOf(second.orderId).kind).toBe('expired')
  })
})
