import type { Paper } from '#shared/vocabulary.ts'
import type { IsPrintable } from '../domain/printable-text.ts'

/** A slip as it can be looked at, and as a printer takes it: all of one document. */
export interface DrawnSlip {
  /** For screens, paper of the system's printers and PDF. Black on nothing, 12 px to a character. */
  readonly svg: string
  /** The same in words, row by row, for who can't see it. */
  readonly text: string
  /** ESC/POS, Korean in cp949, with a cut and a question at the end that is answered once it is printed. */
  readonly bytes: Uint8Array
}

export interface SlipDrawing {
  readonly isPrintable: IsPrintable
  /** `document`: see slipDocument. */
  draw(document: string, paper: Paper): DrawnSlip
}
