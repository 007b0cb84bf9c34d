import type { BackupView, RecoveryReportView } from '#shared/ipc/backup-contract.ts'
import { orderNumberOf } from '../../domain/order-id.ts'
import type { RecoveryReport } from '../../domain/recovery-report.ts'
import type { Backup } from '../backup-ports.ts'

/** Rows of a report that a page gets; the file beside what was set aside has them all. */
const SHOWN = 200

export const backupView = ({ lastNumber: _, madeAt, ...backup }: Backup): BackupView => ({
  ...backup,
  madeAt: madeAt.toISOString(),
})

export const reportView = (report: RecoveryReport): RecoveryReportView => ({
  at: report.at,
  reason: report.reason,
  damage: report.damage,
  backup: report.backup && {
    name: report.backup.name,
    madeAt: report.backup.madeAt,
    orders: report.backup.orders,
  },
  setAside: report.setAside,
  read: report.read,
  orders: report.orders.slice(0, SHOWN).map(({ clientKey: _, ...order }) => order),
  orderCount: report.orders.length,
  refunds: report.refunds.slice(0, SHOWN),
  refundCount: report.refunds.length,
  tossAskedAt: report.tossAskedAt,
  nextNumber: orderNumberOf(report.nextNumber),
})
