import { expect, test } from 'vitest'
import { readEnvironment } from '../../../src/main/shell/environment.ts'

const ALL = {
  POS_USER_DATA: '/tmp/till',
  POS_STORE: 'sandbox',
  POS_TOSS_API_URL: 'http://127.0.0.1:4000/',
  POS_TOSS_SDK_URL: 'http://127.0.0.1:4000/v2/standard',
  POS_TOSS_CLIENT_KEY: 'test_gck_a',
  POS_TOSS_SECRET_KEY: 'test_gsk_a',
  POS_REMOTE_DEBUGGING_PORT: '9333',
}

test('reads every variable of an unpackaged till', () => {
  expect(readEnvironment(ALL, false)).toEqual({
    userData: '/tmp/till',
    store: 'sandbox',
    tossApiUrl: 'http://127.0.0.1:4000',
    tossSdkUrl: 'http://127.0.0.1:4000/v2/standard',
    tossKeys: { clientKey: 'test_gck_a', secretKey: 'test_gsk_a' },
    remoteDebuggingPort: 9333,
  })
})

test('a packaged till reads none of them', () => {
  expect(Object.values(readEnvironment(ALL, true))).toEqual(Array(6).fill(null))
})

test.each([
  [{ POS_STORE: 'live' }, /POS_STORE/],
  [{ POS_STORE: 'shop' }, /POS_STORE/],
  [{ POS_TOSS_API_URL: 'file:///etc' }, /POS_TOSS_API_URL/],
  [{ POS_TOSS_SDK_URL: 'not an address' }, /POS_TOSS_SDK_URL/],
  [{ POS_TOSS_SECRET_KEY: 'test_gsk_a' }, /pair/],
  [{ POS_REMOTE_DEBUGGING_PORT: '70000' }, /POS_REMOTE_DEBUGGING_PORT/],
])('names the variable that makes no sense: %o', (variables, message) => {
  expect(() => readEnvironment(variables, false)).toThrow(message)
})

test.each([
  ['the secret in the client key’s place', 'test_gsk_canary', 'test_gck_canary', /CLIENT_KEY/],
  ['a widget key with an API key', 'test_gck_canary', 'test_sk_canary', /SECRET_KEY/],
  ['API keys, which the widget refuses', 'test_ck_canary', 'test_sk_canary', /CLIENT_KEY/],
  [
    'live keys, for a store that says no money moves',
    'live_gck_canary',
    'live_gsk_canary',
    /test_/,
  ],
  ['a live secret', 'test_gck_canary', 'live_gsk_canary', /SECRET_KEY/],
])('refuses %s and names no key', (_what, clientKey, secretKey, message) => {
  const read = () =>
    readEnvironment({ POS_TOSS_CLIENT_KEY: clientKey, POS_TOSS_SECRET_KEY: secretKey }, false)
  expect(read).toThrow(message)
  expect(read).toThrow(expect.not.objectContaining({ message: expect.stringContaining('canary') }))
})

test('an error about keys never repeats the key', () => {
  expect(() => readEnvironment({ POS_TOSS_SECRET_KEY: 'test_gsk_canary' }, false)).toThrow(
    expect.not.objectContaining({ message: expect.stringContaining('canary') }),
  )
})
