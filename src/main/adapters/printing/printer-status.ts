import type { PrinterState } from '#shared/vocabulary.ts'

/** DLE EOT n: what a printer answers at once, whatever it is doing. Source: Epson's ESC/POS reference, DLE EOT. */
export const STATUS = { printer: 1, offline: 2, paper: 4 } as const
export type StatusKind = (typeof STATUS)[keyof typeof STATUS]

export const askFor = (kind: StatusKind): Uint8Array => Uint8Array.of(0x10, 0x04, kind)

/** Answers to DLE EOT have bits 1 and 4 set, 0 and 7 not. */
export const isStatus = (byte: number): boolean => (byte & 0b1001_0011) === 0b0001_0010
/** The answer to GS r 1, the question at the end of a slip: it comes once all before it is printed. */
export const isPrintedAnswer = (byte: number): boolean => (byte & 0b1001_0000) === 0
/** The first of four bytes that a printer sends unasked, until a slip's beginning switches that off. */
export const isUnasked = (byte: number): boolean => (byte & 0b1001_0011) === 0b0001_0000

const has = (byte: number, bits: number): boolean => (byte & bits) !== 0

/** What three answers say together; what a person must do first comes first. */
export function stateOf(printer: number, offline: number, paper: number): PrinterState {
  if (has(offline, 0x04)) return 'cover_open'
  if (has(offline, 0x20) || has(paper, 0x60)) return 'paper_out'
  if (has(offline, 0x40)) return 'broken'
  if (has(printer, 0x08)) return 'offline'
  return has(paper, 0x0c) ? 'paper_low' : 'ready'
}
