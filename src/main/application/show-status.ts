import type { StatusView } from '#shared/ipc/contract.ts'
import { ok, type Result } from '#shared/result.ts'
import { businessDayOf } from '../domain/business-day.ts'
import type { ApplicationPorts } from './application-ports.ts'
import { findAlerts } from './find-alerts.ts'

type Ports = Pick<
  ApplicationPorts,
  | 'store'
  | 'about'
  | 'clock'
  | 'orders'
  | 'keys'
  | 'health'
  | 'storage'
  | 'settings'
  | 'events'
  | 'log'
>

export interface ShowStatus {
  show(): Promise<Result<StatusView>>
  /** Tells the page where something in the strip has changed. Never rejects. */
  refresh(): Promise<void>
}

/** What the strip on top always shows: which store, Toss, the day, and what isn't settled. */
export function createShowStatus(ports: Ports): ShowStatus {
  let last = ''

  const tossState = async (): Promise<StatusView['toss']> => {
    if (ports.store === 'training') return 'training'
    if ((await ports.keys.current()) === null) return 'keys_missing'
    return ports.health.read().state
  }

  const status = async (): Promise<StatusView> => {
    const [preferences, attempts, refunds, toss] = await Promise.all([
      ports.settings.preferences(),
      ports.orders.unsettledAttempts(),
      ports.orders.openRefunds(),
      tossState(),
    ])
    const confirming = attempts.filter((attempt) => attempt.state.kind === 'confirming')
    return {
      store: ports.store,
      toss,
      businessDay: businessDayOf(ports.clock.now(), preferences.closingHour),
      // What goes back because its amount differs is counted with its attempt, which is confirming.
      unsettledPayments:
        confirming.length + refunds.filter(({ cause }) => cause === 'asked').length,
      storage: ports.storage.read(),
      alerts: await findAlerts(ports, attempts),
      version: ports.about.version,
      host: ports.about.host,
      language: preferences.language,
      theme: preferences.theme,
      textSize: preferences.textSize,
    }
  }

  return {
    show: async () => ok(await status()),
    async refresh() {
      try {
        const now = await status()
        const text = JSON.stringify(now)
        if (text === last) return
        last = text
        ports.events.publish('status.changed', now)
      } catch (error) {
        ports.log.error('status_not_read', error, {})
      }
    },
  }
}
