import { expect, type Page } from 'playwright/test'
import { test } from './fixture.ts'

interface Bridge {
  invoke(channel: string, ...args: unknown[]): Promise<unknown>
  send(channel: string, ...args: unknown[]): void
  subscribe(listener: (data: unknown) => void): () => void
  worlds(): Record<string, string>
  add(a: number, b: number): number
  fail(): never
  later(): Promise<string>
  list: unknown[]
}
declare const fixture: Bridge

test('values cross as by structured clone, in both directions', async ({ app: { page, main } }) => {
  await main(({ ipcMain }) => {
    ipcMain.handle('kinds', (_event, value: Record<string, unknown>) => ({
      value,
      seen: Object.fromEntries(
        Object.entries(value).map(([key, entry]) => [key, Object.prototype.toString.call(entry)]),
      ),
    }))
  })
  const outcome = await page.evaluate(async () => {
    const circular: Record<string, unknown> = { name: '원' }
    circular['self'] = circular
    const value = {
      map: new Map<unknown, unknown>([[{ a: 1 }, new Set([1, '2'])]]),
      date: new Date(0),
      bytes: new Uint16Array([1, 65_535]),
      buffer: new ArrayBuffer(3),
      big: 2n ** 70n,
      nothing: undefined,
      odd: [Number.NaN, -0, Number.POSITIVE_INFINITY, null],
      pattern: /계산+/giu,
      error: new TypeError('no'),
      circular,
    }
    const { value: back, seen } = (await fixture.invoke('kinds', value)) as {
      value: typeof value
      seen: Record<string, string>
    }
    const [[key, set] = []] = [...back.map]
    return {
      seen,
      key,
      set: set instanceof Set && [...(set as Set<unknown>)],
      date: back.date instanceof Date && back.date.getTime(),
      bytes: back.bytes instanceof Uint16Array && [...back.bytes],
      buffer: back.buffer.byteLength,
      big: String(back.big),
      nothing: 'nothing' in back && back.nothing === undefined,
      odd: back.odd.map((entry) => (Object.is(entry, -0) ? '-0' : String(entry))),
      pattern: String(back.pattern),
      error: back.error instanceof Error && `${back.error.name}: ${back.error.message}`,
      circular: back.circular['self'] === back.circular,
    }
  })
  expect(outcome).toEqual({
    seen: {
      map: '[object Map]',
      date: '[object Date]',
      bytes: '[object Uint16Array]',
      buffer: '[object ArrayBuffer]',
      big: '[object BigInt]',
      nothing: '[object Undefined]',
      odd: '[object Array]',
      pattern: '[object RegExp]',
      error: '[object Error]',
      circular: '[object Object]',
    },
    key: { a: 1 },
    set: [1, '2'],
    date: 0,
    bytes: [1, 65_535],
    buffer: 3,
    big: '1180591620717411303424',
    nothing: true,
    odd: ['NaN', '-0', 'Infinity', 'null'],
    pattern: '/계산+/giu',
    error: 'TypeError: no',
    circular: true,
  })
})

const messageOf = (page: Page, channel: string, argument: 'function' | 'symbol' | 'none') =>
  page.evaluate(
    ([name, kind]) => {
      const value = { function: () => 1, symbol: Symbol('s'), none: undefined }[kind]
      const call = async () => fixture.invoke(name, value)
      return call().catch((error: Error) => error.message)
    },
    [channel, argument] as const,
  )

test('what can not be cloned is refused in Electron’s words, on either side', async ({
  app: { page, main },
}) => {
  await main(({ ipcMain }) => {
    ipcMain.handle('uncloneable', () => ({ run: () => 1 }))
    ipcMain.handle('throws', () => {
      throw new RangeError('out of change')
    })
  })
  expect(await messageOf(page, 'echo', 'function')).toBe('An object could not be cloned.')
  expect(await messageOf(page, 'echo', 'symbol')).toBe('An object could not be cloned.')
  expect(await messageOf(page, 'uncloneable', 'none')).toBe(
    "Error invoking remote method 'uncloneable': Error: An object could not be cloned.",
  )
  expect(await messageOf(page, 'throws', 'none')).toBe(
    "Error invoking remote method 'throws': RangeError: out of change",
  )
  expect(await messageOf(page, 'nobody', 'none')).toBe(
    "Error invoking remote method 'nobody': Error: No handler registered for 'nobody'",
  )
})

test('a handler sees who calls: the WebContents and its frame', async ({ app: { main } }) => {
  const seen = await main(({ BrowserWindow, webContents }, { event, window }) => ({
    isSender: event.sender === window.webContents,
    isMainFrame: event.senderFrame === window.webContents.mainFrame,
    url: event.senderFrame?.url,
    origin: event.senderFrame?.origin,
    parent: event.senderFrame?.parent,
    isTop: event.senderFrame?.top === event.senderFrame,
    hasId: webContents.fromId(event.sender.id) === event.sender,
    window: BrowserWindow.fromWebContents(event.sender) === window,
  }))
  expect(seen).toEqual({
    isSender: true,
    isMainFrame: true,
    url: 'app://till/',
    origin: 'app://till',
    parent: null,
    isTop: true,
    hasId: true,
    window: true,
  })
})

test('a call from a frame inside the page comes from that frame, not from the main one', async ({
  app: { main },
}) => {
  const seen = await main(async ({ BrowserWindow, ipcMain }, { preload }) => {
    const window = new BrowserWindow({
      webPreferences: { preload, nodeIntegrationInSubFrames: true },
    })
    const called = new Promise((resolve) => {
      ipcMain.once('hello', (event) => {
        const { senderFrame, sender } = event
        resolve({
          isMainFrame: senderFrame === sender.mainFrame,
          parentIsMain: senderFrame?.parent === sender.mainFrame,
          isKnown: senderFrame !== null && sender.mainFrame.frames.includes(senderFrame),
          url: senderFrame?.url,
        })
      })
    })
    await window.loadURL('app://till/')
    await window.webContents.executeJavaScript(`new Promise((resolve) => {
      const frame = document.createElement('iframe')
      frame.src = '/frame'
      frame.onload = () => resolve(frame.contentWindow.fixture.send('hello'))
      document.body.append(frame)
    })`)
    return called
  })
  expect(seen).toEqual({
    isMainFrame: false,
    parentIsMain: true,
    isKnown: true,
    url: 'app://till/frame',
  })
})

test('without that preference a frame inside the page has no bridge', async ({ app: { page } }) => {
  const type = await page.evaluate(
    () =>
      new Promise((resolve) => {
        const frame = document.createElement('iframe')
        frame.src = '/frame'
        frame.addEventListener('load', () => {
          resolve(typeof (frame.contentWindow as unknown as { fixture: unknown }).fixture)
        })
        document.body.append(frame)
      }),
  )
  expect(type).toBe('undefined')
})

test('the preload has electron and nothing else of Node, in a world of its own', async ({
  app: { page },
}) => {
  const { inPreload, inPage } = await page.evaluate(() => ({
    inPreload: fixture.worlds(),
    inPage: {
      require: typeof Reflect.get(window, 'require'),
      process: typeof Reflect.get(window, 'process'),
      marker: typeof Reflect.get(window, 'preloadMarker'),
      names: Object.getOwnPropertyNames(window).filter((name) => /[0-9a-f]{32}/.test(name)),
    },
  }))
  expect(inPreload).toEqual({
    process: 'undefined',
    Buffer: 'undefined',
    global: 'undefined',
    fs: 'module not found',
    electron: 'contextBridge,ipcRenderer',
    ipc: "chromium-host: ipcRenderer.sendSync isn't implemented",
  })
  expect(inPage).toEqual({
    require: 'undefined',
    process: 'undefined',
    marker: 'undefined',
    names: [],
  })
})

test('what the bridge exposes is frozen; functions return, throw and promise as the real ones', async ({
  app: { page },
}) => {
  const outcome = await page.evaluate(async () => {
    const attempt = (change: () => void) => {
      'use strict'
      try {
        change()
        return 'changed'
      } catch (error) {
        return (error as Error).name
      }
    }
    return {
      replaced: attempt(() => {
        Object.defineProperty(window, 'fixture', { value: 1 })
      }),
      member: attempt(() => {
        Object.defineProperty(fixture, 'invoke', { value: 1 })
      }),
      deep: attempt(() => {
        Object.defineProperty(fixture.list[1], 'deep', { value: 1 })
      }),
      sum: fixture.add(2, 3),
      thrown: attempt(() => fixture.fail()),
      later: await fixture.later(),
    }
  })
  expect(outcome).toEqual({
    replaced: 'TypeError',
    member: 'TypeError',
    deep: 'TypeError',
    sum: 5,
    thrown: 'Error',
    later: 'done',
  })
})

test('main sends to the page until the page stops listening', async ({ app: { page, main } }) => {
  await page.evaluate(() => {
    const heard: unknown[] = []
    Reflect.set(window, 'heard', heard)
    Reflect.set(
      window,
      'stop',
      fixture.subscribe((data) => heard.push(data)),
    )
  })
  const heard = () => page.evaluate(() => Reflect.get(window, 'heard') as unknown[])
  await main((_electron, { window }) => {
    window.webContents.send('news', { n: 1, day: new Date(0) })
    window.webContents.send('news', { n: 2 })
    window.webContents.send('other', { n: 3 })
  })
  await expect.poll(heard).toEqual([{ n: 1, day: new Date(0) }, { n: 2 }])
  await page.evaluate(() => {
    const { stop } = window as unknown as { stop(): void }
    stop()
  })
  await main((_electron, { window }) => window.webContents.send('news', { n: 4 }))
  expect(await heard()).toHaveLength(2)
})

test('a page without a preload has no bridge at all', async ({ app: { main } }) => {
  const types = await main(async ({ BrowserWindow }) => {
    const window = new BrowserWindow()
    await window.loadURL('app://till/')
    return window.webContents.executeJavaScript('typeof fixture + typeof require')
  })
  expect(types).toBe('undefinedundefined')
})
