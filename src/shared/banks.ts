import type { Language } from './vocabulary.ts'

interface Bank {
  /** Two characters of Toss's: digits for banks, S and one more for securities firms. */
  readonly code: string
  readonly ko: string
  readonly en: string
}

/** The order in which staff look for them: the large ones first. Source: toss-api 4.7. */
const BANKS: readonly Bank[] = [
  { code: '06', ko: 'KB국민은행', en: 'KB Kookmin Bank' },
  { code: '88', ko: '신한은행', en: 'Shinhan Bank' },
  { code: '20', ko: '우리은행', en: 'Woori Bank' },
  { code: '81', ko: '하나은행', en: 'Hana Bank' },
  { code: '11', ko: 'NH농협은행', en: 'NH NongHyup Bank' },
  { code: '03', ko: 'IBK기업은행', en: 'IBK' },
  { code: '90', ko: '카카오뱅크', en: 'KakaoBank' },
  { code: '92', ko: '토스뱅크', en: 'Toss Bank' },
  { code: '89', ko: '케이뱅크', en: 'K bank' },
  { code: '23', ko: 'SC제일은행', en: 'SC First Bank' },
  { code: '27', ko: '씨티은행', en: 'Citibank' },
  { code: '02', ko: 'KDB산업은행', en: 'KDB' },
  { code: '07', ko: 'Sh수협은행', en: 'Suhyup Bank' },
  { code: '12', ko: '지역농축협', en: 'Local NongHyup' },
  { code: '45', ko: '새마을금고', en: 'Saemaul' },
  { code: '48', ko: '신협', en: 'Shinhyup' },
  { code: '71', ko: '우체국', en: 'Korea Post' },
  { code: '64', ko: '산림조합', en: 'Sanlim' },
  { code: '50', ko: '저축은행', en: 'Savings Bank' },
  { code: '31', ko: 'iM뱅크', en: 'iM Bank' },
  { code: '32', ko: '부산은행', en: 'Busan Bank' },
  { code: '39', ko: '경남은행', en: 'Kyongnam Bank' },
  { code: '34', ko: '광주은행', en: 'Gwangju Bank' },
  { code: '37', ko: '전북은행', en: 'Jeonbuk Bank' },
  { code: '35', ko: '제주은행', en: 'Jeju Bank' },
  { code: '54', ko: 'HSBC은행', en: 'HSBC' },
]

const SECURITIES: readonly Bank[] = [
  { code: 'S8', ko: '교보증권', en: 'Kyobo Securities' },
  { code: 'SE', ko: '대신증권', en: 'Daishin Securities' },
  { code: 'SK', ko: '메리츠증권', en: 'Meritz Securities' },
  { code: 'S5', ko: '미래에셋증권', en: 'Mirae Asset Securities' },
  { code: 'SM', ko: '부국증권', en: 'Bookook Securities' },
  { code: 'S3', ko: '삼성증권', en: 'Samsung Securities' },
  { code: 'SN', ko: '신영증권', en: 'Shinyoung Securities' },
  { code: 'S2', ko: '신한투자증권', en: 'Shinhan Securities' },
  { code: 'S0', ko: '유안타증권', en: 'Yuanta Securities' },
  { code: 'SJ', ko: '유진투자증권', en: 'Eugene Securities' },
  { code: 'SQ', ko: '카카오페이증권', en: 'Kakao Pay Securities' },
  { code: 'SB', ko: '키움증권', en: 'Kiwoom Securities' },
  { code: 'ST', ko: '토스증권', en: 'Toss Securities' },
  { code: 'SR', ko: '펀드온라인', en: 'Fund Online' },
  { code: 'SH', ko: '하나증권', en: 'Hana Securities' },
  { code: 'S9', ko: '하이투자증권', en: 'Hi Securities' },
  { code: 'S6', ko: '한국투자증권', en: 'Korea Investment' },
  { code: 'SG', ko: '한화투자증권', en: 'Hanwha Securities' },
  { code: 'SA', ko: '현대차증권', en: 'Hyundai Motor Securities' },
  { code: 'SI', ko: 'DB금융투자', en: 'DB Securities' },
  { code: 'S4', ko: 'KB증권', en: 'KB Securities' },
  { code: 'SP', ko: '다올투자증권', en: 'Daol Securities' },
  { code: 'SO', ko: 'LIG투자증권', en: 'LIG Securities' },
  { code: 'SL', ko: 'NH투자증권', en: 'NH Securities' },
  { code: 'SD', ko: 'SK증권', en: 'SK Securities' },
]

/** Everything that money can be sent back to: banks, then securities firms. */
export const REFUND_BANKS: readonly Bank[] = [...BANKS, ...SECURITIES]

const byCode = new Map(REFUND_BANKS.map((bank) => [bank.code, bank]))

/** A code Toss adds tomorrow is shown as it is, not refused. */
export const bankName = (code: string, language: Language): string =>
  byCode.get(code)?.[language] ?? code
