const number = new Intl.NumberFormat('ko-KR')

/** `4,500원` in Korean, `₩4,500` otherwise; a true minus sign in front of negative amounts. */
export function formatWon(amount: number, language: string): string {
  const sign = amount < 0 ? '−' : ''
  const digits = number.format(Math.abs(amount))
  return language === 'ko' ? `${sign}${digits}원` : `${sign}₩${digits}`
}
