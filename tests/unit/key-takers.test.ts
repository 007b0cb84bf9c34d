import { expect, it } from 'vitest'
import { createKeyTakers } from '../../src/renderer/till/scan/key-takers.ts'

/** A pad: what it shows, and whether the keyboard is with it. */
function pad(hasKeyboard = true) {
  const state = { digits: '' }
  return {
    state,
    remember: () => {
      const then = state.digits
      return () => void (state.digits = then)
    },
    type: (text: string) => {
      if (hasKeyboard) state.digits += text
      return hasKeyboard
    },
  }
}

it('is put back as it was before the first key of a scan', () => {
  const takers = createKeyTakers()
  const first = pad()
  takers.join(first)
  first.state.digits = '50'
  const putBack = takers.remember()
  first.state.digits = '5088'
  putBack()
  expect(first.state.digits).toBe('50')
})

it('leaves alone who has left meanwhile', () => {
  const takers = createKeyTakers()
  const first = pad()
  const leave = takers.join(first)
  const putBack = takers.remember()
  first.state.digits = '88'
  leave()
  putBack()
  expect(first.state.digits).toBe('88')
})

it('gives what was typed after all to the one that has the keyboard, once', () => {
  const takers = createKeyTakers()
  expect(takers.type('000')).toBe(false)
  const [away, here] = [pad(false), pad()]
  takers.join(away)
  takers.join(here)
  expect(takers.type('000')).toBe(true)
  expect([away.state.digits, here.state.digits]).toEqual(['', '000'])
})
