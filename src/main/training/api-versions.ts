/**
 * The Payment object in the shapes of other API versions (toss-api 6.4). The box builds the one of 2022-11-16; older
 * shapes are made from it by undoing what each version changed, newest first.
 */
import { cardCompanyName } from '../domain/tables/card-companies.ts'
import { bankNameOf } from './banks.ts'

/** Oldest first. */
export const API_VERSIONS = [
  '1.0',
  '1.1',
  '1.2',
  '1.3',
  '1.4',
  '2022-06-08',
  '2022-07-27',
  '2022-11-16',
  '2024-06-01',
] as const
export type ApiVersion = (typeof API_VERSIONS)[number]

/** Widget keys are fixed to this one. */
export const WIDGET_VERSION: ApiVersion = '2022-11-16'

export const isApiVersion = (value: unknown): value is ApiVersion =>
  API_VERSIONS.some((version) => version === value)

/** Whether `version` came out before `other`. */
export const isBefore = (version: ApiVersion, other: ApiVersion): boolean =>
  API_VERSIONS.indexOf(version) < API_VERSIONS.indexOf(other)

type Json = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const without = (body: Json, ...fields: string[]): Json =>
  Object.fromEntries(Object.entries(body).filter(([field]) => !fields.includes(field)))

/** The body with one nested object changed; null stays null. */
const within = (body: Json, field: string, change: (piece: Json) => Json): Json => {
  const piece = body[field]
  return isObject(piece) ? { ...body, [field]: change(piece) } : body
}

const named = (piece: Json, code: string, name: string, nameOf: (code: string) => string): Json => {
  const value = piece[code]
  return { ...without(piece, code), [name]: typeof value === 'string' ? nameOf(value) : null }
}

const bankByName = (piece: Json) => named(piece, 'bankCode', 'bank', bankNameOf)

const undoNovember2022 = (body: Json): Json => {
  const { lastTransactionKey, ...rest } = without(body, 'metadata')
  const card = (piece: Json) =>
    named(without(piece, 'acquirerCode'), 'issuerCode', 'company', (code) =>
      cardCompanyName(code, 'ko'),
    )
  return within(
    within(
      within({ ...rest, transactionKey: lastTransactionKey }, 'card', card),
      'transfer',
      bankByName,
    ),
    'virtualAccount',
    bankByName,
  )
}

const undoJune2022 = (body: Json): Json => {
  const provider = (piece: Json) => piece['provider'] ?? null
  const { easyPay } = body
  return within(
    within(
      { ...body, easyPay: isObject(easyPay) ? provider(easyPay) : null, foreignEasyPay: null },
      'card',
      (card) => ({ ...card, provider: null }),
    ),
    'mobilePhone',
    (phone) => ({ ...phone, carrier: null }),
  )
}

const undo14 = (body: Json): Json =>
  within(without(body, 'country', 'failure', 'foreignEasyPay'), 'card', (card) =>
    without(card, 'interestPayer'),
  )

const undo13 = (body: Json): Json =>
  without(
    body,
    'orderName',
    'vat',
    'suppliedAmount',
    'taxFreeAmount',
    'taxExemptionAmount',
    'cultureExpense',
  )

const undo12 = (body: Json): Json => without(body, 'version', 'type', 'easyPay')

/** As recorded in 2020 and 2021: the receipt's address within the card, and flags that were dropped later. */
const undo11 = (body: Json): Json => {
  const { receipt, ...rest } = without(body, 'transfer', 'discount', 'cashReceipts')
  const receiptUrl = isObject(receipt) ? receipt['url'] : null
  return {
    ...within(rest, 'card', (card) => ({ ...card, receiptUrl })),
    useDiscount: false,
    discountAmount: null,
    useCashReceipt: false,
  }
}

/** What to undo to get before each version. */
const UNDO: readonly (readonly [ApiVersion, (body: Json) => Json])[] = [
  ['2022-11-16', undoNovember2022],
  ['2022-06-08', undoJune2022],
  ['1.4', undo14],
  ['1.3', undo13],
  ['1.2', undo12],
  ['1.1', undo11],
]

/** A body of the API as `version` gives it. What is no payment comes back as it is. */
export function inVersion(body: Json, version: ApiVersion): Json {
  if (typeof body['paymentKey'] !== 'string' || typeof body['status'] !== 'string') return body
  return UNDO.filter(([since]) => isBefore(version, since)).reduce<Json>(
    (shaped, [, undo]) => undo(shaped),
    { ...body, version },
  )
}
