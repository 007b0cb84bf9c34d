import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createRequire } from 'node:module'

import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright'

import { TRAINING_KEYS } from '../../src/main/training/auth.ts'
import { chromiumPlaces } from '../../tools/setup/chromium.mjs'

export function launchBrowser(): Promise<Browser> {
  const [executablePath] = chromiumPlaces({ headless: true })
  if (!executablePath)
    throw new Error('No Chromium found: run "npm run setup", or set POS_CHROMIUM')
  // Chromium's sandbox can't be had by root.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  // Or letters have another shape in each kind of Chromium.
  args.push('--font-render-hinting=none')
  return chromium.launch({ executablePath, args })
}

const sdk = readFileSync(
  createRequire(import.meta.url).resolve('@tosspayments/tosspayments-sdk'),
  'utf8',
)

/** Toss's own loader is CommonJS here; the page takes what it exports. */
const SCRIPT = `window.violations = []
document.addEventListener('securitypolicyviolation', (event) => {
  window.violations.push(event.violatedDirective)
})
window.load = (() => { const exports = {}; ${sdk}; return exports.loadTossPayments })()
window.codeOf = async (work) => {
  try { return { value: await work() } } catch (error) { return { code: error.code, message: error.message } }
}`
const STYLES =
  'body{margin:0;padding:24px;max-width:640px;background:#f2f4f6;display:grid;gap:12px}' +
  'html[data-theme=dark] body{background:#101013}'

export const SETUP = `
  const widgets = toss.widgets({ customerKey: '@@ANONYMOUS' })
  await widgets.setAmount({ currency: 'KRW', value: 11700 })
  const methods = await widgets.renderPaymentMethods({ selector: '#methods', variantKey: 'DEFAULT' })
  const agreement = await widgets.renderAgreement({ selector: '#agreement', variantKey: 'AGREEMENT' })
  Object.assign(window, { widgets, methods, agreement })`

export interface ShopOptions {
  readonly lang?: string
  readonly theme?: string
  readonly context?: BrowserContextOptions
}

export interface ShopOutcome {
  readonly value?: unknown
  readonly code?: string
  readonly message?: string
}

/** A shop's page under a strict policy, with Toss's loader, pointed at the box of another origin. */
export interface Shop {
  readonly url: string
  readonly page: Page
  /** Every page of the shop that was asked for after the first. */
  readonly visited: readonly URL[]
  /** Runs lines of the shop's own script, with the SDK loaded as `toss`. Answers its value or its error's code. */
  run(lines: string, clientKey?: string): Promise<ShopOutcome>
  /** Draws both widgets for 11,700 won and leaves them in `widgets`, `methods` and `agreement`. */
  setUp(clientKey?: string): Promise<ShopOutcome>
  /** Starts work that ends later: `widgets.requestPayment(…)`. Its end is `outcome()`. */
  begin(expression: string): Promise<void>
  outcome(): Promise<ShopOutcome>
  tap(testId: string): Promise<void>
  /** Waits for a page of the shop; answers its address. */
  arrivedAt(path: string): Promise<URL>
  /** Directives of the page's policy that something broke. */
  violations(): Promise<string[]>
  close(): Promise<void>
}

const pageHtml = ({ lang = 'ko', theme = 'light' }: ShopOptions) => `<!doctype html>
<html lang="${lang}" data-theme="${theme}"><head><meta charset="utf-8"><title>shop</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="/shop.css"><script src="/shop.js"></script></head>
<body><div id="methods"></div><div id="agreement"></div></body></html>`

const FILES: Readonly<Record<string, readonly [type: string, body: string]>> = {
  '/shop.js': ['text/javascript', SCRIPT],
  '/shop.css': ['text/css', STYLES],
}

/** The shop listens on a port of its own: pages that only the browser knows may not reach this machine's ports. */
export async function openShop(
  browser: Browser,
  boxUrl: string,
  options: ShopOptions = {},
): Promise<Shop> {
  const visited: URL[] = []
  const policy = `default-src 'none'; script-src 'self' ${boxUrl}; style-src 'self'; img-src data:; connect-src ${boxUrl}`
  let url = ''
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    const asked = new URL(request.url ?? '/', url)
    const file = FILES[asked.pathname]
    if (!file && asked.pathname !== '/') visited.push(asked)
    response.writeHead(200, {
      'content-type': file?.[0] ?? 'text/html',
      'content-security-policy': policy,
    })
    response.end(file?.[1] ?? pageHtml(options))
  }
  const server = createServer(answer)
  await new Promise<void>((ready) => server.listen(0, 'localhost', ready))
  url = `http://localhost:${(server.address() as AddressInfo).port}`

  const context = await browser.newContext(options.context)
  context.setDefaultTimeout(15_000)
  const page = await context.newPage()
  await page.goto(url)

  const run = (lines: string, clientKey: string = TRAINING_KEYS.clientKey) =>
    page.evaluate<ShopOutcome>(
      `codeOf(async () => {
        const toss = await load(${JSON.stringify(clientKey)}, { src: '${boxUrl}/v2/standard' })
        ${lines}
      })`,
    )
  return {
    url,
    page,
    visited,
    run,
    setUp: (clientKey) => run(SETUP, clientKey),
    begin: (expression) => page.evaluate(`void (window.outcome = codeOf(() => ${expression}))`),
    outcome: () => page.evaluate<ShopOutcome>('window.outcome'),
    tap: (testId) => page.getByTestId(testId).click(),
    async arrivedAt(path) {
      await page.waitForURL((at) => at.pathname === path)
      const last = visited.at(-1)
      if (!last) throw new Error(`nothing of the shop was visited, though the page is at ${path}`)
      return last
    },
    violations: () => page.evaluate<string[]>('window.violations'),
    async close() {
      await context.close()
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}
