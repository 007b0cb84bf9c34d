import type { Browser } from 'playwright'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'

import { TRAINING_KEYS } from '../../src/main/training/auth.ts'
import { nextOrderId, readAnswer, requestOf } from '../support/box-kit.ts'
import { type BoxServer, startBoxServer } from '../support/box-server.ts'
import { launchBrowser, openShop, type Shop, type ShopOptions } from '../support/box-shop.ts'

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
const api = async (path: string, body?: unknown) =>
  readAnswer(await fetch(requestOf(`${server.url}${path}`, body === undefined ? {} : { body })))
const confirm = ({ searchParams }: URL) =>
  api('/v1/payments/confirm', {
    paymentKey: searchParams.get('paymentKey'),
    orderId: searchParams.get('orderId'),
    amount: Number(searchParams.get('amount')),
  })

describe('the way of a payment', () => {
  it('asked for twice, as by a reload: the shop is called twice, and confirms once', async () => {
    await ready()
    server.box.orderNext({ on: 'window', redirect: 'twice' })
    await pay()
    await shop.tap('box-approve')
    await shop.arrivedAt('/success')
    expect(shop.visited.map(({ href }) => href)).toEqual([
      shop.visited[0]?.href,
      shop.visited[0]?.href,
    ])
    const answers = [await confirm(shop.visited[0]!), await confirm(shop.visited[1]!)]
    expect(answers.map(({ body }) => body['code'] ?? body['status'])).toEqual([
      'DONE',
      'ALREADY_PROCESSED_PAYMENT',
    ])
  })

  it('lost on the way back: the customer can only close, and the payment can still be confirmed', async () => {
    await ready()
    server.box.orderNext({ on: 'window', redirect: 'lost' })
    await pay()
    await shop.tap('box-approve')
    await shop.page.getByText('돌아가지 못했어요').waitFor()
    expect(await shop.page.getByTestId('box-approve').isDisabled()).toBe(true)
    await shop.tap('box-close')
    expect(await shop.outcome()).toMatchObject({ code: 'USER_CANCEL' })
    expect(shop.visited).toEqual([])
    const found = await api(`/v1/payments/orders/${orderId}`)
    expect(found.body['status']).toBe('IN_PROGRESS')
  })

  it('approved: to the success URL, its own query first, then confirmed', async () => {
    await ready()
    await pay()
    expect(await shop.page.getByTestId('box-amount').textContent()).toBe('11,700원')
    expect(await shop.page.getByTestId('box-order-name').textContent()).toBe(NAME)
    expect(await shop.violations()).toEqual([])
    await shop.tap('box-approve')
    const url = await shop.arrivedAt('/success')
    const paymentKey = url.searchParams.get('paymentKey')
    expect(url.href).toBe(
      `${shop.url}/success?ref=a%20b&x=1&paymentType=NORMAL&amount=11700&orderId=${orderId}&paymentKey=${paymentKey}`,
    )
    expect((await confirm(url)).body).toMatchObject({
      status: 'DONE',
      orderName: NAME,
      method: '카드',
    })
  })

  it.each([
    ['TOSSPAY', 'DONE', '간편결제'],
    ['KAKAOPAY', 'DONE', '간편결제'],
    ['NAVERPAY', 'DONE', '간편결제'],
    ['TRANSFER', 'DONE', '계좌이체'],
    ['VIRTUAL_ACCOUNT', 'WAITING_FOR_DEPOSIT', '가상계좌'],
  ])('by %s', async (method, status, name) => {
    await ready()
    await shop.tap(`box-method-${method}`)
    await pay()
    await shop.tap('box-approve')
    expect((await confirm(await shop.arrivedAt('/success'))).body).toMatchObject({
      status,
      method: name,
    })
  })

  it('through a 302 of the box, where it is set so', async () => {
    await server.close()
    server = await startBoxServer({ keys: [TRAINING_KEYS], behaviour: { successVia302: true } })
    await ready()
    const redirected = shop.page.waitForResponse((response) => response.status() === 302)
    await pay()
    await shop.tap('box-approve')
    expect((await redirected).url()).toContain(`${server.url}/box/redirect?to=`)
    const url = await shop.arrivedAt('/success')
    expect(url.search).toMatch(/^\?ref=a%20b&x=1&paymentType=NORMAL&amount=11700&orderId=/)
  })

  it('declined by the card company: to the fail URL, the payment aborted', async () => {
    await ready()
    await pay()
    await shop.tap('box-decline')
    const url = await shop.arrivedAt('/fail')
    expect(Object.fromEntries(url.searchParams)).toEqual({
      ref: 'r1',
      code: 'REJECT_CARD_COMPANY',
      message: '결제 승인이 거절되었습니다.',
      orderId,
    })
    expect((await api(`/v1/payments/orders/${orderId}`)).body['status']).toBe('ABORTED')
  })

  it('declined at confirm: to the success URL, and confirm is refused', async () => {
    await ready()
    await pay()
    await shop.tap('box-decline-at-confirm')
    const confirmed = await confirm(await shop.arrivedAt('/success'))
    expect([confirmed.status, confirmed.body['code']]).toEqual([403, 'REJECT_CARD_PAYMENT'])
    expect((await api(`/v1/payments/orders/${orderId}`)).body['status']).toBe('ABORTED')
  })

  it('cancelled by the customer: to the fail URL without an orderId', async () => {
    await ready()
    await pay()
    await shop.tap('box-cancel-redirect')
    const url = await shop.arrivedAt('/fail')
    expect(url.search).toBe(
      `?ref=r1&code=PAY_PROCESS_CANCELED&message=${encodeURIComponent('사용자에 의해 결제가 취소되었습니다.')}`,
    )
  })

  it('closed by the customer: the promise rejects, the status stays, and one can pay anew', async () => {
    await ready()
    await pay()
    await shop.tap('box-close')
    expect(await shop.outcome()).toEqual({ code: 'USER_CANCEL', message: '취소되었습니다.' })
    expect(await shop.page.getByTestId('box-window').count()).toBe(0)
    expect((await api(`/v1/payments/orders/${orderId}`)).body['status']).toBe('READY')
    orderId = nextOrderId()
    await pay()
    await shop.tap('box-approve')
    await shop.arrivedAt('/success')
  })

  it('Escape closes it as well', async () => {
    await ready()
    await pay()
    await shop.page.getByTestId('box-window').waitFor()
    await shop.page.keyboard.press('Escape')
    expect((await shop.outcome()).code).toBe('USER_CANCEL')
  })

  it('a second request while one is open is refused', async () => {
    await ready()
    await pay()
    await shop.page.getByTestId('box-window').waitFor()
    const second = await shop.run(`return window.widgets.requestPayment(${order(redirect())})`)
    expect(second.code).toBe('INVALID_METHOD_TRANSACTION')
    expect(await shop.page.getByTestId('box-window').count()).toBe(1)
    expect(server.box.ledger.payments()).toHaveLength(1)
  })

  it('a virtual account can be paid by itself a little later', async () => {
    await ready()
    await shop.tap('box-method-VIRTUAL_ACCOUNT')
    await pay()
    expect(await shop.page.getByTestId('box-decline-at-confirm').count()).toBe(0)
    await shop.tap('box-issue-and-deposit')
    await confirm(await shop.arrivedAt('/success'))
    const [payment] = server.box.ledger.payments()
    expect(payment?.deposit?.at).toBe((payment?.movements[0]?.at ?? 0) + 15_000)
  })

  it('in promise form resolves without leaving the page, and rejects what is declined', async () => {
    await ready()
    await pay(order())
    await shop.tap('box-approve')
    const [payment] = server.box.ledger.payments()
    expect(await shop.outcome()).toEqual({
      value: {
        paymentType: 'NORMAL',
        paymentKey: payment?.paymentKey,
        orderId,
        amount: { currency: 'KRW', value: 11_700 },
      },
    })
    orderId = nextOrderId()
    await pay(order())
    expect(await shop.page.getByTestId('box-cancel-redirect').count()).toBe(0)
    await shop.tap('box-decline')
    expect((await shop.outcome()).code).toBe('REJECT_CARD_COMPANY')
    expect(shop.visited).toEqual([])
  })

  it('a box that is gone is an error of unknown outcome', async () => {
    await ready()
    await server.close()
    await pay()
    expect((await shop.outcome()).code).toBe('UNKNOWN')
  })

  it('a key pair the box does not know is refused when the window opens', async () => {
    shop = await openShop(browser, server.url)
    expect(await shop.setUp('test_gck_of_nobody')).toEqual({})
    await pay()
    expect((await shop.outcome()).code).toBe('UNAUTHORIZED_KEY')
  })
})

describe('the window without a widget', () => {
  const WINDOW = `
    const payment = toss.payment({ customerKey: '@@ANONYMOUS' })
    Object.assign(window, { payment })`
  const open = (more: Readonly<Record<string, unknown>>) => {
    const request = order({ method: 'CARD', amount: { currency: 'KRW', value: 5000 }, ...more })
    return shop.page.evaluate(
      `void (window.outcome = codeOf(() => payment.requestPayment(${request})))`,
    )
  }

  it('pays with an API key; its success URL has no paymentType', async () => {
    shop = await openShop(browser, server.url)
    await shop.run(WINDOW, API_KEYS.clientKey)
    await open({ method: 'GOLD' })
    expect((await shop.outcome()).code).toBe('NOT_SUPPORTED_METHOD')
    await open(redirect())
    await shop.tap('box-approve')
    const url = await shop.arrivedAt('/success')
    expect([...url.searchParams.keys()]).toEqual(['ref', 'x', 'amount', 'orderId', 'paymentKey'])
  })

  it('is closed by destroy', async () => {
    shop = await openShop(browser, server.url)
    await shop.run(WINDOW, API_KEYS.clientKey)
    await shop.run('await window.payment.destroy()')
    await open(redirect())
    await shop.page.getByTestId('box-window').waitFor()
    await shop.run('await window.payment.destroy()')
    expect((await shop.outcome()).code).toBe('PAYMENT_REQUEST_ABORTED')
    expect(await shop.page.getByTestId('box-window').count()).toBe(0)
  })
})
