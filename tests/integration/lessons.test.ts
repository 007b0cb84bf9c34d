import { afterEach, expect, it } from 'vitest'
import { won } from '#shared/money.ts'
import type { LessonId } from '#shared/vocabulary.ts'
import { openTrainingTill, type TrainingTill } from '../support/training-till.ts'
import { LATTE } from '../support/store-parts.ts'

let till: TrainingTill
afterEach(() => till.close())

const begin = async (id: LessonId): Promise<void> => {
  till = await openTrainingTill()
  const { run } = await till.ask('lessons.start', { id })
  expect(run).toMatchObject({ id, outcome: 'open', mistake: null })
}
const run = async () => (await till.ask('lessons.get', {})).run
const judged = (outcome: 'right' | 'wrong') =>
  expect.poll(async () => (await run())?.outcome, { timeout: 10_000 }).toBe(outcome)

it('the first sale is right once it is paid, and is known as done after a restart', async () => {
  await begin('first_sale')
  await till.sell()
  await judged('right')
  expect(await till.ask('lessons.stop', {})).toEqual({
    isHere: true,
    done: ['first_sale'],
    run: null,
  })
  await till.restart()
  expect((await till.ask('lessons.get', {})).done).toEqual(['first_sale'])
  expect((await till.ask('lessons.startOver', {})).done).toEqual([])
})

it('begins at an empty counter, and not while a customer is paying', async () => {
  till = await openTrainingTill()
  const intent = await till.open()
  expect(await till.answer('lessons.start', { id: 'left' })).toMatchObject({
    error: { code: 'CHECKOUT_IN_PROGRESS' },
  })
  await till.ask('checkout.abandon', { orderId: intent.orderId })
  await till.ask('lessons.start', { id: 'left' })
  expect((await till.ask('cart.get', {})).lines).toEqual([])
  // What was sold before isn't this lesson's.
  expect((await run())?.steps.map(({ isDone }) => isDone)).toEqual([false, false, false])
})

it('declines one card, and the next way of paying is right', async () => {
  await begin('declined')
  const order = await till.sell()
  expect(order).toMatchObject({
    status: 'declined',
    attempts: [{ reason: { code: 'REJECT_CARD_PAYMENT' } }],
  })
  await till.ask('checkout.start', { total: won(LATTE) })
  await till.ask('checkout.abandon', {
    orderId: (await till.ask('orders.get', { orderId: order.orderId })).attempts.at(-1)!.orderId,
  })
  await till.ask('checkout.dismiss', {})
  await till.takeCash()
  await judged('right')
})

it('loses one answer: waiting is right, and what Toss has is one payment', async () => {
  await begin('lost_reply')
  const order = await till.sell()
  expect(order.status).toBe('confirming')
  await till.ask('checkout.dismiss', {})
  // The next customer, with something else in mind.
  await till.ask('cart.setQuantity', { productId: 'latte', quantity: 2 })
  await till.takeCash()
  await till.ask('checkout.dismiss', {})
  await expect
    .poll(async () => (await till.ask('orders.get', { orderId: order.orderId })).status, {
      timeout: 10_000,
    })
    .toBe('paid')
  expect(await run()).toMatchObject({ outcome: 'open' })
  for (const { id } of (await till.ask('checking.get', {})).news) {
    await till.ask('checking.putAway', { id })
  }
  await judged('right')
})

it('loses one answer: charging the same goods again is wrong, and why is said', async () => {
  await begin('lost_reply')
  await till.sell()
  await till.ask('checkout.dismiss', {})
  await till.ask('cart.add', { productId: 'latte' })
  await till.takeCash()
  await judged('wrong')
  expect((await run())?.mistake).toBe('charged_again')
  expect((await till.ask('lessons.get', {})).done).toEqual([])
})

it('a customer who leaves: stopped and cleared is right, charged is wrong', async () => {
  await begin('left')
  const { orderId } = await till.open()
  await till.ask('checkout.abandon', { orderId })
  await till.ask('checkout.dismiss', {})
  await till.ask('cart.clear', {})
  await judged('right')
  await till.ask('lessons.start', { id: 'left' })
  await till.sell()
  await judged('wrong')
  expect((await run())?.mistake).toBe('took_money')
})

it('an account that waits is put aside; withdrawing it is wrong', async () => {
  await begin('deposit')
  const intent = await till.open()
  await till.approve(intent, { method: 'VIRTUAL_ACCOUNT' })
  await expect.poll(async () => (await run())?.steps[0]?.isDone).toBe(true)
  await till.ask('checkout.dismiss', {})
  await expect.poll(async () => (await run())?.steps[1]?.isDone).toBe(true)
  await till.ask('orders.refund', {
    orderId: intent.orderId,
    intentId: crypto.randomUUID(),
    amount: won(LATTE),
    reason: '주문 실수',
    lines: [],
  })
  await judged('wrong')
  expect((await run())?.mistake).toBe('account_cancelled')
})

it('one of two is given back', async () => {
  await begin('refund')
  const { orderId } = await till.sell(2)
  const back = (amount: number, quantity: number) =>
    till.ask('orders.refund', {
      orderId,
      intentId: crypto.randomUUID(),
      amount: won(amount),
      reason: '단순 변심',
      lines: [{ lineNo: 1, quantity }],
    })
  await back(LATTE, 1)
  await judged('right')
  await back(LATTE, 1)
  // What was right once stays so.
  expect((await run())?.outcome).toBe('right')
})

it('a printer of its own runs out of paper, and is gone with the lesson', async () => {
  await begin('paper')
  await till.sell()
  await expect
    .poll(async () => (await till.ask('printing.get', {})).printer.state)
    .toBe('paper_out')
  const { settings, waiting } = await till.ask('printing.get', {})
  expect({ host: settings.host, waiting }).toEqual({ host: 'practice', waiting: 1 })
  expect((await run())?.needsPaper).toBe(true)
  // What is saved meanwhile isn't taken for the shop's own printer.
  await till.ask('printing.saveSettings', { ...settings, autoPrint: false })
  await till.ask('lessons.refill', {})
  await judged('right')
  await till.ask('lessons.stop', {})
  expect((await till.ask('printing.get', {})).settings).toMatchObject({ kind: 'none', host: '' })
})

it('a lesson that is stopped leaves nothing arranged', async () => {
  await begin('declined')
  await till.ask('lessons.stop', {})
  expect((await till.sell()).status).toBe('paid')
})

it('there are none outside the training store', async () => {
  till = await openTrainingTill('sandbox')
  expect(await till.ask('lessons.get', {})).toEqual({ isHere: false, done: [], run: null })
  expect(await till.answer('lessons.start', { id: 'declined' })).toMatchObject({
    error: { code: 'LESSON_NOT_HERE' },
  })
})
