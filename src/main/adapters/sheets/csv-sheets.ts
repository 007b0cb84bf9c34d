import { Readable } from 'node:stream'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { CsvError, parse } from 'csv-parse'
import iconv from 'iconv-lite'
import type { ProductSheets } from '../../application/product-ports.ts'
import type { Sheet, SheetRow } from '../../domain/product-sheet.ts'

/** Characters that are read before other work goes on: a few ms. */
const AT_ONCE = 32 * 1024
/** No row of products is longer, in characters: a quote that never ends would take the rest of the file. */
const LONGEST_ROW = 16 * 1024
const DELIMITERS = [',', ';', '\t'] as const
const BOM = '\uFEFF'

/** CSV as spreadsheets in Korea write it: UTF-8, UTF-16 or CP949; commas, semicolons or tabs. */
export const csvSheets: ProductSheets = {
  async read(bytes) {
    const { encoding, text } = decode(bytes)
    // A workbook or a picture under another name.
    if (text.includes('\0')) return null
    try {
      // One kind of line end: the parser counts a CR LF in quotes as two lines.
      return { encoding, rows: await readRows(text.replaceAll(/\r\n?/g, '\n')) }
    } catch (error) {
      if (error instanceof CsvError) return null
      throw error
    }
  },
  async write(rows) {
    const lines: string[] = []
    for (const [index, row] of rows.entries()) {
      lines.push(row.map(quoted).join(','))
      if (index % 1000 === 999) await nextTurn()
    }
    // With a mark: without it, Excel in Korea reads UTF-8 as CP949.
    return Buffer.from(`${BOM}${lines.join('\r\n')}\r\n`, 'utf8')
  },
}

function decode(bytes: Uint8Array): { encoding: Sheet['encoding']; text: string } {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) {
    return { encoding: 'UTF-16', text: new TextDecoder('utf-16le').decode(bytes) }
  }
  try {
    return { encoding: 'UTF-8', text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) }
  } catch {
    // Node's own decoder of Korean knows EUC-KR only, without the letters that CP949 adds: 똠, 뷁.
    return { encoding: 'CP949', text: iconv.decode(Buffer.from(bytes), 'cp949') }
  }
}

/** The one that the first line has most of, outside of quotes. */
function delimiterOf(text: string): string {
  const [firstLine = ''] = /^.*$/m.exec(text) ?? []
  const plain = firstLine.replaceAll(/"[^"]*"/g, '')
  const counts = DELIMITERS.map((one) => plain.split(one).length)
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ','
}

async function* inParts(text: string) {
  for (let at = 0; at < text.length; at += AT_ONCE) {
    yield text.slice(at, at + AT_ONCE)
    // A stream goes on within the same turn, and nobody else would get one.
    await nextTurn()
  }
}

async function readRows(text: string): Promise<SheetRow[]> {
  const parser = parse({
    delimiter: delimiterOf(text),
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: LONGEST_ROW,
  })
  const rows: SheetRow[] = []
  let line = 1
  const parts = Readable.from(inParts(text))
  for await (const { record, info } of parts.pipe(parser) as AsyncIterable<{
    record: string[]
    info: { lines: number }
  }>) {
    rows.push({ line, cells: record })
    line = info.lines + 1
  }
  return rows
}

const quoted = (cell: string): string =>
  /[",;\t\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
