import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type * as Electron from 'electron'
import { expect } from 'playwright/test'
import { test } from './fixture.ts'

test('everything of Electron that is missing throws an error that names it', async ({
  app: { main },
}) => {
  const messages = await main((electron, { window }) => {
    const { app, BrowserWindow, ipcMain, session, Tray, clipboard, dialog, webContents } = electron
    const uses: (() => unknown)[] = [
      () => window.setKiosk(true),
      () => window.webContents.startDrag,
      () => window.webContents.mainFrame.postMessage,
      () => Reflect.get(BrowserWindow, 'getAllThings'),
      () => app.dock,
      () => Reflect.get(app.commandLine, 'appendSwitches'),
      () => session.fromPath,
      () => session.defaultSession.cookies,
      () => session.defaultSession.webRequest.onHeadersReceived,
      () => Reflect.get(session.defaultSession.protocol, 'registerAll'),
      () => dialog.showCertificateTrustDialog,
      () => webContents.fromFrame,
      () => Reflect.get(ipcMain, 'postMessage'),
      () => new Tray('x'),
      () => clipboard.readText(),
    ]
    return uses.map((use) => {
      try {
        return `nothing thrown: ${String(use())}`
      } catch (error) {
        return (error as Error).message
      }
    })
  })
  const names = [
    'BrowserWindow.prototype.setKiosk',
    'WebContents.prototype.startDrag',
    'WebFrameMain.prototype.postMessage',
    'BrowserWindow.getAllThings',
    'app.dock',
    'app.commandLine.appendSwitches',
    'session.fromPath',
    'Session.prototype.cookies',
    'Session.webRequest.onHeadersReceived',
    'Session.protocol.registerAll',
    'dialog.showCertificateTrustDialog',
    'webContents.fromFrame',
    'ipcMain.postMessage',
    'Tray',
    'clipboard.readText',
  ]
  expect(messages).toEqual(names.map((name) => `chromium-host: ${name} isn't implemented`))
})

test('asking whether something is there, waiting for it or printing it throws nothing', async ({
  app: { main },
}) => {
  const outcome = await main(async ({ app, session }, { window }) => {
    const { inspect } = await import('node:util')
    return {
      has: 'setKiosk' in window,
      awaited: (await Promise.resolve(window)) === window,
      text: typeof inspect(window) + typeof inspect(session) + typeof inspect(app),
    }
  })
  expect(outcome).toEqual({ has: false, awaited: true, text: 'stringstringstring' })
})

test('the app object knows name, version and folders', async ({ app: { main, till } }) => {
  const facts = await main(({ app }) => ({
    name: app.name,
    version: app.getVersion(),
    path: app.getAppPath(),
    isPackaged: app.isPackaged,
    isReady: app.isReady(),
    userData: app.getPath('userData'),
    logs: app.getPath('logs'),
    temp: app.getPath('temp'),
    hasLock: app.hasSingleInstanceLock(),
  }))
  expect(facts).toEqual({
    name: 'host-fixture',
    version: '1.2.3',
    path: join(import.meta.dirname, 'fixture-app'),
    isPackaged: false,
    isReady: true,
    userData: till.userData,
    logs: join(till.userData, 'logs'),
    temp: tmpdir(),
    hasLock: true,
  })
})

test('a page prints to a real PDF of the size asked for', async ({ app: { main } }) => {
  const { head, boxes, error } = await main(async (_electron, { window }) => {
    const narrow = { width: 80 / 25.4, height: 4 }
    const pdf = await window.webContents.printToPDF({ pageSize: narrow, printBackground: true })
    const error = await new Promise((resolve) => {
      window.webContents.print({}, (success, reason) => resolve([success, reason]))
    })
    const text = Buffer.from(pdf).toString('latin1')
    return { head: text.slice(0, 5), boxes: /MediaBox \[([^\]]+)\]/.exec(text)?.[1], error }
  })
  expect(head).toBe('%PDF-')
  const [, , width, height] = (boxes ?? '').trim().split(/\s+/).map(Number)
  expect(width).toBeCloseTo((80 / 25.4) * 72, 0)
  expect(height).toBeCloseTo(288, 0)
  expect(error).toEqual([
    false,
    "Error: chromium-host: WebContents.prototype.print without POS_HOST_PRINT_TO isn't implemented",
  ])
})

test.describe('with a folder for what is printed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gyesan-prints-'))
  test.use({ env: { POS_HOST_PRINT_TO: folder } })
  test.afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test('print goes to a PDF there', async ({ app: { main, till } }) => {
    const outcome = await main(
      (_electron, { window }) =>
        new Promise((resolve) => {
          const pageSize = { width: 80_000, height: 200_000 }
          window.webContents.print({ silent: true, pageSize }, (success) => resolve(success))
        }),
    )
    expect(outcome).toBe(true)
    const [printed] = till.recorded()
    expect(printed?.['what']).toBe('print')
    expect(readFileSync(String(printed?.['file'])).subarray(0, 5).toString()).toBe('%PDF-')
  })
})

test('a page is captured as it looks', async ({ app: { main } }) => {
  const outcome = await main(async (_electron, { window }) => {
    const image = await window.webContents.capturePage()
    const part = await window.webContents.capturePage({ x: 0, y: 0, width: 50, height: 20 })
    return {
      signature: image.toPNG().subarray(1, 4).toString(),
      size: image.getSize(),
      part: part.getSize(),
    }
  })
  expect(outcome).toEqual({
    signature: 'PNG',
    size: { width: 1000, height: 700 },
    part: { width: 50, height: 20 },
  })
})

test('dialogs are answered from the queue in order; without an answer they fail', async ({
  app: { main, till },
}) => {
  till.answerDialogs([
    { dialog: 'showSaveDialog', answer: { filePath: '/tmp/orders.csv' } },
    { dialog: 'showMessageBox', answer: { response: 1 } },
  ])
  const outcome = await main(async ({ dialog }, { window }) => {
    const message = (error: Error) => error.message
    return [
      await dialog.showSaveDialog(window, { defaultPath: 'orders.csv' }),
      await dialog.showOpenDialog({}).catch(message),
      await dialog.showMessageBox({ message: '정말요?', buttons: ['아니요', '네'] }),
      await dialog.showMessageBox({ message: '또요?' }).catch(message),
    ]
  })
  expect(outcome).toEqual([
    { canceled: false, filePath: '/tmp/orders.csv' },
    'chromium-host: dialog.showOpenDialog was shown, the queue has showMessageBox',
    { response: 1, checkboxChecked: false },
    'chromium-host: nobody answers dialog.showMessageBox',
  ])
  expect(till.recorded().map(({ dialog, options }) => [dialog, options])).toEqual([
    ['showSaveDialog', { defaultPath: 'orders.csv' }],
    ['showOpenDialog', {}],
    ['showMessageBox', { message: '정말요?', buttons: ['아니요', '네'] }],
    ['showMessageBox', { message: '또요?' }],
  ])
})

test('links for the outside are recorded, not opened', async ({ app: { main, till } }) => {
  await main(({ shell }) => shell.openExternal('https://docs.tosspayments.com/'))
  expect(till.recorded()).toEqual([{ what: 'openExternal', url: 'https://docs.tosspayments.com/' }])
})

const storage = async ({ safeStorage }: typeof Electron) => [
  await safeStorage.isAsyncEncryptionAvailable(),
  safeStorage.getSelectedStorageBackend(),
  await safeStorage
    .encryptStringAsync('비밀')
    .then(async (bytes) => ({
      hidden: !bytes.includes('비밀'),
      back: await safeStorage.decryptStringAsync(bytes),
    }))
    .catch((error: Error) => error.message),
]

test('there is no key store, and the app is told so', async ({ app: { main } }) => {
  expect(await main(storage)).toEqual([
    false,
    'basic_text',
    'Error while encrypting the text: Encryption is not available.',
  ])
})

test.describe('with a key store for tests', () => {
  test.use({ env: { POS_HOST_SAFE_STORAGE: '1' } })

  test('what is stored comes back, in the shape of Electron 45', async ({ app: { main } }) => {
    expect(await main(storage)).toEqual([
      true,
      'gnome_libsecret',
      { hidden: true, back: { result: '비밀', shouldReEncrypt: false } },
    ])
  })
})

test('the host says what it is', async ({ app: { till } }) => {
  expect(till.stderr()).toMatch(/^host: chromium \d+\.\d+\.\d+\.\d+$/m)
  const isRoot = process.getuid?.() === 0
  expect(till.stderr().includes('--no-sandbox')).toBe(isRoot)
  expect(existsSync(till.userData)).toBe(true)
})
