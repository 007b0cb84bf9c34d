import type { AttemptStateKind } from '#shared/vocabulary.ts'

const minutes = (count: number): number => count * 60_000

/** How long Toss keeps a payment window open (READY), in ms. Source: toss-api 6.5. */
export const WINDOW_LIMIT = minutes(30)
/** How long after the customer's authentication Toss still confirms (IN_PROGRESS), in ms. Source: toss-api 6.5. */
export const CONFIRM_LIMIT = minutes(10)

/** Which states may follow which. Everything else is a bug, whatever Toss answers. */
const NEXT: Readonly<Record<AttemptStateKind, readonly AttemptStateKind[]>> = {
  // paid and awaiting_deposit straight from here are adoptions: a lookup found what we never heard.
  awaiting_payment: ['confirming', 'paid', 'awaiting_deposit', 'declined', 'cancelled', 'expired'],
  // A confirm may have reached Toss, so nobody may call this cancelled: only Toss's word ends it.
  confirming: ['paid', 'awaiting_deposit', 'declined', 'expired'],
  awaiting_deposit: ['paid', 'cancelled', 'expired'],
  // Refunds change the balance of a paid attempt, not its state. Only a deposit can be taken back: by
  // the bank, after Toss had called it DONE (CANCELED where the shop's API is 1.4 or older).
  paid: ['awaiting_deposit', 'cancelled'],
  declined: [],
  cancelled: [],
  expired: [],
}

export const mayMove = (from: AttemptStateKind, to: AttemptStateKind): boolean =>
  NEXT[from].includes(to)

/** Whether its outcome is known. A deposit may still fall back, but until it does it is paid. */
export const isSettled = (state: AttemptStateKind): boolean =>
  state !== 'awaiting_payment' && state !== 'confirming' && state !== 'awaiting_deposit'

/** States in which it is certain that no money was taken, so that another attempt may follow. */
export const isSurelyUnpaid = (state: AttemptStateKind): boolean =>
  state === 'declined' || state === 'cancelled' || state === 'expired'

/** Whether Toss can still take a confirm sent now. `returnedAt` stands for the authentication, a moment before. */
export const confirmTimeLeft = (returnedAt: Date, now: Date): boolean =>
  now.getTime() - returnedAt.getTime() < CONFIRM_LIMIT

/** A minute more than Toss's limit, for clocks that differ: after it an unknown payment never will be one. */
export const confirmSurelyOver = (returnedAt: Date, now: Date): boolean =>
  now > confirmKnownBy(returnedAt)

/** When an unknown confirm will be known at the latest, if Toss can be reached then. */
export const confirmKnownBy = (returnedAt: Date): Date =>
  new Date(returnedAt.getTime() + CONFIRM_LIMIT + minutes(1))

/** A deposit is given up this long after its due date, in ms: banks report late. */
const DEPOSIT_MARGIN = minutes(60)
/** And this long where Toss still says that it can be paid into: then it is the till's clock that is ahead. */
const DEPOSIT_DOUBT = minutes(3 * 24 * 60)

/**
 * Whether nobody can pay into a virtual account any more. By its due date (ISO with offset, or Seoul's
 * local time without), as Toss changes no status; or by Toss's own `expired`, which is believed where
 * the date says nothing or the till's clock is behind. Within the hour after the due date neither
 * ends it: the bank may still report a deposit. Nor does a clock that is hours ahead, while Toss says
 * that the account isn't past its date: given up, a deposit that comes after all would be lost.
 */
export function depositSurelyOver(
  account: { readonly dueDate: string | null; readonly expired: boolean | null } | null,
  now: Date,
): boolean {
  const dueDate = account?.dueDate ?? ''
  // Some answers give the due date without an offset; it is Seoul's time then (toss-api 3.5).
  const due = Date.parse(/(?:Z|[+-]\d{2}:?\d{2})$/.test(dueDate) ? dueDate : `${dueDate}+09:00`)
  const since = now.getTime() - due
  if (since > (account?.expired === false ? DEPOSIT_DOUBT : DEPOSIT_MARGIN)) return true
  return account?.expired === true && !(since >= 0)
}
