import type { QueryClient } from '@tanstack/react-query'
import type { TillEvent } from '#shared/ipc/events.ts'
import { assertNever } from '#shared/never.ts'
import { switchLanguage } from '../i18n.ts'
import { applyLook } from '../theme.ts'
import { call } from './call.ts'
import { cartStore } from './cart-store.ts'
import {
  backupsQuery,
  catalogueQuery,
  checkingQuery,
  checkoutQuery,
  customerDisplayQuery,
  lessonsQuery,
  ORDERS_KEY,
  printingQuery,
  PRODUCTS_KEY,
  recordsQuery,
  RECONCILE_PROGRESS_KEY,
  RECONCILE_RUN_KEY,
  settingsQuery,
  statusQuery,
} from './queries.ts'

/** Electron's main process isn't told when the network comes back; its pages are. */
export function tellOfNetwork(): void {
  // A hint that fails is no loss: main finds out by itself, a few seconds later.
  window.addEventListener('online', () => void call('network.back', {}).catch(() => {}))
}

/** The page's one subscription: brings each cache up to what main says. Returns the way to end it. */
export const followMain = (queryClient: QueryClient): (() => void) =>
  window.till.subscribe((event) => receive(queryClient, event))

function receive(queryClient: QueryClient, event: TillEvent): void {
  switch (event.name) {
    case 'cart.changed':
      return cartStore.receive(event.data)
    case 'checkout.changed':
      queryClient.setQueryData(checkoutQuery.queryKey, event.data)
      return
    case 'checking.changed':
      queryClient.setQueryData(checkingQuery.queryKey, event.data)
      return
    case 'order.changed':
      void queryClient.invalidateQueries({ queryKey: ORDERS_KEY })
      return
    case 'catalogue.changed':
      void queryClient.invalidateQueries({ queryKey: catalogueQuery.queryKey })
      void queryClient.invalidateQueries({ queryKey: PRODUCTS_KEY })
      return
    case 'settings.changed':
      queryClient.setQueryData(settingsQuery.queryKey, event.data)
      return
    case 'backups.changed':
      queryClient.setQueryData(backupsQuery.queryKey, event.data)
      return
    case 'printing.changed':
      queryClient.setQueryData(printingQuery.queryKey, event.data)
      // Whether an order's slip was printed stands beside it.
      void queryClient.invalidateQueries({ queryKey: [...ORDERS_KEY, 'slip'] })
      return
    case 'customerDisplay.changed':
      queryClient.setQueryData(customerDisplayQuery.queryKey, event.data)
      return
    case 'lessons.changed':
      queryClient.setQueryData(lessonsQuery.queryKey, event.data)
      return
    case 'recovery.needed':
      window.location.reload()
      return
    case 'status.changed': {
      const before = queryClient.getQueryData(statusQuery.queryKey)
      queryClient.setQueryData(statusQuery.queryKey, event.data)
      applyLook(event.data)
      void switchLanguage(event.data.language)
      // Words about how an order was paid are written by main, in the language of the page.
      if (before !== undefined && before.language !== event.data.language) {
        void queryClient.invalidateQueries({ queryKey: ORDERS_KEY })
      }
      // Another store is another database file: nothing read from the last one is true any more.
      if (before !== undefined && before.store !== event.data.store) {
        void queryClient.resetQueries({ queryKey: ORDERS_KEY })
        void queryClient.resetQueries({ queryKey: backupsQuery.queryKey })
        void queryClient.resetQueries({ queryKey: PRODUCTS_KEY })
        void queryClient.invalidateQueries({ queryKey: printingQuery.queryKey })
        void queryClient.invalidateQueries({ queryKey: catalogueQuery.queryKey })
        void queryClient.invalidateQueries({ queryKey: checkoutQuery.queryKey })
        void queryClient.resetQueries({ queryKey: recordsQuery.queryKey })
        void queryClient.invalidateQueries({ queryKey: checkingQuery.queryKey })
        forgetReconciliation(queryClient)
        void cartStore.reload()
      }
      return
    }
    case 'reconcile.progress':
      queryClient.setQueryData(RECONCILE_PROGRESS_KEY, event.data)
      return
    default:
      assertNever(event)
  }
}

/** What was compared is kept as the outcome of a call, which nothing else ends. */
function forgetReconciliation(queryClient: QueryClient): void {
  const calls = queryClient.getMutationCache()
  for (const run of calls.findAll({ mutationKey: RECONCILE_RUN_KEY })) calls.remove(run)
  queryClient.removeQueries({ queryKey: RECONCILE_PROGRESS_KEY })
}
