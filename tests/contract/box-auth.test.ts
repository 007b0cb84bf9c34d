import { describe, expect, it } from 'vitest'

import { TRAINING_KEYS } from '../../src/main/training/auth.ts'
import { basic, createBoxKit, OTHER_KEYS } from '../support/box-kit.ts'

const ask = (authorization: string | null) =>
  createBoxKit().call('/v1/payments/orders/order-unknown', {
    secretKey: null,
    headers: authorization === null ? {} : { authorization },
  })

const { secretKey, clientKey } = TRAINING_KEYS

describe('Authorization', () => {
  it.each([
    ['secret key and colon', basic(`${secretKey}:`), 404, 'NOT_FOUND_PAYMENT'],
    [
      'scheme in small letters',
      basic(`${secretKey}:`).replace('Basic', 'basic'),
      404,
      'NOT_FOUND_PAYMENT',
    ],
    ['no colon', basic(secretKey), 403, 'INCORRECT_BASIC_AUTH_FORMAT'],
    ['not base64', 'Basic %%%', 403, 'INCORRECT_BASIC_AUTH_FORMAT'],
    ['nothing', null, 401, 'UNAUTHORIZED_KEY'],
    ['another scheme', `Bearer ${secretKey}`, 401, 'UNAUTHORIZED_KEY'],
    ['an unknown secret', basic('test_gsk_nobody:'), 401, 'UNAUTHORIZED_KEY'],
    ['a byte order mark in the key', basic(`\u{FEFF}${secretKey}:`), 401, 'UNAUTHORIZED_KEY'],
    ['a password', basic(`${secretKey}:password`), 401, 'UNAUTHORIZED_KEY'],
    ['the client key', basic(`${clientKey}:`), 400, 'INVALID_API_KEY'],
  ])('%s', async (_name, authorization, status, code) => {
    const answered = await ask(authorization)
    expect([answered.status, answered.body['code']]).toEqual([status, code])
  })

  it('is asked for on every path, known or not', async () => {
    const kit = createBoxKit()
    for (const path of ['/v1/payments/confirm', '/v1/payments/x/cancel', '/v1/nothing']) {
      const answered = await kit.call(path, { secretKey: null, body: {} })
      expect(answered.body['code']).toBe('UNAUTHORIZED_KEY')
    }
  })
})

describe('two key pairs', () => {
  const withOther = { secretKey: OTHER_KEYS.secretKey }

  it('never see each other', async () => {
    const kit = createBoxKit()
    const back = kit.authenticated()
    expect((await kit.confirm(back, withOther)).body['code']).toBe('NOT_FOUND_PAYMENT_SESSION')
    expect((await kit.confirm(back)).status).toBe(200)
    const found = [
      await kit.call(`/v1/payments/${back.paymentKey}`, withOther),
      await kit.call(`/v1/payments/orders/${back.orderId}`, withOther),
      await kit.cancel(back.paymentKey, { cancelReason: '변심' }, withOther),
    ]
    expect(found.map(({ body }) => body['code'])).toEqual(Array(3).fill('NOT_FOUND_PAYMENT'))
    expect((await kit.lookup(back.paymentKey)).body['balanceAmount']).toBe(11_700)
  })

  it('may use the same orderId', async () => {
    const kit = createBoxKit()
    const ours = kit.authenticated({}, { orderId: 'same-order', amount: 1000 })
    const theirs = kit.authenticated(
      {},
      { orderId: 'same-order', amount: 2000, clientKey: OTHER_KEYS.clientKey },
    )
    expect((await kit.confirm(ours)).status).toBe(200)
    expect((await kit.confirm(theirs, withOther)).status).toBe(200)
    const found = await kit.call('/v1/payments/orders/same-order', withOther)
    expect([found.body['totalAmount'], found.body['mId']]).toEqual([2000, OTHER_KEYS.mId])
  })

  it.each([
    ['UNAUTHORIZED_KEY', 401],
    ['INVALID_API_KEY', 400],
    ['FORBIDDEN_REQUEST', 403],
    ['NOT_FOUND_PAYMENT_SESSION', 404],
  ] as const)('mixed up at confirm can answer %s', async (wrongPair, status) => {
    const kit = createBoxKit({ behaviour: { wrongPair } })
    const answered = await kit.confirm(kit.authenticated(), withOther)
    expect([answered.status, answered.body['code']]).toEqual([status, wrongPair])
  })
})
