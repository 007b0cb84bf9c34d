/** The page of the simulator: what is at Toss, and all that can be done to it. Speaks to /box/ only. */
import { WORDS } from './words.js'

/** @typedef {keyof typeof WORDS} Language */
/** @typedef {Record<string, any>} Json */

const METHODS = /** @type {const} */ ([
  'CARD',
  'TOSSPAY',
  'KAKAOPAY',
  'NAVERPAY',
  'VIRTUAL_ACCOUNT',
  'TRANSFER',
])
const SPEEDS = [0, 1, 10, 60, 600]
const REFRESH_MS = 1000

/** @type {Language} */
let language = localStorage.getItem('language') === 'en' ? 'en' : 'ko'
/** What was drawn last, so that nothing is drawn again under the user's hands. */
let drawn = ''

const words = () => WORDS[language]

/**
 * @param {string} id
 * @returns {any}
 */
const at = (id) => document.getElementById(id)

/**
 * @param {string} name
 * @returns {any}
 */
const field = (name) => document.querySelector(`[name=${name}]`)

/**
 * @param {string} tag
 * @param {Json} [properties]
 * @param {...(Node | string)} children
 */
function element(tag, properties = {}, ...children) {
  const node = Object.assign(document.createElement(tag), properties)
  node.append(...children)
  return node
}

/**
 * @param {string} path
 * @param {string} [method]
 * @param {Json} [body]
 */
async function ask(path, method = 'GET', body) {
  let response
  try {
    response = await fetch(`/box/${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  } catch {
    throw new Error(words().offline)
  }
  const answer = await response.json()
  if (!response.ok) throw new Error(words().refused(answer.code, answer.message))
  return answer
}

/** @param {() => Promise<unknown>} work */
async function act(work) {
  try {
    await work()
    at('notice').textContent = ''
  } catch (error) {
    at('notice').textContent = error instanceof Error ? error.message : String(error)
  }
  await refresh()
}

/**
 * @param {string} text
 * @param {() => Promise<unknown>} work
 * @param {string} [look]
 */
function button(text, work, look = '') {
  const node = element('button', { type: 'button', className: look, textContent: text })
  node.addEventListener('click', () => void act(work))
  return node
}

/** @param {string} time such as 2026-03-02T10:00:00+09:00 */
const short = (time) => time.slice(5, 19).replace('T', ' ')

const LOOKS = /** @type {Record<string, string>} */ ({
  DONE: 'is-paid',
  COMPLETED: 'is-paid',
  PARTIAL_CANCELED: 'is-part',
  WAITING_FOR_DEPOSIT: 'is-waiting',
  IN_PROGRESS: 'is-waiting',
  READY: 'is-waiting',
  CANCELED: 'is-gone',
  ABORTED: 'is-gone',
  EXPIRED: 'is-gone',
  FAILED: 'is-gone',
})

/**
 * @param {string} status
 * @param {Record<string, string>} names
 */
const stateTag = (status, names) =>
  element('span', {
    className: `state ${LOOKS[status] ?? ''}`,
    textContent: names[status] ?? status,
  })

/** @param {Json} payment */
function actionsFor(payment) {
  const path = `payments/${payment.paymentKey}`
  /** @param {string} what @param {Json} [body] */
  const post =
    (what, body = {}) =>
    () =>
      ask(`${path}/${what}`, 'POST', body)
  const { status } = payment
  if (status === 'READY' || status === 'IN_PROGRESS')
    return [button(words().expire, post('expire'))]
  if (status === 'WAITING_FOR_DEPOSIT') {
    return [button(words().deposit, post('deposit')), button(words().cancel, post('cancel'), 'no')]
  }
  if (payment.balanceAmount === 0 || !['DONE', 'PARTIAL_CANCELED'].includes(status)) return []
  const amount = /** @type {HTMLInputElement} */ (
    element('input', {
      type: 'number',
      min: '1',
      step: '1',
      placeholder: words().cancelAmount,
      ariaLabel: words().cancelAmount,
    })
  )
  return [
    ...(payment.virtualAccount && status === 'DONE'
      ? [button(words().reverse, post('reverse-deposit'))]
      : []),
    amount,
    button(
      words().cancelPart,
      () => ask(`${path}/cancel`, 'POST', { cancelAmount: Number(amount.value) }),
      'no',
    ),
    button(words().cancel, post('cancel'), 'no'),
  ]
}

/** @param {Json} payment */
function paymentCard(payment) {
  const { virtualAccount: account } = payment
  const balance =
    payment.status === 'PARTIAL_CANCELED'
      ? [words().balance(words().won(payment.balanceAmount))]
      : []
  const isWaiting = payment.status === 'WAITING_FOR_DEPOSIT'
  const due = () => (account.expired ? words().pastDue : words().due(short(account.dueDate)))
  const waiting = account ? [words().account(account.accountNumber), isWaiting ? due() : ''] : []
  const facts = [
    payment.method,
    short(payment.requestedAt),
    payment.orderId,
    payment.paymentKey,
    ...waiting,
  ]
  const actions = actionsFor(payment)
  return element(
    'li',
    {},
    element(
      'div',
      { className: 'top' },
      element('span', { className: 'amount', textContent: words().won(payment.totalAmount) }),
      stateTag(payment.status, words().states),
      ...balance,
    ),
    element('p', { className: 'name', textContent: payment.orderName }),
    element('p', { className: 'facts', textContent: facts.filter(Boolean).join(' · ') }),
    ...(actions.length > 0 ? [element('div', { className: 'actions' }, ...actions)] : []),
  )
}

/** @param {Json} receipt */
function receiptCard(receipt) {
  const isCancel = receipt.transactionType === 'CANCEL'
  /** @param {string} result */
  const settle = (result) => () =>
    ask(`cash-receipts/${receipt.receiptKey}/settle`, 'POST', { result })
  const actions =
    receipt.issueStatus === 'IN_PROGRESS'
      ? [
          button(words().complete, settle('COMPLETED')),
          button(words().refuse, settle('FAILED'), 'no'),
        ]
      : []
  return element(
    'li',
    {},
    element(
      'div',
      { className: 'top' },
      element('span', {
        className: 'amount',
        textContent: `${isCancel ? '−' : ''}${words().won(receipt.amount)}`,
      }),
      stateTag(receipt.issueStatus, words().receiptStates),
      receipt.type,
    ),
    element('p', {
      className: 'facts',
      textContent: [short(receipt.requestedAt), receipt.orderId, receipt.issueNumber].join(' · '),
    }),
    ...(actions.length > 0 ? [element('div', { className: 'actions' }, ...actions)] : []),
  )
}

/** @param {Json} fault */
function faultText(fault) {
  const { operations } = words()
  const kinds = /** @type {Record<string, string>} */ (words().kinds)
  const name = kinds[fault.name] ?? fault.name ?? JSON.stringify(fault)
  const on = /** @type {Record<string, string>} */ (operations)[fault.on]
  return [on, name, (fault.times ?? 1) > 1 ? `× ${fault.times}` : ''].filter(Boolean).join(' · ')
}

/** @param {string} id @param {string[]} lines */
function drawLines(id, lines) {
  const items = (lines.length > 0 ? lines : [words().none]).map((textContent) =>
    element('li', { textContent }),
  )
  at(id).replaceChildren(...items)
}

/** @param {Json} state */
function drawConnect({ keys }) {
  /** @param {string} term @param {string[]} values */
  const pair = (term, ...values) => [
    element('dt', { textContent: term }),
    ...values.map((value) => element('dd', {}, element('code', { textContent: value }))),
  ]
  at('connect').replaceChildren(
    ...pair(words().apiBase, location.origin),
    ...pair(words().sdkSrc, `${location.origin}/v2/standard`),
    ...keys.flatMap((/** @type {Json} */ key) =>
      pair(`${words().key} · ${key.mId}`, key.clientKey, key.secretKey),
    ),
  )
}

/** @param {Json} state @param {Json[]} payments @param {Json[]} receipts */
function draw(state, payments, receipts) {
  at('payments').replaceChildren(...payments.map(paymentCard))
  at('no-payments').hidden = payments.length > 0
  at('receipts').replaceChildren(...receipts.map(receiptCard))
  at('receipts-title').hidden = receipts.length === 0
  drawConnect(state)
  const { drawing, ordered, struck } = state['faults']
  drawLines('ordered', ordered.map(faultText))
  drawLines(
    'struck',
    struck
      .slice(-10)
      .reverse()
      .map((/** @type {Json} */ one) => faultText(one['fault'])),
  )
  at('drawing').textContent = drawing ? words().drawing(drawing) : words().notDrawing
  at('factor').value = String(state['clock'].factor)
}

async function refresh() {
  try {
    const [state, payments, receipts] = await Promise.all([
      ask('state'),
      ask('payments'),
      ask('cash-receipts'),
    ])
    at('time').textContent = state.clock.nowInKorea.slice(0, 19).replace('T', ' ')
    const { now: _now, nowInKorea: _text, ...clock } = state.clock
    const next = JSON.stringify([language, { ...state, clock }, payments, receipts])
    const isTyping =
      document.activeElement?.closest('#payments') instanceof HTMLElement &&
      document.activeElement instanceof HTMLInputElement
    if (next === drawn || isTyping) return
    drawn = next
    draw(state, payments, receipts)
  } catch (error) {
    at('notice').textContent = error instanceof Error ? error.message : String(error)
  }
}

/** @param {HTMLSelectElement} select @param {[value: string, text: string][]} options */
function fill(select, options) {
  const { value } = select
  select.replaceChildren(
    ...options.map(([key, text]) => element('option', { value: key, textContent: text })),
  )
  if (options.some(([key]) => key === value)) select.value = value
}

/** All that depends on the language alone. */
async function speak() {
  document.documentElement.lang = language
  for (const node of document.querySelectorAll('[data-word]')) {
    const name = node.getAttribute('data-word') ?? ''
    node.textContent = /** @type {Json} */ (words())[name]
  }
  for (const node of document.querySelectorAll('[data-language]')) {
    node.setAttribute('aria-pressed', String(node.getAttribute('data-language') === language))
  }
  const { kinds, methods, operations, anyRequest, jump } = words()
  fill(field('kind'), Object.entries(kinds))
  fill(field('on'), [['', anyRequest], ...Object.entries(operations)])
  fill(
    field('method'),
    METHODS.map((method) => [method, methods[method]]),
  )
  fill(
    at('factor'),
    SPEEDS.map((speed) => [String(speed), speed === 0 ? words().standing : words().speedOf(speed)]),
  )
  at('jumps').replaceChildren(
    ...Object.entries(jump).map(([ms, text]) =>
      button(text, () => ask('clock', 'POST', { jumpMs: Number(ms) })),
    ),
  )
  const { keys } = await ask('state')
  fill(
    field('clientKey'),
    keys.map((/** @type {Json} */ key) => [key.clientKey, key.mId]),
  )
}

/** @param {string} id @param {(values: Record<string, string>) => Promise<unknown>} work */
function onSubmit(id, work) {
  at(id).addEventListener('submit', (/** @type {SubmitEvent} */ event) => {
    event.preventDefault()
    /** @type {Record<string, string>} */
    const values = {}
    for (const [name, value] of new FormData(at(id))) {
      if (typeof value === 'string' && value !== '') values[name] = value
    }
    void act(() => work(values))
  })
}

onSubmit('open', async ({ amount, ...values }) => {
  const { successQuery } = await ask('payments', 'POST', { ...values, amount: Number(amount) })
  at('opened').textContent = `${words().opened}\n?${successQuery}`
})
onSubmit('order-fault', ({ times, ...values }) =>
  ask('faults', 'POST', { ...values, times: Number(times) }),
)
onSubmit('draw', ({ seed, rate }) => ask('faults/draw', 'POST', { seed, rate: Number(rate) / 100 }))
at('stop-drawing').addEventListener(
  'click',
  () => void act(() => ask('faults/draw', 'POST', { seed: '-', rate: 0 })),
)
at('clear-faults').addEventListener('click', () => void act(() => ask('faults', 'DELETE')))
at('sell-elsewhere').addEventListener('click', () => void act(() => ask('other-tills', 'POST', {})))
at('factor').addEventListener(
  'change',
  () => void act(() => ask('clock', 'POST', { factor: Number(at('factor').value) })),
)
for (const node of document.querySelectorAll('[data-language]')) {
  node.addEventListener('click', () => {
    language = node.getAttribute('data-language') === 'en' ? 'en' : 'ko'
    localStorage.setItem('language', language)
    void act(speak)
  })
}

await act(speak)
setInterval(() => void refresh(), REFRESH_MS)
