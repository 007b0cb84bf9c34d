import { join } from 'node:path'
import { app, type BrowserWindow, ipcMain, net, powerMonitor, session } from 'electron'
import { IPC_EVENT, IPC_INVOKE } from '#shared/ipc/bridge.ts'
import { contract } from '#shared/ipc/contract.ts'
import { CUSTOMER_INVOKE } from '#shared/ipc/customer-bridge.ts'
import { customerContract } from '#shared/ipc/customer-contract.ts'
import type { TillEventName } from '#shared/ipc/events.ts'
import type { Application } from '../application/application.ts'
import type { CustomerDisplay, Events, PaymentWindows } from '../application/ports.ts'
import type { FileDialogs } from '../application/product-ports.ts'
import type { SlipPaper } from '../application/print-ports.ts'
import { createDispatch } from './ipc/dispatch.ts'
import { createFileDialogs } from './file-dialogs.ts'
import { createSenders } from './ipc/senders.ts'
import type { ShellLog } from './log.ts'
import { mayPaymentGo, mayTillGo } from './navigation.ts'
import { createReturnDoor } from './payment-return.ts'
import { denyPermissions } from './permissions.ts'
import {
  APP_SCHEME,
  CUSTOMER_PARTITION,
  PAYMENT_ORIGIN,
  PAYMENT_PARTITION,
  SLIP_PARTITION,
  TRAINING_PATH,
} from './protocol/addresses.ts'
import { createCustomerProtocol } from './protocol/customer-protocol.ts'
import { createPaymentProtocol } from './protocol/payment-protocol.ts'
import { createTillProtocol } from './protocol/till-protocol.ts'
import { installRequestRules } from './web-requests.ts'
import { createCustomerDisplay } from './windows/customer-display.ts'
import { createPaymentWindows } from './windows/payment-window.ts'
import { createSlipPaper } from './windows/slip-window.ts'
import { loadTill, openTillWindow } from './windows/till-window.ts'

/** What the windows ask of the store that is open. Read anew each time: the store can change. */
export interface OpenStore extends Pick<
  Application,
  'handlers' | 'customer' | 'payments' | 'picture' | 'networkBack'
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
  readonly customerPreload: string
  /** Stand-in for Toss's widget script; null for Toss's own. */
  readonly sdkUrl: string | null
  readonly checkAnswers: boolean
  /** Somebody closed the customer's screen by hand: it isn't wanted any more. */
  customerDisplayClosed(): void
  store(): OpenStore
}

export interface Shell {
  readonly paymentWindows: PaymentWindows
  readonly slipPaper: SlipPaper
  readonly customerDisplay: CustomerDisplay
  readonly files: FileDialogs
  readonly events: Events
  openTill(): Promise<void>
}

/** After which of them the customer's screen may have something else to show. */
const CUSTOMER_SEES: ReadonlySet<TillEventName> = new Set([
  'cart.changed',
  'checkout.changed',
  'order.changed',
  'settings.changed',
  'status.changed',
  'recovery.needed',
])

/** Protocols, guards, windows and the bridge: all that touches Electron, wired once. */
export function createShell(parts: ShellParts): Shell {
  const { log } = parts
  const tillSession = session.defaultSession
  const paymentSession = session.fromPartition(PAYMENT_PARTITION)
  denyPermissions(tillSession)
  denyPermissions(paymentSession)
  const slipSession = session.fromPartition(SLIP_PARTITION)
  denyPermissions(slipSession)
  const customerSession = session.fromPartition(CUSTOMER_PARTITION)
  denyPermissions(customerSession)

  let till: BrowserWindow | null = null
  const senders = createSenders(mayTillGo)
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

  customerSession.protocol.handle(APP_SCHEME, createCustomerProtocol(parts.pages))
  const customerDisplay = createCustomerDisplay({
    preload: parts.customerPreload,
    title: '손님 화면 · 계산',
    till: () => till,
    show: () => parts.store().customer['customer.get']({}),
    onMoved: (view) => events.publish('customerDisplay.changed', view),
    onClosedByHand: () => parts.customerDisplayClosed(),
    onGone: (reason) => log.warn('customer page gone', { reason }),
    reportBug: (where, error) => void log.bug(where, error),
  })
  const events: Events = {
    publish(name, data) {
      if (till !== null && !till.isDestroyed()) till.webContents.send(IPC_EVENT, { name, data })
      if (CUSTOMER_SEES.has(name)) customerDisplay.refresh()
    },
  }

  const answers = {
    checkAnswers: parts.checkAnswers,
    reportBug: (route: string, error: unknown) => log.bug(route, error),
  }
  const dispatch = createDispatch({
    ...answers,
    routes: contract,
    mayCall: senders.mayCall,
    handlers: () => parts.store().handlers,
  })
  const dispatchCustomer = createDispatch({
    ...answers,
    routes: customerContract,
    mayCall: customerDisplay.mayCall,
    handlers: () => parts.store().customer,
  })
  // A till that slept has slept through its timers, and every connection it had is dead.
  powerMonitor.on('resume', () => parts.store().networkBack())

  ipcMain.handle(IPC_INVOKE, (event, name: unknown, input: unknown) => dispatch(event, name, input))
  ipcMain.handle(CUSTOMER_INVOKE, (event, name: unknown, input: unknown) =>
    dispatchCustomer(event, name, input),
  )

  return {
    paymentWindows,
    slipPaper: createSlipPaper({ session: slipSession, pages: parts.pages, parent: () => till }),
    files: createFileDialogs(() => till),
    customerDisplay,
    events,
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
  customerPreload: join(app, 'out/preload/customer.cjs'),
  pictures: join(app, 'resources/sample-catalogue/pictures'),
  migrations: join(app, 'resources/migrations'),
  fileJobs: join(app, 'out/main/file-jobs-worker.js'),
  catalogue: join(app, 'resources/sample-catalogue/catalogue.json'),
})
