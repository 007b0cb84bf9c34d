import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { CDPSession, Page } from 'playwright'
import type { BoxKeyPair } from '../../src/main/training/auth.ts'
import { TRAINING_KEYS } from '../../src/main/training/auth.ts'
import { DOCUMENTATION_KEYS } from '../../src/main/adapters/secrets/key-ring.ts'
import { type BoxServer, startBoxServer } from '../support/box-server.ts'
import { expect, navigate, openShop, type Shop, test } from '../support/e2e.ts'

const OUT = fileURLToPath(new URL('../../out/', import.meta.url))
const CANARY: BoxKeyPair = {
  clientKey: 'test_gck_kept0000000000000000000000',
  secretKey: 'test_gsk_CANARYw7Qz4Lk9Xv2Ft5Rb8Nd',
  mId: 'canary_shop',
}
const base64 = (text: string) => Buffer.from(text).toString('base64')
const CREDENTIALS = base64(`${CANARY.secretKey}:`)
/** The key without its prefix, as it is and inside any base64 of the key: 9 characters go before it. */
const BODY = CANARY.secretKey.slice('test_gsk_'.length)
const NEEDLES = [BODY, base64(BODY).slice(0, Math.floor(BODY.length / 3) * 4)]
const findIn = (text: string) => NEEDLES.filter((needle) => text.includes(needle))
/** Files may hold text as UTF-8 or, as Chromium's stores do, as UTF-16. */
const findInFile = (file: string) => {
  const bytes = readFileSync(file)
  return NEEDLES.filter(
    (needle) => bytes.includes(needle) || bytes.includes(Buffer.from(needle, 'utf16le')),
  )
}

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))

/** All that a page sent and got, headers and bodies included, from now on. */
interface Watch {
  /** As JSON. */
  traffic(): Promise<string>
  /** Everything the page's scripts can still reach, after a collection of what they can't. */
  memory(): Promise<string>
}

async function watch(page: Page): Promise<Watch> {
  const cdp = await page.context().newCDPSession(page)
  const seen: unknown[] = []
  const bodies: Promise<void>[] = []
  await cdp.send('Network.enable', { maxPostDataSize: 1_000_000 })
  cdp.on('Network.requestWillBeSent', (event) => seen.push(event))
  cdp.on('Network.requestWillBeSentExtraInfo', (event) => seen.push(event))
  cdp.on('Network.responseReceived', (event) => seen.push(event))
  cdp.on('Network.responseReceivedExtraInfo', (event) => seen.push(event))
  cdp.on('Network.loadingFinished', ({ requestId }) => {
    const kept = cdp.send('Network.getResponseBody', { requestId }).then(
      ({ body, base64Encoded }) => {
        seen.push(base64Encoded ? Buffer.from(body, 'base64').toString('utf8') : body)
      },
      // The page may have gone with what it got.
      () => undefined,
    )
    bodies.push(kept)
  })
  return {
    async traffic() {
      await Promise.all(bodies)
      return JSON.stringify(seen)
    },
    memory: () => heapOf(cdp),
  }
}

async function heapOf(cdp: CDPSession): Promise<string> {
  const chunks: string[] = []
  const take = ({ chunk }: { chunk: string }) => void chunks.push(chunk)
  cdp.on('HeapProfiler.addHeapSnapshotChunk', take)
  await cdp.send('HeapProfiler.enable')
  // Twice: what finalisers let go of the first time goes the second time.
  await cdp.send('HeapProfiler.collectGarbage')
  await cdp.send('HeapProfiler.collectGarbage')
  await cdp.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false })
  cdp.off('HeapProfiler.addHeapSnapshotChunk', take)
  return chunks.join('')
}

/** What stands in the page: the markup and what was typed. */
const contentOf = (page: Page): Promise<string> =>
  page.evaluate(() =>
    [
      document.documentElement.outerHTML,
      ...[...document.querySelectorAll('input, textarea')].map((field) =>
        String(Reflect.get(field, 'value')),
      ),
      JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)]),
      window.location.href,
    ].join('\n'),
  )

const recordEvents = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const events: unknown[] = []
    const till = Reflect.get(window, 'till') as {
      subscribe(listener: (event: unknown) => void): unknown
    }
    Reflect.set(window, 'recordedEvents', events)
    till.subscribe((event) => events.push(event))
  })
const recordedEvents = (page: Page): Promise<string> =>
  page.evaluate(() => JSON.stringify(Reflect.get(window, 'recordedEvents')))

/** Every answer main gives, good or bad. */
async function answersOf({ till }: Shop, orderIds: readonly string[]): Promise<string> {
  const answers: unknown[] = []
  const ask = async (route: string, input: unknown) => {
    answers.push([route, await till.call(route, input)])
  }
  for (const route of [
    'status.get',
    'catalogue.list',
    'cart.get',
    'checkout.get',
    'settings.get',
  ]) {
    await ask(route, {})
    await ask(route, { junk: true })
  }
  await ask('orders.search', {})
  await ask('orders.search', { text: CANARY.clientKey })
  for (const orderId of [...orderIds, 'no-such-order']) {
    await ask('orders.get', { orderId })
    await ask('slips.show', { orderId, kind: 'receipt', paper: '80' })
    await ask('orders.settle', { orderId })
    for (const way of ['paymentKey', 'orderId']) await ask('orders.lookup', { orderId, way })
  }
  await ask('no.such.route', {})
  return JSON.stringify(answers)
}

/** Opens both folders' files, reads all that the app has said, and expects the key in none of it. */
function expectNotOnDisk(userData: string, shop: Shop): void {
  const files = filesBelow(userData)
  // The search sees what is there: the client key is kept with every attempt.
  expect(files.some((file) => readFileSync(file).includes(CANARY.clientKey))).toBe(true)
  expect(files.some((file) => file.endsWith('.sqlite'))).toBe(true)
  expect(files.filter((file) => findInFile(file).length > 0)).toEqual([])
  expect(findIn(shop.app.stdout() + shop.app.stderr())).toEqual([])
}

const sawKey = (toss: BoxServer) =>
  toss.seen.filter(({ authorization }) => authorization === `Basic ${CREDENTIALS}`).length

/** A customer pays; the payment window is searched while it is open. */
async function paySearched(shop: Shop, product: string): Promise<string> {
  const { orderId, payment } = await shop.startPaying(product)
  const watched = await watch(payment.page)
  // Once more from the start, so that nothing went before the watching.
  await payment.page.reload()
  await expect(payment.pay).toBeEnabled()
  const memory = await watched.memory()
  // Both searches can find: the page may hold the client key, and was sent it.
  expect(memory).toContain(CANARY.clientKey)
  expect(await watched.traffic()).toContain(CANARY.clientKey)
  expect(findIn(memory)).toEqual([])
  expect(findIn(await contentOf(payment.page))).toEqual([])
  await payment.end('approve')
  await expect(shop.till.page.getByText('결제했어요')).toBeVisible()
  expect(findIn(await watched.traffic())).toEqual([])
  return orderId
}

let userData: string
let toss: BoxServer
test.beforeEach(async () => {
  userData = mkdtempSync(join(tmpdir(), 'gyesan-secret-'))
  toss = await startBoxServer({ keys: [CANARY] })
})
test.afterEach(async () => {
  await toss.close()
  rmSync(userData, { recursive: true, force: true, maxRetries: 3 })
})

test('a secret key given from outside is found nowhere but in the header to Toss', async () => {
  test.setTimeout(120_000)
  const shop = await openShop({ box: toss, keys: CANARY, userData })
  const { till, ask } = shop
  const { page } = till
  const watched = await watch(page)
  await page.reload()
  await expect(till.product('아메리카노')).toBeVisible()
  await recordEvents(page)

  // A sale, looked up both ways, refunded in part.
  const paid = await paySearched(shop, '아메리카노')
  for (const way of ['paymentKey', 'orderId']) await ask('orders.lookup', { orderId: paid, way })
  await ask('orders.refund', {
    orderId: paid,
    intentId: crypto.randomUUID(),
    amount: 1000,
    reason: '단순 변심',
    lines: [],
  })
  await ask('checkout.dismiss', {})
  await expect(till.product('아메리카노')).toBeVisible()

  // A refusal that says the key back, raw and encoded.
  toss.box.orderNext({
    on: 'confirm',
    executed: false,
    instead: {
      status: 403,
      contentType: 'application/json',
      body: JSON.stringify({
        code: 'REJECT_CARD_COMPANY',
        message: `거절: ${CANARY.secretKey} (Basic ${CREDENTIALS})`,
      }),
    },
  })
  const declined = await shop.startPaying('소금빵')
  await declined.payment.end('approve')
  await expect(page.getByText('결제되지 않았어요')).toBeVisible()
  await expect(page.getByText(/거절: \[key\]/)).toBeVisible()
  await ask('checkout.dismiss', {})

  // A return that lies, which main writes into its log.
  const lied = await shop.startPaying('소금빵')
  await navigate(lied.payment.page, shop.returnOf(lied, { amount: '1' })).catch(() => undefined)
  await expect(page.getByText('결제 창에 문제가 생겼어요')).toBeVisible()
  expect(readFileSync(join(userData, 'logs/main.log'), 'utf8')).toContain('return_refused')

  // Keys refused, a gateway's page with the header in it, and no answer at all.
  const lookUp = () => till.call('orders.lookup', { orderId: paid, way: 'orderId' })
  toss.box.orderNext({ on: 'lookup', instead: { code: 'UNAUTHORIZED_KEY' } })
  expect(await lookUp()).toMatchObject({ ok: false, error: { code: 'TOSS_REFUSED' } })
  toss.box.orderNext({
    on: 'lookup',
    instead: { status: 502, body: `<pre>authorization: Basic ${CREDENTIALS}</pre>` },
  })
  expect(await lookUp()).toMatchObject({ ok: false, error: { code: 'TOSS_UNREACHABLE' } })
  for (let attempt = 0; attempt < 3; attempt += 1) {
    toss.box.orderNext({ on: 'lookup', instead: { noAnswer: true } })
  }
  expect(await lookUp()).toMatchObject({ ok: false, error: { code: 'TOSS_UNREACHABLE' } })

  // Everything main can be asked, everything it said unasked, every screen.
  const answers = await answersOf(shop, [paid, declined.orderId])
  expect(answers).toContain(CANARY.clientKey)
  expect(answers).toContain(CANARY.secretKey.slice(-4))
  expect(findIn(answers)).toEqual([])
  expect(await recordedEvents(page)).toContain(paid)
  expect(findIn(await recordedEvents(page))).toEqual([])
  for (const hash of [
    '#/',
    `#/orders/${paid}`,
    `#/orders/${declined.orderId}`,
    '#/settings?section=keys',
  ]) {
    await page.evaluate((to) => window.location.assign(to), hash)
    await expect(page.getByRole('main').first()).toBeVisible()
    expect(findIn(await contentOf(page))).toEqual([])
  }
  await expect(page.getByText(CANARY.clientKey)).toBeVisible()
  const memory = await watched.memory()
  expect(memory).toContain(CANARY.clientKey)
  expect(findIn(memory)).toEqual([])
  expect(await watched.traffic()).toContain('till.html')
  expect(findIn(await watched.traffic())).toEqual([])

  // And yet it was in use all the time.
  expect(sawKey(toss)).toBeGreaterThanOrEqual(8)
  // While the write-ahead log stands, and after it is folded in.
  expect(existsSync(join(userData, 'stores/sandbox/till.sqlite-wal'))).toBe(true)
  expectNotOnDisk(userData, shop)
  await shop.close()
  expectNotOnDisk(userData, shop)
})

test('a secret key typed in the settings is gone from the page once it is saved', async () => {
  test.setTimeout(120_000)
  const shop = await openShop({
    box: toss,
    userData,
    // With a key store behind safeStorage, so that the key goes to disk: locked up.
    env: { POS_TOSS_CLIENT_KEY: '', POS_TOSS_SECRET_KEY: '', POS_HOST_SAFE_STORAGE: '1' },
  })
  const { till } = shop
  const { page } = till
  const watched = await watch(page)
  await till.open('설정')
  await page.getByRole('tab', { name: '토스 키' }).click()
  const client = page.getByRole('textbox', { name: '클라이언트 키' })
  const secret = page.getByRole('textbox', { name: '시크릿 키' })
  // As from a clipboard: a driver's own filling would leave its copy in the page.
  const paste = async (field: typeof client, text: string) => {
    await field.focus()
    await page.keyboard.press('ControlOrMeta+A')
    await page.keyboard.insertText(text)
  }
  const save = till.button('키 저장')

  // A pair of two kinds is refused, in words that don't repeat it.
  await paste(client, 'test_ck_kept0000000000000000000000')
  await paste(secret, CANARY.secretKey)
  // The search can find: what is typed is there until it is saved.
  expect(findIn(await watched.memory())).toEqual([BODY])
  await save.click()
  await expect(page.getByText(/짝이 아니에요|개별 연동 키예요/).first()).toBeVisible()
  const words = await page.getByRole('main').first().innerText()
  expect(findIn(words)).toEqual([])

  await paste(client, CANARY.clientKey)
  await save.click()
  await expect(page.getByText('테스트 매장 키를 저장했어요')).toBeVisible()
  await expect(page.getByText(CANARY.clientKey)).toBeVisible()
  await expect(secret).toHaveValue('')
  const memory = await watched.memory()
  expect(memory).toContain(CANARY.clientKey)
  expect(findIn(memory)).toEqual([])
  expect(findIn(await contentOf(page))).toEqual([])

  await till.open('판매')
  const paid = await paySearched(shop, '아메리카노')
  expect(sawKey(toss)).toBeGreaterThan(0)
  expect(findIn(await answersOf(shop, [paid]))).toEqual([])
  expect(findIn(await watched.memory())).toEqual([])
  expect(findIn(await watched.traffic())).toEqual([])
  expect(readFileSync(join(userData, 'keys.json'), 'utf8')).toContain(CANARY.clientKey)
  expectNotOnDisk(userData, shop)
  await shop.close()
  expectNotOnDisk(userData, shop)
})

test('what is built holds no secret key but the two public ones, and the pages none', () => {
  const keysIn = (folder: string) =>
    new Set(
      filesBelow(join(OUT, folder)).flatMap((file) => [
        ...(readFileSync(file, 'utf8').match(/(?:test|live)_g?sk_\w{8,}/g) ?? []),
      ]),
    )
  expect(keysIn('main')).toEqual(new Set([TRAINING_KEYS.secretKey, DOCUMENTATION_KEYS.secretKey]))
  expect(keysIn('renderer')).toEqual(new Set())
  expect(keysIn('preload')).toEqual(new Set())
  expect(filesBelow(OUT).filter((file) => findInFile(file).length > 0)).toEqual([])
})
