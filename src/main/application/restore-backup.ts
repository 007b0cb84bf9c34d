import type { RecoveryView } from '#shared/ipc/backup-contract.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import type { ApplicationPorts } from './application-ports.ts'
import type { Checkout } from './checkout.ts'

/** 되돌리기 on a till that is open. A damaged file's is in run-store. */
export const createRestoreBackup =
  (
    ports: Pick<ApplicationPorts, 'stores'> & { readonly checkout: Checkout },
  ): ((input: { readonly backup: string }) => Promise<Result<RecoveryView>>) =>
  async ({ backup }) => {
    // What a customer is paying for right now would be in neither file.
    if (!ports.checkout.reserve()) return fail('CHECKOUT_IN_PROGRESS', 'a customer is paying')
    try {
      await ports.stores.restore(backup)
      return ok({ stage: 'none' })
    } finally {
      ports.checkout.release()
    }
  }
