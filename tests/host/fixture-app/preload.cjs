const { contextBridge, ipcRenderer } = require('electron')
contextBridge.exposeInMainWorld('fixture', {
  invoke: (channel, ...args) => ipcRenderer.invoke(channel, ...args),
  subscribe: (listener) => {
    const forward = (_event, data) => listener(data)
    ipcRenderer.on('news', forward)
    return () => ipcRenderer.off('news', forward)
  },
  typeofs: () => ({ process: typeof process, Buffer: typeof Buffer, require: typeof require }),
  list: [1, { deep: true }],
})
