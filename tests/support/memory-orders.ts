import { won } from '#shared/money.ts'
import type { CashOrders, Orders } from '../../src/main/application/ports.ts'
import { isSettled, mayMove } from '../../src/main/domain/attempt.ts'
import { paymentKeyOf, paymentOf } from '../../src/main/domain/order-status.ts'
import type { Attempt, AttemptState, Order, Refund } from '../../src/main/domain/order.ts'
import { balanceOf } from '../../src/main/domain/refund.ts'
import {
  attemptOf,
  cashLeftOf,
  dueOf,
  givenBackOf,
  orderIdOf,
  statusOf,
  takesTender,
} from '../../src/main/domain/tenders.ts'

/** Test double of the repository: the same rules, kept in memory, one step at a time. */
export class MemoryOrders {
  readonly all: Order[] = []
  /** States in the order in which they were written, per attempt. */
  readonly moves: { readonly from: string; readonly to: string }[] = []
  /** Throws on the next write of this name, once: a full disk. */
  failNext: keyof Orders | null = null

  readonly port: Orders = {
    place: async (order, first) => {
      this.mayFail('place')
      const number = `0001-${String(this.all.length + 1).padStart(6, '0')}`
      const placed: Order = {
        ...order,
        number,
        attempts: [],
        refunds: [],
        cash: [],
        cashRefunds: [],
        cashReceipts: [],
      }
      this.all.push(placed)
      return this.addAttempt(placed, first)
    },
    placeAttempt: async (number, next) => {
      const order = this.byNumber(number)
      if (!takesTender(order)) throw new Error('takes no tender')
      return this.addAttempt(order, next)
    },
    find: async (orderId) => this.holding(orderId) ?? null,
    findByNumber: async (number) => this.all.find((order) => order.number === number) ?? null,
    findAttempt: async (orderId) => this.attempt((one) => one.orderId === orderId),
    findAttemptByRef: async (ref) => this.attempt((one) => one.ref === ref),

    beginConfirm: async (orderId, intent) => {
      this.mayFail('beginConfirm')
      const isTaken = this.all
        .flatMap((order) => order.attempts)
        .some((one) => paymentOf(one.state)?.paymentKey === intent.paymentKey)
      if (isTaken || this.must(orderId).state.kind !== 'awaiting_payment') return null
      this.move(orderId, { kind: 'confirming', ...intent }, intent.returnedAt)
      return this.must(orderId)
    },
    markPaid: async (orderId, payment, at) => {
      this.mayFail('markPaid')
      return this.move(orderId, { kind: 'paid', payment }, at)
    },
    markAwaitingDeposit: async (orderId, payment, at) =>
      this.move(orderId, { kind: 'awaiting_deposit', payment, reason: null }, at),
    markDepositReversed: async (orderId, reason, payment, at) =>
      this.move(orderId, { kind: 'awaiting_deposit', payment, reason }, at),
    markDeclined: async (orderId, reason, payment, at) =>
      this.move(orderId, { kind: 'declined', reason, payment }, at),
    markCancelled: async (orderId, reason, at) =>
      this.move(orderId, { kind: 'cancelled', reason }, at),
    markExpired: async (orderId, payment, at) =>
      this.move(orderId, { kind: 'expired', payment }, at),
    updatePayment: async (orderId, payment) => {
      const { state } = this.must(orderId)
      if (state.kind !== 'paid' && state.kind !== 'awaiting_deposit') throw new Error('no payment')
      return this.setState(orderId, { ...state, payment })
    },

    requestRefund: async (request) => {
      this.mayFail('requestRefund')
      const known = this.refunds().find((one) => one.id === request.id)
      if (known !== undefined) return { kind: 'known', refund: known }
      if (
        this.refunds().some(
          (one) => one.paymentKey === request.paymentKey && one.state === 'requested',
        )
      ) {
        return { kind: 'other_open' }
      }
      const payment = paymentOf(this.must(request.orderId).state)
      if (payment === null) throw new Error('no payment')
      const refundable = balanceOf(payment)
      if (request.amount > refundable) return { kind: 'exceeds_balance', refundable }
      const refund: Refund = {
        ...request,
        state: 'requested',
        settledAt: null,
        balanceAfter: null,
        transactionKey: null,
        refusal: null,
      }
      const order = this.needed(request.orderId)
      this.replace(order, { ...order, refunds: [...order.refunds, refund] })
      return { kind: 'requested', refund }
    },
    requestGiveBack: async (request) => {
      this.mayFail('requestGiveBack')
      const refund: Refund = {
        ...request,
        state: 'requested',
        settledAt: null,
        balanceAfter: null,
        transactionKey: null,
        refusal: null,
      }
      const order = this.needed(request.orderId)
      this.replace(order, { ...order, refunds: [...order.refunds, refund] })
      return refund
    },
    settleGivenBack: async (orderId, { refundId, payment, reason }, at) => {
      this.mayFail('settleGivenBack')
      if (refundId !== null) {
        this.setRefund(refundId, {
          state: 'done',
          settledAt: at,
          balanceAfter: won(payment.balanceAmount),
          transactionKey: payment.cancels.at(-1)?.transactionKey ?? null,
        })
      }
      return this.move(orderId, { kind: 'declined', reason, payment }, at)
    },
    settleRefundDone: async (refundId, payment, transactionKey, at) => {
      this.mayFail('settleRefundDone')
      const order = this.setRefund(refundId, {
        state: 'done',
        settledAt: at,
        balanceAfter: won(payment.balanceAmount),
        transactionKey,
      })
      const { orderId, state } = attemptOf(order, payment.orderId)
      if (state.kind !== 'paid' && state.kind !== 'awaiting_deposit') throw new Error('no payment')
      return this.setState(orderId, { ...state, payment })
    },
    settleRefundRefused: async (refundId, refusal, at) =>
      this.setRefund(refundId, { state: 'refused', settledAt: at, refusal }),

    search: async () => ({
      rows: this.all.map((order) => {
        const state = order.attempts.at(-1)?.state
        return {
          orderId: orderIdOf(order),
          number: order.number,
          createdAt: order.createdAt,
          businessDay: order.businessDay,
          orderName: order.orderName,
          firstName: order.lines[0]?.name ?? '',
          lineCount: order.lines.length,
          totalAmount: order.totalAmount,
          refundedAmount: givenBackOf(order),
          status: statusOf(order),
          payment: state === undefined ? null : paymentOf(state),
          cashAmount: won(order.cash.reduce((sum, { amount }) => sum + amount, 0)),
        }
      }),
      nextCursor: null,
    }),
    summarise: async () => ({ count: this.all.length, isMore: false, netAmount: 0 }),
    unsettledAttempts: async () =>
      this.all.flatMap((order) => order.attempts).filter((one) => !isSettled(one.state.kind)),
    recentDeposits: async () =>
      this.all
        .flatMap((order) => order.attempts)
        .filter(({ state }) => state.kind === 'paid' && state.payment.virtualAccount !== null),
    lastCallAt: async () => null,
    openRefunds: async () => this.refunds().filter((one) => one.state === 'requested'),
    // More than the span holds is allowed, only slower: the rules don't lean on it.
    movedBetween: async () =>
      this.all.flatMap((order) => order.attempts.map(({ orderId }) => orderId)),
    ledgerOf: async (orderIds) =>
      orderIds.flatMap((orderId) => {
        const order = this.holding(orderId)
        const attempt = order?.attempts.find((one) => one.orderId === orderId)
        if (order === undefined || attempt === undefined) return []
        return {
          orderId,
          number: order.number,
          clientKey: attempt.clientKey,
          startedAt: attempt.startedAt,
          changedAt: attempt.changedAt,
          state: attempt.state.kind,
          paymentKey: paymentKeyOf(attempt.state),
          payment: paymentOf(attempt.state),
          openRefunds: order.refunds.filter(
            (refund) => refund.orderId === orderId && refund.state === 'requested',
          ),
        }
      }),
  }

  /** As in the file: together with that the open cart was tried as it. */
  readonly cashPort = (tried: (number: string) => void): CashOrders => ({
    findIntent: async (intentId) => {
      const order = this.all.find(({ cash }) => cash.some((one) => one.intentId === intentId))
      const tender = order?.cash.find((one) => one.intentId === intentId)
      return order === undefined || tender === undefined ? null : { order, tender }
    },
    takeCash: async (sale, { suffix, ...next }) => {
      this.mayFail('place')
      const number = `0001-${String(this.all.length + 1).padStart(6, '0')}`
      const order: Order =
        'number' in sale
          ? this.byNumber(sale.number)
          : {
              ...sale.order,
              number,
              attempts: [],
              refunds: [],
              cash: [],
              cashRefunds: [],
              cashReceipts: [],
            }
      if (next.amount > dueOf(order)) return { kind: 'exceeds_due', due: dueOf(order) }
      const id = `${order.businessDay.replaceAll('-', '')}-${order.number}-${suffix}`
      const tender = { ...next, id }
      const paid = { ...order, cash: [...order.cash, tender] }
      if ('number' in sale) this.replace(order, paid)
      else this.all.push(paid)
      tried(order.number)
      return { kind: 'taken', order: paid, tender }
    },
    refundCash: async (refund) => {
      const order = this.needed(refund.tenderId)
      const known = order.cashRefunds.find(({ id }) => id === refund.id)
      if (known !== undefined) return { kind: 'known', order, refund: known }
      const tender = order.cash.find(({ id }) => id === refund.tenderId)
      if (tender === undefined) throw new Error(`no cash ${refund.tenderId}`)
      const left = cashLeftOf(tender, order)
      if (refund.amount > left) return { kind: 'exceeds_balance', refundable: left }
      const next = { ...order, cashRefunds: [...order.cashRefunds, refund] }
      return { kind: 'refunded', order: this.replace(order, next), refund }
    },
  })

  private refunds(): readonly Refund[] {
    return this.all.flatMap((order) => order.refunds)
  }

  private mayFail(name: keyof Orders): void {
    if (this.failNext !== name) return
    this.failNext = null
    throw new Error(`disk full: ${name}`)
  }

  private holding(orderId: string): Order | undefined {
    return this.all.find(
      (order) =>
        order.attempts.some((one) => one.orderId === orderId) ||
        order.cash.some(({ id }) => id === orderId),
    )
  }

  private needed(orderId: string): Order {
    const order = this.holding(orderId)
    if (order === undefined) throw new Error(`no order ${orderId}`)
    return order
  }

  private byNumber(number: string): Order {
    const order = this.all.find((one) => one.number === number)
    if (order === undefined) throw new Error(`no order ${number}`)
    return order
  }

  private attempt(isIt: (attempt: Attempt) => boolean): Attempt | null {
    return this.all.flatMap((order) => order.attempts).find(isIt) ?? null
  }

  private must(orderId: string): Attempt {
    const attempt = this.attempt((one) => one.orderId === orderId)
    if (attempt === null) throw new Error(`no attempt ${orderId}`)
    return attempt
  }

  private addAttempt(order: Order, next: Parameters<Orders['place']>[1]): Order {
    const attempt: Attempt = {
      ref: next.ref,
      orderId: `${order.businessDay.replaceAll('-', '')}-${order.number}-${next.suffix}`,
      amount: next.amount ?? order.totalAmount,
      orderName: order.orderName,
      clientKey: next.clientKey,
      startedAt: next.startedAt,
      changedAt: next.startedAt,
      state: { kind: 'awaiting_payment' },
    }
    return this.replace(order, { ...order, attempts: [...order.attempts, attempt] })
  }

  private move(orderId: string, state: AttemptState, at: Date): Order {
    const from = this.must(orderId).state.kind
    // Hearing the same outcome twice changes nothing, as in the file.
    if (from === state.kind) return this.needed(orderId)
    if (!mayMove(from, state.kind)) throw new Error(`${from} can't become ${state.kind}`)
    this.moves.push({ from, to: state.kind })
    return this.setState(orderId, state, at)
  }

  private setState(orderId: string, state: AttemptState, at?: Date): Order {
    const order = this.needed(orderId)
    return this.replace(order, {
      ...order,
      attempts: order.attempts.map((one) =>
        one.orderId === orderId ? { ...one, state, changedAt: at ?? one.changedAt } : one,
      ),
    })
  }

  private setRefund(refundId: string, changes: Partial<Refund>): Order {
    const order = this.all.find((one) => one.refunds.some((refund) => refund.id === refundId))
    if (order === undefined) throw new Error(`no refund ${refundId}`)
    return this.replace(order, {
      ...order,
      refunds: order.refunds.map((one) => {
        if (one.id !== refundId) return one
        if (one.state !== 'requested') throw new Error(`refund ${refundId} is ${one.state}`)
        return { ...one, ...changes }
      }),
    })
  }

  private replace(order: Order, next: Order): Order {
    this.all[this.all.indexOf(order)] = next
    return next
  }
}
