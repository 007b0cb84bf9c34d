import { EventEmitter } from 'node:events'
import { BrowserWindow } from './browser-window.ts'
import { only } from './missing.ts'
import { record } from './record.ts'
import { addPrivilegedScheme } from './schemes.ts'
import { Session, sessionOf } from './session.ts'
import { WebContents } from './web-contents.ts'

// The small modules: mostly a desktop that isn't there.

const emitter = <T extends object>(api: string, members: T): T & EventEmitter =>
  only(api, Object.assign(new EventEmitter(), members))

export const session = only('session', {
  get defaultSession() {
    return sessionOf('')
  },
  fromPartition: (partition: string) => sessionOf(partition),
  Session,
})

let isRegistered = false

/** The module's own protocol object is that of the default session, plus one function. */
export const protocol = only('protocol', {
  registerSchemesAsPrivileged: (schemes: Electron.CustomScheme[]): void => {
    if (isRegistered)
      throw new Error('protocol.registerSchemesAsPrivileged may be called once only')
    isRegistered = true
    for (const { scheme } of schemes) addPrivilegedScheme(scheme)
  },
  handle: (scheme: string, handler: (request: Request) => Response | Promise<Response>): void =>
    sessionOf('').protocol.handle(scheme, handler),
  unhandle: (scheme: string): void => sessionOf('').protocol.unhandle(scheme),
  isProtocolHandled: (scheme: string): boolean => sessionOf('').protocol.isProtocolHandled(scheme),
})

export const net = only('net', {
  fetch: (
    input: string | Request,
    init?: RequestInit & { bypassCustomProtocolHandlers?: boolean },
  ): Promise<Response> => sessionOf('').fetch(input, init),
  isOnline: (): boolean => true,
  online: true,
})

export const webContents = only('webContents', {
  getAllWebContents: () => WebContents.all(),
  fromId: (id: number) => WebContents.all().find((contents) => contents.id === id),
  getFocusedWebContents: () => BrowserWindow.getFocusedWindow()?.webContents ?? null,
})

export const shell = only('shell', {
  openExternal: async (url: string): Promise<void> => record('openExternal', { url }),
  openPath: async (path: string): Promise<string> => {
    record('openPath', { path })
    return ''
  },
  showItemInFolder: (path: string): void => record('showItemInFolder', { path }),
  beep: (): void => record('beep', {}),
})

export const Menu = only('Menu', {
  setApplicationMenu: (): void => undefined,
  getApplicationMenu: (): null => null,
  buildFromTemplate: (template: unknown[]): object => only('Menu.prototype', { items: template }),
})

export const nativeTheme = emitter('nativeTheme', {
  themeSource: 'system',
  shouldUseDarkColors: false,
  shouldUseHighContrastColors: false,
  shouldUseInvertedColorScheme: false,
})

export const powerMonitor = emitter('powerMonitor', {
  getSystemIdleTime: () => 0,
  isOnBatteryPower: () => false,
})

export const powerSaveBlocker = only('powerSaveBlocker', {
  start: () => 1,
  stop: () => true,
  isStarted: () => false,
})

export const crashReporter = only('crashReporter', {
  start: (): void => undefined,
  getUploadToServer: () => false,
})
