import { describe, expect, it } from 'vitest'
import { withoutNumbers } from '../../../src/main/adapters/toss/receipt-calls.ts'
import { maskReceiptNumber, receiptNumberOf } from '../../../src/main/domain/cash-receipt.ts'
import { cashOf, withKey, withNote } from '../../../src/renderer/till/features/tender/pad-amount.ts'

describe('the number of a cash receipt', () => {
  it.each([
    ['income', '010-1234-5678', '01012345678'],
    ['income', '011 123 4567', '0111234567'],
    ['income', '1234 5678 9012 3456', '1234567890123456'],
    ['income', '02-1234-5678', null],
    ['income', '010-1234-567a', null],
    ['income', '123456789012', null],
    ['expense', '220-81-62517', '2208162517'],
    ['expense', '220-81-62518', null],
    ['expense', '220-81-6251', null],
    ['self', '', '0100001234'],
  ] as const)('%s %s', (kind, typed, digits) => {
    expect(receiptNumberOf(kind, typed)).toBe(digits)
  })

  it('is shown by its last digits, and is in no text for the journal', () => {
    expect(maskReceiptNumber('income', '01012345678')).toBe('010-****-5678')
    expect(maskReceiptNumber('income', '1234567890123456')).toBe('•••• 3456')
    expect(maskReceiptNumber('expense', '2208162517')).toBe('***-**-*2517')
    const body = JSON.stringify({ customerIdentityNumber: '01012345678', amount: 4500 })
    expect(withoutNumbers(body)).toBe('{"customerIdentityNumber":"***5678","amount":4500}')
    expect(withoutNumbers('{"registrationNumber" : "2208162517"}')).not.toContain('22081')
  })
})

describe('what the pad makes of what was typed', () => {
  it('is exact with nothing typed, gives change for more, and takes a part for less', () => {
    expect(cashOf('', 11_700)).toEqual({ amount: 11_700, received: 11_700, change: 0, rest: 0 })
    expect(cashOf('20000', 11_700)).toMatchObject({ amount: 11_700, change: 8300, rest: 0 })
    expect(cashOf('5000', 11_700)).toMatchObject({ amount: 5000, change: 0, rest: 6700 })
  })

  it('counts notes up, drops leading noughts, and stops at ten digits', () => {
    expect(withNote(withNote('', 10_000), 1000)).toBe('11000')
    expect(withKey('', '00')).toBe('')
    expect(withKey('9999999999', '1')).toBe('9999999999')
  })
})
