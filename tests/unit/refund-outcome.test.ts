import { describe, expect, it } from 'vitest'
import type { OrderView, RefundView } from '#shared/ipc/contract.ts'
import type { ErrorCode } from '#shared/error-codes.ts'
import { won } from '#shared/money.ts'
import {
  outcomeOf,
  type SentRefund,
} from '../../src/renderer/till/features/orders/refund-outcome.ts'

const refund = (state: RefundView['state'], more: Partial<RefundView> = {}): RefundView => ({
  id: 'intent',
  tenderId: '20261123-0001-000123-7Q2K',
  isCash: false,
  amount: won(2700),
  reason: '상품 불량',
  state,
  cause: 'asked',
  requestedAt: '2026-11-23T05:21:00.000Z',
  settledAt: null,
  balanceAfter: null,
  lines: [],
  account: null,
  refusal: null,
  ...more,
})

const orderWith = (refunds: RefundView[]) => ({ refunds }) as unknown as OrderView
const sent = (more: Partial<SentRefund> = {}): SentRefund => ({
  intentId: 'intent',
  answer: null,
  failure: null,
  wasUnknown: false,
  ...more,
})
const failed = (code: ErrorCode) => sent({ failure: { code, message: code } })

describe('what became of a refund', () => {
  it('is unknown, never failed, where no answer came', () => {
    expect(outcomeOf(sent({ answer: refund('requested') }), orderWith([])).kind).toBe('unknown')
    expect(outcomeOf(failed('REFUND_UNKNOWN'), orderWith([])).kind).toBe('unknown')
    expect(outcomeOf(failed('TOSS_UNREACHABLE'), orderWith([])).kind).toBe('unknown')
    expect(outcomeOf(failed('INTERNAL'), orderWith([])).kind).toBe('unknown')
  })

  it('stays unknown when asking again fails', () => {
    const again = { ...failed('DATABASE_BUSY'), wasUnknown: true }
    expect(outcomeOf(again, orderWith([])).kind).toBe('unknown')
  })

  it('follows the order once main has settled it', () => {
    const asked = sent({ answer: refund('requested') })
    expect(outcomeOf(asked, orderWith([refund('done')])).kind).toBe('done')
    const refusal = { code: 'NOT_AVAILABLE_BANK', message: '은행 서비스 시간이 아닙니다.' }
    expect(outcomeOf(asked, orderWith([refund('refused', { refusal })]))).toEqual({
      kind: 'refused',
      ...refusal,
    })
  })

  it('tells what Toss said when it refused at once', () => {
    const toss = { code: 'INVALID_BANK', message: '유효하지 않은 은행입니다.' }
    const refused = sent({ failure: { code: 'REFUND_REFUSED', message: 'refused', toss } })
    expect(outcomeOf(refused, orderWith([]))).toEqual({ kind: 'refused', ...toss })
  })

  it('leaves the form open where main did not begin', () => {
    expect(outcomeOf(failed('REFUND_EXCEEDS_BALANCE'), orderWith([])).kind).toBe('problem')
    expect(outcomeOf(null, orderWith([])).kind).toBe('editing')
  })
})
