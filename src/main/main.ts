/**
 * The first code that runs: only what must happen before Electron is ready. A top-level await on
 * whenReady would never resolve in an ES module, so boot is imported once ready.
 */
import { app, protocol } from 'electron'
import { readEnvironment } from './shell/environment.ts'
import { sayFatal } from './shell/fatal.ts'
import { APP_SCHEME } from './shell/protocol/addresses.ts'

app.setName('Gyesan')
const environment = readEnvironment(process.env, app.isPackaged)
if (environment.userData !== null) app.setPath('userData', environment.userData)
if (environment.remoteDebuggingPort !== null) {
  app.commandLine.appendSwitch('remote-debugging-port', String(environment.remoteDebuggingPort))
}
app.enableSandbox()

// May be called once only, and only before ready.
protocol.registerSchemesAsPrivileged([
  { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
])

// Two tills on one database file must not happen.
if (app.requestSingleInstanceLock()) {
  app
    .whenReady()
    .then(() => import('./boot.ts'))
    .then(({ boot }) => boot(environment))
    .catch((error: unknown) => {
      sayFatal(error)
      app.exit(1)
    })
} else {
  app.quit()
}
