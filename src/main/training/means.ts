import type { BoxPayment, Means, TossCard } from './payment-record.ts'
import type { Tokens } from './tokens.ts'

export const BOX_METHODS = [
  'CARD',
  'TOSSPAY',
  'KAKAOPAY',
  'NAVERPAY',
  'VIRTUAL_ACCOUNT',
  'TRANSFER',
] as const
export type BoxMethod = (typeof BOX_METHODS)[number]

export const isBoxMethod = (value: unknown): value is BoxMethod =>
  BOX_METHODS.some((method) => method === value)

/** Where the money of an easy payment comes from (toss-api 4.3). */
export const FUNDINGS = ['balance', 'card', 'card_and_points', 'balance_and_points'] as const
export type Funding = (typeof FUNDINGS)[number]

/** What the customer does in the window: everything but the method may be left to the box. */
export interface Choice {
  readonly method: BoxMethod
  readonly funding?: Funding
  /** A foreign card can't be cancelled in part. */
  readonly card?: 'domestic' | 'foreign'
  /** 0 or left out: at once. Instalments start at 50,000 won. */
  readonly installmentPlanMonths?: number
  /** The code that confirm is going to be refused with. */
  readonly declineAtConfirm?: string
  /** How long after confirm the deposit comes by itself; left out: never. */
  readonly depositAfterMs?: number
  /** How long a virtual account waits: 168 hours where left out. */
  readonly validHours?: number
}

const HOUR_MS = 60 * 60 * 1000
const DEFAULT_VALID_HOURS = 168

type CardFace = Pick<TossCard, 'issuerCode' | 'acquirerCode' | 'number' | 'cardType' | 'ownerType'>

const DOMESTIC: readonly CardFace[] = [
  {
    issuerCode: '91',
    acquirerCode: '91',
    number: '40921675****082*',
    cardType: '신용',
    ownerType: '개인',
  },
  {
    issuerCode: '24',
    acquirerCode: '21',
    number: '53275073****768*',
    cardType: '체크',
    ownerType: '개인',
  },
  {
    issuerCode: '61',
    acquirerCode: '31',
    number: '48902300****406*',
    cardType: '신용',
    ownerType: '법인',
  },
]
const FOREIGN: CardFace = {
  issuerCode: '4V',
  acquirerCode: '21',
  number: '41111111****111*',
  cardType: '미확인',
  ownerType: '미확인',
}

const EASY_PAY: Partial<Record<BoxMethod, { provider: string; funding: Funding }>> = {
  TOSSPAY: { provider: '토스페이', funding: 'balance' },
  KAKAOPAY: { provider: '카카오페이', funding: 'balance' },
  NAVERPAY: { provider: '네이버페이', funding: 'card' },
}

const cardOf = (face: CardFace, amount: number, installmentPlanMonths: number): TossCard => ({
  issuerCode: face.issuerCode,
  acquirerCode: face.acquirerCode,
  number: face.number,
  installmentPlanMonths,
  isInterestFree: false,
  interestPayer: null,
  approveNo: '00000000',
  useCardPoint: false,
  cardType: face.cardType,
  ownerType: face.ownerType,
  acquireStatus: 'READY',
  amount,
})

const NONE = { card: null, easyPay: null, virtualAccount: null, transfer: null } as const

/** The means of payment that a choice in the window comes to, in the shapes of recorded payments. */
export function meansOf(payment: BoxPayment, choice: Choice, tokens: Tokens): Means {
  const total = payment.totalAmount
  const face =
    choice.card === 'foreign' ? FOREIGN : (DOMESTIC[tokens.pick(DOMESTIC.length)] ?? FOREIGN)
  const months = choice.installmentPlanMonths ?? 0
  const easy = EASY_PAY[choice.method]
  if (easy) {
    const funding = choice.funding ?? easy.funding
    // A tenth in points, as far as there are any to pay with.
    const points = funding.endsWith('points') ? Math.floor(total / 10) : 0
    const byCard = funding.startsWith('card')
    return {
      ...NONE,
      method: '간편결제',
      card: byCard ? cardOf(face, total - points, months) : null,
      easyPay: {
        provider: easy.provider,
        amount: byCard ? 0 : total - points,
        discountAmount: points,
      },
    }
  }
  if (choice.method === 'VIRTUAL_ACCOUNT') {
    const hours = choice.validHours ?? DEFAULT_VALID_HOURS
    return {
      ...NONE,
      method: '가상계좌',
      virtualAccount: {
        accountNumber: tokens.accountNumber(),
        bankCode: '11',
        customerName: payment.customerName ?? '연습 손님',
        dueAt: payment.requestedAt + hours * HOUR_MS,
      },
    }
  }
  if (choice.method === 'TRANSFER') {
    return {
      ...NONE,
      method: '계좌이체',
      transfer: { bankCode: '92', settlementStatus: 'INCOMPLETED' },
    }
  }
  return { ...NONE, method: '카드', card: cardOf(face, total, months) }
}
