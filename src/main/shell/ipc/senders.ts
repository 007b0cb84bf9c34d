import type { IpcMainInvokeEvent } from 'electron'
import { mayTillGo } from '../navigation.ts'

/**
 * Whom main listens to: WebContents it made itself, speaking from their main frame, at our origin.
 * The origin alone isn't enough: another window could be led there.
 */
export function createSenders() {
  const trusted = new Set<number>()
  return {
    trust: (webContentsId: number) => void trusted.add(webContentsId),
    forget: (webContentsId: number) => void trusted.delete(webContentsId),
    isTill: ({ sender, senderFrame }: Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>) =>
      trusted.has(sender.id) &&
      senderFrame !== null &&
      senderFrame === sender.mainFrame &&
      mayTillGo(senderFrame.url),
  }
}
