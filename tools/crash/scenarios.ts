/** What happens at the counter in one run, as acts that can be begun again after the till has died. */
import { byToss, type Counter, inCash, newSale, type Part, type Sale } from './counter.ts'
import type { World } from './world.ts'

const COFFEE = 4500
const LATTE = 5000
const MINUTE = 60_000

export interface Play {
  readonly sales: readonly { readonly sale: Sale; readonly wants: 'sold' | 'unsold' }[]
  readonly acts: readonly (() => Promise<void>)[]
}

type Scenario = (counter: Counter, world: World) => Play

const sold = (sale: Sale) => ({ sale, wants: 'sold' as const })
const unsold = (sale: Sale) => ({ sale, wants: 'unsold' as const })
const coffee = (name: string, ...customers: Parameters<typeof newSale>[3][]) =>
  newSale(name, ['americano'], COFFEE, ...customers)
const lattes = (name: string, ...customers: Parameters<typeof newSale>[3][]) =>
  newSale(name, ['cafe-latte', 'cafe-latte'], 2 * LATTE, ...customers)

const inParts = (sale: Sale, ...parts: readonly Part[]): Sale => ({ ...sale, parts })

function refunding(sale: Sale, name: string, amount: number, isCash = false) {
  const made = { name, amount, isCash, ids: [] }
  sale.refunds.push(made)
  return made
}

const ACCOUNT = { bankCode: '20', accountNumber: '1002123456789', holderName: '김하나' }
const account = (depositAfterMs?: number): Parameters<typeof newSale>[3] => ({
  does: 'pays',
  choice: {
    method: 'VIRTUAL_ACCOUNT',
    validHours: 1,
    ...(depositAfterMs === undefined ? {} : { depositAfterMs }),
  },
})

export const SCENARIOS: Readonly<Record<string, Scenario>> = {
  'a sale': (counter) => {
    const sale = coffee('a coffee')
    return { sales: [sold(sale)], acts: [() => counter.sell(sale)] }
  },
  'a sale of several lines': (counter) => {
    const sale = newSale(
      'a round',
      ['americano', 'cafe-latte', 'cafe-latte', 'vanilla-latte'],
      COFFEE + 2 * LATTE + 5500,
      { does: 'pays', choice: { method: 'NAVERPAY', funding: 'card_and_points' } },
    )
    return { sales: [sold(sale)], acts: [() => counter.sell(sale)] }
  },
  'both doors tell of a return': (counter) => {
    const sale = coffee('a coffee', { does: 'pays', twice: true })
    return { sales: [sold(sale)], acts: [() => counter.sell(sale)] }
  },
  'a declined card, then another': (counter) => {
    const sale = coffee(
      'a coffee',
      { does: 'pays', choice: { method: 'CARD', declineAtConfirm: 'REJECT_CARD_PAYMENT' } },
      { does: 'pays' },
    )
    return { sales: [sold(sale)], acts: [() => counter.sell(sale)] }
  },
  'several attempts of one order': (counter) => {
    const sale = lattes(
      'two lattes',
      { does: 'leaves' },
      { does: 'is sent away' },
      { does: 'pays', choice: { method: 'CARD', declineAtConfirm: 'INVALID_CARD_EXPIRATION' } },
      { does: 'pays', choice: { method: 'TOSSPAY' } },
    )
    return { sales: [sold(sale)], acts: [() => counter.sell(sale)] }
  },
  'a customer leaves, the next one pays': (counter) => {
    const first = coffee('the first', { does: 'closes the window' })
    const second = lattes('the second')
    return {
      sales: [unsold(first), sold(second)],
      acts: [() => counter.sell(first), () => counter.sell(second)],
    }
  },
  'the next customer, while the first is unknown': (counter, { toss }) => {
    const first = coffee('the first')
    const second = lattes('the second')
    let isOrdered = false
    return {
      sales: [sold(first), sold(second)],
      acts: [
        async () => {
          if (!isOrdered) toss.faultNext('confirm', 'dropped_after')
          isOrdered = true
          await counter.sellOnce(first)
        },
        () => counter.leaveUnknown(first),
        () => counter.sell(second),
        () => counter.sell(first),
      ],
    }
  },
  'a full refund': (counter) => {
    const sale = coffee('a coffee')
    const all = refunding(sale, 'all of it', COFFEE)
    return {
      sales: [sold(sale)],
      acts: [() => counter.sell(sale), () => counter.refund(sale, all)],
    }
  },
  'two equal refunds': (counter) => {
    const sale = lattes('two lattes')
    const one = refunding(sale, 'one latte', LATTE)
    const other = refunding(sale, 'the other latte', LATTE)
    return {
      sales: [sold(sale)],
      acts: [
        () => counter.sell(sale),
        () => counter.refund(sale, one),
        () => counter.refund(sale, other),
      ],
    }
  },
  'a refund pressed three times': (counter) => {
    const sale = lattes('two lattes')
    const one = refunding(sale, 'one latte', LATTE)
    return {
      sales: [sold(sale)],
      acts: [() => counter.sell(sale), () => counter.refund(sale, one, { presses: 3 })],
    }
  },
  'a refund beside one in the console': (counter) => {
    const sale = lattes('two lattes')
    const one = refunding(sale, 'one latte', LATTE)
    return {
      sales: [sold(sale)],
      acts: [
        () => counter.sell(sale),
        () => counter.refundInConsole(sale, 3000),
        () => counter.refund(sale, one),
      ],
    }
  },
  'a deposit, and part of it back': (counter) => {
    const sale = lattes('two lattes', account(3 * MINUTE))
    const one = refunding(sale, 'one latte', LATTE)
    return {
      sales: [sold(sale)],
      acts: [
        () => counter.sell(sale),
        () => counter.waitForDeposit(sale),
        () => counter.refund(sale, one, { account: ACCOUNT }),
      ],
    }
  },
  'a deposit that never comes': (counter) => {
    const sale = lattes('two lattes', account())
    return { sales: [unsold(sale)], acts: [() => counter.sell(sale)] }
  },
  'a deposit that the bank takes back': (counter) => {
    const sale = lattes('two lattes', account(3 * MINUTE))
    return {
      sales: [sold(sale)],
      acts: [
        () => counter.sell(sale),
        () => counter.waitForDeposit(sale),
        () => counter.takeDepositBack(sale),
        () => counter.depositAgain(sale),
        () => counter.waitForDeposit(sale),
      ],
    }
  },
  'closed and opened again': (counter, world) => {
    const sale = coffee('a coffee')
    const next = lattes('two lattes')
    const all = refunding(sale, 'all of it', COFFEE)
    const reopen = async () => {
      await world.close()
      await world.open()
    }
    return {
      sales: [sold(sale), sold(next)],
      acts: [
        () => counter.sell(sale),
        reopen,
        () => counter.refund(sale, all),
        reopen,
        () => counter.sell(next),
      ],
    }
  },
  'closed while a confirm is out': (counter, world) => {
    const sale = coffee('a coffee', { does: 'pays', closing: true }, { does: 'pays' })
    return {
      sales: [sold(sale)],
      acts: [
        () => counter.sellOnce(sale),
        async () => {
          if (!world.isOpen) await world.open()
        },
        () => counter.sell(sale),
      ],
    }
  },
  'looked up in between': (counter, { toss }) => {
    const sale = coffee('a coffee')
    const all = refunding(sale, 'all of it', COFFEE)
    let isOrdered = false
    return {
      sales: [sold(sale)],
      acts: [
        async () => {
          if (!isOrdered) toss.faultNext('confirm', 'delay_before')
          isOrdered = true
          await counter.sellOnce(sale)
        },
        () => counter.lookAgain(sale),
        () => counter.sell(sale),
        () => counter.refund(sale, all, { presses: 2 }),
        () => counter.lookAgain(sale),
      ],
    }
  },
  'cash, pressed twice': (counter) => {
    const sale = inParts(coffee('a coffee'), inCash(COFFEE))
    return {
      sales: [sold(sale)],
      acts: [() => counter.sellInParts(sale)],
    }
  },
  'cash, and part of it back': (counter) => {
    const sale = inParts(lattes('two lattes'), inCash(2 * LATTE))
    const one = refunding(sale, 'one latte', LATTE, true)
    return {
      sales: [sold(sale)],
      acts: [() => counter.sellInParts(sale), () => counter.refund(sale, one, { presses: 2 })],
    }
  },
  'a discounted sale, cash first and then a card': (counter) => {
    const sale: Sale = {
      ...inParts(
        newSale('two lattes', ['cafe-latte', 'cafe-latte'], 2 * LATTE - 1500, { does: 'pays' }),
        inCash(3000),
        byToss(2 * LATTE - 1500 - 3000),
      ),
      discount: 1500,
    }
    const some = refunding(sale, 'the card', 2000)
    return {
      sales: [sold(sale)],
      acts: [() => counter.sellInParts(sale), () => counter.refund(sale, some)],
    }
  },
  'cash first, and then the card is declined': (counter) => {
    const sale = inParts(
      lattes(
        'two lattes',
        { does: 'pays', choice: { method: 'CARD', declineAtConfirm: 'REJECT_CARD_PAYMENT' } },
        { does: 'closes the window' },
      ),
      inCash(LATTE),
      byToss(LATTE),
    )
    const all = refunding(sale, 'the cash', LATTE, true)
    return {
      sales: [unsold(sale)],
      acts: [() => counter.sellInParts(sale), () => counter.refund(sale, all)],
    }
  },
  'a cash receipt, and part of the cash back': (counter) => {
    const sale = inParts(lattes('two lattes'), inCash(2 * LATTE))
    const receipt = { left: LATTE, ids: [] }
    sale.receipts.push(receipt)
    const one = refunding(sale, 'one latte', LATTE, true)
    return {
      sales: [sold(sale)],
      acts: [
        () => counter.sellInParts(sale),
        () => counter.issueReceipt(sale, receipt),
        () => counter.refund(sale, one),
      ],
    }
  },
}
