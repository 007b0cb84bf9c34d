import type { Language } from '#shared/vocabulary.ts'

/** The payment window's own few words. What Toss's widget says is Toss's. */
const WORDS = {
  ko: {
    title: '결제',
    total: '결제할 금액',
    loading: '결제 화면을 불러오고 있어요',
    pay: (amount: string) => `${amount} 결제하기`,
    paying: '결제를 진행하고 있어요',
    returned: '결제를 확인하고 있어요',
    returnedHint: '이 창은 곧 닫혀요. 창을 닫아도 두 번 결제되지 않아요.',
  },
  en: {
    title: 'Payment',
    total: 'Amount to pay',
    loading: 'Loading the payment screen',
    pay: (amount: string) => `Pay ${amount}`,
    paying: 'Payment in progress',
    returned: 'Checking the payment',
    returnedHint: 'This window closes by itself. Closing it never charges twice.',
  },
} as const satisfies Record<Language, unknown>

export const wordsIn = (language: Language) => WORDS[language]

/** An amount in won as the language writes it. */
export const amountIn = (language: Language, amount: number): string =>
  language === 'ko'
    ? `${new Intl.NumberFormat('ko-KR').format(amount)}원`
    : `₩${new Intl.NumberFormat('en-US').format(amount)}`
