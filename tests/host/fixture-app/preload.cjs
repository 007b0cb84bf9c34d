const electron = require('electron')
const { contextBridge, ipcRenderer } = electron

globalThis.preloadMarker = true

const reasonOf = (attempt) => {
  try {
    return String(attempt())
  } catch (error) {
    return error.message.replace(/: node:fs.*/, '')
  }
}

contextBridge.exposeInMainWorld('fixture', {
  invoke: (channel, ...args) => ipcRenderer.invoke(channel, ...args),
  send: (channel, ...args) => ipcRenderer.send(channel, ...args),
  subscribe: (listener) => {
    const forward = (_event, data) => listener(data)
    ipcRenderer.on('news', forward)
    return () => ipcRenderer.off('news', forward)
  },
  worlds: () => ({
    process: typeof process,
    Buffer: typeof Buffer,
    global: typeof global,
    fs: reasonOf(() => require('node:fs')),
    electron: Object.keys(electron).join(),
    ipc: reasonOf(() => ipcRenderer.sendSync('x')),
  }),
  add: (a, b) => a + b,
  fail: () => {
    throw new Error('as told')
  },
  later: async () => 'done',
  list: [1, { deep: true }],
})
