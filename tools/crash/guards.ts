/**
 * The guards that keep money safe, each with the edit that takes it away: `npm run crash -- --guards`
 * builds the till without one after the other and shows that the matrix notices. The till on disk is
 * never touched.
 */
import type { Plugin } from 'vite'
import type { Case } from './cases.ts'

const meets =
  (...names: readonly string[]) =>
  ({ faults }: Case): boolean =>
    faults.some(({ name }) => names.includes(name))

export interface Guard {
  readonly name: string
  /** The cases of the matrix that could see it is gone; left out where any could. */
  readonly seen?: (the: Case) => boolean
  readonly edits: readonly {
    /** Below src. */
    readonly file: string
    /** Stands there once. */
    readonly find: string
    readonly put: string
  }[]
}

export const GUARDS: readonly Guard[] = [
  {
    name: 'the intent to confirm is on disk before the confirm goes out',
    edits: [
      {
        file: 'main/application/accept-return.ts',
        find: 'confirming = await orders.beginConfirm(orderId, {',
        put: `confirming = ((_, intent) => ({ ...attempt, state: { kind: 'confirming', ...intent } }))(orderId, {`,
      },
      {
        file: 'main/application/accept-return.ts',
        find: `if (now?.state.kind !== 'confirming') after = now ?? attempt`,
        put: 'if (now === null) after = attempt',
      },
    ],
  },
  {
    name: 'a confirm has one key for life',
    edits: [
      {
        file: 'main/application/ask-toss.ts',
        find: 'attempt.state.idempotencyKey,',
        put: 'crypto.randomUUID(),',
      },
    ],
  },
  {
    name: 'a refund has one key for life',
    edits: [
      {
        file: 'main/application/settle-refund.ts',
        find: 'refund.idempotencyKey,',
        put: 'crypto.randomUUID(),',
      },
    ],
  },
  {
    name: 'refundableAmount locks a cancel',
    edits: [
      {
        file: 'main/adapters/toss/toss-client.ts',
        find: '...(call.refundableAmount !== null && { refundableAmount: call.refundableAmount }),',
        put: '',
      },
    ],
  },
  {
    name: 'ALREADY_PROCESSED_PAYMENT is not a refusal',
    edits: [
      {
        file: 'shared/toss-codes/confirm.ts',
        find: 'ALREADY_PROCESSED_PAYMENT: unknown([',
        put: `ALREADY_PROCESSED_PAYMENT: ((what) => row('declined', 'never', what, NEXT.payAgain))([`,
      },
    ],
  },
  {
    name: 'no answer to a confirm is not a refusal',
    edits: [
      {
        file: 'main/application/attempt-outcome.ts',
        find: `if (answer.kind === 'no_answer') return attempt\n    const { verdict } = judgeTossCode('confirm'`,
        put: `if (answer.kind === 'no_answer') return told(orders.markDeclined(attempt.orderId, { code: 'X', message: '' }, null, now()))\n    const { verdict } = judgeTossCode('confirm'`,
      },
    ],
  },
  {
    name: 'no answer to a refund is not a refusal',
    edits: [
      {
        file: 'main/application/settle-refund.ts',
        find: `if (answer.kind !== 'refused') return later(refund)`,
        put: `if (answer.kind !== 'refused') return refused(refund, 'X', '')`,
      },
    ],
  },
  {
    name: 'a code that nobody knows is unknown',
    seen: meets('unknown_code'),
    edits: [
      {
        file: 'shared/toss-codes/toss-codes.ts',
        find: `row(
      'unknown',
      'lookup',`,
        put: `row(
      'declined',
      'never',`,
      },
    ],
  },
  {
    name: 'a payment of another amount is not ours',
    seen: meets('wrong_amount'),
    edits: [
      {
        file: 'main/domain/payment-verdict.ts',
        find: 'if (differing.length > 0 && !(isOurs && tookNothing)) {',
        put: 'if (differing.length > 99) {',
      },
    ],
  },
  {
    name: 'each call is in the journal before it goes out',
    edits: [
      {
        file: 'main/adapters/toss/toss-client.ts',
        find: 'const callId = await journal.begin({',
        put: 'const callId = await (async (_) => 1)({',
      },
    ],
  },
  {
    name: 'the cart knows, on disk, that it may have been paid',
    seen: ({ killAt, killServed }) => killAt.length + killServed.length > 0,
    edits: [
      {
        file: 'main/application/start-checkout.ts',
        find: 'await carts.save({ ...sale.cart, triedAs: order.number })',
        put: '',
      },
    ],
  },
  {
    name: 'what the last run left open is settled at the start',
    edits: [
      {
        file: 'main/application/application.ts',
        find: 'resumePayments.settleOpen().catch(',
        put: 'Promise.resolve().catch(',
      },
    ],
  },
  {
    name: "a refund without an answer is looked for in Toss's history",
    seen: (the) =>
      the.scenario.includes('refund') &&
      (meets('error_500_kept', 'acts_past_deadline')(the) ||
        the.trouble.some(({ trouble }) => trouble.is === 'off')),
    edits: [
      {
        file: 'main/application/settle-refund.ts',
        find: 'const history = await lookUp(order, refund)\n        if (await adopt(order, refund, history)) return',
        put: 'const history = await lookUp(order, refund)',
      },
      // Looked at before a repeat and after a refusal: either alone is enough.
      {
        file: 'main/application/settle-refund.ts',
        find: 'if (await adopt(order, refund, history)) return\n    if (history.kind',
        put: 'if (history.kind',
      },
    ],
  },
  {
    name: 'a press of 현금 takes once',
    seen: ({ scenario }) => scenario.includes('cash'),
    edits: [
      {
        file: 'main/application/take-cash.ts',
        find: 'const found = await ports.cashOrders.findIntent(input.intentId)',
        put: 'const found = null',
      },
      // Without this alone nothing is taken twice: the counter is reserved, and the file looks too.
      {
        file: 'main/application/take-cash.ts',
        find: 'if (!checkout.reserve())',
        put: 'if (false)',
      },
      {
        file: 'main/adapters/db/cash-writes.ts',
        find: 'const known = findIntent(queries, next.intentId)',
        put: `const known = null
          if (findIntent(queries, next.intentId)) next = { ...next, intentId: crypto.randomUUID() }`,
      },
    ],
  },
  {
    name: 'a cash receipt has one key for life',
    seen: ({ scenario }) => scenario.includes('receipt'),
    edits: [
      {
        file: 'main/application/settle-receipt.ts',
        find: 'receipt.idempotencyKey,',
        put: 'crypto.randomUUID(),',
      },
    ],
  },
  {
    name: "a cash receipt without an answer is looked for in Toss's list",
    seen: ({ scenario }) => scenario.includes('receipt'),
    edits: [
      {
        file: 'main/application/settle-receipt.ts',
        find: 'if (there !== null) {',
        put: 'if (there !== null && there.amount < 0) {',
      },
    ],
  },
]

/** Takes a guard out of the till while it is bundled. Throws where the guard isn't where it was. */
export function withoutGuard({ name, edits }: Guard): Plugin {
  const done = new Set<string>()
  return {
    name: 'without-guard',
    enforce: 'pre',
    transform(code, id) {
      const here = edits.filter(({ file }) => id.endsWith(`/src/${file}`))
      if (here.length === 0) return null
      return here.reduce((text, { find, put }) => {
        const [before, after, ...more] = text.split(find)
        if (before === undefined || after === undefined || more.length > 0) {
          throw new Error(`the guard "${name}" is not in ${id} any more: ${find}`)
        }
        done.add(find)
        return before + put + after
      }, code)
    },
    buildEnd() {
      if (done.size < edits.length) throw new Error(`the guard "${name}" was not found`)
    },
  }
}
