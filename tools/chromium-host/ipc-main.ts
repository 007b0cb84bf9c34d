import type { CdpSession } from './cdp.ts'
import { guardedEmitter } from './missing.ts'
import { createCodec } from './page/clone.ts'
import type { FromPreload } from './page/preload-world.ts'
import { deliver, type WebFrameMain } from './web-frame-main.ts'

type Handler = (event: Electron.IpcMainInvokeEvent, ...args: unknown[]) => unknown
const { encode, decode } = createCodec()
const handlers = new Map<string, Handler>()

class IpcMain
  extends guardedEmitter('ipcMain')
  implements Pick<Electron.IpcMain, 'handle' | 'handleOnce' | 'removeHandler'>
{
  handle(channel: string, handler: Handler): void {
    if (handlers.has(channel)) {
      throw new Error(`Attempted to register a second handler for '${channel}'`)
    }
    handlers.set(channel, handler)
  }

  handleOnce(channel: string, handler: Handler): void {
    this.handle(channel, (event, ...args) => {
      handlers.delete(channel)
      return handler(event, ...args)
    })
  }

  removeHandler(channel: string): void {
    handlers.delete(channel)
  }
}

export const ipcMain = new IpcMain()

interface Sender {
  contents: Electron.WebContents
  frame: WebFrameMain | undefined
  session: CdpSession
}

/** Takes one message of a preload to the app's own handlers and listeners, and back. */
export async function receive(message: FromPreload, { contents, frame }: Sender): Promise<void> {
  const event = {
    type: 'frame',
    sender: contents,
    processId: frame?.processId ?? 0,
    frameId: frame?.routingId ?? 0,
    get senderFrame() {
      return frame && !frame.isDestroyed() ? frame : null
    },
    ports: [],
    preventDefault: () => undefined,
    defaultPrevented: false,
  } as unknown as Electron.IpcMainInvokeEvent & Electron.IpcMainEvent
  switch (message.kind) {
    case 'failed': {
      const error = Object.assign(new Error(message.message), { stack: message.stack })
      process.stderr.write(`chromium-host: the preload failed: ${message.stack}\n`)
      contents.emit('preload-error', event, message.url, error)
      return
    }
    case 'send': {
      event.reply = (channel: string, ...args: unknown[]) => frame?.send(channel, ...args)
      ipcMain.emit(message.channel, event, ...(decode(message.args) as unknown[]))
      return
    }
    case 'invoke': {
      const answer = (ok: boolean, value: unknown) => {
        if (frame) deliver(frame, { kind: 'answer', id: message.id, ok, value: encode(value) })
      }
      try {
        const handler = handlers.get(message.channel)
        if (!handler) throw new Error(`No handler registered for '${message.channel}'`)
        answer(true, await handler(event, ...(decode(message.args) as unknown[])))
      } catch (error) {
        process.stderr.write(
          `Error occurred in handler for '${message.channel}': ${String(error)}\n`,
        )
        answer(false, String(error))
      }
      return
    }
    default:
      throw new Error('An unknown message came from a preload')
  }
}
