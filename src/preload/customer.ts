import { contextBridge, ipcRenderer } from 'electron'
import {
  CUSTOMER_EVENT,
  CUSTOMER_INVOKE,
  type CustomerBridge,
} from '#shared/ipc/customer-bridge.ts'
import type { CustomerView } from '#shared/ipc/customer-contract.ts'

// Its own channels: nothing here leads to what the till may do, and main judges the sender besides.
const bridge: CustomerBridge = {
  invoke: (name, input) => ipcRenderer.invoke(CUSTOMER_INVOKE, name, input),
  subscribe: (listener) => {
    const forward = (_event: unknown, view: CustomerView) => listener(view)
    ipcRenderer.on(CUSTOMER_EVENT, forward)
    return () => ipcRenderer.off(CUSTOMER_EVENT, forward)
  },
}

contextBridge.exposeInMainWorld('customer', bridge)
