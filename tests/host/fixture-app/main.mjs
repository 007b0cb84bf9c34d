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
const state = { preload, html, log: [] }

async function start() {
  session.defaultSession.protocol.handle('app', (request) => {
    const { pathname } = new URL(request.url)
    if (pathname === '/frame') return html('<h1>frame</h1>')
    return html(`<h1>${request.url}</h1>`)
  })
  ipcMain.handle('main', async (event, source, argument) => {
    const module = `export default ${source}`
    const { default: step } = await import(`data:text/javascript,${encodeURIComponent(module)}`)
    return step(electron, { ...state, event, state }, argument)
  })
  const window = new BrowserWindow({ width: 1000, height: 700, webPreferences: { preload } })
  state.window = window
  await window.loadURL('app://till/')
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
