import { cancel } from './cancel.ts'
import { cancelReceipt, issueReceipt, listReceipts } from './cash-receipts.ts'
import { confirm } from './confirm.ts'
import type { Desk } from './desk.ts'
import type { Operation } from './faults.ts'
import type { JsonBody } from './json-body.ts'
import { answer, type Outcome, refuse } from './outcome.ts'
import { paymentObject } from './payment-object.ts'
import type { BoxPayment } from './payment-record.ts'
import { listSettlements, settleByHand } from './settlements.ts'
import { listTransactions } from './transactions.ts'
import { issueVirtualAccount } from './virtual-accounts.ts'

export interface Route {
  readonly operation: Operation
  readonly run: (desk: Desk, body: JsonBody) => Outcome
}

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

const lookedUp = (payment: BoxPayment | undefined, now: number): Outcome =>
  payment ? answer(paymentObject(payment, now)) : refuse('NOT_FOUND_PAYMENT')

const byOrderId = (orderId: string): Route => ({
  operation: 'lookup',
  run: ({ ledger, pair, now }) => lookedUp(ledger.findByOrderId(pair.clientKey, orderId), now),
})

const byPaymentKey = (paymentKey: string): Route => ({
  operation: 'lookup',
  run: ({ ledger, pair, now }) => lookedUp(ledger.find(pair.clientKey, paymentKey), now),
})

/** The operation behind a method and path of the API; undefined where there is none (toss-api 3.1). */
export function findRoute(method: string, path: string, query: URLSearchParams): Route | undefined {
  const [, version, resource, first = '', second = '', ...more] = path.split('/').map(decoded)
  if (version !== 'v1' || more.length > 0) return undefined
  switch (`${method} ${resource}`) {
    case 'POST payments':
      if (first === 'confirm' && !second) return { operation: 'confirm', run: confirm }
      if (!first || second !== 'cancel') return undefined
      return { operation: 'cancel', run: (desk, body) => cancel(desk, first, body) }
    case 'GET payments':
      if (first === 'orders' && second) return byOrderId(second)
      return first && !second ? byPaymentKey(first) : undefined
    case 'POST virtual-accounts':
      return first ? undefined : { operation: 'issue', run: issueVirtualAccount }
    case 'GET transactions':
      if (first) return undefined
      return { operation: 'transactions', run: (desk) => listTransactions(desk, query) }
    case 'GET settlements':
      if (first) return undefined
      return { operation: 'settlements', run: (desk) => listSettlements(desk, query) }
    case 'POST settlements':
      return first ? undefined : { operation: 'settle', run: settleByHand }
    case 'GET cash-receipts':
      if (first) return undefined
      return { operation: 'receipts', run: (desk) => listReceipts(desk, query) }
    case 'POST cash-receipts':
      if (!first) return { operation: 'receipt', run: issueReceipt }
      if (second !== 'cancel') return undefined
      return { operation: 'receipt_cancel', run: (desk, body) => cancelReceipt(desk, first, body) }
    default:
      return undefined
  }
}
