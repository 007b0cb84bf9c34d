import { describe, expect, it } from 'vitest'
import type { OrderView } from '#shared/ipc/contract.ts'
import {
  depositPhaseOf,
  refundWayOf,
} from '../../src/renderer/till/features/orders/deposit-phase.ts'
import {
  accountErrors,
  isAboutAccount,
} from '../../src/renderer/till/features/orders/refund-account-errors.ts'

const DUE = '2026-11-30T23:59:59+09:00'
const before = false
const after = true

/** Only what is looked at. */
const order = (
  status: OrderView['status'],
  more: { refundStatus?: string; reason?: string; refunds?: unknown[]; account?: null } = {},
) =>
  ({
    status,
    attempts: [{ reason: more.reason === undefined ? null : { code: more.reason, message: '' } }],
    payment:
      more.account === null
        ? { virtualAccount: null }
        : { virtualAccount: { dueDate: DUE, refundStatus: more.refundStatus ?? 'NONE' } },
    refunds: more.refunds ?? [],
  }) as unknown as OrderView

describe('where a virtual account stands', () => {
  it.each([
    ['waiting', order('awaiting_deposit'), before],
    ['late', order('awaiting_deposit'), after],
    ['reversed', order('awaiting_deposit', { reason: 'DEPOSIT_REVERSED' }), after],
    ['over', order('expired'), after],
    ['deposited', order('paid'), before],
    ['deposited', order('refunded'), before],
    [null, order('cancelled'), before],
    [null, order('paid', { account: null }), before],
  ])('%s', (phase, of, isPastDue) => expect(depositPhaseOf(of, isPastDue)).toBe(phase))

  const sent = [{ state: 'done', account: {} }]
  it.each([
    ['on_its_way', 'PENDING', sent],
    ['on_its_way', 'NONE', sent],
    ['on_its_way', 'A_WORD_OF_TOMORROW', sent],
    ['arrived', 'COMPLETED', sent],
    ['failed', 'FAILED', sent],
    ['partly_failed', 'PARTIAL_FAILED', sent],
    [null, 'NONE', []],
    [null, 'NONE', [{ state: 'requested', account: {} }]],
    [null, 'NONE', [{ state: 'done', account: null }]],
  ])('a refund is %s where Toss says %s', (way, refundStatus, refunds) =>
    expect(refundWayOf(order('refunded', { refundStatus, refunds }))).toBe(way),
  )
})

describe('a refusal of the account', () => {
  const sent = { bankCode: '20', accountNumber: '1002123456789', holderName: '김하늬' }
  const errorsOf = (code: string, now = sent) =>
    Object.keys(accountErrors({ code, message: '' }, sent, now, 'ko'))

  it.each([
    ['INVALID_REFUND_ACCOUNT_INFO', ['accountNumber', 'holderName']],
    ['INVALID_REFUND_ACCOUNT_NUMBER', ['accountNumber']],
    ['INVALID_BANK', ['bankCode']],
    ['NOT_AVAILABLE_BANK', ['bankCode']],
    ['FORBIDDEN_BANK_REFUND_REQUEST', ['accountNumber']],
  ])('%s stands at %s, until that is changed', (code, fields) => {
    expect(isAboutAccount(code)).toBe(true)
    expect(errorsOf(code)).toEqual(fields)
    const changed = { bankCode: '88', accountNumber: '999999', holderName: '김하늘' }
    expect(errorsOf(code, changed)).toEqual([])
  })

  it('of another kind isn’t put to the account', () => {
    expect(isAboutAccount('EXCEED_MAX_REFUND_DUE')).toBe(false)
    expect(isAboutAccount('constructor')).toBe(false)
    expect(errorsOf('EXCEED_MAX_REFUND_DUE')).toEqual([])
  })
})
