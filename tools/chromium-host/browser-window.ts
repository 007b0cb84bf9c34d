import { appEvents } from './app-events.ts'
import type { AttachedPage } from './browser.ts'
import { createEvent } from './event.ts'
import { guardedEmitter } from './missing.ts'
import { type Session, sessionOf } from './session.ts'
import { WebContents } from './web-contents.ts'

type Options = Electron.BrowserWindowConstructorOptions

type Implemented = Pick<
  Electron.BrowserWindow,
  | 'id'
  | 'loadURL'
  | 'show'
  | 'showInactive'
  | 'hide'
  | 'focus'
  | 'blur'
  | 'isFocused'
  | 'close'
  | 'destroy'
  | 'isDestroyed'
  | 'isVisible'
  | 'isMinimized'
  | 'minimize'
  | 'restore'
  | 'isMaximized'
  | 'maximize'
  | 'isFullScreen'
  | 'setFullScreen'
  | 'setTitle'
  | 'getTitle'
  | 'getBounds'
  | 'setBounds'
  | 'getContentBounds'
  | 'setContentSize'
  | 'getContentSize'
  | 'setSize'
  | 'getSize'
  | 'setMinimumSize'
  | 'center'
  | 'setMenu'
  | 'removeMenu'
  | 'setMenuBarVisibility'
  | 'setAutoHideMenuBar'
  | 'setBackgroundColor'
  | 'moveTop'
  | 'isModal'
  | 'setEnabled'
>

const windows = new Set<BrowserWindow>()
let lastId = 0
let focusedId: number | undefined

/** The three flags without which Electron's protections are off; this host has nothing else. */
function mustBeSafe(preferences: Electron.WebPreferences): void {
  const refused =
    (preferences.nodeIntegration === true && 'nodeIntegration: true') ||
    (preferences.contextIsolation === false && 'contextIsolation: false') ||
    (preferences.sandbox === false && 'sandbox: false') ||
    (preferences.webviewTag === true && 'webviewTag: true')
  if (refused) throw new Error(`chromium-host: webPreferences with ${refused} isn't implemented`)
}

/** A window. Width and height are those of the content, in CSS pixels; there is no frame here. */
export class BrowserWindow
  extends guardedEmitter('BrowserWindow.prototype')
  implements Implemented
{
  readonly id = ++lastId
  readonly webContents: WebContents
  readonly #parent: BrowserWindow | null
  readonly #modal: boolean
  #bounds: Electron.Rectangle
  #title: string
  #visible: boolean
  #minimized = false
  #maximized = false
  #fullScreen = false
  #closing = false
  #destroyed = false

  constructor(options: Options = {}, popup?: { attached: AttachedPage; session: Session }) {
    super()
    const { width = 800, height = 600, webPreferences: preferences = {} } = options
    mustBeSafe(preferences)
    this.#bounds = { x: options.x ?? 0, y: options.y ?? 0, width, height }
    this.#title = options.title ?? ''
    this.#visible = options.show ?? true
    this.#parent = (options.parent as unknown as BrowserWindow | undefined) ?? null
    this.#modal = options.modal ?? false
    this.#fullScreen = options.fullscreen ?? false
    const session =
      popup?.session ??
      (preferences.session as unknown as Session | undefined) ??
      sessionOf(preferences.partition ?? '')
    this.webContents = new WebContents({
      session,
      preferences,
      width,
      height,
      ...(popup ? { attached: popup.attached } : {}),
    })
    windows.add(this)
    if (this.#visible) focusedId = this.id
    this.webContents.once('did-finish-load', () => this.emit('ready-to-show'))
    this.webContents.on('close-requested', () => this.close())
    this.webContents.once('destroyed', () => this.#gone())
    appEvents.emit('browser-window-created', createEvent({}), this)
    appEvents.emit('web-contents-created', createEvent({}), this.webContents)
  }

  static getAllWindows(): BrowserWindow[] {
    return [...windows]
  }

  static getFocusedWindow(): BrowserWindow | null {
    return focusedId === undefined ? null : this.fromId(focusedId)
  }

  static fromWebContents(contents: WebContents): BrowserWindow | null {
    return this.getAllWindows().find((window) => window.webContents === contents) ?? null
  }

  static fromId(id: number): BrowserWindow | null {
    return this.getAllWindows().find((window) => window.id === id) ?? null
  }

  loadURL(url: string): Promise<void> {
    this.#mustLive()
    return this.webContents.loadURL(url)
  }

  show(): void {
    this.showInactive()
    this.focus()
  }

  showInactive(): void {
    this.#mustLive()
    if (this.#visible) return
    this.#visible = true
    this.#setOnDisplay(true)
    this.emit('show', createEvent({}))
  }

  hide(): void {
    this.#mustLive()
    if (!this.#visible) return
    this.#visible = false
    this.#setOnDisplay(false)
    this.emit('hide', createEvent({}))
    this.blur()
  }

  focus(): void {
    this.#mustLive()
    this.webContents.focus()
    if (focusedId === this.id) return
    const before = BrowserWindow.getFocusedWindow()
    focusedId = this.id
    before?.emit('blur', createEvent({}))
    this.emit('focus', createEvent({}))
    appEvents.emit('browser-window-focus', createEvent({}), this)
  }

  blur(): void {
    if (focusedId !== this.id) return
    focusedId = undefined
    this.emit('blur', createEvent({}))
  }

  isFocused(): boolean {
    return focusedId === this.id
  }

  close(): void {
    if (this.#destroyed || this.#closing) return
    this.#closing = true
    const event = createEvent({})
    this.emit('close', event)
    if (event.defaultPrevented) this.#closing = false
    else this.destroy()
  }

  /** Closes without asking. */
  destroy(): void {
    if (this.#destroyed) return
    this.#closing = true
    WebContents.closeTarget(this.webContents)
    WebContents.destroy(this.webContents)
  }

  isDestroyed(): boolean {
    return this.#destroyed
  }

  isVisible(): boolean {
    return this.#visible && !this.#minimized
  }

  isModal(): boolean {
    return this.#modal
  }

  getParentWindow(): BrowserWindow | null {
    return this.#parent
  }

  getChildWindows(): BrowserWindow[] {
    return BrowserWindow.getAllWindows().filter((window) => window.getParentWindow() === this)
  }

  minimize(): void {
    this.#minimized = true
    this.#setOnDisplay(false)
    this.emit('minimize', createEvent({}))
  }

  restore(): void {
    this.#minimized = false
    this.#setOnDisplay(true)
    this.emit('restore', createEvent({}))
  }

  isMinimized(): boolean {
    return this.#minimized
  }

  maximize(): void {
    this.#maximized = true
    this.emit('maximize', createEvent({}))
  }

  isMaximized(): boolean {
    return this.#maximized
  }

  setFullScreen(flag: boolean): void {
    this.#fullScreen = flag
    this.emit(flag ? 'enter-full-screen' : 'leave-full-screen', createEvent({}))
  }

  isFullScreen(): boolean {
    return this.#fullScreen
  }

  setTitle(title: string): void {
    this.#title = title
  }

  getTitle(): string {
    return this.#title
  }

  getBounds(): Electron.Rectangle {
    return { ...this.#bounds }
  }

  getContentBounds(): Electron.Rectangle {
    return this.getBounds()
  }

  setBounds(bounds: Partial<Electron.Rectangle>): void {
    this.#mustLive()
    this.#bounds = { ...this.#bounds, ...bounds }
    const { width, height } = this.#bounds
    void WebContents.page(this.webContents)
      .then((page) => page.resize(width, height))
      .then(() => this.emit('resize', createEvent({})))
      .catch(() => undefined)
  }

  getSize(): number[] {
    return [this.#bounds.width, this.#bounds.height]
  }

  setSize(width: number, height: number): void {
    this.setBounds({ width, height })
  }

  getContentSize(): number[] {
    return this.getSize()
  }

  setContentSize(width: number, height: number): void {
    this.setBounds({ width, height })
  }

  // Without a desktop around it, a window has no place, no frame and no menu to change.
  setMinimumSize(): void {}
  center(): void {}
  moveTop(): void {}
  setMenu(): void {}
  removeMenu(): void {}
  setMenuBarVisibility(): void {}
  setAutoHideMenuBar(): void {}
  setBackgroundColor(): void {}
  setEnabled(): void {}

  #setOnDisplay(isVisible: boolean): void {
    void WebContents.page(this.webContents)
      .then((page) => page.setVisible(isVisible))
      .catch(() => undefined)
  }

  #mustLive(): void {
    if (this.#destroyed) throw new TypeError('Object has been destroyed')
  }

  #gone(): void {
    if (this.#destroyed) return
    // Chromium closed the page on its own: nothing can prevent that, but main hears of it.
    if (!this.#closing) this.emit('close', createEvent({}))
    this.#destroyed = true
    windows.delete(this)
    if (focusedId === this.id) focusedId = undefined
    this.emit('closed')
    for (const child of this.getChildWindows()) child.destroy()
    if (windows.size === 0) setImmediate(() => appEvents.emit('last-window-closed'))
  }
}
