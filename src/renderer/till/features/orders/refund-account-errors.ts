/** What Toss says of the account that a deposit is to go back to, put to the field it is about. Pure. */
import type { RefundAccountInput } from '#shared/ipc/contract.ts'
import { callWords } from '#shared/toss-codes/toss-codes.ts'
import type { Language } from '#shared/vocabulary.ts'

type AccountField = keyof RefundAccountInput
export type AccountErrors = Partial<Readonly<Record<AccountField, string>>>

/** Source: toss-api 5.4. A number that doesn't belong to the holder may be wrong at either end. */
const FIELDS: Readonly<Record<string, readonly AccountField[]>> = {
  INVALID_REFUND_ACCOUNT_INFO: ['accountNumber', 'holderName'],
  INVALID_REFUND_ACCOUNT_NUMBER: ['accountNumber'],
  INVALID_BANK: ['bankCode'],
  NOT_AVAILABLE_BANK: ['bankCode'],
  FORBIDDEN_BANK_REFUND_REQUEST: ['accountNumber'],
}

/** Whether a refusal is about the account, so that correcting it is the way on. */
export const isAboutAccount = (code: string): boolean => Object.hasOwn(FIELDS, code)

/** The error of each field; none for a field that was changed since it was sent. */
export function accountErrors(
  refusal: { readonly code: string; readonly message: string },
  sent: RefundAccountInput,
  now: RefundAccountInput,
  language: Language,
): AccountErrors {
  const { what } = callWords('cancel', refusal, language)
  const fields = FIELDS[refusal.code] ?? []
  // A number with another holder is another question: correcting one clears both.
  const isChanged = fields.some((field) => sent[field] !== now[field])
  return isChanged ? {} : Object.fromEntries(fields.map((field) => [field, what]))
}
