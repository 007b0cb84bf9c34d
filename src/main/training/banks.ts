import { REFUND_BANKS } from '#shared/banks.ts'

/** Bank codes with the names that a refund account may be given by (toss-api 4.7). */
const BANKS: Readonly<Record<string, readonly string[]>> = {
  '39': ['경남', 'KYONGNAMBANK'],
  '34': ['광주', 'GWANGJUBANK'],
  '12': ['지역농축협'],
  '32': ['부산', 'BUSANBANK'],
  '45': ['새마을금고', '새마을', 'SAEMAUL'],
  '64': ['산림조합', 'SANLIM'],
  '88': ['신한', 'SHINHAN'],
  '48': ['신협', 'SHINHYUP'],
  '27': ['씨티', 'CITI'],
  '20': ['우리', 'WOORI'],
  '71': ['우체국', 'POST'],
  '50': ['저축은행중앙회', 'SAVINGBANK'],
  '37': ['전북', 'JEONBUKBANK'],
  '35': ['제주', 'JEJUBANK'],
  '90': ['카카오뱅크', 'KAKAOBANK'],
  '89': ['케이뱅크', 'KBANK'],
  '92': ['토스뱅크', 'TOSSBANK'],
  '81': ['하나', 'HANA'],
  '54': ['홍콩상하이', 'HSBC'],
  '03': ['기업', 'IBK'],
  '06': ['국민', 'KOOKMIN'],
  '31': ['대구', 'iM뱅크', 'DAEGUBANK'],
  '02': ['산업', 'KDB'],
  '11': ['농협', 'NONGHYEOP'],
  '23': ['SC제일', 'SC'],
  '07': ['수협', 'SUHYEOP'],
}

const CODE_BY_NAME = new Map([
  // Securities firms too; the till gives them by code only.
  ...REFUND_BANKS.map(({ code }) => [code, code] as const),
  ...Object.entries(BANKS).flatMap(([code, names]) => names.map((name) => [name, code] as const)),
])

/** The two characters of a bank given by code or name; undefined for a bank Toss doesn't know. */
export const bankCodeOf = (bank: string): string | undefined => CODE_BY_NAME.get(bank)

/** The name older API versions give for a code; a code without a name as it is. */
export const bankNameOf = (code: string): string =>
  Object.hasOwn(BANKS, code) ? (BANKS[code]?.[0] ?? code) : code
