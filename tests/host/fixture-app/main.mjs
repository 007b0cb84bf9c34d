import { app, BrowserWindow, ipcMain, protocol, session } from 'electron'
import { join } from 'node:path'

if (process.env.POS_USER_DATA) app.setPath('userData', process.env.POS_USER_DATA)
if (process.env.POS_REMOTE_DEBUGGING_PORT)
  app.commandLine.appendSwitch('remote-debugging-port', process.env.POS_REMOTE_DEBUGGING_PORT)
protocol.registerSchemesAsPrivileged([
  { scheme: 'app', privileges: { standard: true, secure: true } },
])
app
  .whenReady()
  .then(async () => {
    session.defaultSession.protocol.handle(
      'app',
      (request) =>
        new Response(`<title>t</title><h1>hi ${request.url}</h1>`, {
          headers: {
            'content-type': 'text/html',
            'content-security-policy': "default-src 'self'; script-src 'self'",
          },
        }),
    )
    const pay = session.fromPartition('pay')
    pay.protocol.handle(
      'http',
      (request) =>
        new Response(`<h1>pay ${request.url}</h1>`, { headers: { 'content-type': 'text/html' } }),
    )
    pay.webRequest.onBeforeRequest((details, callback) => {
      console.log('wr', details.url, details.resourceType, details.webContentsId)
      callback({})
    })
    ipcMain.handle('echo', (event, value) => ({
      value,
      url: event.senderFrame.url,
      origin: event.senderFrame.origin,
      id: event.sender.id,
    }))
    const win = new BrowserWindow({
      width: 1000,
      height: 700,
      webPreferences: { preload: join(import.meta.dirname, 'preload.cjs') },
    })
    for (const e of [
      'did-start-navigation',
      'will-navigate',
      'did-navigate',
      'dom-ready',
      'did-finish-load',
      'did-fail-load',
    ])
      win.webContents.on(e, (x) => console.log(e, x.url ?? ''))
    await win.loadURL('app://till/')
    console.log(
      'loaded',
      win.webContents.getURL(),
      await win.webContents.executeJavaScript('innerWidth+"x"+innerHeight'),
    )
    console.log(
      await win.webContents.executeJavaScript(
        'fixture.invoke("echo", {a: new Map([[1,2]])}).then(x => JSON.stringify([x, x.value.a instanceof Map, fixture.typeofs(), Object.isFrozen(fixture)]))',
      ),
    )
    const p = new BrowserWindow({ webPreferences: { partition: 'pay' } })
    await p.loadURL('http://localhost/checkout?x=1')
    console.log(
      'pay',
      p.webContents.getURL(),
      await p.webContents.executeJavaScript('document.body.innerText+typeof fixture'),
    )
  })
  .catch((e) => {
    console.error(e)
    app.exit(1)
  })
