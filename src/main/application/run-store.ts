import type { RecoveryView } from '#shared/ipc/backup-contract.ts'
import { DAMAGES, type Store } from '#shared/vocabulary.ts'
import type { Application } from './application.ts'
import type { StoreFiles } from './backup-ports.ts'
import type { StoreSwitch } from './ports.ts'
import { createRecoverStore, type OpenFault, type RecoverPorts } from './recover-store.ts'

/** An open store, with the way to close it. */
export interface RunningStore extends Application {
  /** The built-in Toss, in the training store only. */
  readonly training: ((request: Request) => Promise<Response>) | null
  close(): Promise<void>
}

export interface RunStoreParts extends RecoverPorts {
  /** @throws with a DATABASE_… code where its file can't be opened */
  compose(store: Store, stores: StoreSwitch): Promise<RunningStore>
  files(store: Store): StoreFiles
}

export interface RunStore extends StoreSwitch {
  /** What the windows ask: the open store, or what stands in while its file can't be opened. */
  current(): Pick<
    RunningStore,
    'handlers' | 'customer' | 'payments' | 'picture' | 'training' | 'networkBack'
  >
  close(): Promise<void>
}

interface Counter {
  readonly store: Store
  readonly isOpen: boolean
  readonly asked: ReturnType<RunStore['current']>
  start(): Promise<void>
  close(): Promise<void>
}

/**
 * Which store is open, and what stands there while it can't be: the till never fails to open for a
 * file that is damaged, it says so and offers the way on.
 */
export function createRunStore(parts: RunStoreParts): RunStore {
  let counter: Counter | null = null

  const stores: StoreSwitch = { open, restore }

  async function openCounter(store: Store, otherStore: Store | null): Promise<Counter> {
    const files = parts.files(store)
    let unlock = () => {}
    try {
      unlock = files.lock()
      const running = await parts.compose(store, stores)
      return {
        store,
        isOpen: true,
        asked: running,
        start: () => running.start(),
        async close() {
          await running.close()
          unlock()
        },
      }
    } catch (error) {
      unlock()
      const fault = openFault(error)
      if (fault === null) throw error
      parts.log.error('store_not_opened', error, { store, fault: fault.kind })
      return standIn(store, otherStore, fault)
    }
  }

  function standIn(store: Store, otherStore: Store | null, fault: OpenFault): Counter {
    const files = parts.files(store)
    const recovery = createRecoverStore({
      ...parts,
      store,
      otherStore,
      fault,
      files,
      stores,
      async reopen() {
        await open(store)
        return recoveryNow()
      },
    })
    return {
      store,
      isOpen: false,
      asked: { ...recovery, training: null },
      start: async () => {},
      close: async () => {},
    }
  }

  async function recoveryNow(): Promise<RecoveryView> {
    const answer = await counter?.asked.handlers['recovery.get']({})
    return answer?.ok === true ? answer.data : { stage: 'none' }
  }

  /** Another store stays open until the new one is. The same one has to be closed first: it has one file. */
  async function open(store: Store): Promise<void> {
    const previous = counter
    if (previous?.store === store) await previous.close()
    const next = await openCounter(store, previous?.isOpen === true ? previous.store : null)
    counter = next
    await next.start()
    if (previous !== null && previous.store !== store) await previous.close()
    if (previous?.isOpen === true && !next.isOpen) parts.events.publish('recovery.needed', {})
  }

  async function restore(backup: string): Promise<void> {
    const previous = counter
    if (previous === null) throw new Error('no store is open')
    const { store } = previous
    // Until it is open again, every question is answered with: not now.
    counter = standIn(store, null, { kind: 'blocked', code: 'DATABASE_BUSY' })
    await previous.close()
    try {
      const unlock = parts.files(store).lock()
      try {
        const { id } = await parts
          .files(store)
          .restore({ backup, reason: 'chosen', damage: null, at: parts.clock.now() })
        parts.log.info('backup_restored', { store, backup, setAside: id })
      } finally {
        unlock()
      }
    } finally {
      // Also where it failed: the file is then as it was.
      await open(store)
      if (!isOpen()) parts.events.publish('recovery.needed', {})
    }
  }

  const isOpen = () => counter?.isOpen === true

  return {
    open,
    restore,
    current() {
      if (counter === null) throw new Error('no store is open')
      return counter.asked
    },
    close: async () => counter?.close(),
  }
}

/** null for what is neither: a bug, or a file of another version of the till. */
function openFault(error: unknown): OpenFault | null {
  const code = error instanceof Error && 'code' in error ? error.code : null
  if (code === 'DATABASE_BUSY' || code === 'DATABASE_FULL' || code === 'DATABASE_READ_ONLY') {
    return { kind: 'blocked', code }
  }
  if (code !== 'DATABASE_DAMAGED') return null
  const said = error instanceof Error && 'damage' in error ? error.damage : null
  return { kind: 'damaged', damage: DAMAGES.find((one) => one === said) ?? 'broken' }
}
