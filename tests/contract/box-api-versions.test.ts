import { describe, expect, it } from 'vitest'

import { parsePayment } from '../../src/main/adapters/toss/payment-schema.ts'
import { API_VERSIONS, type ApiVersion } from '../../src/main/training/api-versions.ts'
import { TRAINING_KEYS } from '../../src/main/training/auth.ts'
import { createBoxKit } from '../support/box-kit.ts'

type Json = Record<string, unknown>

/** A box whose shop is set to a version at Toss. */
const shopOf = (apiVersion: ApiVersion) =>
  createBoxKit({ keys: [{ ...TRAINING_KEYS, apiVersion }] })

async function paidIn(apiVersion: ApiVersion, choice = {}): Promise<Json> {
  const kit = shopOf(apiVersion)
  return (await kit.confirm(kit.authenticated(choice))).body
}
const has = (body: Json, ...fields: string[]) => fields.map((field) => field in body)

describe('an answer in another API version', () => {
  it.each(API_VERSIONS)('%s is read by our own client, with the right amounts', async (version) => {
    for (const method of ['CARD', 'NAVERPAY', 'VIRTUAL_ACCOUNT', 'TRANSFER'] as const) {
      const parsed = parsePayment(await paidIn(version, { method }))
      expect(parsed).toMatchObject({
        ok: true,
        payment: { totalAmount: 11_700, balanceAmount: 11_700 },
      })
      expect(parsed.ok && parsed.payment.lastTransactionKey).toMatch(/^txrd_a01/)
    }
  })

  it('2024-06-01 differs from 2022-11-16 in its name only', async () => {
    const [newer, usual] = [await paidIn('2024-06-01'), await paidIn('2022-11-16')]
    expect(Object.keys(newer)).toEqual(Object.keys(usual))
    expect([newer['version'], usual['version']]).toEqual(['2024-06-01', '2022-11-16'])
  })

  it('2022-07-27 has names in place of codes, and the older transactionKey', async () => {
    const card = await paidIn('2022-07-27')
    expect(card['card']).toMatchObject({ company: expect.stringMatching(/농협|토스뱅크|현대/) })
    expect(has(card['card'] as Json, 'issuerCode', 'acquirerCode')).toEqual([false, false])
    expect(has(card, 'transactionKey', 'lastTransactionKey', 'metadata')).toEqual([
      true,
      false,
      false,
    ])
    const account = await paidIn('2022-07-27', { method: 'VIRTUAL_ACCOUNT' })
    expect(account['virtualAccount']).toMatchObject({ bank: '농협' })
    expect('bankCode' in (account['virtualAccount'] as Json)).toBe(false)
    const transfer = await paidIn('2022-07-27', { method: 'TRANSFER' })
    expect(transfer['transfer']).toMatchObject({ bank: '토스뱅크' })
  })

  it('1.4 gives an easy payment by its name alone', async () => {
    expect((await paidIn('2022-06-08', { method: 'TOSSPAY' }))['easyPay']).toMatchObject({
      provider: '토스페이',
    })
    const body = await paidIn('1.4', { method: 'TOSSPAY' })
    expect([body['easyPay'], body['foreignEasyPay'], body['version']]).toEqual([
      '토스페이',
      null,
      '1.4',
    ])
  })

  it('1.3, 1.2, 1.1 and 1.0 lack what came later', async () => {
    const later = [
      'country',
      'failure',
      'orderName',
      'vat',
      'version',
      'type',
      'easyPay',
      'transfer',
    ]
    const shapes = await Promise.all(
      (['1.3', '1.2', '1.1', '1.0'] as const).map(async (version) => {
        const body = await paidIn(version)
        return later.filter((field) => field in body)
      }),
    )
    expect(shapes).toEqual([
      ['orderName', 'vat', 'version', 'type', 'easyPay', 'transfer'],
      ['version', 'type', 'easyPay', 'transfer'],
      ['transfer'],
      [],
    ])
    expect(await paidIn('1.0')).toMatchObject({
      card: { receiptUrl: expect.stringContaining('https://') as unknown },
      useDiscount: false,
      useCashReceipt: false,
    })
  })

  it('leaves refusals as they are', async () => {
    const answered = await shopOf('1.0').lookup('nothing')
    expect(answered.body).toEqual({
      code: 'NOT_FOUND_PAYMENT',
      message: '존재하지 않는 결제 정보 입니다.',
    })
  })

  it('is repeated to the byte under its key', async () => {
    const kit = shopOf('1.2')
    const back = kit.authenticated()
    const keyed = { headers: { 'idempotency-key': 'confirm-1' } }
    const first = await kit.confirm(back, keyed)
    expect(first.body['version']).toBe('1.2')
    expect((await kit.confirm(back, keyed)).text).toBe(first.text)
  })

  it('can come once, as a fault', async () => {
    const kit = createBoxKit()
    const paymentKey = await kit.paid()
    kit.box.orderNext({ on: 'lookup', instead: { version: '1.0' } })
    expect('version' in (await kit.lookup(paymentKey)).body).toBe(false)
    expect((await kit.lookup(paymentKey)).body['version']).toBe('2022-11-16')
  })

  it.each([
    ['1.4', 'CANCELED', 0],
    ['2022-06-08', 'WAITING_FOR_DEPOSIT', 11_700],
  ] as const)('%s: a deposit taken back makes it %s', async (version, status, balanceAmount) => {
    const kit = shopOf(version)
    const paymentKey = await kit.paid({ method: 'VIRTUAL_ACCOUNT' })
    kit.box.deposit(paymentKey, 11_700)
    expect(kit.box.failDeposit(paymentKey)).toBe(true)
    expect((await kit.lookup(paymentKey)).body).toMatchObject({ status, balanceAmount })
  })
})
