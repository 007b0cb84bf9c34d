import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseTossError } from '../../src/main/adapters/toss/error-schema.ts'
import { parsePayment } from '../../src/main/adapters/toss/payment-schema.ts'
import type { Payment } from '../../src/main/domain/payment.ts'

const FOLDER = new URL('../fixtures/toss-payloads/', import.meta.url)
const read = (file: string): unknown => JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8'))
const { payloads } = read('index.json') as { payloads: { file: string; kind: string }[] }
const of = (...kinds: string[]) => payloads.filter(({ kind }) => kinds.includes(kind))

const parsed = (answer: unknown): Payment => {
  const outcome = parsePayment(answer)
  if (!outcome.ok) throw new Error(outcome.reason)
  return outcome.payment
}
const refusal = (answer: unknown): string => {
  const outcome = parsePayment(answer)
  if (outcome.ok) throw new Error('was taken for a payment')
  return outcome.reason
}
/** Every scalar of an answer with its path. */
function scalars(value: unknown, path = ''): [string, unknown][] {
  if (typeof value !== 'object' || value === null) return [[path, value]]
  return Object.entries(value).flatMap(([key, part]) => scalars(part, `${path}.${key}`))
}
const card = () => read('confirm-card-2025-04.json') as Record<string, unknown>

/** What every kind other than a payment has instead, or lacks. */
const REFUSED: Readonly<Record<string, RegExp>> = {
  error: /paymentKey, orderId, status, totalAmount/,
  'payment-excerpt': /paymentKey/,
  'request-body': /status/,
  'response-headers': /paymentKey/,
  billing: /paymentKey/,
  transactions: /the answer/,
  'cash-receipt': /paymentKey/,
  'cash-receipts': /paymentKey/,
  redirect: /paymentKey/,
  webhook: /paymentKey/,
  settlements: /the answer/,
  'sdk-result': /status, totalAmount/,
}

it('knows every recorded payload and every kind', () => {
  const files = readdirSync(FOLDER).filter((file) => file !== 'index.json')
  expect(payloads.map(({ file }) => file).sort()).toEqual(files.sort())
  expect(new Set(payloads.map(({ kind }) => kind))).toEqual(
    new Set(['payment', ...Object.keys(REFUSED)]),
  )
})

describe.each(of('payment'))('the payment $file', ({ file }) => {
  it('is parsed, with nothing lost', () => {
    const answer = read(file)
    const payment = parsed(answer)
    expect(scalars(payment.raw)).toEqual(scalars(answer))
    expect(scalars(payment.raw).length).toBeGreaterThan(20)
  })

  it('shows the same values where they are parsed', () => {
    const answer = read(file) as Record<string, never>
    const { raw: _, receiptUrl, discountAmount: __, cancels, ...rest } = parsed(answer)
    expect(receiptUrl).toBe((answer['receipt'] as { url: string } | undefined)?.url ?? null)
    expect(cancels.map(({ transactionKey }) => transactionKey)).toEqual(
      ((answer['cancels'] ?? []) as { transactionKey: string }[]).map((one) => one.transactionKey),
    )
    for (const [path, value] of scalars(rest)) {
      const sent = path
        .slice(1)
        .split('.')
        .reduce<unknown>((at, key) => (at as Record<string, unknown> | null)?.[key], answer)
      // What Toss left out is null here, or what its absence means.
      const expected = sent === undefined ? path === '.isPartialCancelable' || null : sent
      expect([path, value]).toEqual([path, expected])
    }
  })
})

describe.each(payloads.filter(({ kind }) => kind !== 'payment'))('$kind $file', (payload) => {
  it('is refused as a payment, and the reason says what is missing', () => {
    expect(refusal(read(payload.file))).toMatch(REFUSED[payload.kind]!)
  })
})

describe.each(of('error'))('the error $file', ({ file }) => {
  it('gives its code and message, in both shapes', () => {
    const said = read(file) as { code: string; message: string }
    expect(parseTossError(said)).toEqual(said)
    expect(parseTossError({ version: '2022-11-16', traceId: 'x', error: said })).toEqual(said)
  })
})

it.each(payloads.filter(({ kind }) => kind !== 'error' && kind !== 'redirect'))(
  'doesn’t take $file for an error',
  ({ file }) => {
    expect(parseTossError(read(file))).toBeNull()
  },
)

describe('the pieces of excerpts', () => {
  const within = (file: string) => parsed({ ...card(), ...(read(file) as object) })

  it('reads two partial cancels, oldest first', () => {
    const { cancels } = within('cancels-two-partials-doc-excerpt.json')
    expect(cancels).toEqual([
      {
        cancelAmount: 1000,
        cancelReason: '구매자가 취소를 원함',
        canceledAt: '2022-01-01T23:23:52+09:00',
        transactionKey: '8B4F646A829571D870A3011A4E13D640',
        cancelStatus: 'DONE',
        refundableAmount: 9000,
        taxFreeAmount: 0,
      },
      {
        cancelAmount: 1000,
        cancelReason: '구매자가 다른 품목도 취소를 원함',
        canceledAt: '2022-01-02T20:00:00+09:00',
        transactionKey: '6673C15BF350C3F9BF45CEFC48C7A24E',
        cancelStatus: 'DONE',
        refundableAmount: 8000,
        taxFreeAmount: 0,
      },
    ])
  })

  it('reads easy pay split over a card and points', () => {
    const payment = within('confirm-easypay-card-plus-points-doc-excerpt.json')
    expect(payment.card?.amount).toBe(10_000)
    expect(payment.easyPay).toEqual({ provider: '토스페이', amount: 0, discountAmount: 5000 })
    expect(payment.totalAmount).toBe(15_000)
  })

  it('reads a virtual account, and keeps the refund account in the answer', () => {
    const payment = within('virtual-account-refund-account-doc-excerpt.json')
    expect(payment.virtualAccount).toMatchObject({
      accountNumber: 'X6505636518308',
      bankCode: '20',
    })
    expect(scalars(payment.raw)).toContainEqual([
      '.virtualAccount.refundReceiveAccount.accountNumber',
      '001012341342',
    ])
  })
})

describe('what Toss may change', () => {
  it('keeps unknown fields and words of open sets', () => {
    const payment = parsed({
      ...card(),
      status: 'SOMETHING_NEW',
      method: '양자결제',
      type: 'NEW_TYPE',
      newField: { deep: [1, 'two'] },
      card: { ...(card()['card'] as object), cardType: '새카드', newInside: true },
    })
    expect(payment).toMatchObject({ status: 'SOMETHING_NEW', method: '양자결제', type: 'NEW_TYPE' })
    expect(payment.card?.cardType).toBe('새카드')
    expect(scalars(payment.raw)).toContainEqual(['.newField.deep.1', 'two'])
    expect(scalars(payment.raw)).toContainEqual(['.card.newInside', true])
  })

  it('takes any single odd value without losing the payment, but never an odd identity or amount', () => {
    const essential = new Set(['paymentKey', 'orderId', 'status', 'totalAmount', 'balanceAmount'])
    const odd = [null, undefined, 0, -1, 1.5, '', 'x', '10', true, [], {}, [[]], { a: { b: 1 } }]
    for (const key of Object.keys(card())) {
      for (const value of odd) {
        const outcome = parsePayment({ ...card(), [key]: value })
        const isAmount = key.endsWith('Amount')
        const fitsEssential = isAmount
          ? (typeof value === 'number' && value >= 0) ||
            (key === 'balanceAmount' && value === undefined)
          : typeof value === 'string' && value !== ''
        const fits = !essential.has(key) || fitsEssential
        expect([key, value, outcome.ok]).toEqual([key, value, fits])
      }
    }
  })

  it('takes odd values inside nested objects as null and keeps their neighbours', () => {
    const nested = card()['card'] as Record<string, unknown>
    for (const key of Object.keys(nested)) {
      const payment = parsed({ ...card(), card: { ...nested, [key]: { odd: true } } })
      expect(scalars(payment.raw)).toContainEqual([`.card.${key}.odd`, true])
      const piece = payment.card as unknown as Record<string, unknown>
      // null where the till reads it; where it doesn't, there is nothing to be odd.
      expect(piece[key] ?? null).toBeNull()
      expect(piece['number']).toBe(key === 'number' ? null : '40921675****082*')
    }
  })

  it('leaves out an entry that isn’t a cancel', () => {
    const { cancels } = read('cancel-partial-card-2024-11.json') as { cancels: unknown[] }
    const payment = parsed({ ...card(), cancels: ['odd', { cancelAmount: 'x' }, ...cancels] })
    expect(payment.cancels.map(({ cancelAmount }) => cancelAmount)).toEqual([10_000])
  })

  it('refuses amounts that JSON can’t hold but code can', () => {
    for (const totalAmount of [Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(refusal({ ...card(), totalAmount })).toMatch(/totalAmount/)
    }
  })

  it('refuses what isn’t one whole payment', () => {
    for (const answer of [null, 'text', 7, undefined, [], {}, [card()], { data: card() }]) {
      expect(parsePayment(answer).ok).toBe(false)
      expect(parseTossError(answer)).toBeNull()
    }
  })

  it('names fields in the reason, never values', () => {
    const reason = refusal({ ...card(), totalAmount: 'canary-value', status: 17 })
    expect(reason).toBe('not a payment: status, totalAmount missing or odd')
  })
})

describe('old versions', () => {
  it('1.0: no version, type, name, currency or balance; company by name; receipt in the card', () => {
    const payment = parsed({
      mId: 'tvivarepublica',
      paymentKey: 'old-key',
      orderId: 'old-order',
      status: 'DONE',
      totalAmount: 15_000,
      method: '카드',
      requestedAt: '2020-09-25T14:38:41+09:00',
      approvedAt: '2020-09-25T14:39:00+09:00',
      useDiscount: true,
      discountAmount: 500,
      transactionKey: 'OLD-TRANSACTION',
      card: {
        company: '현대',
        number: '402857******5632',
        installmentPlanMonths: 3,
        isInterestFree: false,
        approveNo: '00012345',
        receiptUrl: 'https://old.example/receipt',
      },
      cancels: [
        { cancelAmount: 5000, cancelReason: '변심', canceledAt: '2020-09-26T00:00:00+09:00' },
      ],
    })
    expect(payment).toMatchObject({
      version: null,
      type: null,
      orderName: '',
      currency: 'KRW',
      balanceAmount: 10_000,
      suppliedAmount: null,
      lastTransactionKey: 'OLD-TRANSACTION',
      discountAmount: 500,
      receiptUrl: 'https://old.example/receipt',
      isPartialCancelable: true,
      card: { company: '현대', issuerCode: null, installmentPlanMonths: 3, approveNo: '00012345' },
      cancels: [{ cancelStatus: 'DONE', transactionKey: null, refundableAmount: null }],
    })
    expect(payment.card).not.toHaveProperty('receiptUrl')
  })

  it('1.2 to 1.4: easy pay as a word, foreign easy pay as an object', () => {
    const word = { provider: '토스페이', amount: null, discountAmount: null }
    expect(parsed({ ...card(), easyPay: '토스페이' }).easyPay).toEqual(word)
    expect(parsed({ ...card(), foreignEasyPay: { provider: 'PAYPAL' } }).easyPay).toEqual({
      ...word,
      provider: 'PAYPAL',
    })
  })

  it('1.4: decimals, micro-dollars, null escrow', () => {
    expect(
      parsed({
        ...card(),
        version: '1.4',
        currency: 'MUSD',
        totalAmount: 10_500_000,
        balanceAmount: 10.25,
        useEscrow: null,
      }),
    ).toMatchObject({
      currency: 'MUSD',
      totalAmount: 10_500_000,
      balanceAmount: 10.25,
      useEscrow: null,
    })
  })

  it('names of organisations before 2022-11-16', () => {
    const account = { accountNumber: '6505636518308', bank: '우리', customerName: '박토스' }
    expect(parsed({ ...card(), virtualAccount: account }).virtualAccount).toMatchObject({
      bank: '우리',
      bankCode: null,
    })
  })
})
