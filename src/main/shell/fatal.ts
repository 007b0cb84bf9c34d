import { dialog } from 'electron'
import { isErrorCode } from '#shared/error-codes.ts'
import { resources } from '#shared/i18n/resources.ts'
import type { ShellLog } from './log.ts'
import { redact } from './redact.ts'

/**
 * Says why the till can't go on, in both languages: which one staff read isn't known before the
 * settings are. What happened follows for whoever is called to help.
 */
export function sayFatal(error: unknown): void {
  const code = error instanceof Error && 'code' in error ? error.code : null
  const words = isErrorCode(code) ? code : 'INTERNAL'
  const detail = redact(error instanceof Error ? `${error.name}: ${error.message}` : String(error))
  dialog.showErrorBox(
    '계산을 열 수 없어요',
    [resources.ko.errors[words], resources.en.errors[words], detail].join('\n\n'),
  )
}

/**
 * Bugs nobody caught. A lost promise is logged and the till goes on selling; after an exception out
 * of nowhere nothing can be trusted, so it ends: orders and the cart are on disk, and the next
 * start settles what was open.
 */
export function watchForBugs(log: ShellLog, exit: (code: number) => void): void {
  process.on('unhandledRejection', (error) => void log.bug('unhandled rejection', error))
  process.on('uncaughtException', (error) => {
    log.bug('uncaught exception', error)
    sayFatal(error)
    exit(1)
  })
}
