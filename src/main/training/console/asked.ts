/** What the console may be asked, read strictly: a typing error in a fault would otherwise strike nothing. */
import { z } from 'zod'

import { API_VERSIONS } from '../api-versions.ts'
import { type Behaviour, WRONG_PAIR_CODES } from '../behaviour.ts'
import { FAULT_KINDS, type FaultKind } from '../fault-kinds.ts'
import { type Fault, OPERATIONS, type Struck } from '../faults.ts'
import { BOX_METHODS, FUNDINGS } from '../means.ts'

const ms = z.number().nonnegative()
const won = z.int().positive()
const text = z.string().min(1)
const status = z.int().min(200).max(599)

const instead = z.union(
  [
    z.strictObject({ noAnswer: z.literal(true) }),
    z.strictObject({ code: text, status: status.optional(), message: z.string().optional() }),
    z.strictObject({ status, body: z.string(), contentType: text.optional() }),
    z.strictObject({ set: z.record(z.string(), z.unknown()) }),
    z.strictObject({ version: z.enum(API_VERSIONS) }),
    z.strictObject({ cut: z.number().min(0).max(1), breaks: z.boolean().optional() }),
  ],
  { error: 'must be {noAnswer: true}, {code}, {status, body}, {set}, {version} or {cut}' },
)

const fault = z.strictObject({
  name: text.optional(),
  on: z.enum(OPERATIONS).optional(),
  times: z.int().positive().optional(),
  executed: z.boolean().optional(),
  delayBeforeMs: ms.optional(),
  delayAfterMs: ms.optional(),
  trickleMs: ms.optional(),
  runsForMs: ms.optional(),
  instead: instead.optional(),
  kept: z.boolean().optional(),
  expired: z.boolean().optional(),
  deposit: z.strictObject({ afterMs: ms, reversedAfterMs: ms.optional() }).optional(),
  refundFails: z.boolean().optional(),
  redirect: z.enum(['lost', 'twice']).optional(),
})

const kind = z.enum(FAULT_KINDS as readonly [FaultKind, ...FaultKind[]])

/** A fault by the name of its kind. */
export const AskedKind = z.strictObject({
  kind,
  on: z.enum(OPERATIONS).optional(),
  times: z.int().positive().optional(),
})

/** A fault written out. */
export const AskedFault = fault.transform((value) => value as Fault)

export const AskedDraw = z.strictObject({
  seed: z.union([text, z.number()]),
  rate: z.number().min(0).max(1),
  kinds: z.array(kind).optional(),
})

export const AskedReplay = z
  .strictObject({
    struck: z.array(z.strictObject({ operation: z.enum(OPERATIONS), nth: z.int(), fault })),
  })
  .transform(({ struck }) => struck as readonly Struck[])

export const AskedClock = z.strictObject({ factor: z.number().optional(), jumpMs: ms.optional() })

export const AskedPayment = z.strictObject({
  clientKey: text.optional(),
  orderId: text.optional(),
  orderName: text.optional(),
  amount: won,
  method: z.enum(BOX_METHODS).optional(),
  funding: z.enum(FUNDINGS).optional(),
  card: z.enum(['domestic', 'foreign']).optional(),
  installmentPlanMonths: z.int().min(0).optional(),
  declineAtConfirm: text.optional(),
  depositAfterMs: ms.optional(),
  validHours: z.int().positive().optional(),
  customerName: text.optional(),
  taxFreeAmount: z.int().min(0).optional(),
})

export const AskedDeposit = z.strictObject({ amount: won.optional() })

export const AskedReceiptResult = z.strictObject({ result: z.enum(['COMPLETED', 'FAILED']) })

export const AskedOthers = z.strictObject({
  clientKey: text.optional(),
  count: z.int().min(1).max(1000).optional(),
  amount: won.optional(),
})

export const AskedBehaviour = z
  .strictObject({
    wrongPair: z.enum(WRONG_PAIR_CODES).optional(),
    requestsPerMinute: z.int().min(0).optional(),
    successVia302: z.boolean().optional(),
    transactionsLagMs: ms.optional(),
    cancelRows: z.enum(['positive', 'negative']).optional(),
    settlesTestKeys: z.boolean().optional(),
    receiptAfterMs: ms.optional(),
    issuesReceipts: z.boolean().optional(),
  })
  .transform((value) => value as Partial<Behaviour>)
