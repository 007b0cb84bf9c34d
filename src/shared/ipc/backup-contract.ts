/** The part of the contract about backups, and about a store whose file can't be opened. */
import { z } from 'zod'
import { ATTEMPT_STATES, BACKUP_CAUSES, DAMAGES, REFUND_STATES, STORES } from '../vocabulary.ts'
import { Instant, Nothing, route } from './contract-parts.ts'

const BackupName = z.string().min(1).max(120)
/** In the list of a damaged file, `file` is the file itself as far as it can still be read. */
const Backup = z.object({
  name: BackupName,
  madeAt: Instant,
  cause: z.enum([...BACKUP_CAUSES, 'file']),
  bytes: z.int().min(0),
  orders: z.int().min(0),
  attempts: z.int().min(0),
  refunds: z.int().min(0),
  /** False where the journal it copies was tampered with. */
  isJournalWhole: z.boolean(),
})

/** One attempt to pay that the restored file doesn't know, with all that is known of it. */
const MissingOrder = z.object({
  /** What staff say aloud; null where nothing tells it. */
  number: z.string().nullable(),
  /** null where only the order could be read, and none of its attempts. */
  orderId: z.string().nullable(),
  at: Instant.nullable(),
  orderName: z.string().nullable(),
  /** In won. */
  amount: z.number().nullable(),
  paymentKey: z.string().nullable(),
  /** As the set-aside file had it; null where it couldn't be read there. */
  state: z.enum(ATTEMPT_STATES).nullable(),
  /** Toss's own word (DONE, CANCELED …), or NOT_AT_TOSS where it knows no payment; null while it wasn't asked. */
  tossStatus: z.string().nullable(),
})
/** A refund that the restored file doesn't know. Of a known order it is put right by itself. */
const MissingRefund = z.object({
  orderId: z.string().nullable(),
  at: Instant.nullable(),
  /** In won. */
  amount: z.number(),
  state: z.enum(REFUND_STATES).nullable(),
})
const Report = z.object({
  at: Instant,
  /** Whether the file was damaged, or somebody chose to go back. */
  reason: z.enum(['damaged', 'chosen']),
  damage: z.enum(DAMAGES).nullable(),
  /** null where the till began anew with an empty file. */
  backup: z.object({ name: z.string(), madeAt: Instant, orders: z.int().min(0) }).nullable(),
  /** Where the file that was open before lies now. */
  setAside: z.string(),
  /** How much of that file could still be read. */
  read: z.enum(['all', 'part', 'none']),
  orders: z.array(MissingOrder),
  /** `orders` holds the newest of so many. */
  orderCount: z.int().min(0),
  refunds: z.array(MissingRefund),
  refundCount: z.int().min(0),
  /** null: Toss hasn't answered yet and is asked again by itself. */
  tossAskedAt: Instant.nullable(),
  /** Orders go on with a number above all that are known to be used. */
  nextNumber: z.string(),
})
const Backups = z.object({
  /** Newest first. */
  backups: z.array(Backup),
  folder: z.string(),
  /** How many are kept of each cause. */
  kept: z.record(z.enum(BACKUP_CAUSES), z.int()),
  isMaking: z.boolean(),
  /** Why the last one wasn't made; null once one is. */
  failure: z
    .object({ at: Instant, code: z.enum(['DATABASE_FULL', 'DATABASE_DAMAGED', 'BACKUP_FAILED']) })
    .nullable(),
  report: Report.nullable(),
})
const BackupLoss = z.object({
  orders: z.int().min(0),
  /** Paid less refunded, in won. */
  netAmount: z.int(),
  refunds: z.int().min(0),
})
const Recovery = z.discriminatedUnion('stage', [
  /** The store is open: nothing to recover. */
  z.object({ stage: z.literal('none') }),
  /** Nothing is damaged as far as anybody knows; what is in the way must go, then 다시 시도. */
  z.object({
    stage: z.literal('blocked'),
    store: z.enum(STORES),
    code: z.enum(['DATABASE_BUSY', 'DATABASE_FULL', 'DATABASE_READ_ONLY']),
    otherStore: z.enum(STORES).nullable(),
  }),
  z.object({
    stage: z.literal('damaged'),
    store: z.enum(STORES),
    damage: z.enum(DAMAGES),
    /** Newest first; those that can't be read are left out. */
    backups: z.array(Backup),
    /** The newest that was opened, read through and found good; null where there is none. */
    offered: BackupName.nullable(),
    /** The store that was open before this one was to be opened; null at a start. */
    otherStore: z.enum(STORES).nullable(),
  }),
])

const OneBackup = z.strictObject({ backup: BackupName })

export const backupRoutes = {
  'backups.get': route(Nothing, Backups),
  'backups.make': route(Nothing, Backups),
  /** What the open file holds and the backup doesn't: what would go missing. */
  'backups.compare': route(OneBackup, BackupLoss),
  /** Sets the open file aside and goes on with the backup. CHECKOUT_IN_PROGRESS while a customer is paying. */
  'backups.restore': route(OneBackup, Recovery),
  /** Puts the report of the last recovery away. */
  'backups.putReportAway': route(Nothing, Backups),

  'recovery.get': route(Nothing, Recovery),
  /** Tries to open the file again. */
  'recovery.retry': route(Nothing, Recovery),
  /** Sets the damaged file aside and goes on with a backup of the list. */
  'recovery.restore': route(OneBackup, Recovery),
  'recovery.startEmpty': route(Nothing, Recovery),
} as const

export type BackupView = z.output<typeof Backup>
export type BackupsView = z.output<typeof Backups>
export type BackupLossView = z.output<typeof BackupLoss>
export type RecoveryView = z.output<typeof Recovery>
export type RecoveryReportView = z.output<typeof Report>
export type MissingOrderView = z.output<typeof MissingOrder>
