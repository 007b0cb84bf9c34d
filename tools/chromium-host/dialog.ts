import { readFileSync, writeFileSync } from 'node:fs'
import { only } from './missing.ts'
import { record } from './record.ts'

type Name = 'showMessageBox' | 'showOpenDialog' | 'showSaveDialog' | 'showErrorBox'

/** One entry of the queue: which dialog it answers, and what. */
interface Answer {
  readonly dialog: Name
  readonly answer: unknown
}

/**
 * Nobody is there to press a button, so answers come from a queue: a JSON array in the file that
 * POS_HOST_DIALOGS names, read anew each time, so that a test can add to it at any moment.
 */
function nextAnswer(dialog: Name, options: unknown): unknown {
  record('dialog', { dialog, options })
  const file = process.env['POS_HOST_DIALOGS']
  const queue = file ? (JSON.parse(readFileSync(file, 'utf8')) as Answer[]) : []
  const [next, ...rest] = queue
  if (!file || !next) throw new Error(`chromium-host: nobody answers dialog.${dialog}`)
  if (next.dialog !== dialog) {
    throw new Error(`chromium-host: dialog.${dialog} was shown, the queue has ${next.dialog}`)
  }
  writeFileSync(file, JSON.stringify(rest))
  return next.answer
}

/** Dialogs take a window first, or not. */
const optionsOf = (args: readonly unknown[]): unknown => args.at(-1)

const asked =
  <T>(dialog: Name, whole: (answer: Partial<T>) => T) =>
  async (...args: readonly unknown[]): Promise<T> =>
    whole(nextAnswer(dialog, optionsOf(args)) as Partial<T>)

export const dialog = only('dialog', {
  showMessageBox: asked<Electron.MessageBoxReturnValue>('showMessageBox', (answer) => ({
    response: 0,
    checkboxChecked: false,
    ...answer,
  })),
  showOpenDialog: asked<Electron.OpenDialogReturnValue>('showOpenDialog', (answer) => ({
    canceled: (answer.filePaths ?? []).length === 0,
    filePaths: [],
    ...answer,
  })),
  showSaveDialog: asked<Electron.SaveDialogReturnValue>('showSaveDialog', (answer) => ({
    canceled: answer.filePath === undefined,
    filePath: '',
    ...answer,
  })),
  showErrorBox: (title: string, content: string): void => {
    record('dialog', { dialog: 'showErrorBox', options: { title, content } })
    process.stderr.write(`${title}: ${content}\n`)
  },
} satisfies Record<Name, unknown>)
