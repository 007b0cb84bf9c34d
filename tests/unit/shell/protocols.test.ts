import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import fc from 'fast-check'
import { won } from '#shared/money.ts'
import type { Picture } from '../../../src/main/application/product-ports.ts'
import { returnKind } from '../../../src/main/shell/protocol/addresses.ts'
import { createPaymentProtocol } from '../../../src/main/shell/protocol/payment-protocol.ts'
import { createTillProtocol } from '../../../src/main/shell/protocol/till-protocol.ts'

const INTENT = {
  ref: 'ref-1',
  orderId: '20261123-0001-000001-ABCD',
  orderName: 'americano-아메리카노',
  amount: won(4500),
  clientKey: 'test_gck_x',
  language: 'ko',
  theme: 'light',
} as const

const KEPT = `${'0'.repeat(32)}.webp`
const CHOSEN = 'chosen-00000000-0000-4000-8000-000000000000'
const PAGE = 'chosen-00000000-0000-4000-8000-000000000001'
const bytes = Buffer.from('<script>')
const OWN = new Map<string, Picture>([
  [KEPT, { type: 'image/webp', bytes }],
  [CHOSEN, { type: 'image/png', bytes }],
  [PAGE, { type: 'image/svg+xml', bytes }],
  ['mine.webp', { type: 'image/webp', bytes }],
])

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gyesan-pages-'))
  await mkdir(join(folder, 'pages/assets'), { recursive: true })
  await mkdir(join(folder, 'pictures'))
  await writeFile(join(folder, 'secret.txt'), 'SECRET')
  await writeFile(join(folder, 'secret.js'), 'SECRET')
  await writeFile(join(folder, 'pages/till.html'), '<p>till</p>')
  await writeFile(join(folder, 'pages/payment.html'), '<p>payment</p>')
  await writeFile(join(folder, 'pages/assets/a.js'), 'let a')
  await writeFile(join(folder, 'pictures/cup.svg'), '<svg/>')
})

describe('app://till', () => {
  const till = (path: string, method = 'GET') =>
    createTillProtocol({
      pages: join(folder, 'pages'),
      samplePictures: join(folder, 'pictures'),
      picture: async (name) => OWN.get(name) ?? null,
    })(
      // A Request would already have resolved the dots away.
      { url: `app://till${path}`, method } as Request,
    )

  test('serves the page with a policy that allows nothing inline', async () => {
    const answer = await till('/')
    expect(answer.status).toBe(200)
    const policy = answer.headers.get('content-security-policy')
    expect(policy).toContain("script-src 'self'")
    expect(policy).not.toContain('unsafe')
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  })

  test('serves assets and pictures with their types', async () => {
    expect((await till('/assets/a.js')).headers.get('content-type')).toMatch(/javascript/)
    expect((await till('/pictures/cup.svg')).headers.get('content-type')).toBe('image/svg+xml')
  })

  test('serves the store’s own pictures as pictures, whatever is in them', async () => {
    const kept = await till(`/pictures/${KEPT}`)
    expect(kept.headers.get('content-type')).toBe('image/webp')
    expect(kept.headers.get('x-content-type-options')).toBe('nosniff')
    expect(kept.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect((await till(`/pictures/${CHOSEN}`)).headers.get('content-type')).toBe('image/png')
    for (const name of [PAGE, 'mine.webp', KEPT.replace('.webp', '.html')]) {
      expect((await till(`/pictures/${name}`)).status).toBe(404)
    }
  })

  test.each(['/payment.html', '/secret.txt', '/assets/', '/assets', '/pictures/../secret.js'])(
    'refuses %s',
    async (path) => {
      expect((await till(path)).status).toBe(404)
    },
  )

  test('refuses another host and another method', async () => {
    const other = createTillProtocol({
      pages: folder,
      samplePictures: folder,
      picture: async () => null,
    })
    expect((await other({ url: 'app://other/', method: 'GET' } as Request)).status).toBe(404)
    expect((await till('/', 'POST')).status).toBe(405)
  })

  test('no path leads out of its folders', async () => {
    const piece = fc.constantFrom(
      '..',
      '.',
      '%2e%2e',
      '%2f',
      '%5c',
      '\\',
      'assets',
      'secret.js',
      '%00',
    )
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 6 }), async (pieces) => {
        for (const start of ['/assets/', '/pictures/', '/']) {
          const answer = await till(`${start}${pieces.join('/')}`)
          expect(await answer.text()).not.toContain('SECRET')
        }
      }),
    )
  })
})

describe('http://localhost in the payment partition', () => {
  const takeReturn = vi.fn(() => true)
  const training = vi.fn(() => Promise.resolve(Response.json({ box: true })))
  const payment = (address: string, init: RequestInit = {}, isTraining = true) =>
    createPaymentProtocol({
      pages: join(folder, 'pages'),
      intentFor: (ref) => (ref === INTENT.ref ? INTENT : null),
      sdkUrl: () => 'http://localhost/training/v2/standard',
      training: () => (isTraining ? training : null),
      navigatorTo: () => ({ windowRef: 'ref-1', isMainFrame: true }),
      takeReturn,
      devOrigin: 'http://127.0.0.1:4000',
      fetchDev: () => Promise.resolve(new Response('dev')),
    })(new Request(address, init))

  test('gives the intent to the window of its ref only', async () => {
    const answer = await payment('http://localhost/checkout/intent?ref=ref-1')
    expect(await answer.json()).toEqual({
      ...INTENT,
      sdkUrl: 'http://localhost/training/v2/standard',
    })
    expect((await payment('http://localhost/checkout/intent?ref=ref-2')).status).toBe(404)
    expect((await payment('http://localhost/checkout/intent')).status).toBe(404)
  })

  test('takes both returns and lets neither go anywhere', async () => {
    takeReturn.mockClear()
    const success =
      'http://localhost/toss/confirm-payment?ref=ref-1&orderId=o&paymentKey=k&amount=1'
    expect((await payment(success)).status).toBe(200)
    expect((await payment('http://localhost/toss/payment-failed?ref=ref-1&code=X')).status).toBe(
      200,
    )
    expect(takeReturn).toHaveBeenCalledTimes(2)
    expect(takeReturn).toHaveBeenCalledWith(success, { windowRef: 'ref-1', isMainFrame: true })
  })

  test('the built-in Toss answers in training only', async () => {
    expect((await payment('http://localhost/training/v2/standard')).status).toBe(200)
    expect((await payment('http://localhost/training/v2/standard', {}, false)).status).toBe(404)
  })

  test.each([
    'http://localhost:8080/checkout',
    'http://127.0.0.1/checkout',
    'http://example.com/toss/confirm-payment?ref=ref-1',
  ])('refuses the rest of http: %s', async (address) => {
    takeReturn.mockClear()
    expect((await payment(address)).status).toBe(403)
    expect(takeReturn).not.toHaveBeenCalled()
  })

  test('passes a stand-in for the widget script through, where one is set', async () => {
    expect(await (await payment('http://127.0.0.1:4000/v2/standard')).text()).toBe('dev')
  })
})

test.each([
  ['http://localhost/toss/confirm-payment?a=1', 'success'],
  ['http://localhost/toss/payment-failed', 'fail'],
  ['http://localhost:80/toss/confirm-payment', 'success'],
  ['http://localhost:8080/toss/confirm-payment', null],
  ['https://localhost/toss/confirm-payment', null],
  ['http://localhost.evil.example/toss/confirm-payment', null],
  ['http://localhost@evil.example/toss/confirm-payment', null],
  ['http://localhost/toss/confirm-payment/x', null],
  ['nonsense', null],
] as const)('%s is a return of kind %s', (address, kind) => {
  expect(returnKind(address)).toBe(kind)
})
