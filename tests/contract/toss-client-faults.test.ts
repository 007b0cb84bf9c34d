import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { won } from '#shared/money.ts'
import { openDatabase } from '../../src/main/adapters/db/open-database.ts'
import { createTossJournal } from '../../src/main/adapters/db/toss-journal.ts'
import type { GatewayAnswer } from '../../src/main/application/ports.ts'
import {
  CANARY,
  CANARY_FORMS,
  clientOf,
  type Heard,
  recordingJournal,
  startServer,
} from '../support/toss-client-kit.ts'

type Answer = (response: ServerResponse, heard: Heard) => void
const PAYLOADS = new URL('../fixtures/toss-payloads/', import.meta.url)
const payload = (file: string) => readFileSync(new URL(file, PAYLOADS), 'utf8')
const PAID = payload('confirm-card-2025-04.json')

const body =
  (status: number, text: string, type = 'application/json'): Answer =>
  (response) => {
    response.writeHead(status, { 'content-type': type, 'x-tosspayments-trace-id': 'trace-1' })
    response.end(text)
  }
/** Half of the answer, then nothing more. */
const half: Answer = (response) => {
  response.writeHead(200, { 'content-length': String(PAID.length * 2) })
  response.write(PAID.slice(0, 200))
}

let answers: Answer[]
let server: Awaited<ReturnType<typeof startServer>>
let toss: ReturnType<typeof clientOf>
beforeEach(async () => {
  answers = []
  server = await startServer((heard, response) => {
    const next = answers.length > 1 ? answers.shift() : answers[0]
    if (next === undefined) response.destroy()
    else next(response, heard)
  })
  toss = clientOf({ baseUrl: server.url })
})
afterEach(() => server.close())

const confirm = (client = toss) =>
  client.gateway.confirm(
    { paymentKey: 'tgen_20261123', orderId: '20261123-0001-000001-A1B2', amount: won(1111) },
    'confirm-key',
    CANARY.clientKey,
  )
const lookup = (client = toss) =>
  client.gateway.lookupByOrderId('20261123-0001-000001-A1B2', CANARY.clientKey)

describe('an answer', () => {
  const cases: [string, Answer, Partial<GatewayAnswer>][] = [
    [
      '401',
      body(401, payload('error-401-unauthorized-key.json')),
      { kind: 'refused', code: 'UNAUTHORIZED_KEY', status: 401 },
    ],
    [
      '404',
      body(404, payload('error-404-not-found-payment-session.json')),
      { kind: 'refused', code: 'NOT_FOUND_PAYMENT_SESSION' },
    ],
    [
      '500 with a code',
      body(500, payload('error-500-failed-payment-internal.json')),
      { kind: 'refused', code: 'FAILED_PAYMENT_INTERNAL_SYSTEM_PROCESSING' },
    ],
    [
      'a code that nobody knows',
      body(400, '{"code":"BRAND_NEW","message":"새 오류"}'),
      { kind: 'refused', code: 'BRAND_NEW', message: '새 오류' },
    ],
    [
      'the shape of v2',
      body(
        400,
        '{"version":"2022-11-16","traceId":"t","error":{"code":"COMMON_ERROR","message":"m"}}',
      ),
      { kind: 'refused', code: 'COMMON_ERROR' },
    ],
    [
      'an error with status 200',
      body(200, '{"code":"REJECT_CARD_PAYMENT","message":"거절"}'),
      { kind: 'refused', code: 'REJECT_CARD_PAYMENT', status: 200 },
    ],
    [
      'a payment with status 500',
      body(500, PAID),
      { kind: 'no_answer', why: 'unreadable', status: 500 },
    ],
    [
      'HTML of a gateway',
      body(502, '<html>Bad Gateway</html>', 'text/html'),
      { kind: 'no_answer', why: 'unreadable', status: 502 },
    ],
    ['an empty body', body(200, ''), { kind: 'no_answer', why: 'unreadable', status: 200 }],
    [
      'JSON that stops in the middle',
      body(200, PAID.slice(0, 300)),
      { kind: 'no_answer', why: 'unreadable' },
    ],
    [
      'a success that isn’t a payment',
      body(200, '{"result":true}'),
      { kind: 'no_answer', why: 'unreadable' },
    ],
    ['a list', body(200, `[${PAID}]`), { kind: 'no_answer', why: 'unreadable' }],
    [
      'a redirect',
      (response) => response.writeHead(302, { location: 'https://evil.example/' }).end(),
      { kind: 'no_answer', why: 'unreadable', status: 302 },
    ],
    [
      'more than a megabyte',
      body(200, JSON.stringify({ ...JSON.parse(PAID), padding: 'x'.repeat(2 * 1024 * 1024) })),
      { kind: 'no_answer', why: 'unreadable', status: 200 },
    ],
    [
      'no answer at all: the connection is cut',
      (response) => response.destroy(),
      { kind: 'no_answer', why: 'unreachable', status: null },
    ],
    [
      'half a body, then the connection is cut',
      (response) => {
        response.writeHead(200, { 'content-length': String(PAID.length) })
        response.write(PAID.slice(0, 200), () => response.destroy())
      },
      { kind: 'no_answer', why: 'unreadable', status: 200 },
    ],
  ]
  it.each(cases)('%s', async (_name, answer, expected) => {
    answers = [answer]
    expect(await confirm()).toMatchObject(expected)
    expect(server.heard).toHaveLength(1)
    expect(toss.rows).toHaveLength(1)
    expect(toss.rows[0]?.answer).not.toBeNull()
  })

  it('keeps an unreadable body in the journal, with the trace id and why', async () => {
    answers = [body(502, '<html>Bad Gateway</html>', 'text/html')]
    await confirm()
    expect(toss.rows[0]?.answer).toEqual({
      status: 502,
      body: '<html>Bad Gateway</html>',
      traceId: 'trace-1',
      error: 'unreadable: not JSON',
      at: new Date('2026-11-23T01:00:00.000Z'),
    })
  })

  it('is a payment however Toss decorates it', async () => {
    answers = [body(200, JSON.stringify({ ...JSON.parse(PAID), newThing: [1], card: 'odd' }))]
    const answer = await confirm()
    expect(answer).toMatchObject({ kind: 'payment', payment: { card: null, totalAmount: 1111 } })
  })
})

describe('time', () => {
  const timeouts = { confirm: 60, cancel: 60, lookup: 60, transactions: 60 }

  it.each<[string, Answer]>([
    ['nothing comes', () => undefined],
    ['the body never ends', half],
  ])('ends a call where %s', async (_name, answer) => {
    answers = [answer]
    const slow = clientOf({ baseUrl: server.url, timeouts })
    expect(await confirm(slow)).toMatchObject({ kind: 'no_answer', why: 'timeout' })
    expect(slow.rows[0]?.answer?.error).toMatch(/^timeout: /)
    expect(slow.health.read()).toEqual({ state: 'unreachable' })
  })

  it('ends a wait for something that never listens to the signal', async () => {
    const deaf = clientOf({
      baseUrl: server.url,
      timeouts,
      fetch: () => new Promise(() => undefined),
    })
    expect(await confirm(deaf)).toMatchObject({ kind: 'no_answer', why: 'timeout', status: null })
  })
})

describe('repeating', () => {
  it('asks a lookup again where nobody was reached, each time in the journal', async () => {
    answers = [(response) => response.destroy(), (response) => response.destroy(), body(200, PAID)]
    expect(await lookup()).toMatchObject({ kind: 'payment' })
    expect(toss.rows.map((row) => row.answer?.status)).toEqual([null, null, 200])
  })

  it('gives a lookup up after three tries', async () => {
    answers = [(response) => response.destroy()]
    expect(await lookup()).toMatchObject({ kind: 'no_answer', why: 'unreachable' })
    expect(server.heard).toHaveLength(3)
  })

  it('never repeats a POST, nor a lookup that was answered', async () => {
    answers = [(response) => response.destroy()]
    await confirm()
    expect(server.heard).toHaveLength(1)
    answers = [body(502, 'x'), body(200, PAID)]
    await lookup()
    expect(server.heard).toHaveLength(2)
  })
})

describe('what goes out', () => {
  it('is JSON in UTF-8 with the idempotency key; ids are escaped in paths', async () => {
    answers = [body(200, PAID)]
    await toss.gateway.cancel(
      {
        paymentKey: 'a/b?c#한',
        orderId: 'order-1',
        refundId: 'refund-1',
        cancelAmount: won(500),
        cancelReason: '단순 변심',
        refundableAmount: won(1111),
        account: { bankCode: '20', accountNumber: '001012341342', holderName: '박토스' },
      },
      'cancel-key',
      CANARY.clientKey,
    )
    const [sent] = server.heard
    expect(sent?.path).toBe('/v1/payments/a%2Fb%3Fc%23%ED%95%9C/cancel')
    expect(sent?.headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'idempotency-key': 'cancel-key',
      authorization: `Basic ${CANARY_FORMS[1]}`,
    })
    expect(JSON.parse(sent!.body)).toEqual({
      cancelReason: '단순 변심',
      cancelAmount: 500,
      refundableAmount: 1111,
      refundReceiveAccount: { bank: '20', accountNumber: '001012341342', holderName: '박토스' },
    })
  })

  it('leaves cancelAmount and the account out where there are none', async () => {
    answers = [body(200, PAID)]
    await toss.gateway.cancel(
      {
        paymentKey: 'key',
        orderId: 'order-1',
        refundId: 'refund-1',
        cancelAmount: null,
        cancelReason: '변심',
        refundableAmount: won(1111),
        account: null,
      },
      'cancel-key',
      CANARY.clientKey,
    )
    expect(JSON.parse(server.heard[0]!.body)).toEqual({
      cancelReason: '변심',
      refundableAmount: 1111,
    })
  })

  it.each(['.', '..', ''])('never goes to another path by way of the id "%s"', async (id) => {
    await expect(toss.gateway.lookupByPaymentKey(id, CANARY.clientKey)).rejects.toThrow('not an id')
    expect(server.heard).toHaveLength(0)
  })

  it('goes nowhere when the journal can’t be written', async () => {
    const full = clientOf({
      baseUrl: server.url,
      journal: {
        ...recordingJournal().journal,
        begin: () => Promise.reject(new Error('disk full')),
      },
    })
    await expect(confirm(full)).rejects.toThrow('disk full')
    expect(server.heard).toHaveLength(0)
  })

  it('goes by no answer that could not be written down', async () => {
    answers = [body(200, PAID)]
    const full = clientOf({
      baseUrl: server.url,
      journal: { begin: async () => 1, answer: () => Promise.reject(new Error('disk full')) },
    })
    expect(await confirm(full)).toMatchObject({ kind: 'no_answer', why: 'unreadable', status: 200 })
    expect(full.logged).toHaveLength(1)
  })
})

describe('the secret key', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'toss-canary-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  it('is in no answer, no journal, no error and no inspection, even where it is sent back', async () => {
    const database = await openDatabase({
      file: join(folder, 'till.sqlite'),
      migrationsFolder: 'resources/migrations',
      backupsFolder: join(folder, 'backups'),
    })
    const leaky = clientOf({
      baseUrl: server.url,
      journal: createTossJournal(database),
      timeouts: { confirm: 60, cancel: 60, lookup: 60, transactions: 60 },
    })
    const echo = (heard: Heard) => `${heard.headers.authorization} ${CANARY.secretKey}`
    const echoes: Answer[] = [
      (response, heard) => response.end(echo(heard)),
      (response, heard) =>
        response.writeHead(400).end(JSON.stringify({ code: 'ECHO', message: echo(heard) })),
      (response, heard) =>
        response.end(JSON.stringify({ ...JSON.parse(PAID), orderName: echo(heard) })),
      (response, heard) => {
        response.writeHead(200, { 'x-tosspayments-trace-id': echo(heard) })
        response.write(echo(heard))
      },
    ]
    const seen: unknown[] = [leaky]
    for (const one of echoes) {
      answers = [one]
      seen.push(await confirm(leaky))
    }
    const broken = clientOf({
      baseUrl: server.url,
      journal: createTossJournal(database),
      fetch: (request) => Promise.reject(new Error(`lost ${request.headers.get('authorization')}`)),
    })
    seen.push(await confirm(broken), await lookup(broken))
    const journal = await database.read((queries) => queries.all('SELECT * FROM journal'))
    expect(journal).toHaveLength(16)
    database.close()

    const texts = [
      inspect(seen, { depth: 20, showHidden: true }),
      JSON.stringify(seen),
      JSON.stringify(journal),
      ...readdirSync(folder).map((file) => readFileSync(join(folder, file), 'latin1')),
    ]
    // The echo did come through, so the search below looks at something.
    expect(texts[2]).toContain('[key]')
    for (const text of texts) {
      for (const form of CANARY_FORMS) expect(text.includes(form)).toBe(false)
    }
  })

  it('follows no redirect', async () => {
    const elsewhere = await startServer((_heard, response) => response.end(PAID))
    answers = [
      (response) => response.writeHead(307, { location: `${elsewhere.url}/v1/payments` }).end(),
    ]
    await confirm()
    await lookup()
    expect(elsewhere.heard).toHaveLength(0)
    await elsewhere.close()
  })
})
