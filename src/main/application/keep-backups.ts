import type { BackupLossView, BackupsView } from '#shared/ipc/backup-contract.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import type { BackupCause } from '#shared/vocabulary.ts'
import { businessDayOf } from '../domain/business-day.ts'
import type { ApplicationPorts } from './application-ports.ts'
import type { Backup } from './backup-ports.ts'
import { backupView, reportView } from './views/backup-view.ts'

/** How often it is looked whether the business day ended, in ms. */
const LOOK_EVERY = 60_000
/** How long after one that failed the day's backup is tried again, in ms. */
const TRY_AGAIN = 30 * 60_000

export interface KeepBackups {
  view(): Promise<Result<BackupsView>>
  make(): Promise<Result<BackupsView>>
  compare(input: { readonly backup: string }): Promise<Result<BackupLossView>>
  putReportAway(): Promise<Result<BackupsView>>
  /** The day's backup, for whoever closes the day. Rejects where it can't be made. */
  closeDay(): Promise<void>
  /** From now on one is made after each change of the business day, and now if one is due. */
  start(): void
  stop(): Promise<void>
  /** Tells the page what there is now. Never rejects. */
  publish(): Promise<void>
}

/** Copies of the open store's file: at each close of day, and whenever somebody asks. */
export function createKeepBackups(
  ports: Pick<
    ApplicationPorts,
    'backups' | 'reports' | 'settings' | 'clock' | 'timers' | 'events' | 'log'
  >,
): KeepBackups {
  const { backups, reports, clock, log } = ports
  let failure: BackupsView['failure'] = null
  let underWay = 0
  let lookedOn: string | null = null
  let tryAgainAt = 0
  let cancelTimer = () => {}
  let isStopped = false

  const read = async (): Promise<BackupsView> => {
    const [list, report] = await Promise.all([backups.list(), reports.newest()])
    return {
      backups: list.map(backupView),
      folder: backups.folder,
      kept: { ...backups.kept },
      isMaking: underWay > 0,
      failure,
      report: report && reportView(report),
    }
  }

  const publish = async (): Promise<void> => {
    try {
      ports.events.publish('backups.changed', await read())
    } catch (error) {
      log.error('backups_not_listed', error, {})
    }
  }

  async function make(cause: BackupCause): Promise<Backup> {
    const at = clock.now()
    underWay += 1
    await publish()
    try {
      const made = await backups.make(cause, at)
      failure = null
      log.info('backup_made', { name: made.name, bytes: made.bytes, orders: made.orders })
      return made
    } catch (error) {
      if (!isStopped) {
        failure = { at: at.toISOString(), code: failureCode(error) }
        log.error('backup_not_made', error, { cause })
      }
      throw error
    } finally {
      underWay -= 1
      await publish()
    }
  }

  /** A day is due once it is over, if it left anything behind and has no backup made since. */
  async function makeIfDue(): Promise<void> {
    const { closingHour } = await ports.settings.preferences()
    const now = clock.now()
    const today = businessDayOf(now, closingHour)
    if (today === lookedOn || now.getTime() < tryAgainAt) return
    const newest = (await backups.list()).find(({ cause }) => cause === 'day')
    const isDone = newest !== undefined && businessDayOf(newest.madeAt, closingHour) >= today
    if (!isDone && (await backups.holdsBefore(today))) await make('day')
    lookedOn = today
  }

  const look = (): void => {
    if (isStopped) return
    makeIfDue()
      .catch((error: unknown) => {
        tryAgainAt = clock.now().getTime() + TRY_AGAIN
        if (!isStopped) log.error('day_backup_not_made', error, {})
      })
      .finally(() => {
        if (!isStopped) cancelTimer = ports.timers.after(LOOK_EVERY, look)
      })
  }

  return {
    publish,
    view: async () => ok(await read()),
    async make() {
      await make('request')
      return ok(await read())
    },
    async compare({ backup }) {
      const found = (await backups.list()).find(({ name }) => name === backup)
      if (found === undefined) return fail('BACKUP_NOT_FOUND', `no backup ${backup}`)
      return ok(await backups.compare(found))
    },
    async putReportAway() {
      const report = await reports.newest()
      if (report !== null) {
        await reports.save({ ...report, putAwayAt: clock.now().toISOString() })
      }
      return ok(await read())
    },
    async closeDay() {
      await make('day')
    },
    start: look,
    async stop() {
      isStopped = true
      cancelTimer()
      await backups.stop()
    },
  }
}

function failureCode(error: unknown): NonNullable<BackupsView['failure']>['code'] {
  const code = error instanceof Error && 'code' in error ? error.code : null
  return code === 'DATABASE_FULL' || code === 'DATABASE_DAMAGED' ? code : 'BACKUP_FAILED'
}
