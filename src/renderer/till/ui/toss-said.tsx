import { useTranslation } from 'react-i18next'
import { isOwnCode } from '#shared/toss-codes/own.ts'

interface TossSaidProps {
  answer: { readonly code: string; readonly message: string }
  className?: string
}

/** Toss's own words, said to be Toss's; nothing where it sent none. */
export function TossSaid({ answer, className }: TossSaidProps) {
  const { t } = useTranslation('common')
  if (answer.message === '' || isOwnCode(answer.code)) return null
  return (
    <p className={className}>{t('tossSaid', { message: answer.message, code: answer.code })}</p>
  )
}
