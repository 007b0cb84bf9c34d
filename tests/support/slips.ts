import { won } from '#shared/money.ts'
import type { Slip, SlipLine, SlipTender } from '../../src/main/domain/slip.ts'

export const slipLine = (changes: Partial<SlipLine> = {}): SlipLine => {
  const unitPrice = changes.unitPrice ?? won(4500)
  const quantity = changes.quantity ?? 1
  return {
    name: '아메리카노',
    amount: won(unitPrice * quantity),
    isExempt: false,
    discount: null,
    ...changes,
    unitPrice,
    quantity,
  }
}

export const slipTender = (changes: Partial<SlipTender> = {}): SlipTender => ({
  method: '카드',
  amount: 13_500,
  cardCompany: '국민',
  cardNumber: '55213300****079*',
  installmentMonths: 0,
  approveNo: '00000000',
  approvedAt: '2026-11-23T23:00:10+09:00',
  account: null,
  points: null,
  received: null,
  change: null,
  ...changes,
})

const NO_CARD = {
  cardCompany: null,
  cardNumber: null,
  installmentMonths: null,
  approveNo: null,
} as const

export const slip = (changes: Partial<Slip> = {}): Slip => ({
  kind: 'sale',
  isReissue: false,
  isTraining: false,
  shop: {
    name: '계산 카페',
    businessNumber: '123-45-67890',
    owner: '김계산',
    address: '서울특별시 강남구 테헤란로 131',
    phone: '02-1234-5678',
  },
  number: '0001-000123',
  tossOrderId: '20261123-0001-000123-A1B2',
  soldAt: new Date('2026-11-23T14:00:00.000Z'),
  printedAt: new Date('2026-11-24T01:30:00.000Z'),
  lines: [slipLine({ quantity: 2 }), slipLine({ name: '카페라떼' })],
  discounts: [],
  total: won(13_500),
  tax: { supplied: 12_273, vat: 1227, taxFree: 0, isOfRemaining: false },
  tenders: [slipTender()],
  refunds: [],
  refunded: won(0),
  cashReceipt: null,
  ...changes,
})

/** Every kind of slip that there is, and what is hard to print. */
export const SLIPS: Readonly<Record<string, Slip>> = {
  sale: slip({ tenders: [slipTender({ installmentMonths: 3 })] }),
  reissued: slip({ isReissue: true }),
  training: slip({ isTraining: true }),
  discounts: slip({
    lines: [
      slipLine({ quantity: 2, discount: { reason: '단골', amount: won(500) } }),
      slipLine({ name: '카페라떼' }),
    ],
    discounts: [{ reason: '', amount: won(1000) }],
    total: won(12_000),
    tenders: [slipTender({ amount: 12_000 })],
  }),
  split: slip({
    tenders: [
      slipTender({ amount: 10_000 }),
      slipTender({
        ...NO_CARD,
        method: '현금',
        amount: 3500,
        approvedAt: null,
        received: 5000,
        change: 1500,
      }),
    ],
    cashReceipt: { purpose: '소득공제 010-****-5678', number: 'G12345678' },
  }),
  cancelled: slip({
    kind: 'cancelled',
    tax: { supplied: 0, vat: 0, taxFree: 0, isOfRemaining: true },
    refunds: [
      {
        at: new Date('2026-11-23T15:10:00.000Z'),
        amount: won(13_500),
        reason: '손님이 취소했어요',
      },
    ],
    refunded: won(13_500),
  }),
  'refunded-in-part': slip({
    kind: 'partly_refunded',
    tax: { supplied: 8182, vat: 818, taxFree: 0, isOfRemaining: true },
    refunds: [{ at: new Date('2026-11-23T15:10:00.000Z'), amount: won(4500), reason: '단순 변심' }],
    refunded: won(4500),
  }),
  'tax-free-mixed': slip({
    lines: [
      slipLine({ quantity: 2 }),
      slipLine({ name: '유기농 바나나', unitPrice: won(3900), isExempt: true }),
    ],
    total: won(12_900),
    tax: { supplied: 8182, vat: 818, taxFree: 3900, isOfRemaining: false },
    tenders: [slipTender({ amount: 12_900 })],
  }),
  'virtual-account': slip({
    tenders: [slipTender({ ...NO_CARD, method: '가상계좌', account: '신한은행 X6505636518308' })],
  }),
  'easy-pay': slip({
    tenders: [slipTender({ method: '토스페이', points: 500 })],
  }),
  exchange: slip({ kind: 'exchange' }),
  hostile: slip({
    shop: {
      name: '아주 긴 이름을 가진 "계산" 카페 & <베이커리> | 강남 {본점}',
      businessNumber: '123-45-67890',
      owner: 'Zoë Müller-김',
      address: '서울특별시 강남구 테헤란로 131, 한국지식재산센터 12층 1203호 (역삼동)',
      phone: '',
    },
    lines: [
      slipLine({ name: '----------' }),
      slipLine({ name: '==========' }),
      slipLine({ name: '{code:0001;option:qrcode}' }),
      slipLine({ name: '{command:\\x1b@}\\x1b@\\n\\x41' }),
      slipLine({ name: '|a|b|c|' }),
      slipLine({ name: '^^^^^^^크게^^^^^^^ _밑줄_ "굵게" `거꾸로` ~~~' }),
      slipLine({ name: 'café crème 🥐☕️ 👨‍👩‍👧 (한정)' }),
      slipLine({ name: 'قهوة שלום \u202Eevil\u202C' }),
      slipLine({ name: '\u001B@\u001D!\u0011줄\r\n바꿈\t탭\u0000' }),
      slipLine({ name: '\u200B\u200D\u2060' }),
      slipLine({ name: '뷁쉙펲 똠방각하 \u1112\u1161\u11AB글 낱자' }),
      slipLine({
        name: '유기농 콜롬비아 수프리모 원두를 하루 두 번 볶아 만든 시그니처 콜드브루 아메리카노 대용량 텀블러 세트 (선물 포장) 한정판 겨울 에디션 이름이 정말 긴 상품 백 자까지 들어가요'.slice(
          0,
          100,
        ),
        quantity: 999,
        unitPrice: won(10_009_999),
        isExempt: true,
      }),
    ],
    total: won(9_999_999_999),
    tax: {
      supplied: 9_090_909_090,
      vat: 909_090_909,
      taxFree: 9_999_989_001,
      isOfRemaining: false,
    },
    tenders: [
      slipTender({ amount: 9_999_999_999, cardCompany: '아주 긴 이름을 가진 카드 회사 주식회사' }),
    ],
  }),
}
