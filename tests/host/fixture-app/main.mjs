import { app, BrowserWindow, ipcMain, protocol, session } from 'electron'
import * as electron from 'electron'
import { join } from 'node:path'

// A tiny app that does in its main process what a spec tells it to.

if (process.env.POS_USER_DATA) app.setPath('userData', process.env.POS_USER_DATA)
if (process.env.POS_REMOTE_DEBUGGING_PORT) {
  app.commandLine.appendSwitch('remote-debugging-port', process.env.POS_REMOTE_DEBUGGING_PORT)
}
protocol.registerSchemesAsPrivileged([
  { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
])

const preload = join(import.meta.dirname, 'preload.cjs')
const html = (body) =>
  new Response(`<!doctype html><title>fixture</title>${body}`, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'self'; script-src 'self' app: 'unsafe-inline'",
    },
  })

/** Kept between the steps of a spec. */
let state

// What a spec sets up beside windows, so that the next one can be given an app like new.
const partitions = new Set()
const channels = new Set()
const { fromPartition } = session
session.fromPartition = (name) => {
  partitions.add(name)
  return fromPartition(name)
}
const handle = ipcMain.handle.bind(ipcMain)
ipcMain.handle = (channel, handler) => {
  channels.add(channel)
  handle(channel, handler)
}

async function openWindow() {
  const window = new BrowserWindow({ width: 1000, height: 700, webPreferences: { preload } })
  state = { preload, html, log: [], window }
  await window.loadURL('app://till/')
}

async function empty({ protocol, webRequest }) {
  webRequest.onBeforeRequest(null)
  for (const scheme of ['app', 'http']) {
    if (protocol.isProtocolHandled(scheme)) protocol.unhandle(scheme)
  }
}

/** A new window and nothing of what was there before. */
async function startAnew() {
  const old = BrowserWindow.getAllWindows()
  session.defaultSession.webRequest.onBeforeRequest(null)
  for (const channel of channels) ipcMain.removeHandler(channel)
  for (const name of partitions) await empty(fromPartition(name))
  for (const window of old) if (window !== state.window) window.destroy()
  for (const name of ['', ...partitions]) await fromPartition(name).clearStorageData()
  const { window } = state
  await openWindow()
  // Last, so that the app is never without a window; what asked for this lives in it.
  setTimeout(() => window.destroy())
}

async function start() {
  session.defaultSession.protocol.handle('app', (request) => {
    const { pathname } = new URL(request.url)
    if (pathname === '/frame') return html('<h1>frame</h1>')
    return html(`<h1>${request.url}</h1>`)
  })
  handle('main', async (event, source, argument) => {
    const module = `export default ${source}`
    const { default: step } = await import(`data:text/javascript,${encodeURIComponent(module)}`)
    return step(electron, { ...state, event, state }, argument)
  })
  handle('start-anew', startAnew)
  await openWindow()
}

if (app.requestSingleInstanceLock()) {
  app.on('second-instance', (_event, argv) => state.log.push(['second-instance', argv.at(-1)]))
  app
    .whenReady()
    .then(start)
    .catch((error) => {
      process.stderr.write(`${String(error)}\n`)
      app.exit(1)
    })
} else {
  app.quit()
}
