/** What every part of the contract is written with. */
import { z } from 'zod'
import { isWon, type Won as WonType } from '../money.ts'

export const Won = z.custom<WonType>(
  isWon,
  'an amount in won: a whole number from 0 to 9,999,999,999',
)
export const OrderId = z.string().regex(/^[A-Za-z0-9_-]{6,64}$/)
/** An instant, ISO 8601 in UTC. */
export const Instant = z.string().min(20).max(40)
/** A business day, yyyy-MM-dd in Asia/Seoul. */
export const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
export const Nothing = z.strictObject({})

export const route = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O) => ({
  input,
  output,
})
