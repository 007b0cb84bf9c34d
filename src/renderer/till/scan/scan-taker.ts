/** Where a scan goes: into the sale in hand, unless the screen that is open wants to know the code. */
import { scanQueue } from './scan-queue.ts'

type Take = (code: string) => void

let taker: Take | null = null

/** Takes all scans from now on. Returns the way to give them back to the sale. */
export function takeScans(take: Take): () => void {
  taker = take
  return () => {
    if (taker === take) taker = null
  }
}

export const scanned = (code: string): void => (taker ?? scanQueue.push)(code)
