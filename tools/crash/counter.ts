/**
 * The people at the counter: what a cashier and a customer do, and go on doing after the till died on
 * them. Each of their acts can be begun again at any point, and is over when the till says that what
 * they wanted is done.
 */
import type { CheckoutView, OrderView, ReconcileView, RefundView } from '#shared/ipc/contract.ts'
import type { Result } from '#shared/result.ts'
import { TRAINING_KEYS } from '../../src/main/training/auth.ts'
import type { PaymentIntent } from '../../src/main/application/ports.ts'
import { businessDayOf } from '../../src/main/domain/business-day.ts'
import type { Choice } from '../../src/main/training/means.ts'
import type { Ask } from './messages.ts'
import { Stuck, type World } from './world.ts'
import { START } from './world-clock.ts'

/** How often somebody tries again before going for help. */
const TRIES = 24

/** What a customer does in the window. */
export type Customer =
  | {
      readonly does: 'pays'
      readonly choice?: Choice
      /** Both doors tell of it. */
      readonly twice?: true
      /** Somebody closes the till while the confirm is out. */
      readonly closing?: true
    }
  /** Toss's fail address. */
  | { readonly does: 'leaves' }
  | { readonly does: 'closes the window' }
  /** 결제 그만두기, by the cashier. */
  | { readonly does: 'is sent away' }

export interface Sale {
  readonly name: string
  readonly products: readonly string[]
  readonly amount: number
  /** One per window; the last one comes back for all further ones. */
  readonly customers: readonly Customer[]
  /** In place of one customer: what is paid how, one after the other. */
  readonly parts: readonly Part[]
  /** Off the first product, in won. */
  readonly discount: number
  readonly receipts: Receipting[]
  readonly orderIds: string[]
  readonly refunds: Refunding[]
  consoleRefund: number
  isTakenBack: boolean
  /** Nobody can pay any more: its account ran out. */
  isMissed: boolean
}

/** A tender: cash, or what the window is opened for. */
export interface Part {
  readonly by: 'cash' | 'toss'
  readonly amount: number
  /** Of every press that the till took on; cash only. */
  readonly intents: string[]
}

export const inCash = (amount: number): Part => ({ by: 'cash', amount, intents: [] })
export const byToss = (amount: number): Part => ({ by: 'toss', amount, intents: [] })

export interface Refunding {
  readonly name: string
  readonly amount: number
  /** Out of the drawer, by the sale's first part in cash. */
  readonly isCash: boolean
  readonly ids: string[]
}

/** A cash receipt for the sale's first part in cash. */
export interface Receipting {
  /** What it says in the end, in won. */
  readonly left: number
  readonly ids: string[]
}

export const newSale = (
  name: string,
  products: readonly string[],
  amount: number,
  ...customers: readonly Customer[]
): Sale => ({
  name,
  products,
  amount,
  customers: customers.length === 0 ? [{ does: 'pays' }] : customers,
  parts: [],
  discount: 0,
  receipts: [],
  orderIds: [],
  refunds: [],
  consoleRefund: 0,
  isTakenBack: false,
  isMissed: false,
})

/** The till, as the counter sees it. */
export interface Counter {
  /** Until it is sold, or the last customer has left. */
  sell(sale: Sale): Promise<void>
  /** Part by part, each until it is taken. */
  sellInParts(sale: Sale): Promise<void>
  /** 현금영수증, until there is one. */
  issueReceipt(sale: Sale, receipting: Receipting): Promise<void>
  /** Up to the first window, whatever comes of it. */
  sellOnce(sale: Sale): Promise<void>
  refund(sale: Sale, refunding: Refunding, more?: Pressing): Promise<void>
  /** The cashier goes on with the next customer while an outcome is unknown. */
  leaveUnknown(sale: Sale): Promise<void>
  /** 지금 조회, once. */
  lookAgain(sale: Sale): Promise<void>
  /** Waits until the till knows what became of it. */
  waitFor(sale: Sale): Promise<void>
  waitForDeposit(sale: Sale): Promise<void>
  /** The bank takes a deposit back, and the till finds out. */
  takeDepositBack(sale: Sale): Promise<void>
  depositAgain(sale: Sale): Promise<void>
  /** Somebody gives money back by hand in Toss's console, which the till isn't told. */
  refundInConsole(sale: Sale, amount: number): Promise<void>
  statusOf(sale: Sale): Promise<string | null>
  /** 토스와 맞추기: the till compares its books with Toss's list. @throws Stuck where they differ */
  compareDay(): Promise<void>
}

/** A bank corrects a deposit on the same or on the next banking day. */
const LATEST_CORRECTION = 4 * 24 * 3_600_000

const dayOf = (at: number) => businessDayOf(new Date(at), 4)

export interface Pressing {
  /** So many presses at the same moment. */
  readonly presses?: number
  /** Where a deposit goes back to. */
  readonly account?: { bankCode: string; accountNumber: string; holderName: string }
}

/** Whether this customer is to end as one who paid. An account without a deposit is left by its customer. */
const pays = (customer: Customer | undefined): boolean =>
  customer?.does === 'pays' &&
  (customer.choice?.method !== 'VIRTUAL_ACCOUNT' || customer.choice.depositAfterMs !== undefined)

const SOLD = ['paid', 'partly_refunded', 'refunded', 'awaiting_deposit']

export function createCounter(world: World, newId: () => string): Counter {
  const { toss } = world

  async function route<T>(name: string, input: unknown): Promise<Result<T>> {
    const [result] = (await world.ask({ ask: 'route', route: name, input })) as [Result<T>]
    if (!result.ok && result.error.code === 'INTERNAL') throw new Error(result.error.message)
    return result
  }

  /** What the order list says of the sale's first part in cash; null where none was taken. */
  const cashOf = (sale: Sale): string | null =>
    world.reader.cashOf(sale.parts.find(({ by }) => by === 'cash')?.intents ?? [])

  /** The newest order of a sale that the till knows. */
  async function orderOf(sale: Sale): Promise<OrderView | null> {
    const orderId = sale.orderIds.at(-1) ?? cashOf(sale)
    if (orderId === null) return null
    const order = await route<OrderView>('orders.get', { orderId })
    return order.ok ? order.data : null
  }
  const statusOf = async (sale: Sale) => (await orderOf(sale))?.status ?? null

  /** Others may stay unknown meanwhile: this sale alone is waited for. */
  const waitFor = (sale: Sale) =>
    world.passUntil(() => !sale.orderIds.some((orderId) => world.reader.isUnknown(orderId)))

  async function fillCart(sale: Sale): Promise<boolean> {
    await route('checkout.dismiss', {})
    const cleared = await route('cart.clear', {})
    for (const productId of sale.products) {
      const added = await route('cart.add', { productId })
      if (!added.ok) return false
    }
    const { discount } = sale
    if (discount === 0) return cleared.ok
    const discounted = await route('cart.discount', {
      productId: sale.products[0],
      discount: { kind: 'won', value: discount, reason: '단골' },
    })
    return cleared.ok && discounted.ok
  }

  /** The cart is still there after a crash, and tried again it stays the same order. */
  async function isCartFull(sale: Sale): Promise<boolean> {
    const cart = await route<{ total: number; count: number }>('cart.get', {})
    return cart.ok && cart.data.total === sale.amount && cart.data.count === sale.products.length
  }

  async function isInviting(sale: Sale): Promise<boolean> {
    const checkout = await route<CheckoutView>('checkout.get', {})
    return checkout.ok && checkout.data.stage === 'idle' && (await isCartFull(sale))
  }

  function back(intent: PaymentIntent, values: Record<string, string>): string {
    return new URLSearchParams({ ref: intent.ref, ...values }).toString()
  }

  async function goThroughWindow(sale: Sale, intent: PaymentIntent): Promise<void> {
    const customer = sale.customers[sale.orderIds.length] ?? sale.customers.at(-1)
    sale.orderIds.push(intent.orderId)
    const { ref, orderId, orderName, amount } = intent
    switch (customer?.does) {
      case undefined:
        throw new Error(`nobody buys ${sale.name}`)
      case 'pays': {
        const paid = toss.box.play(
          { clientKey: TRAINING_KEYS.clientKey, orderId, orderName, amount },
          customer.choice ?? { method: 'CARD' },
        )
        if (!('paymentKey' in paid)) throw new Error(`the window refused: ${paid.code}`)
        const query = back(intent, {
          paymentType: paid.paymentType,
          orderId: paid.orderId,
          paymentKey: paid.paymentKey,
          amount: String(paid.amount),
        })
        const arrival: Ask = { ask: 'return', query, ref }
        if (customer.closing) {
          toss.faultNext('confirm', 'delay_before')
          await world.closeDuring(arrival)
        } else await world.ask(arrival, ...(customer.twice ? [arrival] : []))
        return
      }
      case 'leaves':
        await world.ask({
          ask: 'fail',
          query: back(intent, { code: 'PAY_PROCESS_CANCELED', message: '취소했어요' }),
          ref,
        })
        return
      case 'closes the window':
        await world.ask({ ask: 'windowClosed', ref })
        return
      case 'is sent away':
        await route('checkout.abandon', { orderId })
        return
    }
  }

  function paymentOf(sale: Sale) {
    const orderId = sale.orderIds.at(-1)
    const payment = toss.box.ledger.payments().find((one) => one.orderId === orderId)
    if (payment === undefined) throw new Stuck(`${sale.name} has no payment`)
    return payment
  }
  const paymentKeyOf = (sale: Sale): string => paymentOf(sale).paymentKey
  const ageOfDeposit = (sale: Sale): number =>
    toss.clock.now() - (paymentOf(sale).approvedAt ?? toss.clock.now())

  /** One customer more; false where the till took no sale. */
  async function sellTo(sale: Sale, amount?: number): Promise<boolean> {
    if (!(await isCartFull(sale)) && !(await fillCart(sale))) return false
    const before = world.windows.length
    const started = await route<CheckoutView>('checkout.start', {
      total: sale.amount,
      ...(amount === undefined ? {} : { amount }),
    })
    const intent = world.windows[before]
    if (!started.ok || intent === undefined) return false
    await goThroughWindow(sale, intent)
    return true
  }

  /** One press of 현금; false where the till took nothing. */
  async function takeCash(sale: Sale, { amount, intents }: Part): Promise<boolean> {
    if (!(await isCartFull(sale)) && !(await fillCart(sale))) return false
    const intentId = newId()
    intents.push(intentId)
    const press: Ask = {
      ask: 'route',
      route: 'cash.take',
      input: { intentId, total: sale.amount, amount, received: amount },
    }
    // A nervous finger: the same pad, pressed twice.
    const [taken] = (await world.ask(press, press)) as Result<unknown>[]
    return taken?.ok === true
  }

  async function takePart(sale: Sale, part: Part): Promise<void> {
    for (let tries = 0; tries < TRIES; tries += 1) {
      await waitFor(sale)
      if (part.by === 'cash') {
        if (world.reader.cashOf(part.intents) !== null) return
        if (!(await takeCash(sale, part))) await world.passSome()
        continue
      }
      if (world.reader.isPaid(sale.orderIds)) return
      // Whoever has left doesn't come back.
      const isLast = sale.orderIds.length >= sale.customers.length
      if (isLast && !pays(sale.customers.at(-1))) return
      if (!(await sellTo(sale, part.amount))) await world.passSome()
    }
    throw new Stuck(`${sale.name} can't be paid by ${part.by}`)
  }

  return {
    statusOf,
    async sellInParts(sale) {
      for (const part of sale.parts) await takePart(sale, part)
    },
    async issueReceipt(sale, { ids }) {
      for (let tries = 0; tries < TRIES; tries += 1) {
        const order = await orderOf(sale)
        const tender = cashOf(sale)
        if (order === null || tender === null) throw new Stuck(`${sale.name} is gone`)
        const receipt = order.tenders.find(({ id }) => id === tender)?.receipt
        if (receipt?.state === 'done') return
        if (receipt?.state === 'requested') {
          await world.passSome()
          continue
        }
        const intentId = newId()
        ids.push(intentId)
        const number = '010-1234-5678'
        await route('cashReceipt.issue', { intentId, tender, kind: 'income', number })
      }
      throw new Stuck(`${sale.name} has no cash receipt`)
    },
    waitFor,
    sellOnce: async (sale) => {
      if (sale.orderIds.length === 0) await sellTo(sale)
    },
    async sell(sale) {
      for (let tries = 0; tries < TRIES; tries += 1) {
        // A till that came back with the cart and a pay button: nobody waits for anything then.
        const isInvited = sale.orderIds.length > 0 && tries === 0 && (await isInviting(sale))
        if (!isInvited) {
          await waitFor(sale)
          const status = await statusOf(sale)
          if (status !== null && SOLD.includes(status)) return
        }
        // Whoever has left doesn't come back, whatever became of the till meanwhile.
        const isLast = sale.orderIds.length >= sale.customers.length
        if (isLast && !pays(sale.customers.at(-1))) return
        if (!(await sellTo(sale))) await world.passSome()
      }
      throw new Stuck(`${sale.name} can't be sold`)
    },
    async refund(sale, refunding, { presses = 1, account } = {}) {
      for (let tries = 0; tries < TRIES; tries += 1) {
        await waitFor(sale)
        const order = await orderOf(sale)
        if (order === null) throw new Stuck(`${sale.name} is gone`)
        const ours = order.refunds.filter(({ id }) => refunding.ids.includes(id))
        if (ours.some(({ state }) => state === 'done')) return
        // The panel makes the intent's id when it opens: a press after a crash is another intent.
        const intentId = newId()
        refunding.ids.push(intentId)
        const press: Ask = {
          ask: 'route',
          route: 'orders.refund',
          input: {
            orderId: order.orderId,
            intentId,
            ...(refunding.isCash ? { tender: cashOf(sale) } : {}),
            amount: refunding.amount,
            reason: '변심',
            lines: [],
            ...(account === undefined ? {} : { refundAccount: account }),
          },
        }
        const results = (await world.ask(
          ...Array.from({ length: presses }, () => press),
        )) as Result<{ refund: RefundView }>[]
        for (const result of results) {
          if (!result.ok && result.error.code === 'INTERNAL') throw new Error(result.error.message)
        }
        if (!results.some(({ ok }) => ok)) await world.passSome()
      }
      throw new Stuck(`${refunding.name} can't be given back`)
    },
    async leaveUnknown(sale) {
      if ((await statusOf(sale)) === 'confirming') await route('checkout.dismiss', {})
    },
    waitForDeposit: (sale) =>
      world.passUntil(async () => (await statusOf(sale)) !== 'awaiting_deposit'),
    async takeDepositBack(sale) {
      // Not by a bank: what came days ago stays.
      if (!sale.isTakenBack && ageOfDeposit(sale) > LATEST_CORRECTION) return
      if (!sale.isTakenBack) toss.box.failDeposit(paymentKeyOf(sale))
      sale.isTakenBack = true
      await world.passUntil(async () => (await statusOf(sale)) !== 'paid')
    },
    async depositAgain(sale) {
      if (!sale.isTakenBack) return
      sale.isMissed = toss.box.deposit(paymentKeyOf(sale), sale.amount) === 'past_due'
    },
    async refundInConsole(sale, amount) {
      if (sale.consoleRefund > 0) return
      const { status, body } = toss.box.cancelInConsole(paymentKeyOf(sale), {
        cancelReason: '콘솔에서 환불',
        cancelAmount: amount,
      })
      if (status !== 200) throw new Error(`the console refused: ${body}`)
      sale.consoleRefund = amount
    },
    async compareDay() {
      for (let tries = 0; tries < TRIES; tries += 1) {
        const days = { fromDay: dayOf(START), toDay: dayOf(toss.clock.now()) }
        const compared = await route<ReconcileView>('reconcile.run', days)
        if (compared.ok) {
          const { differences } = compared.data
          if (differences.length === 0) return
          const kinds = differences.map(({ kind, orderId }) => `${kind} of ${orderId}`).join(', ')
          throw new Stuck(`the day doesn't close: ${kinds}`)
        }
        await world.passSome()
      }
      throw new Stuck("the day can't be compared")
    },
    async lookAgain(sale) {
      const orderId = sale.orderIds.at(-1)
      if (orderId !== undefined) await route('orders.settle', { orderId })
    },
  }
}
