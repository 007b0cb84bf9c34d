import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { CdpSession } from './cdp.ts'
import { missing } from './missing.ts'
import { record } from './record.ts'

/** Width and height in inches. */
const PAPER: Readonly<Record<string, readonly [number, number]>> = {
  A0: [33.1, 46.8],
  A1: [23.4, 33.1],
  A2: [16.54, 23.4],
  A3: [11.7, 16.54],
  A4: [8.27, 11.7],
  A5: [5.83, 8.27],
  A6: [4.13, 5.83],
  Legal: [8.5, 14],
  Letter: [8.5, 11],
  Tabloid: [11, 17],
  Ledger: [17, 11],
}

/** A real PDF, made by Chromium. Page sizes and margins are in inches, as in Electron. */
export async function printToPdf(
  session: CdpSession,
  { pageSize = 'Letter', margins, ...options }: Electron.PrintToPDFOptions = {},
): Promise<Buffer> {
  const size = typeof pageSize === 'string' ? PAPER[pageSize] : [pageSize.width, pageSize.height]
  const [paperWidth, paperHeight] = size ?? []
  if (paperWidth === undefined || paperHeight === undefined) {
    throw new TypeError('Invalid pageSize')
  }
  const { data } = await session.send('Page.printToPDF', {
    ...options,
    paperWidth,
    paperHeight,
    ...(margins?.top === undefined ? {} : { marginTop: margins.top }),
    ...(margins?.bottom === undefined ? {} : { marginBottom: margins.bottom }),
    ...(margins?.left === undefined ? {} : { marginLeft: margins.left }),
    ...(margins?.right === undefined ? {} : { marginRight: margins.right }),
  })
  return Buffer.from(data, 'base64')
}

let printed = 0

/** There is no printer here: with POS_HOST_PRINT_TO the page goes to a PDF in that folder. */
export async function sendToPrinter(
  page: Promise<{ session: CdpSession }>,
  { pageSize, landscape }: Electron.WebContentsPrintOptions,
): Promise<void> {
  const folder = process.env['POS_HOST_PRINT_TO']
  if (!folder) throw missing('WebContents.prototype.print without POS_HOST_PRINT_TO')
  const MICRONS_IN_INCH = 25_400
  const pdf = await printToPdf((await page).session, {
    printBackground: true,
    landscape: landscape ?? false,
    ...(typeof pageSize === 'object'
      ? {
          pageSize: {
            width: pageSize.width / MICRONS_IN_INCH,
            height: pageSize.height / MICRONS_IN_INCH,
          },
        }
      : { pageSize: pageSize ?? 'A4' }),
  })
  await mkdir(folder, { recursive: true })
  const file = join(folder, `print-${++printed}.pdf`)
  await writeFile(file, pdf)
  record('print', { file })
}
