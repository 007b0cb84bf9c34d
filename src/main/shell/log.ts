import { join } from 'node:path'
import { inspect } from 'node:util'
import electronLog from 'electron-log/node'
import type { Log } from '../application/ports.ts'
import { redact } from './redact.ts'

export interface ShellLog extends Log {
  /** Logs a bug and returns the reference number that staff can read out. */
  bug(where: string, error: unknown): string
}

const describe = (error: unknown): string => inspect(error, { depth: 4 })

/** A rotating file of JSON lines in `folder`, at most 1 MB and one file before it. */
export function openLog(folder: string): ShellLog {
  const logger = electronLog.create({ logId: 'main' })
  logger.transports.console.level = false
  logger.transports.file.level = 'info'
  logger.transports.file.resolvePathFn = () => join(folder, 'main.log')
  logger.transports.file.format = '{text}'
  const write = (level: string, event: string, facts: Readonly<Record<string, unknown>>) => {
    const line = redact(JSON.stringify({ at: new Date().toISOString(), level, event, ...facts }))
    logger.info(line)
  }
  return {
    info: (event, facts) => write('info', event, facts),
    warn: (event, facts) => write('warn', event, facts),
    error: (event, error, facts) => write('error', event, { ...facts, error: describe(error) }),
    bug(where, error) {
      const reference = Math.random().toString(36).slice(2, 8).toUpperCase()
      write('error', where, { reference, error: describe(error) })
      return reference
    },
  }
}
