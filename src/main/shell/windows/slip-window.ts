import { randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { BrowserWindow, dialog, type Session } from 'electron'
import type { Paper } from '#shared/vocabulary.ts'
import type { SlipPaper } from '../../application/print-ports.ts'
import type { DrawnSlip } from '../../application/slip-ports.ts'
import { guardNavigation } from '../navigation.ts'
import { APP_SCHEME, SLIP_ORIGIN, SLIP_PAGE, SLIP_PARTITION } from '../protocol/addresses.ts'
import { createSlipProtocol, type SlipOnPage } from '../protocol/slip-protocol.ts'
import { baseWebPreferences } from './web-preferences.ts'

/** Receipt printers have 203 dots to the inch, 8 to the mm; a slip's picture is in dots. */
const DOTS_PER_MM = 8
/** Blank above and below, in mm; the page draws it. */
const MARGIN = 4
const MM_PER_INCH = 25.4
/** How long a page may take to draw a slip, in ms. */
const PATIENCE = 20_000

const heightOf = ({ svg }: DrawnSlip): number => {
  const dots = Number(/ height="(\d+)px"/.exec(svg)?.[1])
  if (!(dots > 0)) throw new Error('a slip without a height')
  return Math.ceil(dots / DOTS_PER_MM) + 2 * MARGIN
}

/** Draws slips in a window that nobody sees, for the system's printer and for PDF. */
export function createSlipPaper(parts: {
  readonly session: Session
  readonly pages: string
  parent(): BrowserWindow | null
}): SlipPaper {
  const slips = new Map<string, SlipOnPage>()
  parts.session.protocol.handle(
    APP_SCHEME,
    createSlipProtocol({ pages: parts.pages, slip: (token) => slips.get(token) ?? null }),
  )

  async function onPage<T>(
    { svg }: DrawnSlip,
    work: (window: BrowserWindow) => Promise<T>,
  ): Promise<T> {
    const token = randomUUID()
    const window = new BrowserWindow({
      show: false,
      width: 400,
      height: 800,
      webPreferences: { ...baseWebPreferences, partition: SLIP_PARTITION },
    })
    guardNavigation(window.webContents, (address) => address.startsWith(`${SLIP_ORIGIN}/`))
    window.webContents.setWindowOpenHandler(() => ({ action: 'deny' }))
    let timer: NodeJS.Timeout | undefined
    try {
      const drawn = new Promise<void>((resolve, reject) => {
        timer = setTimeout(() => reject(new Error('the slip was not drawn in time')), PATIENCE)
        slips.set(token, { svg, onDrawn: resolve })
      })
      await Promise.all([window.loadURL(`${SLIP_ORIGIN}${SLIP_PAGE}#${token}`), drawn])
      return await work(window)
    } finally {
      clearTimeout(timer)
      slips.delete(token)
      if (!window.isDestroyed()) window.destroy()
    }
  }

  return {
    async hasPrinter() {
      const window = parts.parent()
      return window !== null && (await window.webContents.getPrintersAsync()).length > 0
    },
    print: (slip, paper) =>
      onPage(
        slip,
        (window) =>
          new Promise<boolean>((resolve) => {
            window.webContents.print(
              {
                silent: true,
                margins: { marginType: 'none' },
                // In micrometres.
                pageSize: { width: Number(paper) * 1000, height: heightOf(slip) * 1000 },
              },
              (isTaken) => resolve(isTaken),
            )
          }),
      ),
    async savePdf(slip, paper, name) {
      const options = { defaultPath: name, filters: [{ name: 'PDF', extensions: ['pdf'] }] }
      const window = parts.parent()
      const { canceled, filePath } = await (window === null
        ? dialog.showSaveDialog(options)
        : dialog.showSaveDialog(window, options))
      if (canceled || filePath === '') return false
      await writeFile(filePath, await onPage(slip, (page) => pdfOf(page, slip, paper)))
      return true
    },
  }
}

const pdfOf = (window: BrowserWindow, slip: DrawnSlip, paper: Paper): Promise<Buffer> =>
  window.webContents.printToPDF({
    margins: { top: 0, bottom: 0, left: 0, right: 0 },
    // In inches.
    pageSize: { width: Number(paper) / MM_PER_INCH, height: heightOf(slip) / MM_PER_INCH },
  })
