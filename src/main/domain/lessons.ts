/** The lessons, each a situation that every shop meets, judged by what became of orders, money and paper. */
import type { LessonId } from '#shared/vocabulary.ts'
import type { Lesson, LessonFacts } from './lesson.ts'
import type { Attempt, AttemptIn, Order } from './order.ts'
import { givenBackOf, statusOf, takenOf } from './tenders.ts'

const isIn = <K extends Attempt['state']['kind']>(
  attempt: Attempt,
  kind: K,
): attempt is Attempt & AttemptIn<K> => attempt.state.kind === kind

const has =
  (kind: Attempt['state']['kind']) =>
  ({ attempts }: Order): boolean =>
    attempts.some((attempt) => isIn(attempt, kind))

const isPaid = (order: Order): boolean => statusOf(order) === 'paid'
const isAccount = ({ state }: Attempt): boolean =>
  state.kind === 'awaiting_deposit' ||
  (state.kind === 'paid' && state.payment.virtualAccount !== null)
/** Product and pieces, whatever was noted or taken off. */
const goodsOf = ({ lines }: Order): string =>
  lines
    .map(({ productId, quantity }) => `${productId} ${quantity}`)
    .sort()
    .join()

/** Money was taken for it, or may have been. */
const isCharged = (order: Order): boolean => takenOf(order) > 0 || has('confirming')(order)

/**
 * Whether the goods of a sale were charged once more in another one, before the first one was known.
 * The next customer may well want the same; but not in the minute in which nobody knows.
 */
function chargedAgain(first: Order, { orders, now }: LessonFacts): boolean {
  const last = first.attempts.at(-1)
  if (last === undefined) return false
  const isOpen = last.state.kind === 'confirming' || last.state.kind === 'awaiting_deposit'
  const knownAt = isOpen ? now : last.changedAt
  return orders.some(
    (other) =>
      other.number !== first.number &&
      other.createdAt < knownAt &&
      other.createdAt > first.createdAt &&
      goodsOf(other) === goodsOf(first) &&
      isCharged(other),
  )
}

const firstSale: Lesson = {
  id: 'first_sale',
  stage: { toss: 'usual', printer: 'own' },
  steps: [
    { id: 'add', isDone: ({ orders, cart }) => cart.count > 0 || orders.length > 0 },
    { id: 'pay', isDone: ({ orders }) => orders.length > 0 },
    { id: 'paid', isDone: ({ orders }) => orders.some(isPaid) },
  ],
  mistake: () => null,
}

const declined: Lesson = {
  id: 'declined',
  stage: { toss: 'declines', printer: 'own' },
  steps: [
    { id: 'decline', isDone: ({ orders }) => orders.some(has('declined')) },
    {
      id: 'again',
      isDone({ orders }) {
        const first = orders.findIndex(has('declined'))
        return first !== -1 && orders.slice(first).some(isPaid)
      },
    },
  ],
  mistake({ orders, cart, counter }) {
    const wasDeclined = orders.some(has('declined'))
    const isGone = cart.count === 0 && cart.held === 0 && counter === null
    return wasDeclined && isGone && !orders.some(isPaid) ? 'left_unpaid' : null
  },
}

/** The sale whose confirm got no answer: the first that was confirmed at all. */
const confirmed = ({ orders }: LessonFacts): Order | undefined =>
  orders.find((order) => has('confirming')(order) || has('paid')(order))

/** Paid by our books and by Toss's own: exactly once. */
function isPaidAtToss(order: Order | undefined, { atToss }: LessonFacts): boolean {
  const attempt = order?.attempts.find((one) => isIn(one, 'paid'))
  return attempt !== undefined && atToss.get(attempt.orderId) === attempt.amount
}

const isReadAndPutAway = (order: Order | undefined, { counter, unread }: LessonFacts): boolean =>
  order !== undefined &&
  order.attempts.every(({ orderId }) => orderId !== counter && !unread.includes(orderId))

const lostReply: Lesson = {
  id: 'lost_reply',
  stage: { toss: 'loses_answer', printer: 'own' },
  steps: [
    { id: 'confirm', isDone: (facts) => confirmed(facts) !== undefined },
    { id: 'wait', isDone: (facts) => isPaidAtToss(confirmed(facts), facts) },
    { id: 'read', isDone: (facts) => isReadAndPutAway(confirmed(facts), facts) },
  ],
  mistake(facts) {
    const order = confirmed(facts)
    if (order === undefined) return null
    if (chargedAgain(order, facts)) return 'charged_again'
    return givenBackOf(order) > 0 ? 'gave_back' : null
  },
}

const left: Lesson = {
  id: 'left',
  stage: { toss: 'usual', printer: 'own' },
  steps: [
    { id: 'open', isDone: ({ orders }) => orders.some(({ attempts }) => attempts.length > 0) },
    {
      id: 'stop',
      isDone: ({ orders }) => orders.some(has('cancelled')) || orders.some(has('expired')),
    },
    { id: 'clear', isDone: ({ cart }) => cart.count === 0 },
  ],
  mistake: ({ orders }) => (orders.some((order) => takenOf(order) > 0) ? 'took_money' : null),
}

const issued = ({ orders }: LessonFacts): Order | undefined =>
  orders.find(({ attempts }) => attempts.some(isAccount) || attempts.some(isWithdrawn))

/** An account that was issued and isn't wanted any more ends as cancelled, with the reason why. */
const isWithdrawn = ({ state }: Attempt): boolean =>
  state.kind === 'cancelled' && state.reason?.code === 'DEPOSIT_CANCELLED'

const deposit: Lesson = {
  id: 'deposit',
  stage: { toss: 'deposits', printer: 'own' },
  steps: [
    { id: 'issue', isDone: (facts) => issued(facts) !== undefined },
    {
      id: 'aside',
      isDone(facts) {
        const order = issued(facts)
        return order !== undefined && (isPaid(order) || isNotShown(order, facts))
      },
    },
    { id: 'arrived', isDone: (facts) => isPaidAtToss(issued(facts), facts) },
  ],
  mistake(facts) {
    const order = issued(facts)
    if (order === undefined) return null
    if (order.attempts.some(isWithdrawn)) return 'account_cancelled'
    return chargedAgain(order, facts) ? 'charged_again' : null
  },
}

const isNotShown = ({ attempts }: Order, { counter }: LessonFacts): boolean =>
  attempts.every(({ orderId }) => orderId !== counter)

/** What one piece of each line cost, in won; a discount may leave a won over. */
const piecePrices = ({ lines }: Order): readonly number[] =>
  lines.flatMap(({ amount, quantity }) => [
    Math.floor(amount / quantity),
    Math.ceil(amount / quantity),
  ])
const isSeveral = ({ lines }: Order): boolean =>
  lines.reduce((pieces, { quantity }) => pieces + quantity, 0) > 1

const refund: Lesson = {
  id: 'refund',
  stage: { toss: 'usual', printer: 'own' },
  steps: [
    {
      id: 'sell_two',
      isDone: ({ orders }) => orders.some((order) => isSeveral(order) && isSold(order)),
    },
    {
      id: 'refund',
      isDone: ({ orders }) =>
        orders.some(
          (order) =>
            statusOf(order) === 'partly_refunded' &&
            piecePrices(order).includes(givenBackOf(order)),
        ),
    },
  ],
  mistake({ orders }) {
    const order = orders.find((one) => isSeveral(one) && givenBackOf(one) > 0)
    if (order === undefined || piecePrices(order).includes(givenBackOf(order))) return null
    return statusOf(order) === 'refunded' ? 'gave_back_all' : 'wrong_amount'
  },
}

/** Was paid in whole, whatever went back since. */
const isSold = (order: Order): boolean => takenOf(order) >= order.totalAmount

const receiptsOf = ({ number }: Order, { slips }: LessonFacts) =>
  slips.filter((slip) => slip.number === number && slip.kind === 'receipt')

const paper: Lesson = {
  id: 'paper',
  stage: { toss: 'usual', printer: 'out_of_paper' },
  steps: [
    { id: 'sell_one', isDone: ({ orders }) => orders.some(isSold) },
    { id: 'refill', isDone: ({ hasPaper }) => hasPaper },
    {
      id: 'print',
      isDone(facts) {
        const order = facts.orders.find(isSold)
        return (
          order !== undefined && receiptsOf(order, facts).some(({ state }) => state === 'printed')
        )
      },
    },
  ],
  mistake(facts) {
    const order = facts.orders.find(isSold)
    if (order === undefined) return null
    if (givenBackOf(order) > 0) return 'gave_back'
    const slips = receiptsOf(order, facts)
    if (slips.filter(({ state }) => state === 'printed').length > 1) return 'printed_twice'
    const isLost = slips.length > 0 && slips.every(({ state }) => state === 'put_away')
    return isLost ? 'slip_put_away' : null
  },
}

/** In the order of the vocabulary. */
export const LESSONS: Readonly<Record<LessonId, Lesson>> = {
  first_sale: firstSale,
  declined,
  lost_reply: lostReply,
  left,
  deposit,
  refund,
  paper,
}
