import type { PrinterState } from '#shared/vocabulary.ts'
import type { TagTone } from './tag.tsx'

/** Whether slips come out, as far as anybody knows. */
export const canPrint = (state: PrinterState): boolean =>
  state === 'ready' || state === 'paper_low' || state === 'not_asked' || state === 'none'

export const printerTone = (state: PrinterState): TagTone => {
  if (state === 'ready') return 'green'
  if (state === 'none' || state === 'not_asked') return 'grey'
  return state === 'paper_low' ? 'amber' : 'red'
}
