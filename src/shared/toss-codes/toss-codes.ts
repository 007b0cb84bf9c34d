/**
 * The one table of Toss's codes: what a code means for the call it answers, what to do next, and what
 * to say to staff. Main decides by `verdict` and `retry`, pages show the words. The set is open: a
 * code that isn't here is unknown, never failed. Source: toss-api 2.7, 5.
 */
import type { Language } from '../vocabulary.ts'
import { CANCEL, ESCROW_PART } from './cancel.ts'
import { CASH_RECEIPT } from './cash-receipt.ts'
import { BILLING } from './common.ts'
import { CONFIRM } from './confirm.ts'
import { LIST, LOOKUP } from './lookup.ts'
import { OWN_ANY, OWN_CANCEL, OWN_END } from './own.ts'
import { NEXT, row, type TossCodeRow, type TossCodeRows, type Words } from './row.ts'
import { UNLISTED_END, WINDOW, type WindowEnd } from './window.ts'

/** The calls of Toss's API by what a code can mean for them. */
export const TOSS_CALLS = [
  'confirm',
  'lookup',
  'cancel',
  'list',
  'cash_receipt',
  'billing',
] as const
export type TossCall = (typeof TOSS_CALLS)[number]

/** What Toss may answer to each call. */
export const TOSS_CODES: Readonly<Record<TossCall, TossCodeRows>> = {
  confirm: CONFIRM,
  lookup: LOOKUP,
  cancel: CANCEL,
  list: LIST,
  cash_receipt: CASH_RECEIPT,
  billing: BILLING,
}

const find = <V extends string>(rows: TossCodeRows<V>, code: string): TossCodeRow<V> | undefined =>
  Object.hasOwn(rows, code) ? rows[code] : undefined

const UNLISTED: Readonly<Record<TossCall, Words>> = {
  confirm: NEXT.waitForPayment,
  lookup: NEXT.askLater,
  cancel: NEXT.waitForRefund,
  list: NEXT.askLater,
  cash_receipt: NEXT.askLater,
  billing: NEXT.waitForPayment,
}

/**
 * The row of a code for a call. By the code alone: Toss answers 400 for things that pass and 403 for
 * plain business. The message only counts for escrow payments.
 */
export function tossCodeRow(call: TossCall, code: string, message = ''): TossCodeRow {
  if (call === 'cancel') {
    if (message.includes('[ES12]')) return ESCROW_PART
    const own = find(OWN_CANCEL, code)
    if (own !== undefined) return own
  }
  return (
    find(TOSS_CODES[call], code) ??
    find(OWN_ANY, code) ??
    row(
      'unknown',
      'lookup',
      ['토스가 처음 보는 답을 했어요.', 'Toss gave an answer that isn’t known yet.'],
      UNLISTED[call],
    )
  )
}

/** Who or what ended a payment window, by the code it came to the fail address with. */
export const windowEndOf = (code: string): WindowEnd => windowRow(code).verdict

const windowRow = (code: string) => find(WINDOW, code) ?? find(OWN_END, code) ?? UNLISTED_END

/** What happened, whether money moved, and what to do: three sentences in one language. */
export interface StaffWords {
  readonly what: string
  readonly money: string
  readonly next: string
}

const MONEY = {
  noneMoved: { ko: '움직인 돈은 없어요.', en: 'No money moved.' },
  notKnown: { ko: '돈이 나갔는지 아직 몰라요.', en: 'It isn’t known yet whether money moved.' },
  noneBack: { ko: '돌려준 돈은 없어요.', en: 'No money was given back.' },
  backNotKnown: {
    ko: '돈을 돌려줬는지 아직 몰라요.',
    en: 'It isn’t known yet whether money was given back.',
  },
  onlyAsked: {
    ko: '조회만 해서 움직인 돈은 없어요.',
    en: 'It was only a question; no money moved.',
  },
  allBack: { ko: '나간 돈은 모두 돌려줬어요.', en: 'All the money taken was given back.' },
  takenStays: { ko: '받은 돈은 그대로예요.', en: 'The money taken stays as it is.' },
} as const satisfies Record<string, Words>

/** Whether money moved follows from call and verdict, so that no row can say otherwise. */
function moneyOf(call: TossCall, { verdict }: TossCodeRow): Words {
  const isOpen = verdict === 'unknown' || verdict === 'already'
  switch (call) {
    case 'confirm':
    case 'billing':
      return isOpen ? MONEY.notKnown : MONEY.noneMoved
    case 'cancel':
      return isOpen ? MONEY.backNotKnown : MONEY.noneBack
    case 'lookup':
    case 'list':
      return MONEY.onlyAsked
    case 'cash_receipt':
      return MONEY.takenStays
  }
}

const inLanguage = (
  { what, next }: Pick<TossCodeRow, 'what' | 'next'>,
  money: Words,
  language: Language,
): StaffWords => ({ what: what[language], money: money[language], next: next[language] })

/** What to tell staff of an answer to a call. */
export function callWords(
  call: TossCall,
  answer: { readonly code: string; readonly message: string },
  language: Language,
): StaffWords {
  const found = tossCodeRow(call, answer.code, answer.message)
  return inLanguage(found, moneyOf(call, found), language)
}

/**
 * What to tell staff of an attempt that ended without money, by the code it ended with: of a confirm
 * where that is one that surely took nothing, else of the window.
 */
export function unpaidWords(code: string, language: Language): StaffWords {
  const ofConfirm = find(CONFIRM, code) ?? find(OWN_ANY, code)
  const isSure = ofConfirm !== undefined && ofConfirm.verdict !== 'unknown'
  const found = isSure ? ofConfirm : windowRow(code)
  return inLanguage(found, code === 'AMOUNT_DIFFERS' ? MONEY.allBack : MONEY.noneMoved, language)
}
