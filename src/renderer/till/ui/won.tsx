import { useTranslation } from 'react-i18next'
import { formatWon } from './format-won.ts'
import { classNames } from './class-names.ts'

interface WonProps {
  /** Won. Toss's own figures may have a fraction where the currency isn't won. */
  amount: number
  /** A leading minus, as for a refund. */
  isMinus?: boolean
  className?: string
}

/** An amount of money: `4,500원`, or `₩4,500` in English. */
export function Won({ amount, isMinus = false, className }: WonProps) {
  const { i18n } = useTranslation()
  return (
    <span className={classNames('whitespace-nowrap', className)}>
      {formatWon(isMinus ? -amount : amount, i18n.language)}
    </span>
  )
}
