import type { ServerResponse } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { won } from '#shared/money.ts'
import { CANARY, clientOf, type Heard, startServer } from '../support/toss-client-kit.ts'

let answer: (response: ServerResponse, heard: Heard) => void
let server: Awaited<ReturnType<typeof startServer>>
let toss: ReturnType<typeof clientOf>
/** Resolves with the next request that arrived. */
let arrived: PromiseWithResolvers<Heard>
beforeEach(async () => {
  arrived = Promise.withResolvers()
  server = await startServer((heard, response) => {
    arrived.resolve(heard)
    answer(response, heard)
  })
  toss = clientOf({ baseUrl: server.url })
})
afterEach(() => server.close())

const json =
  (status: number, body: string): typeof answer =>
  (response) => {
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(body)
  }
const silence = () => {}
const probe = (client = toss) => client.gateway.probe('20261123-0001-000001-A1B2', CANARY.clientKey)

describe('a probe', () => {
  it.each([
    ['an error of Toss’s own', json(404, '{"code":"NOT_FOUND_PAYMENT","message":"없어요"}'), true],
    ['a refusal of our keys', json(401, '{"code":"UNAUTHORIZED_KEY","message":"키"}'), true],
    ['somebody else’s page', json(200, '<html>Wi-Fi login</html>'), false],
    ['a broken connection', (response: ServerResponse) => response.destroy(), false],
  ] as const)('takes %s for an answer or not', async (_what, given, isReachable) => {
    answer = given
    expect(await probe()).toBe(isReachable)
    expect(toss.health.read().state).not.toBe('not_asked')
  })

  it('is one lookup that carries no key of ours but the secret, and isn’t in the journal', async () => {
    answer = json(404, '{"code":"NOT_FOUND_PAYMENT","message":"없어요"}')
    await probe()
    expect(server.heard).toMatchObject([
      { method: 'GET', path: '/v1/payments/orders/20261123-0001-000001-A1B2' },
    ])
    expect(server.heard[0]?.headers['idempotency-key']).toBeUndefined()
    expect(toss.rows).toEqual([])
  })

  it('waits three seconds at most', async () => {
    answer = silence
    const due: { ms: number; run: () => void }[] = []
    toss = clientOf({
      baseUrl: server.url,
      timers: {
        after: (ms, run) => {
          due.push({ ms, run })
          return () => {}
        },
      },
    })
    const probing = probe()
    await arrived.promise
    expect(due.map(({ ms }) => ms)).toEqual([3000])
    due[0]!.run()
    expect(await probing).toBe(false)
  })
})

describe('breaking off', () => {
  it('ends what is out without an answer, and says so in the journal', async () => {
    answer = silence
    let now = Date.parse('2026-11-23T01:00:00.000Z')
    toss = clientOf({ baseUrl: server.url, clock: { now: () => new Date(now) } })
    const confirming = toss.gateway.confirm(
      { paymentKey: 'tgen_1', orderId: '20261123-0001-000001-A1B2', amount: won(1000) },
      'confirm-key',
      CANARY.clientKey,
    )
    await arrived.promise
    now += 900
    toss.gateway.breakOff(1000)
    const isStillOut = await Promise.race([confirming.then(() => false), Promise.resolve(true)])
    expect(isStillOut).toBe(true)
    now += 100
    toss.gateway.breakOff(1000)
    expect(await confirming).toMatchObject({ kind: 'no_answer', why: 'broken_off' })
    expect(toss.rows[0]?.answer?.error).toMatch(/^broken_off/)
    // It says nothing about Toss.
    expect(toss.health.read().state).toBe('not_asked')
  })

  it('leaves what has come back alone', async () => {
    answer = json(404, '{"code":"NOT_FOUND_PAYMENT","message":"없어요"}')
    const answered = await toss.gateway.lookupByOrderId(
      '20261123-0001-000001-A1B2',
      CANARY.clientKey,
    )
    toss.gateway.breakOff(0)
    expect(answered).toMatchObject({ kind: 'refused', code: 'NOT_FOUND_PAYMENT' })
  })
})
