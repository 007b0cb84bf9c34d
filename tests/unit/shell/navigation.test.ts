import { expect, test } from 'vitest'
import { mayPaymentGo, mayTillGo } from '../../../src/main/shell/navigation.ts'
import { redact } from '../../../src/main/shell/redact.ts'
import { paymentPolicy } from '../../../src/main/shell/protocol/content-security-policy.ts'
import { baseWebPreferences } from '../../../src/main/shell/windows/web-preferences.ts'

test.each([
  ['app://till/', true],
  ['app://till/#/orders', true],
  ['app://tillx/', false],
  ['app://evil/till/', false],
  ['https://till/', false],
  ['http://localhost/checkout', false],
  ['file:///etc/passwd', false],
  ['javascript:alert(1)', false],
  ['', false],
])('the till page may go to %s: %s', (address, may) => {
  expect(mayTillGo(address)).toBe(may)
})

test.each([
  ['https://pay.toss.im/', true],
  ['http://localhost/checkout?ref=x', true],
  ['about:blank', true],
  ['http://127.0.0.1:4000/box', true],
  ['http://localhost:9999/', false],
  ['http://shop.example/', false],
  ['app://till/', false],
  ['supertoss://pay', false],
  ['ispmobile://x', false],
  ['intent://x#Intent;end', false],
  ['file:///etc/passwd', false],
  ['data:text/html,x', false],
])('the payment window may go to %s: %s', (address, may) => {
  expect(mayPaymentGo(['http://127.0.0.1:4000'])(address)).toBe(may)
})

test('a stand-in script widens the payment policy by its own origin only', () => {
  expect(paymentPolicy(null)).not.toContain('127.0.0.1')
  expect(paymentPolicy('http://127.0.0.1:4000')).toContain('http://127.0.0.1:4000')
  expect(paymentPolicy(null)).not.toContain('unsafe-eval')
})

test('no window relaxes sandbox, isolation or Node', () => {
  expect(baseWebPreferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webviewTag: false,
  })
})

test('the log never shows a key, a credential or a card number', () => {
  const line = redact(
    'test_gsk_docs_abc live_sk_XYZ Basic dGVzdF9nc2s6 ps_1tSBp9YruWjHrNMj 4092167512340821 test_gck_ok',
  )
  expect(line).not.toMatch(/docs_abc|XYZ|dGVz|1tSBp9|409216/)
  expect(line).toContain('test_gck_ok')
})
