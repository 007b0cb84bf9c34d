import { describe, expect, it } from 'vitest'
import type { OrderLineView, OrderView } from '#shared/ipc/contract.ts'
import { won } from '#shared/money.ts'
import {
  amountOf,
  chooseAll,
  chooseQuantity,
  contentOf,
  problemOf,
  startDraft,
  type RefundDraft,
} from '../../src/renderer/till/features/orders/refund-draft.ts'
import { refundIntents } from '../../src/renderer/till/features/orders/refund-intent.ts'

const line = (
  lineNo: number,
  unitPrice: number,
  quantity: number,
  refunded = 0,
  discount = 0,
): OrderLineView => ({
  lineNo,
  productId: `p${lineNo}`,
  name: `상품 ${lineNo}`,
  unitPrice: won(unitPrice),
  quantity,
  discount: won(discount),
  discountShare: won(0),
  discountReason: null,
  amount: won(unitPrice * quantity - discount),
  taxType: 'taxable',
  note: null,
  refundedQuantity: refunded,
})

const order = (lines: OrderLineView[], more: Partial<OrderView> = {}): OrderView => {
  const total = won(lines.reduce((sum, { amount }) => sum + amount, 0))
  return {
    orderId: '20261123-0001-000123-7Q2K',
    number: '0001-000123',
    createdAt: '2026-11-23T05:05:31.000Z',
    businessDay: '2026-11-23',
    orderName: 'p1-상품 1 외 1건',
    title: '상품 1 외 1건',
    discount: won(0),
    discountReason: null,
    approvedBy: null,
    serving: 'here',
    totalAmount: total,
    refundedAmount: won(0),
    refundableAmount: total,
    status: 'paid',
    methodText: null,
    lines,
    payment: null,
    needsRefundAccount: false,
    canRefundPart: true,
    refunds: [],
    attempts: [],
    tenders: [],
    ...more,
  }
}

const twoLines = order([line(1, 4500, 2), line(2, 2700, 1)])
const filled = (draft: RefundDraft): RefundDraft => ({ ...draft, reason: 'defect' })

describe('pieces of a discounted line', () => {
  it('go back at what was paid for them, and together to the won', () => {
    // 3 × 3,333 less 1,000: 8,999 doesn't divide by three.
    const of = (refunded: number, left: number) =>
      order([line(1, 3333, 3, refunded, 1000), line(2, 100, 1)], { refundableAmount: won(left) })
    const one = (refunded: number, left: number) =>
      amountOf(chooseQuantity(startDraft(of(refunded, left)), 1, 1), of(refunded, left))
    const first = one(0, 9099)
    const second = one(1, 9099 - first)
    const third = one(2, 9099 - first - second)
    expect([first, second, third]).toEqual([2999, 3000, 3000])
    expect(first + second + third).toBe(8999)
  })

  it('never come to more than is left of the payment', () => {
    const little = order([line(1, 3333, 3, 0, 1000), line(2, 100, 1)], {
      refundableAmount: won(2000),
    })
    expect(amountOf(chooseQuantity(startDraft(little), 1, 1), little)).toBe(2000)
  })
})

describe('what a refund comes to', () => {
  it('starts with nothing chosen, so that no tap too many refunds', () => {
    const draft = startDraft(twoLines)
    expect(amountOf(draft, twoLines)).toBe(0)
    expect(problemOf(filled(draft), twoLines)).toBe('amount')
  })

  it('starts with everything where there is no choice', () => {
    const single = order([line(1, 4500, 3, 2)], { refundableAmount: won(4500) })
    expect(amountOf(startDraft(single), single)).toBe(4500)
    const whole = order([line(1, 4500, 2), line(2, 2700, 1)], { canRefundPart: false })
    expect(amountOf(startDraft(whole), whole)).toBe(11_700)
  })

  it('follows the lines until an amount is typed, and again after the next line', () => {
    const one = chooseQuantity(startDraft(twoLines), 1, 1)
    expect(amountOf(one, twoLines)).toBe(4500)
    const typed = { ...one, typedAmount: 1000 }
    expect(amountOf(typed, twoLines)).toBe(1000)
    expect(amountOf(chooseQuantity(typed, 2, 1), twoLines)).toBe(7200)
  })

  it('never asks for more than is left after an earlier refund by amount', () => {
    const less = order([line(1, 4500, 2), line(2, 2700, 1)], { refundableAmount: won(8000) })
    expect(amountOf(chooseAll(startDraft(less), less), less)).toBe(8000)
    expect(amountOf(chooseQuantity(startDraft(less), 1, 2), less)).toBe(8000)
  })

  it('counts only the pieces that are left', () => {
    const partly = order([line(1, 4500, 3, 2), line(2, 2700, 1)], { refundableAmount: won(7200) })
    expect(amountOf(chooseQuantity(startDraft(partly), 1, 3), partly)).toBe(4500)
  })
})

describe('what is still missing', () => {
  const chosen = chooseQuantity(startDraft(twoLines), 2, 1)

  it('asks for a reason, and for words where the reason is 기타', () => {
    expect(problemOf(chosen, twoLines)).toBe('reason')
    expect(problemOf({ ...chosen, reason: 'other', reasonText: '  ' }, twoLines)).toBe('reasonText')
    expect(problemOf(filled(chosen), twoLines)).toBeNull()
  })

  it('says that a typed amount is too large instead of changing it', () => {
    expect(problemOf(filled({ ...chosen, typedAmount: 11_701 }), twoLines)).toBe('amountTooLarge')
  })

  it('asks for the account only where the order needs one', () => {
    const deposited = { ...twoLines, needsRefundAccount: true }
    expect(problemOf(filled(chosen), deposited)).toBe('account')
    const account = { bankCode: '11', accountNumber: '301012345678', holderName: '김토스' }
    expect(problemOf(filled({ ...chosen, account }), deposited)).toBeNull()
    expect(contentOf(filled({ ...chosen, account }), deposited, '상품 불량').refundAccount).toEqual(
      account,
    )
    expect(contentOf(filled({ ...chosen, account }), twoLines, '상품 불량')).not.toHaveProperty(
      'refundAccount',
    )
  })
})

describe('what is sent', () => {
  const chosen = filled(chooseQuantity(startDraft(twoLines), 1, 1))

  it('names the chosen lines, the amount and the reason', () => {
    expect(contentOf({ ...chosen, reasonText: ' 식었어요 ' }, twoLines, '상품 불량')).toEqual({
      orderId: twoLines.orderId,
      amount: 4500,
      reason: '상품 불량 · 식었어요',
      lines: [{ lineNo: 1, quantity: 1 }],
    })
  })

  it('keeps one id for one content, and gives another content its own', () => {
    let made = 0
    const intents = refundIntents(() => `id-${++made}`)
    const content = contentOf(chosen, twoLines, '상품 불량')
    expect(intents.idFor(content)).toBe('id-1')
    expect(intents.idFor(contentOf(chosen, twoLines, '상품 불량'))).toBe('id-1')
    expect(intents.idFor({ ...content, amount: won(4400) })).toBe('id-2')
    intents.forget()
    expect(intents.idFor({ ...content, amount: won(4400) })).toBe('id-3')
  })
})
