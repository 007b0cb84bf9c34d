import { type AttachedPage, createPage, currentBrowser, whenBrowser } from './browser.ts'
import type { CdpEvent } from './cdp.ts'
import { answerRequest } from './requests.ts'
import { createEvent } from './event.ts'
import { receive } from './ipc-main.ts'
import { guardedEmitter } from './missing.ts'
import { NativeImage } from './native-image.ts'
import { Navigation } from './navigation.ts'
import { loadError, netError } from './net-errors.ts'
import { Page } from './page.ts'
import { printToPdf, sendToPrinter } from './printing.ts'
import { toChromium } from './schemes.ts'
import type { Session } from './session.ts'
import type { WebFrameMain } from './web-frame-main.ts'

type OpenHandler = (details: Electron.HandlerDetails) => Electron.WindowOpenHandlerResponse
type Paused = CdpEvent<'Fetch.requestPaused'>

export interface WebContentsOptions {
  readonly session: Session
  readonly preferences: Electron.WebPreferences
  readonly width: number
  readonly height: number
  /** A page that is there already: a pop-up. Otherwise one is made. */
  readonly attached?: AttachedPage
}

type Implemented = Pick<
  Electron.WebContents,
  | 'id'
  | 'send'
  | 'getURL'
  | 'isDestroyed'
  | 'isCrashed'
  | 'isLoading'
  | 'setWindowOpenHandler'
  | 'loadURL'
  | 'reload'
  | 'stop'
  | 'executeJavaScript'
  | 'printToPDF'
  | 'print'
  | 'getPrintersAsync'
  | 'close'
  | 'focus'
  | 'getType'
  | 'getUserAgent'
  | 'setUserAgent'
  | 'setZoomFactor'
  | 'setVisualZoomLevelLimits'
>

const all = new Map<number, WebContents>()
let lastId = 0

/** A page. It exists at once; what needs Chromium waits until the page is there. */
export class WebContents extends guardedEmitter('WebContents.prototype') implements Implemented {
  readonly id = ++lastId
  readonly session: Session
  readonly #navigation = new Navigation(
    (event, ...args) => this.emit(event, ...args),
    () => this.#page?.frames,
  )
  readonly #ready = Promise.withResolvers<Page>()
  readonly #preferences: Electron.WebPreferences
  #page: Page | undefined
  #openHandler: OpenHandler = () => ({ action: 'allow' })
  #opened: CdpEvent<'Page.windowOpen'>[] = []
  #destroyed = false
  #crashed = false

  constructor(options: WebContentsOptions) {
    super()
    this.session = options.session
    this.#preferences = options.preferences
    all.set(this.id, this)
    this.#ready.promise.catch(() => undefined)
    // Listeners must be in place first, so a pop-up too is started only after this turn.
    setImmediate(() => {
      this.#start(options).catch((error: unknown) => this.#ready.reject(error))
    })
  }

  get mainFrame(): WebFrameMain {
    if (!this.#page) throw new Error('chromium-host: the page has no frame yet')
    return this.#page.frames.main
  }

  isDestroyed(): boolean {
    return this.#destroyed
  }

  isCrashed(): boolean {
    return this.#crashed
  }

  isLoading(): boolean {
    return this.#navigation.isLoading
  }

  getType(): 'window' {
    return 'window'
  }

  getURL(): string {
    const url = this.#page?.frames.main.url ?? ''
    return url === 'about:blank' ? '' : url
  }

  getUserAgent(): string {
    return this.session.ownUserAgent ?? currentBrowser()?.userAgent ?? ''
  }

  setUserAgent(userAgent: string): void {
    void this.#ready.promise.then((page) =>
      page.session.tell('Emulation.setUserAgentOverride', { userAgent }),
    )
  }

  send(channel: string, ...args: unknown[]): void {
    this.#mustLive()
    this.#page?.frames.main.send(channel, ...args)
  }

  async loadURL(url: string): Promise<void> {
    this.#mustLive()
    const page = await this.#ready.promise
    const loaded = this.#navigation.begin(url)
    const mapped = toChromium(url)
    const { errorText } = await page.session.send('Page.navigate', { url: mapped })
    if (errorText) this.#navigation.end(netError(errorText))
    const error = await loaded
    if (error) throw loadError(error, url)
  }

  reload(): void {
    this.#mustLive()
    const url = this.getURL()
    void this.#ready.promise.then((page) => {
      if (this.#crashed) {
        this.loadURL(url).catch(() => undefined)
        return
      }
      void this.#navigation.begin(url)
      page.session.tell('Page.reload')
    })
  }

  stop(): void {
    this.#page?.session.tell('Page.stopLoading')
  }

  focus(): void {
    this.#page?.session.tell('Page.bringToFront')
  }

  setZoomFactor(factor: number): void {
    void this.#ready.promise.then((page) =>
      page.session.tell('Emulation.setPageScaleFactor', { pageScaleFactor: factor }),
    )
  }

  async setVisualZoomLevelLimits(): Promise<void> {}

  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler
  }

  async executeJavaScript(code: string, userGesture = false): Promise<unknown> {
    this.#mustLive()
    const page = await this.#ready.promise
    return page.frames.main.executeJavaScript(code, userGesture)
  }

  async printToPDF(options: Electron.PrintToPDFOptions): Promise<Buffer> {
    this.#mustLive()
    return printToPdf((await this.#ready.promise).session, options)
  }

  print(
    options: Electron.WebContentsPrintOptions = {},
    done: (success: boolean, failureReason: string) => void = () => undefined,
  ): void {
    this.#mustLive()
    sendToPrinter(this.#ready.promise, options).then(
      () => done(true, ''),
      (error: unknown) => done(false, String(error)),
    )
  }

  async getPrintersAsync(): Promise<Electron.PrinterInfo[]> {
    // Where pages can be printed to, there is a printer.
    return process.env['POS_HOST_PRINT_TO']
      ? [{ name: 'pdf', displayName: 'PDF', description: '', options: {} }]
      : []
  }

  async capturePage(rect?: Electron.Rectangle): Promise<NativeImage> {
    this.#mustLive()
    const { session } = await this.#ready.promise
    const { data } = await session.send('Page.captureScreenshot', {
      format: 'png',
      ...(rect ? { clip: { ...rect, scale: 1 } } : {}),
    })
    return NativeImage.fromPng(Buffer.from(data, 'base64'))
  }

  close(): void {
    this.emit('close-requested')
  }

  #mustLive(): void {
    if (this.#destroyed) throw new TypeError('Object has been destroyed')
  }

  async #start(options: WebContentsOptions): Promise<void> {
    const attached =
      options.attached ??
      (await createPage({
        contextId: await options.session.contextId(),
        width: options.width,
        height: options.height,
      }))
    const { connection } = await whenBrowser()
    const page = new Page(
      attached,
      (id) => connection.session(id),
      {
        preload: this.#preferences.preload,
        preloadInSubFrames: this.#preferences.nodeIntegrationInSubFrames ?? false,
        width: options.width,
        height: options.height,
        userAgent: options.session.ownUserAgent,
      },
      {
        onSession: (session) => {
          this.#navigation.follow(session)
          session.on('Page.windowOpen', (opened) => {
            this.#opened.push(opened)
            this.emit('window-open-seen')
          })
        },
        onRequest: (session, paused) => this.#request(session, paused),
        onMessage: (message, frame, session) => {
          void receive(message, { contents: asElectron(this), frame, session })
        },
        onCrash: () => {
          this.#crashed = true
          this.emit('render-process-gone', createEvent({}), { reason: 'crashed', exitCode: 1 })
        },
        onClose: () => WebContents.destroy(this),
      },
    )
    this.#page = page
    if (this.#destroyed) {
      WebContents.closeTarget(this)
      return
    }
    options.session.addPage(page.session)
    page.session.on('Inspector.targetReloadedAfterCrash', () => {
      this.#crashed = false
    })
    await page.start()
    this.#ready.resolve(page)
  }

  #request(session: Page['session'], paused: Paused): void {
    const { requestId } = paused
    if (paused.resourceType === 'Other' && /^[^?]*\/favicon\.ico$/.test(paused.request.url)) {
      // Electron doesn't look for icons that no page names.
      session.tell('Fetch.fulfillRequest', { requestId, responseCode: 204 })
      return
    }
    const { isAllowed, byPage } = this.#navigation.mayRequest(paused)
    if (!isAllowed) {
      session.tell('Fetch.failRequest', { requestId, errorReason: 'Aborted' })
      return
    }
    const frame = this.#page?.frames.get(paused.frameId)
    const asked = { frame, contents: asElectron(this), byPage }
    void answerRequest(this.session, session, paused, asked)
  }

  // What follows is for the host itself.

  static all(): WebContents[] {
    return [...all.values()]
  }

  static page(contents: WebContents): Promise<Page> {
    return contents.#ready.promise
  }

  static byTarget(targetId: string | undefined): WebContents | undefined {
    return WebContents.all().find((contents) => contents.#page?.targetId === targetId)
  }

  static preferences(contents: WebContents): Electron.WebPreferences {
    return contents.#preferences
  }

  /** The next window the page opened that no pop-up was matched with yet. */
  static takeOpened(contents: WebContents): CdpEvent<'Page.windowOpen'> | undefined {
    return contents.#opened.shift()
  }

  static askOpenHandler(
    contents: WebContents,
    details: Electron.HandlerDetails,
  ): Electron.WindowOpenHandlerResponse {
    return contents.#openHandler(details)
  }

  static closeTarget(contents: WebContents): void {
    const targetId = contents.#page?.targetId
    if (targetId === undefined) return
    currentBrowser()?.connection.browser.tell('Target.closeTarget', { targetId })
  }

  static destroy(contents: WebContents): void {
    if (contents.#destroyed) return
    contents.#destroyed = true
    all.delete(contents.id)
    if (contents.#page) contents.session.removePage(contents.#page.session)
    contents.#navigation.end({ name: 'ERR_FAILED', code: -2 })
    contents.emit('destroyed')
  }
}

/** Our part of a WebContents where Electron's types want the whole; the rest throws when touched. */
function asElectron(contents: WebContents): Electron.WebContents {
  return contents as unknown as Electron.WebContents
}
