import { expect } from 'playwright/test'
import { test } from './fixture.ts'

test('a window has the size it was given and the address main uses', async ({
  app: { page, main, till },
}) => {
  expect(await page.evaluate(() => [innerWidth, innerHeight])).toEqual([1000, 700])
  expect(till.address(page)).toBe('app://till/')
  expect(await main((_electron, { window }) => window.webContents.getURL())).toBe('app://till/')
  await main((_electron, { window }) => window.setBounds({ width: 640, height: 480 }))
  await expect.poll(() => page.evaluate(() => [innerWidth, innerHeight])).toEqual([640, 480])
})

test('a load tells its events in Electron’s order, and ready-to-show once', async ({
  app: { main },
}) => {
  const order = await main(async ({ BrowserWindow }) => {
    const window = new BrowserWindow({ show: false })
    const heard: string[] = []
    const events = [
      'did-start-loading',
      'did-start-navigation',
      'will-navigate',
      'did-navigate',
      'dom-ready',
      'did-finish-load',
      'did-fail-load',
    ]
    for (const name of events) {
      window.webContents.on(name as 'dom-ready', () => heard.push(name))
    }
    window.on('ready-to-show', () => heard.push('ready-to-show'))
    await window.loadURL('app://till/')
    await window.loadURL('app://till/#/orders')
    const hash = window.webContents.getURL()
    await window.loadURL('app://till/second')
    return { heard, hash }
  })
  const load = ['did-start-loading', 'did-start-navigation', 'did-navigate', 'dom-ready']
  expect(order).toEqual({
    heard: [
      ...load,
      'ready-to-show',
      'did-finish-load',
      'did-start-navigation',
      ...load,
      'did-finish-load',
    ],
    hash: 'app://till/#/orders',
  })
})

test('a load that fails rejects in Electron’s words', async ({ app: { main } }) => {
  const outcome = await main(async ({ BrowserWindow }) => {
    const window = new BrowserWindow()
    const failed: unknown[] = []
    window.webContents.on('did-fail-load', (_event, code, name) => failed.push([code, name]))
    const { createServer } = await import('node:net')
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/`
    // Nobody listens there any more.
    await new Promise((resolve) => server.close(resolve))
    const error = await window.loadURL(url).catch((reason: Error) => reason)
    return { failed, message: error?.message.replace(url, 'there') }
  })
  expect(outcome).toEqual({
    failed: [[-102, 'ERR_CONNECTION_REFUSED']],
    message: "ERR_CONNECTION_REFUSED (-102) loading 'there'",
  })
})

test('close can be prevented, destroy can not; either way the page and its events are gone', async ({
  app: { main, till },
}) => {
  const heard = await main(async ({ BrowserWindow }, { log }) => {
    const window = new BrowserWindow()
    window.on('close', (event) => {
      log.push('close')
      if (log.length === 1) event.preventDefault()
    })
    window.on('closed', () => log.push('closed'))
    await window.loadURL('app://till/other')
    window.close()
    const survived = !window.isDestroyed()
    window.close()
    let error = ''
    try {
      window.webContents.send('news', 1)
    } catch (thrown) {
      error = (thrown as Error).message
    }
    return { survived, log, isDestroyed: window.isDestroyed(), error }
  })
  expect(heard).toEqual({
    survived: true,
    log: ['close', 'close', 'closed'],
    isDestroyed: true,
    error: 'Object has been destroyed',
  })
  await expect.poll(() => till.windows().map(till.address)).toEqual(['app://till/'])
})

test('main hears when the page is closed from outside', async ({ app: { main, till } }) => {
  await main(async ({ BrowserWindow }, { log }) => {
    const window = new BrowserWindow()
    window.on('closed', () => log.push(window.isDestroyed()))
    await window.loadURL('app://till/other')
  })
  await (await till.page('app://till/other')).close()
  await expect.poll(() => main((_electron, { log }) => log)).toEqual([true])
})

test('a child window goes with its parent', async ({ app: { main, till } }) => {
  await main(async ({ BrowserWindow }) => {
    const parent = new BrowserWindow()
    const child = new BrowserWindow({ parent })
    await parent.loadURL('app://till/parent')
    await child.loadURL('app://till/child')
    parent.close()
  })
  await expect.poll(() => till.windows().map(till.address)).toEqual(['app://till/'])
})

test('partitions share no storage, and clearing one leaves nothing', async ({ app: { main } }) => {
  const outcome = await main(async ({ BrowserWindow, session }) => {
    const { protocol } = session.fromPartition('other')
    protocol.handle('app', () => new Response('<p>', { headers: { 'content-type': 'text/html' } }))
    const read = `localStorage.getItem('x') + document.cookie`
    const open = async (partition?: string) => {
      const window = new BrowserWindow({ webPreferences: partition ? { partition } : {} })
      await window.loadURL('app://till/')
      return window
    }
    const first = await open()
    await first.webContents.executeJavaScript(
      `localStorage.setItem('x', 1); document.cookie = 'a=1'`,
    )
    const other = await open('other')
    const seenByOther = await other.webContents.executeJavaScript(read)
    await other.webContents.executeJavaScript(
      `localStorage.setItem('x', 2); document.cookie = 'a=2'`,
    )
    await session.fromPartition('other').clearStorageData()
    const afterClearing = await other.webContents.executeJavaScript(read)
    await other.webContents.executeJavaScript(
      `localStorage.setItem('x', 3); document.cookie = 'a=3'`,
    )
    other.destroy()
    await session.fromPartition('other').clearStorageData()
    const reopened = await open('other')
    return {
      seenByOther,
      afterClearing,
      afterReopening: await reopened.webContents.executeJavaScript(read),
      first: await first.webContents.executeJavaScript(read),
    }
  })
  expect(outcome).toEqual({
    seenByOther: 'null',
    afterClearing: 'null',
    afterReopening: 'null',
    first: '1a=1',
  })
})

const POPUP = `window.opened = window.open('/popup', 'card', 'width=300,height=200'); 0`

test('a pop-up the handler allows is a window of the same partition, seen from its first request', async ({
  app: { main, till },
}) => {
  await main(async ({ BrowserWindow, session }, { log }) => {
    const partition = session.fromPartition('pay')
    partition.protocol.handle('http', ({ url }) => {
      log.push(['request', url])
      return new Response(`<h1>${url}</h1>`, { headers: { 'content-type': 'text/html' } })
    })
    const window = new BrowserWindow({ webPreferences: { partition: 'pay' } })
    const { webContents } = window
    webContents.setWindowOpenHandler(({ url, frameName, disposition }) => {
      log.push(['asked', url, frameName, disposition])
      return { action: 'allow', overrideBrowserWindowOptions: { height: 240, title: 'card' } }
    })
    webContents.on('did-create-window', (popup, { url }) => {
      const isSame = popup.webContents.session === webContents.session
      log.push(['created', url, isSame, popup.getTitle()])
    })
    await window.loadURL('http://localhost/checkout')
    log.length = 0
    await webContents.executeJavaScript(
      `window.opened = window.open('/popup', 'card', 'width=300,height=200'); 0`,
      true,
    )
  })
  const popup = await till.page('http://localhost/popup')
  await expect(popup.getByRole('heading')).toHaveText('http://localhost/popup')
  const opener = await popup.evaluate(() => (window.opener as Window | null)?.location.pathname)
  expect(opener).toBe('/checkout')
  expect(await popup.evaluate(() => [innerWidth, innerHeight])).toEqual([300, 240])
  expect(await main((_electron, { log }) => log)).toEqual([
    ['asked', 'http://localhost/popup', 'card', 'new-window'],
    ['created', 'http://localhost/popup', true, 'card'],
    ['request', 'http://localhost/popup'],
  ])
  await popup.evaluate(() => window.close())
  await expect.poll(() => till.windows().map(till.address)).not.toContain('http://localhost/popup')
})

test('a pop-up the handler denies requests nothing and is gone', async ({
  app: { page, main, till },
}) => {
  await main(({ session }, { window, log }) => {
    window.webContents.setWindowOpenHandler(({ url }) => {
      log.push(['asked', url])
      return { action: 'deny' }
    })
    session.defaultSession.webRequest.onBeforeRequest(({ url }, respond) => {
      log.push(['request', url])
      respond({})
    })
  })
  await page.evaluate(POPUP)
  await page.evaluate(() => {
    const link = document.createElement('a')
    link.href = '/by-link'
    link.target = '_blank'
    link.rel = 'noopener'
    document.body.append(link)
    link.click()
  })
  await expect
    .poll(() => main((_electron, { log }) => log))
    .toEqual([
      ['asked', 'app://till/popup'],
      ['asked', 'app://till/by-link'],
    ])
  await expect.poll(() => till.windows().length).toBe(1)
  expect(await page.evaluate(() => (Reflect.get(window, 'opened') as Window).closed)).toBe(true)
})

test('no permission is ever granted', async ({ app: { page } }) => {
  const states = await page.evaluate(async () => {
    const names = ['geolocation', 'notifications', 'camera', 'microphone'] as PermissionName[]
    const asked = await Promise.all(names.map((name) => navigator.permissions.query({ name })))
    return asked.map(({ state }) => state)
  })
  expect(states).toEqual(['denied', 'denied', 'denied', 'denied'])
})

test('a page that crashes is told, and reload brings it back', async ({ app: { main, till } }) => {
  const outcome = await main(async ({ BrowserWindow }, { preload }) => {
    const window = new BrowserWindow({ webPreferences: { preload } })
    const { webContents } = window
    await window.loadURL('app://till/crashing')
    const gone = new Promise((resolve) => {
      webContents.once('render-process-gone', (_event, { reason }) => {
        resolve(reason)
        webContents.reload()
      })
    })
    const back = new Promise((resolve) => webContents.once('did-finish-load', () => resolve(true)))
    void window.loadURL('chrome://crash').catch(() => undefined)
    const reason = await gone
    await back
    const add = await webContents.executeJavaScript('fixture.add(1, 2)')
    return { reason, add, url: webContents.getURL(), isCrashed: webContents.isCrashed() }
  })
  expect(outcome).toEqual({
    reason: 'crashed',
    add: 3,
    url: 'app://till/crashing',
    isCrashed: false,
  })
  await expect.poll(() => till.windows().map(till.address)).toContain('app://till/crashing')
})

test('the host refuses what would take a window’s protection away', async ({ app: { main } }) => {
  const refusals = await main(({ BrowserWindow }) =>
    [
      { nodeIntegration: true },
      { contextIsolation: false },
      { sandbox: false },
      { webviewTag: true },
    ].map((webPreferences) => {
      try {
        return new BrowserWindow({ webPreferences }).id
      } catch (error) {
        return (error as Error).message
      }
    }),
  )
  const flags = [
    'nodeIntegration: true',
    'contextIsolation: false',
    'sandbox: false',
    'webviewTag: true',
  ]
  expect(refusals).toEqual(
    flags.map((flag) => `chromium-host: webPreferences with ${flag} isn't implemented`),
  )
})
