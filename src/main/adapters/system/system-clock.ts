import type { Clock, Timers } from '../../application/ports.ts'

export const systemClock: Clock = { now: () => new Date() }

export const systemTimers: Timers = {
  after(ms, run) {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}
