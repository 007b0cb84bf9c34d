import type { RecoveryView } from '#shared/ipc/backup-contract.ts'
import type { StatusView } from '#shared/ipc/contract.ts'
import { isErrorCode } from '#shared/error-codes.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import type { Damage, Store } from '#shared/vocabulary.ts'
import { businessDayOf } from '../domain/business-day.ts'
import type { ApplicationPorts } from './application-ports.ts'
import type { Application } from './application.ts'
import type { StoreFiles } from './backup-ports.ts'
import { createOpenSettings } from './open-settings.ts'
import type { StoreSwitch } from './ports.ts'
import { createClosedCustomer } from './show-customer.ts'
import { backupView } from './views/backup-view.ts'

/** Why a store's file can't be opened. */
export type OpenFault =
  | { readonly kind: 'damaged'; readonly damage: Damage }
  | {
      readonly kind: 'blocked'
      readonly code: 'DATABASE_BUSY' | 'DATABASE_FULL' | 'DATABASE_READ_ONLY'
    }

export type RecoverPorts = Pick<
  ApplicationPorts,
  'about' | 'clock' | 'settings' | 'keyRing' | 'events' | 'log'
>

export interface RecoverStoreParts extends RecoverPorts {
  readonly store: Store
  /** The one that was open before; null at a start. */
  readonly otherStore: Store | null
  readonly fault: OpenFault
  readonly files: StoreFiles
  readonly stores: StoreSwitch
  /** Opens the file again and says what stands now. */
  reopen(): Promise<RecoveryView>
}

/** What the till answers while a store's file can't be opened: what is wrong, and the ways on. */
export function createRecoverStore(
  parts: RecoverStoreParts,
): Pick<Application, 'handlers' | 'customer' | 'payments' | 'picture' | 'networkBack'> {
  const { store, otherStore, fault, files, settings } = parts
  let isBusy = false
  let choices: ReturnType<StoreFiles['choices']> | null = null

  const status = async (): Promise<StatusView> => {
    const preferences = await settings.preferences()
    return {
      store,
      toss: store === 'training' ? 'training' : 'not_asked',
      businessDay: businessDayOf(parts.clock.now(), preferences.closingHour),
      unsettledPayments: 0,
      storage: fault.kind === 'damaged' ? 'DATABASE_DAMAGED' : fault.code,
      alerts: [],
      version: parts.about.version,
      host: parts.about.host,
      language: preferences.language,
      theme: preferences.theme,
      textSize: preferences.textSize,
    }
  }

  const view = async (): Promise<RecoveryView> => {
    if (fault.kind === 'blocked') {
      return { stage: 'blocked', store, code: fault.code, otherStore }
    }
    choices ??= files.choices(fault.damage)
    const { backups, offered } = await choices
    return {
      stage: 'damaged',
      store,
      damage: fault.damage,
      backups: backups.map(backupView),
      offered,
      otherStore,
    }
  }

  /** One at a time: a second press while the first one works must not set a good file aside. */
  async function change(work: () => Promise<void>): Promise<Result<RecoveryView>> {
    if (isBusy) return fail('RECOVERY_IN_PROGRESS', 'the file is being replaced')
    isBusy = true
    try {
      await work()
      return ok(await parts.reopen())
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : null
      if (!isErrorCode(code)) throw error
      // A backup that turned out bad is offered no more.
      choices = null
      return fail(code, error instanceof Error ? error.message : code)
    } finally {
      isBusy = false
    }
  }

  const replace = (backup: string | null) =>
    change(async () => {
      if (fault.kind !== 'damaged') throw new Error('nothing is known to be damaged')
      const unlock = files.lock()
      try {
        const { id } = await files.restore({
          backup,
          reason: 'damaged',
          damage: fault.damage,
          at: parts.clock.now(),
        })
        parts.log.info('damaged_file_set_aside', { store, backup, setAside: id })
      } finally {
        unlock()
      }
    })

  const closed = async () => fail('STORE_NOT_OPEN', 'the file of this store is not open')
  const openSettings = createOpenSettings(parts)

  return {
    handlers: {
      'status.get': async () => ok(await status()),
      'network.back': closed,
      'catalogue.list': closed,
      'products.unlock': closed,
      'products.lock': closed,
      'products.save': closed,
      'products.archive': closed,
      'products.bringBack': closed,
      'products.move': closed,
      'products.archived': closed,
      'products.prices': closed,
      'products.choosePicture': closed,
      'products.keepPicture': closed,
      'products.export': closed,
      'products.readList': closed,
      'products.applyList': closed,
      'categories.save': closed,
      'categories.move': closed,
      'categories.remove': closed,
      'cart.get': closed,
      'cart.add': closed,
      'cart.setQuantity': closed,
      'cart.clear': closed,
      'cart.scan': closed,
      'labels.get': closed,
      'labels.save': closed,
      'cart.discount': closed,
      'cart.approve': closed,
      'cart.note': closed,
      'cart.serving': closed,
      'cart.undo': closed,
      'cart.hold': closed,
      'cart.recall': closed,
      'checkout.get': closed,
      'checkout.start': closed,
      'checkout.abandon': closed,
      'checkout.dismiss': closed,
      'checking.get': closed,
      'checking.putAway': closed,
      'orders.search': closed,
      'orders.get': closed,
      'orders.lookup': closed,
      'orders.settle': closed,
      'orders.refund': closed,
      'sale.get': closed,
      'cash.take': closed,
      'cashReceipt.issue': closed,
      'slips.show': closed,
      'slips.savePdf': closed,
      'slips.print': closed,
      'slips.printLast': closed,
      'printing.get': closed,
      'printing.saveSettings': closed,
      'printing.test': closed,
      'printing.retry': closed,
      'printing.reprint': closed,
      'printing.putAway': closed,
      'lessons.get': closed,
      'lessons.start': closed,
      'lessons.stop': closed,
      'lessons.refill': closed,
      'lessons.startOver': closed,
      'customerDisplay.get': closed,
      'customerDisplay.choose': closed,
      'reconcile.run': closed,
      'records.last': closed,
      'records.verify': closed,
      'settings.get': () => openSettings(),
      'settings.saveShop': closed,
      'settings.savePreferences': closed,
      'settings.saveDiscounts': closed,
      async 'settings.openStore'({ store: next }) {
        if (isBusy) return fail('RECOVERY_IN_PROGRESS', 'the file is being replaced')
        await parts.stores.open(next)
        await settings.saveStore(next)
        return openSettings(next)
      },
      'settings.saveKeys': closed,
      'settings.forgetKeys': closed,
      'backups.get': closed,
      'backups.make': closed,
      'backups.compare': closed,
      'backups.restore': closed,
      'backups.putReportAway': closed,
      'recovery.get': async () => ok(await view()),
      'recovery.retry': () => change(async () => {}),
      'recovery.restore': ({ backup }) => replace(backup),
      'recovery.startEmpty': () => replace(null),
    },
    customer: createClosedCustomer(parts),
    picture: async () => null,
    networkBack() {},
    // No payment window is open while no store is.
    payments: {
      acceptReturn: async () => ({ kind: 'refused', why: 'unknown_ref', orderId: null }),
      acceptFail: async () => ({ kind: 'refused', why: 'unknown_ref', orderId: null }),
      windowClosed: async () => {},
    },
  }
}
