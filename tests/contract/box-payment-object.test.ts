import { describe, expect, it } from 'vitest'

import { paymentObject } from '../../src/main/training/payment-object.ts'
import { splitVat } from '../../src/main/training/vat.ts'
import { createBoxKit, SECOND } from '../support/box-kit.ts'

type Json = Record<string, unknown>

const kstText = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+09:00$/) as unknown
const url = (pattern: string) => ({
  url: expect.stringMatching(new RegExp(`^${pattern}$`)) as unknown,
})

/** A card payment as recorded in April 2025: its keys in their order, and what every such payment has. */
const RECORDED_CARD: Json = {
  mId: 'train_gyesan',
  lastTransactionKey: expect.stringMatching(/^txrd_a01[0-9a-z]{24}$/) as unknown,
  paymentKey: expect.stringMatching(/^train20260302100000[0-9A-Za-z]{5}$/) as unknown,
  orderId: 'user_20250406191453',
  orderName: '마일리지 충전',
  taxExemptionAmount: 0,
  status: 'DONE',
  requestedAt: kstText,
  approvedAt: kstText,
  useEscrow: false,
  cultureExpense: false,
  card: {
    issuerCode: expect.stringMatching(/^[0-9A-Z]{2}$/) as unknown,
    acquirerCode: expect.stringMatching(/^[0-9A-Z]{2}$/) as unknown,
    number: expect.stringMatching(/^\d{8}\*{4}\d{3}\*$/) as unknown,
    installmentPlanMonths: 0,
    isInterestFree: false,
    interestPayer: null,
    approveNo: '00000000',
    useCardPoint: false,
    cardType: expect.stringMatching(/^(신용|체크)$/) as unknown,
    ownerType: expect.stringMatching(/^(개인|법인)$/) as unknown,
    acquireStatus: 'READY',
    amount: 1111,
  },
  virtualAccount: null,
  transfer: null,
  mobilePhone: null,
  giftCertificate: null,
  cashReceipt: null,
  cashReceipts: null,
  discount: null,
  cancels: null,
  secret: expect.stringMatching(/^ps_[0-9A-Za-z]{28}$/) as unknown,
  type: 'NORMAL',
  easyPay: null,
  country: 'KR',
  failure: null,
  isPartialCancelable: true,
  receipt: url(
    'https://dashboard-sandbox\\.tosspayments\\.com/receipt/redirection\\?transactionId=train\\w{19}&ref=PX',
  ),
  checkout: url('https://api\\.tosspayments\\.com/v1/payments/train\\w{19}/checkout'),
  currency: 'KRW',
  totalAmount: 1111,
  balanceAmount: 1111,
  suppliedAmount: 1010,
  vat: 101,
  taxFreeAmount: 0,
  method: '카드',
  version: '2022-11-16',
  metadata: null,
}

const ORDER = { orderId: 'user_20250406191453', orderName: '마일리지 충전', amount: 1111 }

async function confirmed(...args: Parameters<ReturnType<typeof createBoxKit>['authenticated']>) {
  const kit = createBoxKit()
  const back = kit.authenticated(...args)
  kit.clock.advance(21 * SECOND + 400)
  return { kit, back, body: (await kit.confirm(back)).body }
}

describe('the payment object', () => {
  it('of a card is the recorded one, key by key and in its order', async () => {
    const { body } = await confirmed({ method: 'CARD' }, ORDER)
    expect(body).toEqual(RECORDED_CARD)
    expect(Object.keys(body)).toEqual(Object.keys(RECORDED_CARD))
    expect(Object.keys(body['card'] as Json)).toEqual(Object.keys(RECORDED_CARD['card'] as Json))
    expect(body['requestedAt']).toBe('2026-03-02T10:00:00+09:00')
    expect(body['approvedAt']).toBe('2026-03-02T10:00:21+09:00')
  })

  it('of an easy payment from the balance has no card', async () => {
    const { body } = await confirmed({ method: 'KAKAOPAY' }, ORDER)
    expect(body).toEqual({
      ...RECORDED_CARD,
      method: '간편결제',
      card: null,
      easyPay: { provider: '카카오페이', amount: 1111, discountAmount: 0 },
    })
  })

  it.each([
    ['card', { amount: 15_000 }, { amount: 0, discountAmount: 0 }],
    ['card_and_points', { amount: 13_500 }, { amount: 0, discountAmount: 1500 }],
    ['balance', null, { amount: 15_000, discountAmount: 0 }],
    ['balance_and_points', null, { amount: 13_500, discountAmount: 1500 }],
  ] as const)('of an easy payment by %s splits the money', async (funding, card, easyPay) => {
    const { body } = await confirmed({ method: 'TOSSPAY', funding }, { amount: 15_000 })
    expect(body).toMatchObject({
      method: '간편결제',
      card,
      easyPay: { provider: '토스페이', ...easyPay },
      totalAmount: 15_000,
    })
  })

  it('of a virtual account is the recorded one', async () => {
    const { body } = await confirmed(
      { method: 'VIRTUAL_ACCOUNT' },
      { ...ORDER, customerName: '김토스' },
    )
    expect(body).toEqual({
      ...RECORDED_CARD,
      status: 'WAITING_FOR_DEPOSIT',
      approvedAt: null,
      method: '가상계좌',
      card: null,
      virtualAccount: {
        accountNumber: expect.stringMatching(/^X\d{13}$/) as unknown,
        accountType: '일반',
        bankCode: '11',
        customerName: '김토스',
        dueDate: '2026-03-09T10:00:00+09:00',
        expired: false,
        settlementStatus: 'INCOMPLETED',
        refundStatus: 'NONE',
        refundReceiveAccount: null,
      },
      receipt: url(
        'https://dashboard-sandbox\\.tosspayments\\.com/receipt/payment-detail/bank-transfer\\?transactionId=train\\w{19}&ref=PX',
      ),
    })
  })

  it('of a transfer names the bank', async () => {
    const { body } = await confirmed({ method: 'TRANSFER' })
    expect(body).toMatchObject({
      method: '계좌이체',
      card: null,
      transfer: { bankCode: '92', settlementStatus: 'INCOMPLETED' },
    })
  })

  it('of a foreign card knows little about it', async () => {
    const { body } = await confirmed({ method: 'CARD', card: 'foreign' })
    expect(body).toMatchObject({
      isPartialCancelable: false,
      card: { issuerCode: '4V', acquirerCode: '21', cardType: '미확인', ownerType: '미확인' },
    })
  })

  it('keeps instalments and metadata', async () => {
    const { body } = await confirmed(
      { method: 'CARD', installmentPlanMonths: 3 },
      { amount: 50_000, metadata: { till: '1' } },
    )
    expect(body).toMatchObject({ card: { installmentPlanMonths: 3 }, metadata: { till: '1' } })
  })

  it('has cancels with the keys of a real one', async () => {
    const { kit, back } = await confirmed({ method: 'CARD' }, ORDER)
    const { body } = await kit.cancel(back.paymentKey, {
      cancelReason: '아무 이유',
      cancelAmount: 111,
    })
    expect(Object.keys(body)).toEqual(Object.keys(RECORDED_CARD))
    expect(body['cancels']).toEqual([
      {
        transactionKey: body['lastTransactionKey'],
        cancelReason: '아무 이유',
        taxExemptionAmount: 0,
        canceledAt: kstText,
        transferDiscountAmount: 0,
        easyPayDiscountAmount: 0,
        receiptKey: null,
        cancelAmount: 111,
        taxFreeAmount: 0,
        refundableAmount: 1000,
        cancelStatus: 'DONE',
        cancelRequestId: null,
      },
    ])
    // Right after a cancel the acquirer hasn't heard of it.
    expect(body['card']).toMatchObject({ acquireStatus: 'READY', amount: 1111 })
  })

  it('before confirm tells what is asked and nothing of the means', async () => {
    const kit = createBoxKit()
    const { paymentKey } = kit.authenticated()
    const { body } = await kit.lookup(paymentKey)
    expect(body).toMatchObject({
      status: 'IN_PROGRESS',
      approvedAt: null,
      card: null,
      receipt: null,
      lastTransactionKey: null,
    })
    expect(Object.keys(body)).toEqual(Object.keys(RECORDED_CARD))
  })

  it('gives every payment a key of its own', () => {
    const kit = createBoxKit({ random: (length) => new Uint8Array(length).fill(collide()) })
    let drawn = 0
    // The same bytes for the first windows, then others: a key that is taken is drawn again.
    function collide() {
      drawn += 1
      return drawn < 9 ? 1 : drawn
    }
    const keys = [kit.authenticated(), kit.authenticated()].map(({ paymentKey }) => paymentKey)
    expect(new Set(keys).size).toBe(2)
    expect(
      kit.box.ledger.payments().map((payment) => paymentObject(payment, 0).paymentKey),
    ).toEqual(keys)
  })
})

describe('VAT', () => {
  it.each([
    [1000, 909, 91],
    [1111, 1010, 101],
    [9026, 8205, 821],
    [11_111, 10_101, 1010],
    [30_000, 27_273, 2727],
    [37_400, 34_000, 3400],
    [50_000, 45_455, 4545],
    [115_000, 104_545, 10_455],
    [163_020, 148_200, 14_820],
    [167_136, 151_942, 15_194],
    [1_500_000, 1_363_636, 136_364],
    [0, 0, 0],
  ])('of %d won is Toss’s: %d and %d', (amount, suppliedAmount, vat) => {
    expect(splitVat(amount, 0, 0)).toEqual({ suppliedAmount, vat })
  })

  it('leaves out what is tax-free or exempt', () => {
    expect(splitVat(10_000, 4000, 500)).toEqual({ suppliedAmount: 5000, vat: 500 })
    expect(splitVat(1000, 1000, 0)).toEqual({ suppliedAmount: 0, vat: 0 })
  })
})
