import { contextBridge, ipcRenderer } from 'electron'
import { IPC_EVENT, IPC_INVOKE, type TillBridge } from '#shared/ipc/bridge.ts'
import type { TillEvent } from '#shared/ipc/events.ts'

// No allowlist here: main refuses names and senders it doesn't know.
const bridge: TillBridge = {
  invoke: (name, input) => ipcRenderer.invoke(IPC_INVOKE, name, input),
  subscribe: (listener) => {
    const forward = (_event: unknown, data: TillEvent) => listener(data)
    ipcRenderer.on(IPC_EVENT, forward)
    return () => ipcRenderer.off(IPC_EVENT, forward)
  },
}

contextBridge.exposeInMainWorld('till', bridge)
