import { join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { afterEach, expect, it } from 'vitest'
import { won } from '#shared/money.ts'
import { type ComposedTill, openComposedTill } from '../support/composed-till.ts'
import { KEYS, LATTE } from '../support/store-parts.ts'

const PHONE = '010-1234-5678'

let till: ComposedTill
afterEach(() => till.close())

/** A latte paid in cash. Gives the tender's id. */
async function sellForCash(): Promise<string> {
  await till.ask('checkout.dismiss', {})
  await till.ask('cart.add', { productId: 'latte' })
  const cash = { total: won(LATTE), amount: won(LATTE), received: won(LATTE) }
  return (await till.ask('cash.take', { intentId: crypto.randomUUID(), ...cash })).orderId
}

const issue = (
  tender: string,
  changes: { intentId?: string; kind?: 'income' | 'expense' | 'self'; number?: string } = {},
) =>
  till.app.handlers['cashReceipt.issue']({
    intentId: crypto.randomUUID(),
    tender,
    kind: 'income',
    number: PHONE,
    ...changes,
  })

const receiptOf = async (tender: string) => (await till.order(tender)).tenders[0]?.receipt
const atToss = () => till.toss.box.receipts.of(KEYS.clientKey)

/** Everything the file holds, as text. */
function fileText(): string {
  const client = new SqliteDatabase(join(till.folder, 'till.sqlite'), { readonly: true })
  const tables = ['cash_receipt', 'journal', 'cash_tender', 'orders']
  const rows = tables.map((table) => client.prepare(`SELECT * FROM ${table}`).all())
  client.close()
  return JSON.stringify(rows)
}

it.each([
  ['income', PHONE, '소득공제', '01012345678', '010-****-5678'],
  ['expense', '220-81-62517', '지출증빙', '2208162517', '***-**-*2517'],
  ['self', '', '소득공제', '0100001234', '010-000-1234'],
] as const)(
  '%s is issued once, and the number is nowhere in the file',
  async (kind, number, type, digits, masked) => {
    till = await openComposedTill()
    const tender = await sellForCash()
    const intentId = crypto.randomUUID()
    const answer = await issue(tender, { intentId, kind, number })
    expect(answer.ok).toBe(true)
    await issue(tender, { intentId, kind, number })
    expect(atToss()).toMatchObject([{ type, customerIdentityNumber: digits, amount: LATTE }])
    expect(await receiptOf(tender)).toMatchObject({
      state: 'done',
      maskedNumber: masked,
      left: LATTE,
    })
    expect(fileText()).not.toContain(digits)
    expect(await issue(tender)).toMatchObject({ error: { code: 'RECEIPT_EXISTS' } })
  },
)

it('a number that can’t be one is refused before anything is saved', async () => {
  till = await openComposedTill()
  const tender = await sellForCash()
  for (const [kind, number] of [
    ['income', '010-1234'],
    ['income', '02-123-4567'],
    ['expense', '220-81-62518'],
  ] as const) {
    expect(await issue(tender, { kind, number })).toMatchObject({
      error: { code: 'INVALID_INPUT' },
    })
  }
  expect(await receiptOf(tender)).toBeNull()
  expect(till.sent('receipt')).toBe(0)
})

it('no answer is 확인중, and the list of the day settles it without a second one', async () => {
  let isCut = true
  till = await openComposedTill({
    // Toss does it, and its answer is lost.
    through: async (request, send) => {
      const isReceipt = request.method === 'POST' && request.url.includes('/cash-receipts')
      const answer = await send()
      if (isReceipt && isCut) throw new Error('the reply was lost')
      return answer
    },
  })
  const tender = await sellForCash()
  await issue(tender)
  expect(await receiptOf(tender)).toMatchObject({ state: 'requested' })
  expect(await issue(tender)).toMatchObject({ error: { code: 'RECEIPT_EXISTS' } })
  expect(fileText()).not.toContain('01012345678')
  isCut = false
  await till.settle(tender)
  expect(await receiptOf(tender)).toMatchObject({ state: 'done' })
  expect(atToss()).toHaveLength(1)
  expect(till.sent('receipt')).toBe(1)
})

it('one that never arrived goes out again after a restart, with its key and its number', async () => {
  let isDown = true
  const keys: (string | null)[] = []
  till = await openComposedTill({
    through: async (request, send) => {
      if (request.url.includes('/cash-receipts') && request.method === 'POST') {
        keys.push(request.headers.get('idempotency-key'))
      }
      if (isDown) throw new Error('no network')
      return send()
    },
  })
  const tender = await sellForCash()
  await issue(tender)
  expect(await receiptOf(tender)).toMatchObject({ state: 'requested' })
  await till.restart()
  isDown = false
  await till.settle(tender)
  expect(await receiptOf(tender)).toMatchObject({ state: 'done' })
  expect(atToss()).toMatchObject([{ customerIdentityNumber: '01012345678' }])
  expect(new Set(keys).size).toBe(1)
})

it('a code that refuses ends it, and another may be issued', async () => {
  till = await openComposedTill()
  const tender = await sellForCash()
  till.testCode('receipt', 'NOT_FOUND_MERCHANT_BUSINESS_NUMBER')
  await issue(tender)
  expect(await receiptOf(tender)).toMatchObject({
    state: 'refused',
    refusal: { code: 'NOT_FOUND_MERCHANT_BUSINESS_NUMBER' },
  })
  await issue(tender)
  expect(await receiptOf(tender)).toMatchObject({ state: 'done' })
})

it('a refund of the cash takes as much off the receipt, in part and in whole', async () => {
  till = await openComposedTill()
  const tender = await sellForCash()
  await issue(tender)
  const back = async (amount: number) => {
    await till.refund(tender, { tender, amount: won(amount), lines: [] })
    // The cancel isn't waited for by the refund: its turn comes after.
    await till.settle(tender)
  }
  await back(1000)
  expect(await receiptOf(tender)).toMatchObject({ left: LATTE - 1000, cancel: 'done' })
  await back(LATTE - 1000)
  expect(await receiptOf(tender)).toMatchObject({ left: 0, cancel: 'done' })
  const cancels = atToss().filter(({ transactionType }) => transactionType === 'CANCEL')
  expect(cancels.map(({ amount }) => amount)).toEqual([1000, LATTE - 1000])
  expect((await till.order(tender)).status).toBe('refunded')
})
