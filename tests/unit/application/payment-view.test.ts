import { describe, expect, it } from 'vitest'
import { fieldsOf, paymentView } from '../../../src/main/application/views/payment-view.ts'
import { payment } from '../../support/payments.ts'

describe('Toss’s answer on the screen', () => {
  it('loses no value, whatever its shape, but the webhook’s secret', () => {
    const raw = {
      status: 'DONE',
      card: { issuerCode: '11', isInterestFree: false },
      cancels: [{ cancelAmount: 1000 }, { cancelAmount: 2.5 }],
      metadata: {},
      cashReceipts: [],
      transfer: null,
      secret: 'ps_real',
      nested: [{ secret: 'ps_inner' }],
    }
    expect(fieldsOf(raw).map(({ path, value }) => `${path}=${value}`)).toEqual([
      'status=DONE',
      'card.issuerCode=11',
      'card.isInterestFree=false',
      'cancels[0].cancelAmount=1000',
      'cancels[1].cancelAmount=2.5',
      'metadata={}',
      'cashReceipts=[]',
      'transfer=null',
      'secret=ps_real',
      'nested[0].secret=ps_inner',
    ])
    const view = paymentView(payment({ raw }), 'ko')
    expect(view.fields).toHaveLength(10)
    expect(JSON.stringify(view)).not.toMatch(/ps_(real|inner)/)
    expect(view.raw['card']).toEqual(raw.card)
  })
})
