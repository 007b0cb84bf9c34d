import type { BridgePeer } from './context-bridge.ts'
import type { Codec } from './clone.ts'

export interface PreloadOptions {
  /** Name of the DevTools binding that leads to main. */
  readonly binding: string
  /** Name of the function main calls to reach this world. */
  readonly deliver: string
  /** Whether the preload also runs in frames inside the page. */
  readonly inSubFrames: boolean
}

/** What the preload says to main. */
export type FromPreload =
  | { kind: 'invoke'; id: number; channel: string; args: string; url: string }
  | { kind: 'send'; channel: string; args: string; url: string }
  | { kind: 'failed'; message: string; stack: string; url: string }

/** What main says to the preload. */
export type ToPreload =
  | { kind: 'answer'; id: number; ok: boolean; value: string }
  | { kind: 'message'; channel: string; args: string }

/**
 * The preload's own world: an isolated one, with `require('electron')` and nothing else of Node.
 * Runs inside pages from its own source, so it must not use anything from outside its body.
 */
export function runPreload(
  { binding, deliver, inSubFrames }: PreloadOptions,
  createCodec: () => Codec,
  createPeer: () => BridgePeer,
  preload: (require: (name: string) => unknown, module: object, exports: object) => void,
): void {
  const world = globalThis as unknown as Record<string, unknown>
  const post = world[binding] as (text: string) => void
  delete world[binding]
  if (window !== window.parent && !inSubFrames) return

  type Listener = (event: object, ...args: unknown[]) => void
  type Waiting = { resolve(value: unknown): void; reject(reason: Error): void; channel: string }
  const { encode, decode } = createCodec()
  const tell = (message: FromPreload): void => post(JSON.stringify(message))
  const url = (): string => location.href
  const waiting = new Map<number, Waiting>()
  const listeners = new Map<string, { listener: Listener; once: boolean }[]>()
  let lastId = 0

  const unknownMember = (api: string, members: object): object =>
    new Proxy(members, {
      get: (target, key, receiver) => {
        if (key in target || typeof key === 'symbol' || key === 'then' || key === 'toJSON') {
          return Reflect.get(target, key, receiver) as unknown
        }
        throw new Error(`chromium-host: ${api}.${key} isn't implemented`)
      },
    })

  // A class, so that an instance that crosses the bridge by mistake arrives without methods.
  class IpcRenderer {
    invoke(channel: string, ...args: unknown[]): Promise<unknown> {
      return new Promise((resolve, reject) => {
        const id = ++lastId
        const text = encode(args)
        waiting.set(id, { resolve, reject, channel })
        tell({ kind: 'invoke', id, channel, args: text, url: url() })
      })
    }
    send(channel: string, ...args: unknown[]): void {
      tell({ kind: 'send', channel, args: encode(args), url: url() })
    }
    on(channel: string, listener: Listener): this {
      return this.addListener(channel, listener)
    }
    addListener(channel: string, listener: Listener, once = false): this {
      listeners.set(channel, [...(listeners.get(channel) ?? []), { listener, once }])
      return this
    }
    once(channel: string, listener: Listener): this {
      return this.addListener(channel, listener, true)
    }
    off(channel: string, listener: Listener): this {
      const left = [...(listeners.get(channel) ?? [])]
      const at = left.findLastIndex((entry) => entry.listener === listener)
      if (at >= 0) left.splice(at, 1)
      listeners.set(channel, left)
      return this
    }
    removeListener(channel: string, listener: Listener): this {
      return this.off(channel, listener)
    }
    removeAllListeners(channel?: string): this {
      if (channel === undefined) listeners.clear()
      else listeners.delete(channel)
      return this
    }
    listenerCount(channel: string): number {
      return listeners.get(channel)?.length ?? 0
    }
  }
  const ipcRenderer = new IpcRenderer()
  Object.setPrototypeOf(IpcRenderer.prototype, unknownMember('ipcRenderer', Object.prototype))

  const emit = (channel: string, args: unknown[]): void => {
    for (const entry of listeners.get(channel) ?? []) {
      if (entry.once) ipcRenderer.off(channel, entry.listener)
      entry.listener({ sender: ipcRenderer, ports: [] }, ...args)
    }
  }

  Object.defineProperty(world, deliver, {
    value: (message: ToPreload): void => {
      if (message.kind === 'message') {
        emit(message.channel, decode(message.args) as unknown[])
        return
      }
      const call = waiting.get(message.id)
      waiting.delete(message.id)
      const value = decode(message.value)
      if (message.ok) call?.resolve(value)
      else
        call?.reject(new Error(`Error invoking remote method '${call.channel}': ${String(value)}`))
    },
  })

  const peer = createPeer()
  const exposed = new Set<string>()
  const contextBridge = unknownMember('contextBridge', {
    exposeInMainWorld: (key: string, api: unknown): void => {
      if (exposed.has(key)) {
        throw new Error('Cannot bind an API on top of an existing property on the window object')
      }
      exposed.add(key)
      peer.expose(key, api)
    },
  })
  const electron = unknownMember("require('electron')", { contextBridge, ipcRenderer })
  const require = (name: string): unknown => {
    if (name === 'electron' || name === 'electron/renderer') return electron
    throw new Error(`module not found: ${name} (a sandboxed preload has only 'electron')`)
  }
  const module = { exports: {} }
  try {
    preload(require, module, module.exports)
  } catch (error) {
    const { message, stack } = error as Error
    tell({ kind: 'failed', message, stack: stack ?? '', url: url() })
  }
}
