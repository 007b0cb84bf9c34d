// What `import … from 'electron'` means on this host: every name Electron has in its main process.
import { app } from './app.ts'
import { BrowserWindow } from './browser-window.ts'
import {
  crashReporter,
  Menu,
  nativeTheme,
  net,
  powerMonitor,
  powerSaveBlocker,
  protocol,
  session,
  shell,
  webContents,
} from './desktop.ts'
import { dialog } from './dialog.ts'
import { ipcMain } from './ipc-main.ts'
import { absent } from './missing.ts'
import { safeStorage } from './safe-storage.ts'
import { screen } from './screen.ts'
import { Session } from './session.ts'
import { WebContents } from './web-contents.ts'
import { WebFrameMain } from './web-frame-main.ts'

const autoUpdater = absent('autoUpdater')
const BaseWindow = absent('BaseWindow')
const BrowserView = absent('BrowserView')
const clipboard = absent('clipboard')
const contentTracing = absent('contentTracing')
const desktopCapturer = absent('desktopCapturer')
const globalShortcut = absent('globalShortcut')
const MenuItem = absent('MenuItem')
const MessageChannelMain = absent('MessageChannelMain')
const nativeImage = absent('nativeImage')
const netLog = absent('netLog')
const Notification = absent('Notification')
const ShareMenu = absent('ShareMenu')
const systemPreferences = absent('systemPreferences')
const Tray = absent('Tray')
const utilityProcess = absent('utilityProcess')
const View = absent('View')
const webFrameMain = absent('webFrameMain')
const WebContentsView = absent('WebContentsView')

export {
  app,
  autoUpdater,
  BaseWindow,
  BrowserView,
  BrowserWindow,
  clipboard,
  contentTracing,
  crashReporter,
  desktopCapturer,
  dialog,
  globalShortcut,
  ipcMain,
  Menu,
  MenuItem,
  MessageChannelMain,
  nativeImage,
  nativeTheme,
  net,
  netLog,
  Notification,
  powerMonitor,
  powerSaveBlocker,
  protocol,
  safeStorage,
  screen,
  Session,
  session,
  ShareMenu,
  shell,
  systemPreferences,
  Tray,
  utilityProcess,
  View,
  WebContents,
  webContents,
  WebContentsView,
  WebFrameMain,
  webFrameMain,
}

/** For `import electron from 'electron'`. */
export default {
  app,
  autoUpdater,
  BaseWindow,
  BrowserView,
  BrowserWindow,
  clipboard,
  contentTracing,
  crashReporter,
  desktopCapturer,
  dialog,
  globalShortcut,
  ipcMain,
  Menu,
  MenuItem,
  MessageChannelMain,
  nativeImage,
  nativeTheme,
  net,
  netLog,
  Notification,
  powerMonitor,
  powerSaveBlocker,
  protocol,
  safeStorage,
  screen,
  Session,
  session,
  ShareMenu,
  shell,
  systemPreferences,
  Tray,
  utilityProcess,
  View,
  WebContents,
  webContents,
  WebContentsView,
  WebFrameMain,
  webFrameMain,
}
