import { expect, type Page } from 'playwright/test'
import { test } from './fixture.ts'

type App = Parameters<Parameters<typeof test>[2]>[0]['app']

/** Opens a window in a partition whose whole http scheme main answers, with both doors listening. */
async function openPayment({ main, till }: App): Promise<Page> {
  await main(async ({ BrowserWindow, session }, { log }) => {
    const partition = session.fromPartition('pay')
    partition.protocol.handle('http', async (request) => {
      const { url, method } = request
      log.push(['protocol', url])
      if (url.endsWith('/echo')) return new Response(`${method} ${await request.text()}`)
      if (url.endsWith('/moved')) {
        return new Response(null, { status: 302, headers: { location: 'http://localhost/there' } })
      }
      if (url.endsWith('/picture')) {
        return new Response(new Uint8Array([0, 255, 128, 10]), {
          status: 201,
          headers: { 'content-type': 'application/octet-stream', 'x-own': 'yes' },
        })
      }
      return new Response(`<h1>${url}</h1><a href="/return?ref=1">pay</a>`, {
        headers: { 'content-type': 'text/html' },
      })
    })
    partition.webRequest.onBeforeRequest((details, respond) => {
      log.push(['webRequest', details.url, details.resourceType, details.webContentsId])
      respond({})
    })
    const window = new BrowserWindow({ show: false, webPreferences: { partition: 'pay' } })
    window.webContents.on('did-start-navigation', ({ url }) => log.push(['start', url]))
    await window.loadURL('http://localhost/checkout')
    log.length = 0
  })
  return till.page('http://localhost/checkout')
}

const logOf = ({ main }: App) => main((_electron, { log }) => log) as Promise<unknown[][]>
const doors = async (app: App) => (await logOf(app)).map(([door]) => door)

/** The address a navigation ends at, and no other. */
const RETURN = 'http://localhost/return?ref=1'

test('a navigation of the page is told before it reaches webRequest and then the handler', async ({
  app,
}) => {
  const payment = await openPayment(app)
  await payment.getByRole('link').click()
  await expect(payment.getByRole('heading')).toHaveText(RETURN)
  const id = await app.main(
    ({ webContents }) =>
      webContents.getAllWebContents().find((one) => one.getURL().includes('localhost'))?.id,
  )
  expect(await logOf(app)).toEqual([
    ['start', RETURN],
    ['webRequest', RETURN, 'mainFrame', id],
    ['protocol', RETURN],
  ])
})

/** What each order does to a page's navigation, and to a redirect that came over the network. */
const ORDERS = {
  'webrequest-first': {
    direct: ['webRequest', 'protocol'],
    redirected: ['webRequest', 'protocol'],
  },
  'protocol-first': { direct: ['protocol', 'webRequest'], redirected: ['protocol', 'webRequest'] },
  'webrequest-only': { direct: ['webRequest'], redirected: ['webRequest'] },
  'protocol-only': { direct: ['protocol'], redirected: ['protocol'] },
}

for (const [order, expected] of Object.entries(ORDERS)) {
  test.describe(order, () => {
    test.use({ env: { POS_HOST_DOOR_ORDER: order } })

    // One test for the two: each order takes an app of its own.
    test(`a navigation of the page, then a 302 from the network to an address nobody serves, pass the doors ${order}`, async ({
      app,
    }) => {
      const payment = await openPayment(app)
      await payment.getByRole('link').click()
      await expect.poll(() => doors(app)).toEqual(['start', ...expected.direct])

      await payment.close()
      const { main, till } = app
      await main(async ({ BrowserWindow, session }, { html, log }) => {
        log.length = 0
        const { createServer } = await import('node:http')
        const partition = session.fromPartition('redirected')
        const server = createServer((_request, response) => {
          // Only from now on is http handled, so that what came before is the network's.
          partition.protocol.handle('http', ({ url }) => {
            log.push(['protocol', url])
            return html('<h1>caught</h1>')
          })
          partition.webRequest.onBeforeRequest(({ url }, respond) => {
            log.push(['webRequest', url])
            respond({})
          })
          response.writeHead(302, { location: 'http://localhost/return?ref=1' }).end()
        })
        await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
        server.unref()
        const address = server.address()
        const port = typeof address === 'object' ? address?.port : 0
        const window = new BrowserWindow({ webPreferences: { partition: 'redirected' } })
        window.webContents.on('will-redirect', ({ url }) => log.push(['redirect', url]))
        await window.loadURL(`http://127.0.0.1:${port}/pay`).catch(() => undefined)
      })
      const log = (await logOf(app)).filter(([, url]) => url === RETURN)
      expect(log.map(([door]) => door)).toEqual(['redirect', ...expected.redirected])
      if (expected.redirected.includes('protocol')) {
        const window = await till.page(RETURN)
        await expect(window.getByRole('heading')).toHaveText('caught')
      }
    })
  })
}

test('a redirect that the handler answers passes the doors again', async ({ app }) => {
  const payment = await openPayment(app)
  await payment.goto('http://localhost/moved')
  await expect(payment.getByRole('heading')).toHaveText('http://localhost/there')
  expect((await logOf(app)).map(([door, url]) => [door, url])).toEqual([
    ['start', 'http://localhost/moved'],
    ['webRequest', 'http://localhost/moved'],
    ['protocol', 'http://localhost/moved'],
    ['webRequest', 'http://localhost/there'],
    ['protocol', 'http://localhost/there'],
  ])
})

test('status, headers and bytes of an answer arrive, and so does what the page posts', async ({
  app,
}) => {
  const payment = await openPayment(app)
  const answer = await payment.evaluate(async () => {
    const response = await fetch('/picture')
    const posted = await fetch('/echo', { method: 'POST', body: '계산' })
    return {
      status: response.status,
      own: response.headers.get('x-own'),
      bytes: [...new Uint8Array(await response.arrayBuffer())],
      posted: await posted.text(),
    }
  })
  expect(answer).toEqual({ status: 201, own: 'yes', bytes: [0, 255, 128, 10], posted: 'POST 계산' })
})

test('webRequest cancels, redirects, minds its filter, and only its last listener counts', async ({
  app,
}) => {
  const payment = await openPayment(app)
  await app.main(({ session }, { log }) => {
    const { webRequest } = session.fromPartition('pay')
    webRequest.onBeforeRequest((_details, respond) => respond({ cancel: true }))
    webRequest.onBeforeRequest({ urls: ['http://localhost/e*'] }, ({ url }, respond) => {
      log.push(['filtered', url])
      if (url.endsWith('/echo')) respond({ redirectURL: 'http://localhost/picture' })
      else respond({ cancel: true })
    })
  })
  const answers = await payment.evaluate(async () => ({
    redirected: (await fetch('/echo')).status,
    cancelled: await fetch('/else').catch((error: Error) => error.name),
    unfiltered: (await fetch('/picture')).status,
  }))
  expect(answers).toEqual({ redirected: 201, cancelled: 'TypeError', unfiltered: 201 })
  const log = await logOf(app)
  expect(log.filter(([door]) => door === 'filtered')).toEqual([
    ['filtered', 'http://localhost/echo'],
    ['filtered', 'http://localhost/else'],
  ])
})

test('a navigation that webRequest cancels fails, and main may load something else at once', async ({
  app,
}) => {
  const payment = await openPayment(app)
  await app.main(({ session, BrowserWindow }, { log }) => {
    const window = BrowserWindow.getAllWindows().find(
      ({ webContents }) => webContents.getURL() === 'http://localhost/checkout',
    )
    window?.webContents.on('did-fail-load', (_event, code, name) =>
      log.push(['failed', code, name]),
    )
    session.fromPartition('pay').webRequest.onBeforeRequest(({ url }, respond) => {
      if (!url.includes('/return')) {
        respond({})
        return
      }
      respond({ cancel: true })
      void window?.loadURL('http://localhost/done')
    })
  })
  await payment.getByRole('link').click()
  await expect(payment.getByRole('heading')).toHaveText('http://localhost/done')
  const protocolSaw = (await logOf(app)).filter(([door]) => door === 'protocol')
  expect(protocolSaw).toEqual([['protocol', 'http://localhost/done']])
})

test('will-navigate holds a page where it is, before any door; what main loads is not asked', async ({
  app,
}) => {
  const payment = await openPayment(app)
  await app.main(({ BrowserWindow }, { log }) => {
    for (const { webContents } of BrowserWindow.getAllWindows()) {
      webContents.on('will-navigate', (event) => {
        log.push(['will-navigate', event.url])
        event.preventDefault()
      })
    }
  })
  await payment.getByRole('link').click()
  await expect.poll(() => doors(app)).toEqual(['start', 'will-navigate'])
  await expect(payment.getByRole('heading')).toHaveText('http://localhost/checkout')
  await app.main(async ({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows().find(
      ({ webContents }) => webContents.getURL() === 'http://localhost/checkout',
    )
    await window?.loadURL('http://localhost/by-main')
  })
  await expect(payment.getByRole('heading')).toHaveText('http://localhost/by-main')
})

test('frames pass the doors as subFrame, those of another site too', async ({ app }) => {
  const payment = await openPayment(app)
  await payment.evaluate(async () => {
    for (const origin of ['http://localhost', 'http://cards.example']) {
      const frame = document.createElement('iframe')
      frame.src = `${origin}/frame`
      const loaded = new Promise((resolve) => frame.addEventListener('load', resolve))
      document.body.append(frame)
      await loaded
    }
  })
  const seen = (await logOf(app)).filter(([door]) => door === 'webRequest')
  expect(seen.map(([, url, type]) => [url, type])).toEqual([
    ['http://localhost/frame', 'subFrame'],
    ['http://cards.example/frame', 'subFrame'],
  ])
  const foreign = payment.frameLocator('iframe >> nth=1')
  await expect(foreign.getByRole('heading')).toHaveText('http://cards.example/frame')
})

test('a content security policy that names a custom scheme means its pages, and holds', async ({
  app,
}) => {
  const outcome = await app.main(async ({ BrowserWindow, session }) => {
    const { protocol } = session.fromPartition('strict')
    protocol.handle('app', ({ url }) => {
      const { host, pathname } = new URL(url)
      if (pathname === '/script.js') {
        return new Response(`window.ran = [...(window.ran ?? []), '${host}']`, {
          headers: { 'content-type': 'text/javascript' },
        })
      }
      return new Response(
        `<script src="/script.js"></script><script>window.ran = ['inline']</script>`,
        {
          headers: { 'content-type': 'text/html', 'content-security-policy': 'script-src app://a' },
        },
      )
    })
    const window = new BrowserWindow({ webPreferences: { partition: 'strict' } })
    const ran = async (host: string) => {
      await window.loadURL(`app://${host}/`)
      return window.webContents.executeJavaScript('window.ran ?? null') as Promise<unknown>
    }
    return [await ran('a'), await ran('b')]
  })
  expect(outcome).toEqual([['a'], null])
})

test('a custom scheme is served only in the partitions that handle it', async ({
  app: { main },
}) => {
  const outcome = await main(async ({ BrowserWindow }) => {
    const window = new BrowserWindow({ webPreferences: { partition: 'elsewhere' } })
    const error = await window.loadURL('app://till/').catch((reason: Error) => reason.message)
    window.destroy()
    return error
  })
  expect(outcome).toBe("ERR_FAILED (-2) loading 'app://till/'")
})

test('fetch of a partition goes through its handlers unless told to pass them by', async ({
  app,
}) => {
  await openPayment(app)
  const outcome = await app.main(async ({ session }) => {
    const { createServer } = await import('node:http')
    const server = createServer((_request, response) => response.end('network'))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/echo`
    const partition = session.fromPartition('pay')
    const handled = await (await partition.fetch(url)).text()
    const passed = await (await partition.fetch(url, { bypassCustomProtocolHandlers: true })).text()
    server.close()
    return { handled: handled.trim(), passed }
  })
  expect(outcome).toEqual({ handled: 'GET', passed: 'network' })
})
