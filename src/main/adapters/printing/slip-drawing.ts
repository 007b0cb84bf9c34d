import receiptline, { type BaseCommand } from 'receiptline'
import type { Paper } from '#shared/vocabulary.ts'
import type { SlipDrawing } from '../../application/slip-ports.ts'
import { CELLS } from '../../domain/slip-rows.ts'

/** Korean as printers have it; receiptline writes it as cp949. */
const ENCODING = 'ksc5601'

const asBytes = (text: string): string => {
  // The printer is told the character set before each text: what is left after it is the text.
  const whole = receiptline.commands.escpos.text(text, ENCODING)
  return whole.slice(receiptline.commands.escpos.text('', ENCODING).length)
}

/** Asked of the very table that prints: what it lacks, it would print as a question mark. */
function isPrintable(character: string): boolean {
  if (/^[ -~]$/.test(character)) return true
  const bytes = asBytes(character)
  return bytes.length === 2 && bytes.charCodeAt(0) >= 0x81 && bytes.charCodeAt(1) >= 0x41
}

/** receiptline names its one filter, which slips don't use, by chance: so that a slip is always the same text. */
const svgOf = (): BaseCommand => {
  const { svg } = receiptline.commands
  return {
    ...svg,
    close(this: BaseCommand) {
      return svg.close.call(this).replace(/<defs>.*?<\/defs>/, '')
    },
  }
}

/**
 * The barcode's data as letters alone. In pairs of digits, as receiptline would, a number can hold the
 * bytes of DLE EOT, which a printer obeys wherever they stand.
 */
const escposOf = (): BaseCommand => ({
  ...receiptline.commands.escpos,
  code128: (data: string) => `{B${data.replaceAll('{', '{{')}`,
})

/** Draws receiptline documents; see slip-document.ts for what may be in them. */
export const slipDrawing: SlipDrawing = {
  isPrintable,
  draw(document, paper: Paper) {
    const on = (command: 'text' | BaseCommand) =>
      receiptline.transform(document, {
        cpl: CELLS[paper],
        encoding: ENCODING,
        spacing: true,
        command,
      })
    return { svg: on(svgOf()), text: on('text'), bytes: Buffer.from(on(escposOf()), 'latin1') }
  },
}
