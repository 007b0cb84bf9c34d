import { describe, expect, it } from 'vitest'

import { createBoxKit, DAY, MINUTE, SECOND } from '../support/box-kit.ts'

const reason = { cancelReason: '고객 변심' }
const account = { bank: '신한', accountNumber: '110123456789', holderName: '김토스' }
const codeOf = (answered: { status: number; body: Record<string, unknown> }) => [
  answered.status,
  answered.body['code'],
]
const VIRTUAL = { method: 'VIRTUAL_ACCOUNT' } as const

describe('a virtual account', () => {
  it('is issued by confirm and is not paid', async () => {
    const kit = createBoxKit()
    const answered = await kit.confirm(kit.authenticated(VIRTUAL))
    expect(answered.status).toBe(200)
    expect(answered.body).toMatchObject({
      status: 'WAITING_FOR_DEPOSIT',
      approvedAt: null,
      method: '가상계좌',
      virtualAccount: {
        accountNumber: expect.stringMatching(/^X\d{13}$/) as unknown,
        dueDate: '2026-03-09T10:00:00+09:00',
        expired: false,
        refundStatus: 'NONE',
      },
    })
  })

  it('takes the exact amount, once', async () => {
    const kit = createBoxKit()
    const paymentKey = await kit.paid(VIRTUAL)
    expect(kit.box.deposit(paymentKey, 11_699)).toBe('wrong_amount')
    expect((await kit.lookup(paymentKey)).body['status']).toBe('WAITING_FOR_DEPOSIT')
    kit.clock.advance(5 * MINUTE)
    expect(kit.box.deposit(paymentKey, 11_700)).toBe('deposited')
    const { body } = await kit.lookup(paymentKey)
    expect([body['status'], body['approvedAt']]).toEqual(['DONE', '2026-03-02T10:05:00+09:00'])
    expect(kit.box.deposit(paymentKey, 11_700)).toBe('not_waiting')
  })

  it('falls back to waiting when the deposit turns out wrong', async () => {
    const kit = createBoxKit()
    const paymentKey = await kit.paid(VIRTUAL)
    expect(kit.box.failDeposit(paymentKey)).toBe(false)
    kit.box.deposit(paymentKey, 11_700)
    expect(kit.box.failDeposit(paymentKey)).toBe(true)
    const { body } = await kit.lookup(paymentKey)
    expect([body['status'], body['approvedAt']]).toEqual(['WAITING_FOR_DEPOSIT', null])
  })

  it('gets its deposit by itself where the customer was told to pay soon', async () => {
    const kit = createBoxKit()
    const paymentKey = await kit.paid({ ...VIRTUAL, depositAfterMs: 15 * SECOND })
    kit.clock.advance(15 * SECOND - 1)
    expect((await kit.lookup(paymentKey)).body['status']).toBe('WAITING_FOR_DEPOSIT')
    kit.clock.advance(1)
    const first = await kit.lookup(paymentKey)
    expect([first.body['status'], first.body['approvedAt']]).toEqual([
      'DONE',
      '2026-03-02T10:00:15+09:00',
    ])
    kit.clock.advance(DAY)
    expect((await kit.lookup(paymentKey)).text).toBe(first.text)
  })

  it('past due keeps its status and takes no money', async () => {
    const kit = createBoxKit()
    const paymentKey = await kit.paid(VIRTUAL)
    kit.clock.advance(8 * DAY)
    const { body } = await kit.lookup(paymentKey)
    expect(body).toMatchObject({ status: 'WAITING_FOR_DEPOSIT', virtualAccount: { expired: true } })
    expect(kit.box.deposit(paymentKey, 11_700)).toBe('past_due')
  })

  it('while waiting can only be cancelled whole, without an account to pay back to', async () => {
    const kit = createBoxKit()
    const paymentKey = await kit.paid(VIRTUAL)
    const part = await kit.cancel(paymentKey, { ...reason, cancelAmount: 1000 })
    expect(codeOf(part)).toEqual([403, 'NOT_ALLOWED_PARTIAL_REFUND_WAITING_DEPOSIT'])
    const whole = await kit.cancel(paymentKey, reason)
    expect(whole.body).toMatchObject({
      status: 'CANCELED',
      balanceAmount: 0,
      virtualAccount: { refundStatus: 'NONE' },
    })
    expect(kit.box.deposit(paymentKey, 11_700)).toBe('not_waiting')
  })

  it('cancelled while the deposit is on its way gets none', async () => {
    const kit = createBoxKit()
    const paymentKey = await kit.paid({ ...VIRTUAL, depositAfterMs: MINUTE })
    await kit.cancel(paymentKey, reason)
    kit.clock.advance(2 * MINUTE)
    expect((await kit.lookup(paymentKey)).body['status']).toBe('CANCELED')
  })

  it.each([
    ['no account', undefined, 'INVALID_REFUND_ACCOUNT_INFO'],
    ['an unknown bank', { ...account, bank: '없는은행' }, 'INVALID_BANK'],
    [
      'letters in the number',
      { ...account, accountNumber: '110-123' },
      'INVALID_REFUND_ACCOUNT_NUMBER',
    ],
    [
      'a number of 21 digits',
      { ...account, accountNumber: '1'.repeat(21) },
      'INVALID_REFUND_ACCOUNT_NUMBER',
    ],
    ['no holder', { ...account, holderName: '' }, 'INVALID_REFUND_ACCOUNT_INFO'],
    [
      'a holder of 61 characters',
      { ...account, holderName: '가'.repeat(61) },
      'INVALID_REFUND_ACCOUNT_INFO',
    ],
  ])('after the deposit is not paid back to %s', async (_name, refundReceiveAccount, code) => {
    const kit = createBoxKit()
    const paymentKey = await kit.paid(VIRTUAL)
    kit.box.deposit(paymentKey, 11_700)
    const answered = await kit.cancel(paymentKey, { ...reason, refundReceiveAccount })
    expect(codeOf(answered)).toEqual([400, code])
    expect((await kit.lookup(paymentKey)).body['balanceAmount']).toBe(11_700)
  })

  it.each(['신한', '88', 'SHINHAN'])('is paid back to %s within two days', async (bank) => {
    const kit = createBoxKit()
    const paymentKey = await kit.paid(VIRTUAL)
    kit.box.deposit(paymentKey, 11_700)
    const part = await kit.cancel(paymentKey, {
      ...reason,
      cancelAmount: 700,
      refundReceiveAccount: { ...account, bank },
    })
    expect(part.body).toMatchObject({
      status: 'PARTIAL_CANCELED',
      balanceAmount: 11_000,
      virtualAccount: { refundStatus: 'PENDING' },
    })
    kit.clock.advance(3 * DAY)
    const later = await kit.lookup(paymentKey)
    expect(later.body).toMatchObject({ virtualAccount: { refundStatus: 'COMPLETED' } })
  })

  it('is paid back for a year', async () => {
    const kit = createBoxKit()
    const paymentKey = await kit.paid(VIRTUAL)
    kit.box.deposit(paymentKey, 11_700)
    kit.clock.advance(366 * DAY)
    const late = await kit.cancel(paymentKey, { ...reason, refundReceiveAccount: account })
    expect(codeOf(late)).toEqual([403, 'EXCEED_MAX_REFUND_DUE'])
  })
})
