import type { IpcMainInvokeEvent } from 'electron'
import type { NavigationPolicy } from '../navigation.ts'

/**
 * Whom main listens to, for one kind of window: WebContents it made itself, speaking from their main
 * frame, at that kind's origin. The origin alone isn't enough: another window could be led there.
 */
export function createSenders(mayBeAt: NavigationPolicy) {
  const trusted = new Set<number>()
  return {
    trust: (webContentsId: number) => void trusted.add(webContentsId),
    forget: (webContentsId: number) => void trusted.delete(webContentsId),
    mayCall: ({ sender, senderFrame }: Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>) =>
      trusted.has(sender.id) &&
      senderFrame !== null &&
      senderFrame === sender.mainFrame &&
      mayBeAt(senderFrame.url),
  }
}
