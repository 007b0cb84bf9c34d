import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { TRAINING_KEYS } from '../../src/main/training/auth.ts'
import { createTossBox } from '../../src/main/training/box.ts'
import { type BoxServer, startBoxServer } from '../support/box-server.ts'
import { createFakeClock, nextOrderId, readAnswer, requestOf } from '../support/box-kit.ts'

const PAGE = 'http://localhost:4000'

let server: BoxServer
beforeEach(async () => {
  server = await startBoxServer({
    keys: [TRAINING_KEYS],
    clock: createFakeClock(),
    behaviour: { successVia302: true },
  })
})
afterEach(() => server.close())

const post = (path: string, body: unknown, headers: Readonly<Record<string, string>> = {}) =>
  fetch(`${server.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })

const order = () => ({
  clientKey: TRAINING_KEYS.clientKey,
  orderId: nextOrderId(),
  orderName: '3-아메리카노 외 1건',
  amount: 11_700,
})

async function session(body: Record<string, unknown> = order()) {
  return readAnswer(await post('/box/sessions', body))
}

describe('the box on a real port', () => {
  it('plays one payment from the window to its refund', async () => {
    const opened = await session()
    expect(opened.body['status']).toBe('READY')
    const done = await readAnswer(
      await post(`/box/sessions/${String(opened.body['sessionId'])}/authenticate`, {
        method: 'CARD',
      }),
    )
    const { paymentKey, orderId, amount } = done.body
    const send = async (path: string, body: unknown) =>
      readAnswer(await fetch(requestOf(`${server.url}${path}`, { body })))

    const confirmed = await send('/v1/payments/confirm', { paymentKey, orderId, amount })
    expect([confirmed.status, confirmed.body['status']]).toEqual([200, 'DONE'])
    expect(confirmed.headers.get('content-type')).toBe('application/json')
    const path = `/v1/payments/${String(paymentKey)}`
    const part = await send(`${path}/cancel`, { cancelReason: '변심', cancelAmount: 700 })
    expect(part.body['balanceAmount']).toBe(11_000)
    const found = await readAnswer(await fetch(requestOf(`${server.url}${path}`)))
    expect(found.text).toBe(part.text)
    expect(server.seen.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /box/sessions',
      expect.stringContaining('/authenticate'),
      'POST /v1/payments/confirm',
      `POST ${path}/cancel`,
      `GET ${path}`,
    ])
  })

  it('drops the connection where no answer is to come', async () => {
    server.box.orderNext({ instead: { noAnswer: true } })
    await expect(fetch(requestOf(`${server.url}/v1/payments/key`))).rejects.toThrow('fetch failed')
  })

  it('gives pages of other origins the widget’s calls, and not the API', async () => {
    const preflight = await fetch(`${server.url}/box/sessions`, {
      method: 'OPTIONS',
      headers: { origin: PAGE, 'access-control-request-method': 'POST' },
    })
    expect(preflight.status).toBe(204)
    expect(Object.fromEntries(preflight.headers)).toMatchObject({
      'access-control-allow-origin': PAGE,
      'access-control-allow-headers': 'content-type',
    })
    const opened = await post('/box/sessions', order(), { origin: PAGE })
    expect(opened.headers.get('access-control-allow-origin')).toBe(PAGE)
    const api = await fetch(`${server.url}/v1/payments/key`, { headers: { origin: PAGE } })
    expect(api.headers.get('access-control-allow-origin')).toBeNull()
  })

  it('serves the script', async () => {
    const script = await fetch(`${server.url}/v2/standard`, { headers: { origin: PAGE } })
    expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    expect(script.headers.get('access-control-allow-origin')).toBe(PAGE)
    expect(await script.text()).toContain('window.TossPayments')
  })

  it('redirects where it is asked to, to the web only', async () => {
    const to = `${PAGE}/success?ref=1&paymentType=NORMAL`
    const go = (target: string) =>
      fetch(`${server.url}/box/redirect?to=${encodeURIComponent(target)}`, { redirect: 'manual' })
    const redirect = await go(to)
    expect([redirect.status, redirect.headers.get('location')]).toEqual([302, to])
    for (const target of ['', '/success', 'javascript:1', 'file:///etc/hosts']) {
      expect((await go(target)).status).toBe(400)
    }
  })
})

describe('the redirect of a fault', () => {
  it('is for the payment it struck, and for no other address', async () => {
    server.box.behave({ successVia302: false })
    server.box.orderNext({ on: 'window', redirect: 'twice' })
    const back = server.box.play(order(), { method: 'CARD' })
    const go = (paymentKey: string, times: string) => {
      const to = encodeURIComponent(`${PAGE}/success?paymentKey=${paymentKey}`)
      return fetch(`${server.url}/box/redirect?to=${to}&times=${times}`, { redirect: 'manual' })
    }
    const paymentKey = 'paymentKey' in back ? back.paymentKey : ''
    const twice = await go(paymentKey, '2')
    expect([twice.status, await twice.text()]).toEqual([200, expect.stringContaining('iframe')])
    expect((await go(paymentKey, '1')).status).toBe(404)
    expect((await go('another', '2')).status).toBe(404)
  })
})

describe('the window’s own calls', () => {
  it.each([
    ['an unknown client key', { clientKey: 'test_gck_nobody' }, 401, 'UNAUTHORIZED_KEY'],
    ['a short orderId', { orderId: 'abc' }, 400, 'INVALID_PARAMETER'],
    ['an orderId with Korean', { orderId: '주문번호-000001' }, 400, 'INVALID_PARAMETER'],
    ['no name', { orderName: '' }, 400, 'INVALID_PARAMETER'],
    ['a name of 101 characters', { orderName: '가'.repeat(101) }, 400, 'INVALID_PARAMETER'],
    ['nothing to pay', { amount: 0 }, 400, 'INVALID_AMOUNT_VALUE'],
    ['an amount as text', { amount: '1000' }, 400, 'INVALID_PARAMETERS'],
    ['more tax-free than all', { taxFreeAmount: 11_701 }, 400, 'INVALID_PARAMETER'],
  ])('refuse %s', async (_name, change, status, code) => {
    const answered = await session({ ...order(), ...change })
    expect([answered.status, answered.body['code']]).toEqual([status, code])
    expect(server.box.ledger.payments()).toEqual([])
  })

  it('authenticate a window once, and only within its time', async () => {
    const { sessionId } = (await session()).body
    const path = `/box/sessions/${String(sessionId)}/authenticate`
    expect((await post(path, { method: 'GOLD' })).status).toBe(400)
    expect((await post(path, { method: 'CARD' })).status).toBe(200)
    const again = await readAnswer(await post(path, { method: 'CARD' }))
    expect(again.body['code']).toBe('ALREADY_PROCESSED_PAYMENT')
    const unknown = await readAnswer(
      await post('/box/sessions/nobody/authenticate', { method: 'CARD' }),
    )
    expect([unknown.status, unknown.body['code']]).toEqual([404, 'NOT_FOUND_PAYMENT_SESSION'])
  })

  it('open a window for 30 minutes', async () => {
    const clock = createFakeClock()
    const box = createTossBox({ keys: [TRAINING_KEYS], clock })
    const send = async (path: string, body: unknown) =>
      readAnswer(await box.handle(requestOf(`http://localhost${path}`, { body, secretKey: null })))
    const inTime = (await send('/box/sessions', order())).body['sessionId']
    const late = (await send('/box/sessions', order())).body['sessionId']
    clock.advance(30 * 60_000)
    const first = await send(`/box/sessions/${String(inTime)}/authenticate`, { method: 'CARD' })
    expect(first.status).toBe(200)
    clock.advance(1)
    const second = await send(`/box/sessions/${String(late)}/authenticate`, { method: 'CARD' })
    expect(second.body['code']).toBe('NOT_FOUND_PAYMENT_SESSION')
    expect(box.ledger.payments().map(({ status }) => status)).toEqual(['IN_PROGRESS', 'EXPIRED'])
  })

  it('give no instalments below 50,000 won', async () => {
    const { sessionId } = (await session()).body
    const answered = await readAnswer(
      await post(`/box/sessions/${String(sessionId)}/authenticate`, {
        method: 'CARD',
        installmentPlanMonths: 3,
      }),
    )
    expect(answered.body['code']).toBe('NOT_SUPPORTED_MONTHLY_INSTALLMENT_PLAN_BELOW_AMOUNT')
  })

  it('abort a payment that was declined in the window', async () => {
    const { sessionId, paymentKey } = (await session()).body
    await post(`/box/sessions/${String(sessionId)}/decline`, { code: 'REJECT_CARD_COMPANY' })
    const found = await readAnswer(
      await fetch(requestOf(`${server.url}/v1/payments/${String(paymentKey)}`)),
    )
    expect(found.body).toMatchObject({
      status: 'ABORTED',
      failure: { code: 'REJECT_CARD_COMPANY', message: '결제 승인이 거절되었습니다.' },
    })
  })

  it('are reached under the path of baseUrl, as the API is', async () => {
    const box = createTossBox({ keys: [TRAINING_KEYS], baseUrl: 'http://localhost/training/' })
    const script = await box.handle(new Request('http://localhost/training/v2/standard'))
    expect(script.status).toBe(200)
    const found = await box.handle(requestOf('http://localhost/training/v1/payments/key'))
    expect(((await found.json()) as { code: string }).code).toBe('NOT_FOUND_PAYMENT')
    const elsewhere = await box.handle(new Request('http://localhost/training/elsewhere'))
    expect(elsewhere.status).toBe(404)
    const redirect = await box.handle(
      new Request('http://localhost/training/box/redirect?to=http://a'),
    )
    expect(redirect.status).toBe(404)
  })
})
