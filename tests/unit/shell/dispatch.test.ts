import type { IpcMainInvokeEvent } from 'electron'
import { expect, test, vi } from 'vitest'
import { contract } from '#shared/ipc/contract.ts'
import { customerContract } from '#shared/ipc/customer-contract.ts'
import { ok } from '#shared/result.ts'
import type { Handlers } from '../../../src/main/application/application.ts'
import { createDispatch } from '../../../src/main/shell/ipc/dispatch.ts'
import { createSenders } from '../../../src/main/shell/ipc/senders.ts'
import { mayCustomerGo, mayTillGo } from '../../../src/main/shell/navigation.ts'

type Event = Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>

const CART = {
  lines: [],
  count: 0,
  discount: null,
  discountAmount: 0,
  total: 0,
  vat: 0,
  serving: 'here',
  approval: 'none',
  steps: 0,
  held: [],
}

function bridge(handlers: Partial<Record<keyof Handlers, unknown>>, trusted = true) {
  const reportBug = vi.fn(() => 'REF123')
  const dispatch = createDispatch({
    routes: contract,
    mayCall: () => trusted,
    handlers: () => handlers,
    checkAnswers: true,
    reportBug,
  })
  return { call: (name: unknown, input: unknown) => dispatch({} as Event, name, input), reportBug }
}

const codeOf = (answer: { ok: boolean; error?: { code: string } }) => answer.error?.code

test('answers a valid call', async () => {
  const { call } = bridge({ 'cart.get': () => Promise.resolve(ok(CART)) })
  expect(await call('cart.get', {})).toEqual({ ok: true, data: CART })
})

test('a stranger is refused before anything is read', async () => {
  const { call } = bridge({}, false)
  expect(codeOf(await call('cart.get', {}))).toBe('FORBIDDEN')
})

test.each(['__proto__', 'constructor', 'toString', 'cart', '', 7, null, undefined, {}])(
  'refuses the route %o',
  async (name) => {
    expect(codeOf(await bridge({}).call(name, {}))).toBe('UNKNOWN_ROUTE')
  },
)

test('takes more than 64 KB where a picture is sent, and not without end', async () => {
  const { call } = bridge({
    'products.keepPicture': () => Promise.resolve(ok({ picture: 'a.webp' })),
  })
  const picture = (chars: number) => call('products.keepPicture', { data: 'A'.repeat(chars) })
  expect(await picture(200 * 1024)).toMatchObject({ ok: true })
  expect(codeOf(await picture(242 * 1024))).toBe('TOO_LARGE')
  expect(codeOf(await call('cart.note', { productId: 'a', note: 'A'.repeat(200 * 1024) }))).toBe(
    'TOO_LARGE',
  )
})

test.each([[undefined], [null], ['x'], [{ productId: 1 }], [{ productId: 'a', price: 1 }], [[]]])(
  'refuses the input %o and names the field',
  async (input) => {
    const answer = await bridge({}).call('cart.add', input)
    expect(codeOf(answer)).toBe('INVALID_INPUT')
  },
)

test('refuses what is too large or has no end', async () => {
  const { call } = bridge({})
  expect(codeOf(await call('cart.add', { productId: 'x'.repeat(70_000) }))).toBe('TOO_LARGE')
  const endless: Record<string, unknown> = {}
  endless['self'] = endless
  expect(codeOf(await call('cart.add', endless))).toBe('TOO_LARGE')
})

test('a bug becomes a reference number, never its text', async () => {
  const { call, reportBug } = bridge({
    'cart.get': () => Promise.reject(new Error('test_gsk_canary')),
  })
  const answer = await call('cart.get', {})
  expect(answer).toMatchObject({ ok: false, error: { code: 'INTERNAL', message: 'REF123' } })
  expect(JSON.stringify(answer)).not.toContain('canary')
  expect(reportBug).toHaveBeenCalledOnce()
})

test('an answer that breaks the contract is a bug', async () => {
  const { call } = bridge({ 'cart.get': () => Promise.resolve(ok({ lines: 'none' })) })
  expect(codeOf(await call('cart.get', {}))).toBe('INTERNAL')
})

test('a full disk is said as such', async () => {
  const full = Object.assign(new Error('database or disk is full'), { code: 'DATABASE_FULL' })
  const { call } = bridge({ 'cart.get': () => Promise.reject(full) })
  expect(codeOf(await call('cart.get', {}))).toBe('DATABASE_FULL')
})

const eventOf = (id: number, url: string, isMain = true) => {
  const main = { url }
  const sender = { id, mainFrame: main }
  return { sender, senderFrame: isMain ? main : { url } } as unknown as Event
}

test('listens only to the main frame of its own window at its own origin', () => {
  const { mayCall, trust, forget } = createSenders(mayTillGo)
  expect(mayCall(eventOf(1, 'app://till/'))).toBe(false)
  trust(1)
  expect(mayCall(eventOf(1, 'app://till/#/orders'))).toBe(true)
  expect(mayCall(eventOf(2, 'app://till/'))).toBe(false)
  expect(mayCall(eventOf(1, 'app://till/', false))).toBe(false)
  expect(mayCall(eventOf(1, 'app://tillx/'))).toBe(false)
  expect(mayCall(eventOf(1, 'https://evil.example/'))).toBe(false)
  expect(mayCall({ ...eventOf(1, 'app://till/'), senderFrame: null })).toBe(false)
  forget(1)
  expect(mayCall(eventOf(1, 'app://till/'))).toBe(false)
})

test('the customer’s window can ask for nothing of the till, by either way in', async () => {
  const ran: string[] = []
  const all = (routes: object) =>
    Object.fromEntries(Object.keys(routes).map((name) => [name, async () => ran.push(name)]))
  const tills = createSenders(mayTillGo)
  const customers = createSenders(mayCustomerGo)
  tills.trust(1)
  customers.trust(2)
  const parts = { checkAnswers: false, reportBug: () => 'REF' }
  const till = createDispatch({
    ...parts,
    routes: contract,
    mayCall: tills.mayCall,
    handlers: () => all(contract),
  })
  const customer = createDispatch({
    ...parts,
    routes: customerContract,
    mayCall: customers.mayCall,
    handlers: () => ({ ...all(contract), ...all(customerContract) }),
  })
  const fromCustomer = eventOf(2, 'app://customer/')
  for (const name of Object.keys(contract)) {
    expect(codeOf(await till(fromCustomer, name, {}))).toBe('FORBIDDEN')
    expect(codeOf(await customer(fromCustomer, name, {}))).toBe('UNKNOWN_ROUTE')
  }
  // Led to the till's own address, it still isn't the till; nor is the till the customer.
  expect(codeOf(await till(eventOf(2, 'app://till/'), 'cart.clear', {}))).toBe('FORBIDDEN')
  expect(codeOf(await customer(eventOf(1, 'app://till/'), 'customer.get', {}))).toBe('FORBIDDEN')
  expect(ran).toEqual([])
  await customer(fromCustomer, 'customer.get', {})
  expect(ran).toEqual(['customer.get'])
})
