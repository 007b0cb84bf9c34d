import { join } from 'node:path'
import { app, type BrowserWindow, ipcMain, net, powerMonitor, session } from 'electron'
import { IPC_EVENT, IPC_INVOKE } from '#shared/ipc/bridge.ts'
import type { Application } from '../application/application.ts'
import type { Events, PaymentWindows } from '../application/ports.ts'
import type { FileDialogs } from '../application/product-ports.ts'
import type { SlipPaper } from '../application/print-ports.ts'
import { createDispatch } from './ipc/dispatch.ts'
import { createFileDialogs } from './file-dialogs.ts'
import { createSenders } from './ipc/senders.ts'
import type { ShellLog } from './log.ts'
import { mayPaymentGo } from './navigation.ts'
import { createReturnDoor } from './payment-return.ts'
import { denyPermissions } from './permissions.ts'
import {
  APP_SCHEME,
  PAYMENT_ORIGIN,
  PAYMENT_PARTITION,
  SLIP_PARTITION,
  TRAINING_PATH,
} from './protocol/addresses.ts'
import { createPaymentProtocol } from './protocol/payment-protocol.ts'
import { createTillProtocol } from './protocol/till-protocol.ts'
import { installRequestRules } from './web-requests.ts'
import { createPaymentWindows } from './windows/payment-window.ts'
import { createSlipPaper } from './windows/slip-window.ts'
import { loadTill, openTillWindow } from './windows/till-window.ts'

/** What the windows ask of the store that is open. Read anew each time: the store can change. */
export interface OpenStore extends Pick<
  Application,
  'handlers' | 'payments' | 'picture' | 'networkBack'
> {
  /** The built-in Toss, in the training store only. */
  readonly training: ((request: Request) => Promise<Response>) | null
}

export interface ShellParts {
  readonly log: ShellLog
  /** Folder of the built renderer pages. */
  readonly pages: string
  readonly pictures: string
  readonly preload: string
  /** Stand-in for Toss's widget script; null for Toss's own. */
  readonly sdkUrl: string | null
  readonly checkAnswers: boolean
  store(): OpenStore
}

export interface Shell {
  readonly paymentWindows: PaymentWindows
  readonly slipPaper: SlipPaper
  readonly files: FileDialogs
  readonly events: Events
  openTill(): Promise<void>
}

/** Protocols, guards, windows and the bridge: all that touches Electron, wired once. */
export function createShell(parts: ShellParts): Shell {
  const { log } = parts
  const tillSession = session.defaultSession
  const paymentSession = session.fromPartition(PAYMENT_PARTITION)
  denyPermissions(tillSession)
  denyPermissions(paymentSession)
  const slipSession = session.fromPartition(SLIP_PARTITION)
  denyPermissions(slipSession)

  let till: BrowserWindow | null = null
  const senders = createSenders()
  const devOrigin = plainHttpOrigin(parts.sdkUrl)

  const paymentWindows = createPaymentWindows({
    session: paymentSession,
    may: mayPaymentGo(devOrigin === null ? [] : [devOrigin]),
    title: '결제 · 계산',
    parent: () => till,
    onClosed: (ref) => {
      parts
        .store()
        .payments.windowClosed(ref)
        .catch((error: unknown) => log.bug('payment window closed', error))
    },
  })
  const takeReturn = createReturnDoor({
    payments: () => parts.store().payments,
    reportBug: (where, error) => void log.bug(where, error),
  })

  tillSession.protocol.handle(
    APP_SCHEME,
    createTillProtocol({
      pages: parts.pages,
      samplePictures: parts.pictures,
      picture: (name) => parts.store().picture(name),
    }),
  )
  paymentSession.protocol.handle(
    'http',
    createPaymentProtocol({
      pages: parts.pages,
      intentFor: paymentWindows.intentFor,
      sdkUrl: () =>
        parts.sdkUrl ??
        (parts.store().training === null ? null : `${PAYMENT_ORIGIN}${TRAINING_PATH}/v2/standard`),
      training: () => parts.store().training,
      navigatorTo: paymentWindows.navigatorTo,
      takeReturn,
      devOrigin,
      fetchDev: (request) =>
        net.fetch(request, { bypassCustomProtocolHandlers: true, redirect: 'manual' }),
    }),
  )
  installRequestRules(paymentSession, [
    ({ url, webContentsId, resourceType }) => {
      const navigator = paymentWindows.navigatorOf(webContentsId, resourceType === 'mainFrame')
      if (!takeReturn(url, navigator)) return 'pass'
      // Only the window's own navigation was refused; a frame's or a script's leaves the page as it is.
      if (navigator.isMainFrame) paymentWindows.showReturned(navigator)
      return 'cancel'
    },
  ])

  const dispatch = createDispatch({
    isTill: senders.isTill,
    handlers: () => parts.store().handlers,
    checkAnswers: parts.checkAnswers,
    reportBug: (route, error) => log.bug(route, error),
  })
  // A till that slept has slept through its timers, and every connection it had is dead.
  powerMonitor.on('resume', () => parts.store().networkBack())

  ipcMain.handle(IPC_INVOKE, (event, name: unknown, input: unknown) => dispatch(event, name, input))

  return {
    paymentWindows,
    slipPaper: createSlipPaper({ session: slipSession, pages: parts.pages, parent: () => till }),
    files: createFileDialogs(() => till),
    events: {
      publish(name, data) {
        if (till !== null && !till.isDestroyed()) till.webContents.send(IPC_EVENT, { name, data })
      },
    },
    async openTill() {
      const window = openTillWindow({
        preload: parts.preload,
        title: '계산',
        onGone: (reason) => log.warn('till page gone', { reason }),
      })
      const id = window.webContents.id
      till = window
      senders.trust(id)
      window.on('closed', () => {
        senders.forget(id)
        till = null
        // The payment window is a child of the till's: with the till gone, nobody could see its result.
        app.quit()
      })
      app.on('second-instance', () => {
        if (window.isDestroyed()) return
        if (window.isMinimized()) window.restore()
        window.focus()
      })
      await loadTill(window)
    },
  }
}

const plainHttpOrigin = (address: string | null): string | null =>
  address?.startsWith('http:') === true ? new URL(address).origin : null

/** Where the built files and resources lie, below the app's own folder (or its asar). */
export const builtFolders = (app: string) => ({
  pages: join(app, 'out/renderer'),
  preload: join(app, 'out/preload/till.cjs'),
  pictures: join(app, 'resources/sample-catalogue/pictures'),
  migrations: join(app, 'resources/migrations'),
  fileJobs: join(app, 'out/main/file-jobs-worker.js'),
  catalogue: join(app, 'resources/sample-catalogue/catalogue.json'),
})
