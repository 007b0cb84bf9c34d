import { describe, expect, it } from 'vitest'
import { customerContract, type CustomerView } from '#shared/ipc/customer-contract.ts'
import { won } from '#shared/money.ts'
import { isNextCustomer } from '../../../src/main/domain/customer-language.ts'
import { MemoryTill } from '../../support/memory-till.ts'

async function shown(till: MemoryTill): Promise<CustomerView> {
  const answer = await till.app.customer['customer.get']({})
  if (!answer.ok) throw new Error(answer.error.code)
  // Strict: a field more than the contract has would be refused here.
  return customerContract['customer.get'].output.parse(answer.data)
}
const speak = (till: MemoryTill, language: 'ko' | 'en') =>
  till.app.customer['customer.setLanguage']({ language })

describe('what the customer sees', () => {
  it('is the shop while nobody buys, then the cart, the payment, and how it ended', async () => {
    const till = new MemoryTill('sandbox')
    expect(await shown(till)).toMatchObject({
      shop: '계산 카페',
      isTraining: false,
      language: 'ko',
      scene: { kind: 'idle' },
      sale: null,
    })
    const intent = await till.startSale()
    expect(await shown(till)).toMatchObject({
      scene: { kind: 'paying', amount: 9000 },
      sale: { total: 9000, due: 9000, lines: [{ name: '카페라떼', quantity: 2, amount: 9000 }] },
    })
    till.toss.authenticate(intent.orderId, intent.amount)
    const outcome = await till.comeBack(intent)
    if (outcome.kind !== 'accepted') throw new Error(outcome.kind)
    await outcome.settled
    expect(await shown(till)).toMatchObject({ scene: { kind: 'paid', amount: 9000, cash: null } })
    await till.app.handlers['checkout.dismiss']({})
    expect((await shown(till)).scene.kind).toBe('idle')
  })

  it('has no codes, notes, reasons or numbers of orders in it', async () => {
    const till = new MemoryTill()
    const { handlers } = till.app
    await handlers['cart.add']({ productId: 'latte' })
    await handlers['cart.note']({ productId: 'latte', note: '단골 손님 까다로움' })
    await handlers['cart.discount']({
      productId: 'latte',
      discount: { kind: 'won', value: 500, reason: '직원 실수' },
    })
    const view = await shown(till)
    expect(view.sale).toEqual({
      lines: [{ name: '카페라떼', quantity: 1, amount: 4000, discountAmount: 500 }],
      fullPrice: 4500,
      discountAmount: 500,
      total: 4000,
      paid: 0,
      due: 4000,
    })
    for (const secret of ['latte', '단골', '직원 실수', '.svg']) {
      expect(JSON.stringify(view)).not.toContain(secret)
    }
  })

  it('says nothing of why a payment failed', async () => {
    const till = new MemoryTill()
    const intent = await till.startSale()
    await till.comeToFail(intent, 'REJECT_CARD_COMPANY', '한도 초과')
    await till.quiet()
    const view = await shown(till)
    expect(view.scene).toEqual({ kind: 'not_paid', amount: 9000 })
    expect(JSON.stringify(view)).not.toContain('한도')
  })

  it('is the change in cash, and what is left of a sale in parts', async () => {
    const till = new MemoryTill()
    const { handlers } = till.app
    await handlers['cart.add']({ productId: 'latte' })
    const take = (amount: number, received: number) =>
      handlers['cash.take']({
        intentId: crypto.randomUUID(),
        total: won(4500),
        amount: won(amount),
        received: won(received),
      })
    await take(1000, 1000)
    expect(await shown(till)).toMatchObject({
      scene: { kind: 'cart' },
      sale: { total: 4500, paid: 1000, due: 3500 },
    })
    await take(3500, 5000)
    expect((await shown(till)).scene).toEqual({
      kind: 'paid',
      amount: 3500,
      cash: { received: 5000, change: 1500 },
    })
  })
})

describe('the customer’s language', () => {
  it('stays for one sale, also one that isn’t paid at the first try, and then goes back', async () => {
    const till = new MemoryTill()
    await speak(till, 'en')
    expect((await shown(till)).language).toBe('en')
    const intent = await till.startSale()
    expect((await shown(till)).language).toBe('en')
    await till.comeToFail(intent, 'REJECT_CARD_COMPANY')
    await till.quiet()
    expect((await shown(till)).scene.kind).toBe('not_paid')
    await till.app.handlers['checkout.dismiss']({})
    expect(await shown(till)).toMatchObject({ scene: { kind: 'cart' }, language: 'en' })
    await till.app.handlers['cart.clear']({})
    expect(await shown(till)).toMatchObject({ scene: { kind: 'idle' }, language: 'ko' })
  })

  it('goes back where the next sale begins over the last one’s result', async () => {
    const till = new MemoryTill()
    await till.sell()
    await speak(till, 'en')
    expect((await shown(till)).scene.kind).toBe('paid')
    await till.app.handlers['cart.add']({ productId: 'ade' })
    expect(await shown(till)).toMatchObject({ scene: { kind: 'cart' }, language: 'ko' })
  })

  it('is another customer’s only after a sale is over', () => {
    const kinds = ['idle', 'cart', 'paying', 'checking', 'paid', 'deposit', 'not_paid'] as const
    const changes = kinds.flatMap((before) =>
      kinds.filter((after) => isNextCustomer(before, after)).map((after) => `${before} ${after}`),
    )
    expect(changes).toEqual([
      'cart idle',
      'paying idle',
      'checking idle',
      'paid idle',
      'paid cart',
      'deposit idle',
      'deposit cart',
      'not_paid idle',
    ])
  })
})
