import type { ApplicationPorts } from './application-ports.ts'
import type { FollowUps } from './follow-ups.ts'
import type { GatewayFailure } from './ports.ts'
import type { ShowStatus } from './show-status.ts'

/** Gap between two probes, in ms. With the time a probe may take, the return of the network is seen within 5 s. */
const PROBE_GAP = 2000
/** A confirm or cancel that takes longer than this may have lost its network: worth a probe each time, in ms. */
const SLOW = 4000
/**
 * A call that is out for so long while Toss answers others is lost, or slow; in ms. A lookup tells the
 * two apart sooner than its time-out would, and the same call with the same key can't be done twice:
 * while it is still at work Toss answers 409.
 */
const PATIENCE = 7000
/** Calls that are younger than this when Toss can be reached again are left alone, in ms. */
const YOUNG = 1000

/**
 * Whether Toss can be reached, learnt from every call that is made, and from a cheap probe while it
 * can't be and something waits for it. When it can be again, everything that waits is asked at once:
 * an unknown outcome must not sit out a gap of a minute that grew while the network was away.
 */
export interface Reachability {
  /** A call was answered, or wasn't. `moved`: it was a confirm or a cancel. */
  heard(
    answer: { readonly kind: 'payment' | 'transactions' | 'receipt' | 'receipts' } | GatewayFailure,
    moved: boolean,
  ): void
  /** A confirm or cancel is out. The returned function says that it has come back. */
  out(): () => void
  /** Somebody (a page, the operating system) thinks that the network is back. Asked, not believed. */
  hint(): void
  stop(): void
}

export function createReachability(
  ports: Pick<ApplicationPorts, 'orders' | 'gateway' | 'timers' | 'log'> & {
    readonly followUps: FollowUps
    readonly status: ShowStatus
  },
): Reachability {
  const { orders, gateway, timers, log } = ports
  let isDown = false
  let isProbing = false
  let isStopped = false
  let cancelNext: (() => void) | null = null

  /** Something of ours at Toss to ask about: the oldest that isn't settled. null where nothing waits. */
  async function oldestUnsettled() {
    const [attempt] = (await orders.unsettledAttempts()).filter(
      ({ state }) => state.kind !== 'awaiting_payment',
    )
    if (attempt !== undefined) return attempt
    const [refund] = await orders.openRefunds()
    return refund === undefined ? null : orders.findAttempt(refund.orderId)
  }

  function recovered(): void {
    isDown = false
    cancelNext?.()
    cancelNext = null
    log.info('toss_reachable_again', {})
    // Whatever was out while the network was away would wait for its full time-out: its connection is dead.
    gateway.breakOff(YOUNG)
    ports.followUps.hurry()
    void ports.status.refresh()
  }

  /** `isHint`: an answer now counts as a return even if nobody noticed that Toss was away. */
  async function probe(isHint: boolean): Promise<void> {
    if (isProbing || isStopped) return
    isProbing = true
    try {
      const oldest = await oldestUnsettled()
      // With nothing to ask about there is nothing to hurry either.
      if (oldest === null) return
      const isReachable = await gateway.probe(oldest.orderId, oldest.clientKey)
      if (isReachable) {
        if (isDown || isHint) recovered()
        else gateway.breakOff(PATIENCE)
        return
      }
      if (!isDown) void ports.status.refresh()
      isDown = true
      probeSoon()
    } catch (error) {
      log.error('probe_broke', error, {})
      if (isDown) probeSoon()
    } finally {
      isProbing = false
    }
  }

  function probeSoon(): void {
    if (isStopped || cancelNext !== null) return
    cancelNext = timers.after(PROBE_GAP, () => {
      cancelNext = null
      void probe(false)
    })
  }

  return {
    heard(answer, moved) {
      if (answer.kind === 'no_answer') {
        // Broken off by ourselves: says nothing about the network.
        if (answer.why === 'broken_off') return
        // A confirm without an answer may be the fault of this one call, and a lookup follows it anyway.
        if (moved) return
        isDown = true
        return probeSoon()
      }
      // Status 0: refused by ourselves, nothing went out.
      const isFromToss = answer.kind !== 'refused' || answer.status > 0
      if (isDown && isFromToss) recovered()
    },
    out() {
      let cancel = timers.after(SLOW, again)
      function again() {
        void probe(false)
        cancel = timers.after(SLOW, again)
      }
      return () => cancel()
    },
    hint() {
      void probe(true)
    },
    stop() {
      isStopped = true
      cancelNext?.()
    },
  }
}
