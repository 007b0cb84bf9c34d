import { useTranslation } from 'react-i18next'
import { formatWon } from './format-won.ts'

/** In won. Main says whole amounts only. */
export function Won({ amount, className = '' }: { amount: number; className?: string }) {
  const { i18n } = useTranslation()
  return (
    <span className={`whitespace-nowrap ${className}`}>{formatWon(amount, i18n.language)}</span>
  )
}

const lengthOf = (text: string) =>
  text.length > 12 ? 'longest' : text.length > 9 ? 'long' : 'usual'

/** The one number of this screen. */
export function BigAmount({ amount, className = '' }: { amount: number; className?: string }) {
  const { i18n } = useTranslation()
  const text = formatWon(amount, i18n.language)
  return (
    <span data-length={lengthOf(text)} className={`amount ${className}`}>
      {text}
    </span>
  )
}
