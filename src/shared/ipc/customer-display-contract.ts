/** The part of the till's contract about where the customer's screen is. */
import { z } from 'zod'
import { CUSTOMER_DISPLAY_CHOICES, CUSTOMER_DISPLAY_PLACES } from '../vocabulary.ts'
import { Nothing, route } from './contract-parts.ts'

const CustomerDisplay = z.object({
  choice: z.enum(CUSTOMER_DISPLAY_CHOICES),
  place: z.enum(CUSTOMER_DISPLAY_PLACES),
})

export const customerDisplayRoutes = {
  'customerDisplay.get': route(Nothing, CustomerDisplay),
  /** Opens, moves or closes it at once, and remembers. */
  'customerDisplay.choose': route(
    z.strictObject({ choice: z.enum(CUSTOMER_DISPLAY_CHOICES) }),
    CustomerDisplay,
  ),
} as const

export type CustomerDisplayView = z.output<typeof CustomerDisplay>
