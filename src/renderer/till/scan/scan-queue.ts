/**
 * Codes on their way to main's cart, in the order they were scanned. One call at a time: what is scanned
 * meanwhile goes together with the next one, so the faster somebody scans, the more goes at once.
 */
import type { ScannedView } from '#shared/ipc/find-contract.ts'
import { call, failureOf } from '../ipc/call.ts'
import { cartStore } from '../ipc/cart-store.ts'

/** The most codes of one call. */
const AT_ONCE = 100
/** Notices that are kept; older ones give way. */
const KEPT = 20

export type ScanNotice = ScannedView & { readonly id: number }

export interface ScanCalls {
  /** Adds codes to the cart; rejects where none of them was. */
  send(codes: readonly string[]): Promise<readonly ScannedView[]>
}

export function createScanQueue({ send }: ScanCalls) {
  let waiting: readonly string[] = []
  let isSending = false
  let notices: readonly ScanNotice[] = []
  let lastId = 0
  const listeners = new Set<() => void>()

  const tell = (scanned: readonly ScannedView[]) => {
    const told = scanned.map((one) => {
      lastId += 1
      return { ...one, id: lastId }
    })
    // What was added before says nothing any more; what wasn't stays until it is put away.
    notices = [...notices.filter(({ kind }) => kind !== 'added'), ...told].slice(-KEPT)
    for (const listener of listeners) listener()
  }

  async function sendAll(): Promise<void> {
    isSending = true
    while (waiting.length > 0) {
      const codes = waiting.slice(0, AT_ONCE)
      waiting = waiting.slice(AT_ONCE)
      try {
        tell(await send(codes))
      } catch (error) {
        const { code: why, message } = failureOf(error)
        tell(codes.map((code) => ({ kind: 'refused', code, why, message })))
      }
    }
    isSending = false
  }

  return {
    push(code: string): void {
      waiting = [...waiting, code]
      if (!isSending) void sendAll()
    },
    putAway(id: number): void {
      notices = notices.filter((one) => one.id !== id)
      for (const listener of listeners) listener()
    },
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    getSnapshot: () => notices,
  }
}

export const scanQueue = createScanQueue({
  // After the taps so far: what was tapped before it was scanned comes first.
  send: async (codes) =>
    (await cartStore.afterTaps(() => call('cart.scan', { codes: [...codes] }))).scanned,
})
