import type { Browser } from 'playwright'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'

import { TRAINING_KEYS } from '../../src/main/training/auth.ts'
import { widgetScript } from '../../src/main/training/widget-script/widget-script.ts'
import { nextOrderId } from '../support/box-kit.ts'
import { type BoxServer, startBoxServer } from '../support/box-server.ts'
import { launchBrowser, openShop, SETUP, type Shop, type ShopOptions } from '../support/box-shop.ts'

const API_KEYS = {
  clientKey: 'test_ck_training0000',
  secretKey: 'test_sk_training0000',
  mId: 'train_api',
}
const NAME = '3-아메리카노 외 1건'

// A busy machine may take its time to draw.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

let browser: Browser
let server: BoxServer
let shop: Shop
let orderId = ''

beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())
beforeEach(async () => {
  server = await startBoxServer({ keys: [TRAINING_KEYS, API_KEYS] })
  orderId = nextOrderId()
})
afterEach(async () => {
  await shop.close()
  await server.close()
})

const order = (more: Readonly<Record<string, unknown>> = {}) =>
  JSON.stringify({ orderId, orderName: NAME, ...more })
const redirect = () => ({
  successUrl: `${shop.url}/success?ref=a%20b&x=1`,
  failUrl: `${shop.url}/fail?ref=r1`,
})

/** A shop whose widget is drawn and waits. */
async function ready(options: ShopOptions = {}) {
  shop = await openShop(browser, server.url, options)
  expect(await shop.setUp()).toEqual({})
}
/** Starts a payment in redirect form, without waiting for its end. */
const pay = (request = order(redirect())) => shop.begin(`widgets.requestPayment(${request})`)

describe('what the SDK refuses', () => {
  const refused: readonly [name: string, code: string, lines: string, clientKey?: string][] = [
    ['a secret key as client key', 'INVALID_CLIENT_KEY', '', TRAINING_KEYS.secretKey],
    ['no key', 'INVALID_CLIENT_KEY', '', 'gck'],
    ['no customer', 'INVALID_CUSTOMER_KEY', 'toss.widgets()'],
    ['a customer key of one letter', 'INVALID_CUSTOMER_KEY', "toss.widgets({ customerKey: 'a' })"],
    [
      'a secret key as customer',
      'INSECURE_KEY_USAGE',
      "toss.widgets({ customerKey: 'test_sk_abc' })",
    ],
    [
      'an API key for widgets',
      'NOT_SUPPORTED_API_INDIVIDUAL_KEY',
      "toss.widgets({ customerKey: '@@ANONYMOUS' })",
      API_KEYS.clientKey,
    ],
    [
      'a widget key for the window',
      'NOT_SUPPORTED_WIDGET_KEY',
      "toss.payment({ customerKey: '@@ANONYMOUS' })",
    ],
    [
      'a widget key for BrandPay',
      'NOT_SUPPORTED_WIDGET_KEY',
      "toss.brandpay({ customerKey: 'abc' })",
    ],
    [
      'methods before the amount',
      'NOT_SETUP_AMOUNT',
      "const w = toss.widgets({ customerKey: '@@ANONYMOUS' }); await w.renderPaymentMethods({ selector: '#methods' })",
    ],
    [
      'terms before the amount',
      'NOT_SETUP_AMOUNT',
      "const w = toss.widgets({ customerKey: '@@ANONYMOUS' }); await w.renderAgreement({ selector: '#agreement' })",
    ],
    [
      'a payment before the amount',
      'NOT_SETUP_AMOUNT',
      "const w = toss.widgets({ customerKey: '@@ANONYMOUS' }); await w.requestPayment({})",
    ],
    [
      'a wrong selector',
      'INVALID_SELECTOR',
      `${SETUP}; await methods.destroy(); await widgets.renderPaymentMethods({ selector: '#nowhere' })`,
    ],
    [
      'a selector that is none',
      'INVALID_SELECTOR',
      `${SETUP}; await agreement.destroy(); await widgets.renderAgreement({ selector: '((' })`,
    ],
    [
      'an unknown variant',
      'INVALID_VARIANT_KEY',
      `${SETUP}; await methods.destroy(); await widgets.renderPaymentMethods({ selector: '#methods', variantKey: 'MINE' })`,
    ],
    [
      'methods drawn twice',
      'PAYMENT_METHODS_WIDGET_ALREADY_RENDERED',
      `${SETUP}; await widgets.renderPaymentMethods({ selector: '#methods' })`,
    ],
    [
      'terms drawn twice',
      'AGREEMENT_WIDGET_ALREADY_RENDERED',
      `${SETUP}; await widgets.renderAgreement({ selector: '#agreement' })`,
    ],
    ['an unknown event', 'INVALID_EVENT', `${SETUP}; methods.on('click', () => {})`],
  ]
  it('calls out of order, and keys that do not fit', async () => {
    shop = await openShop(browser, server.url)
    for (const [name, code, lines, clientKey] of refused) {
      const answered = await shop.run(lines, clientKey)
      expect([name, answered.code]).toEqual([name, code])
      expect(answered.message).toMatch(/[가-힣]/)
    }
  })

  it('amounts that are none', async () => {
    shop = await openShop(browser, server.url)
    const wrong = [
      ["{ currency: 'USD', value: 1 }", 'INVALID_AMOUNT_CURRENCY'],
      ["{ currency: 'KRW', value: '1000' }", 'INVALID_AMOUNT_VALUE'],
      ["{ currency: 'KRW', value: 0.5 }", 'INVALID_AMOUNT_VALUE'],
      ["{ currency: 'KRW', value: NaN }", 'INVALID_AMOUNT_VALUE'],
      ["{ currency: 'KRW', value: 0 }", 'BELOW_ZERO_AMOUNT'],
      ["{ currency: 'KRW', value: -1 }", 'BELOW_ZERO_AMOUNT'],
      ['1000', 'INVALID_PARAMETERS'],
    ] as const
    for (const [amount, code] of wrong) {
      const lines = `await toss.widgets({ customerKey: '@@ANONYMOUS' }).setAmount(${amount})`
      expect([amount, (await shop.run(lines)).code]).toEqual([amount, code])
    }
  })

  it('the request, before a window opens', async () => {
    await ready()
    const wrong: readonly [Readonly<Record<string, unknown>>, string][] = [
      [{ ...redirect(), successUrl: '/success' }, 'INCORRECT_SUCCESS_URL_FORMAT'],
      [{ ...redirect(), successUrl: 'file:///success' }, 'INCORRECT_SUCCESS_URL_FORMAT'],
      [{ ...redirect(), successUrl: 'app://till/success' }, 'INCORRECT_SUCCESS_URL_FORMAT'],
      [{ failUrl: redirect().failUrl }, 'INCORRECT_SUCCESS_URL_FORMAT'],
      [{ ...redirect(), failUrl: 'fail' }, 'INCORRECT_FAIL_URL_FORMAT'],
      [{ successUrl: redirect().successUrl }, 'INCORRECT_FAIL_URL_FORMAT'],
      [{ ...redirect(), orderId: '12345' }, 'INVALID_PARAMETER'],
      [{ ...redirect(), orderName: '가'.repeat(101) }, 'INVALID_PARAMETER'],
      [{ ...redirect(), customerMobilePhone: '010-1234-5678' }, 'INVALID_PARAMETER'],
      [{ ...redirect(), metadata: { a: 1 } }, 'INVALID_METADATA'],
      [{ ...redirect(), metadata: { 'a[0]': 'b' } }, 'INVALID_METADATA'],
      [
        { ...redirect(), metadata: { a: '', b: '', c: '', d: '', e: '', f: '' } },
        'INVALID_METADATA',
      ],
    ]
    for (const [change, code] of wrong) {
      const lines = `return window.widgets.requestPayment(${order(change)})`
      expect([change, (await shop.run(lines)).code]).toEqual([change, code])
    }
    expect(server.box.ledger.payments()).toEqual([])
  })

  it('the promise form on a phone', async () => {
    const userAgent = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Mobile/15E148'
    await ready({ context: { userAgent, isMobile: true } })
    await pay(order())
    expect((await shop.outcome()).code).toBe('NOT_SUPPORTED_PROMISE')
  })

  it('a payment without a method, or without the terms', async () => {
    await ready()
    await shop.tap('box-agreement')
    await pay()
    expect((await shop.outcome()).code).toBe('NEED_AGREEMENT_WITH_REQUIRED_TERMS')
    const lines = `await window.methods.destroy()
      await window.widgets.renderPaymentMethods({ selector: '#methods', variantKey: 'UNSELECTED' })`
    await shop.run(lines)
    await pay()
    expect((await shop.outcome()).code).toBe('NOT_SELECTED_PAYMENT_METHOD')
  })
})

describe('what it draws', () => {
  it('tells the page what was chosen and agreed to', async () => {
    await ready()
    await shop.page.evaluate(`window.heard = []
      methods.on('paymentMethodSelect', (method) => heard.push(method))
      agreement.on('agreementStatusChange', (status) => heard.push(status))`)
    await shop.tap('box-method-KAKAOPAY')
    await shop.tap('box-agreement')
    const selected = await shop.run('return window.methods.getSelectedPaymentMethod()')
    expect(selected.value).toEqual({ code: 'KAKAOPAY' })
    const heard = await shop.page.evaluate<unknown[]>('window.heard')
    expect(heard).toContainEqual({ code: 'KAKAOPAY' })
    expect(heard.at(-1)).toEqual({
      agreedRequiredTerms: false,
      agreements: [{ term: { id: 'training_terms', required: true }, agreed: false }],
    })
  })

  it('goes when it is destroyed, and can be drawn again', async () => {
    await ready()
    await shop.run('await window.methods.destroy(); await window.agreement.destroy()')
    expect(await shop.page.locator('.tossbox').count()).toBe(0)
    const again =
      await shop.run(`await window.widgets.renderPaymentMethods({ selector: '#methods' })
       await window.widgets.renderAgreement({ selector: '#agreement' })`)
    expect(again).toEqual({})
  })

  it('is usable by name, and every button is big enough for a finger', async () => {
    await ready()
    await shop.page.getByRole('radio', { name: '가상계좌' }).check()
    await pay()
    const names = ['계좌 발급', '결제사 거절', '손님이 취소하고 돌아옴', '손님이 닫음']
    for (const name of names) {
      const button = shop.page.getByRole('dialog').getByRole('button', { name, exact: true })
      expect((await button.boundingBox())?.height).toBeGreaterThanOrEqual(56)
    }
    await shop.tap('box-close')
    await shop.outcome()
    await shop.page.getByRole('radio', { name: '카드', exact: true }).check()
    orderId = nextOrderId()
    await pay()
    for (const name of ['승인', '카드사 거절', '승인 요청 뒤 거절', '손님이 닫음']) {
      await shop.page.getByRole('button', { name, exact: true }).waitFor()
    }
  })

  it('is not approved by the Enter of a scanner', async () => {
    await ready()
    await pay()
    await shop.page.getByTestId('box-window').waitFor()
    await shop.page.keyboard.press('Enter')
    await shop.page.keyboard.press('Escape')
    expect((await shop.outcome()).code).toBe('USER_CANCEL')
    expect(server.box.ledger.payments().map(({ status }) => status)).toEqual(['READY'])
  })

  it('speaks English on an English page', async () => {
    await ready({ lang: 'en' })
    await shop.page.getByText('Training').first().waitFor()
    await pay()
    expect(await shop.page.getByTestId('box-amount').textContent()).toBe('₩11,700')
    await shop.page.getByRole('button', { name: 'Declined by card company' }).click()
    expect((await shop.arrivedAt('/fail')).searchParams.get('message')).toBe(
      'The payment was declined.',
    )
  })

  it('draws an order name as text, whatever is in it', async () => {
    await ready()
    await pay(order({ ...redirect(), orderName: '<img src=x onerror=alert(1)>' }))
    const name = shop.page.getByTestId('box-order-name')
    expect(await name.textContent()).toBe('<img src=x onerror=alert(1)>')
    expect(await name.locator('img').count()).toBe(0)
  })

  it.each([
    ['light', 'dark', 'rgb(255, 255, 255)'],
    ['dark', 'light', 'rgb(26, 27, 31)'],
    ['system', 'dark', 'rgb(26, 27, 31)'],
    ['system', 'light', 'rgb(255, 255, 255)'],
  ] as const)('with theme %s on a %s machine', async (theme, colorScheme, background) => {
    await ready({ theme, context: { colorScheme } })
    const card = shop.page.getByTestId('box-methods')
    const drawn = await card.evaluate((node) => getComputedStyle(node).backgroundColor)
    expect(drawn).toBe(background)
    expect(await shop.violations()).toEqual([])
  })
})

describe('the script', () => {
  it('sets the one global, with ANONYMOUS on it', async () => {
    shop = await openShop(browser, server.url)
    const before = await shop.page.evaluate<string[]>('Object.keys(window)')
    await shop.run('')
    const after = await shop.page.evaluate<string[]>('Object.keys(window)')
    expect(after.filter((name) => !before.includes(name))).toEqual(['TossPayments'])
    const value = await shop.page.evaluate('[typeof TossPayments, TossPayments.ANONYMOUS]')
    expect(value).toEqual(['function', '@@ANONYMOUS'])
  })

  it('holds no key and nothing that a strict policy forbids', () => {
    const script = widgetScript({ successVia302: false })
    expect(script).not.toContain(TRAINING_KEYS.secretKey)
    expect(script).not.toMatch(/\beval\b|new Function|innerHTML|\.style\b/)
  })
})
