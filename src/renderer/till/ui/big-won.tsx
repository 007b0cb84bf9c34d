import { classNames } from './class-names.ts'
import { Won } from './won.tsx'

/** From here an amount in won is too long for the large sizes. */
const LONG = 1_000_000_000

const SIZES = {
  /** 34 px: the total of a cart. */
  total: { usual: 'text-total tight:text-page', long: 'text-page tight:text-panel' },
  /** 44 px: the amount asked for. */
  asked: { usual: 'text-asked tight:text-total', long: 'text-total tight:text-page' },
  /** 64 px: the change to count out, the largest type there is. */
  change: { usual: 'text-change tight:text-asked', long: 'text-asked tight:text-total' },
}

interface BigWonProps {
  amount: number
  size: keyof typeof SIZES
  className?: string
}

/** The one number of a screen; a size smaller where it has ten digits, or the letters leave little room. */
export function BigWon({ amount, size, className }: BigWonProps) {
  const { usual, long } = SIZES[size]
  return (
    <Won
      amount={amount}
      className={classNames('font-bold', amount >= LONG ? long : usual, className)}
    />
  )
}
