import { spawn } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'

import { readOptions, UsageError } from '../../tools/toss/options.ts'
import { readAnswer, requestOf } from '../support/box-kit.ts'

const RUN = fileURLToPath(new URL('../../tools/toss/run.ts', import.meta.url))
const running: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of running.splice(0)) await end()
})

/** The command as a process of its own; resolves once it says that it is ready. */
async function start(...args: string[]): Promise<{ url: string; said: string }> {
  const child = spawn(process.execPath, [RUN, '--port', '0', ...args], { stdio: 'pipe' })
  const ended = new Promise((done) => child.on('exit', done))
  running.push(() => {
    child.kill()
    return ended
  })
  let said = ''
  return new Promise((ready, fail) => {
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      const url = /API base +(\S+)/.exec(said)?.[1]
      if (url && said.includes('docs/simulator.md')) ready({ url, said })
    })
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
    child.on('exit', (code) => fail(new Error(`ended with ${code}: ${said}`)))
  })
}

/** Runs it where it is going to end by itself. */
async function end(...args: string[]): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, [RUN, ...args], { stdio: 'pipe' })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => (said += chunk.toString()))
  }
  return new Promise((done) => child.on('close', (code) => done({ code, said })))
}

describe('npm run toss', () => {
  it('says how a project is pointed at it, and knows Toss’s public keys', async () => {
    const { url, said } = await start()
    expect(said).toContain(`loadTossPayments(clientKey, { src: '${url}/v2/standard' })`)
    expect(said).toContain('test_gck_docs_Ovk5rk1EwkEbP0W43n07xlzm')
    const script = await fetch(`${url}/v2/standard`)
    expect(await script.text()).toContain('window.TossPayments')
    const found = await readAnswer(
      await fetch(
        requestOf(`${url}/v1/payments/nothing`, {
          secretKey: 'test_gsk_docs_OaPz8L5KdmQXkzRz3y47BMw6',
        }),
      ),
    )
    expect(found.body['code']).toBe('NOT_FOUND_PAYMENT')
    const page = await fetch(`${url}/`)
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect((await fetch(`${url}/pretendard.woff2`)).status).toBe(200)
  })

  it('takes keys, a clock, faults and other tills from the command line', async () => {
    const args = ['--keys', 'test_gck_mine:test_gsk_mine:my_shop', '--seed', '3', '--rate', '1']
    const more = ['--kinds', 'html', '--scale', '0', '--start-at', '2026-03-02T10:00:00+09:00']
    const { url } = await start(...args, ...more, '--other-tills', '2', '--lag', '5')
    const state = await readAnswer(await fetch(`${url}/box/state`))
    expect(state.body).toMatchObject({
      keys: [{ clientKey: 'test_gck_mine', mId: 'my_shop' }],
      clock: { nowInKorea: '2026-03-02T10:00:00+09:00', factor: 0 },
      behaviour: { transactionsLagMs: 5000 },
      faults: { drawing: { seed: '3', rate: 1, kinds: ['html'] } },
    })
    const list = await fetch(
      requestOf(`${url}/v1/transactions?startDate=2026-03-02&endDate=2026-03-03`, {
        secretKey: 'test_gsk_mine',
      }),
    )
    expect([list.status, list.headers.get('content-type')]).toEqual([502, 'text/html'])
    const sold = await fetch(`${url}/box/payments`)
    expect(await sold.json()).toHaveLength(2)
  })

  it('begins the same from the same seed', async () => {
    const begin = async () => {
      const { url } = await start('--seed', '9', '--scale', '0', '--start-at', '2026-03-02')
      const opened = await fetch(`${url}/box/payments`, {
        method: 'POST',
        body: '{"amount":1000,"method":"VIRTUAL_ACCOUNT"}',
      })
      return opened.text()
    }
    expect(await begin()).toBe(await begin())
  })

  it('says so where its port is taken', async () => {
    const other = createServer()
    await new Promise<void>((ready) => other.listen(0, '127.0.0.1', ready))
    running.push(() => new Promise((done) => other.close(done)))
    const { port } = other.address() as AddressInfo
    const { code, said } = await end('--port', String(port))
    expect([code, said]).toEqual([1, `toss: port ${port} is taken; choose another with --port\n`])
  })

  it('shows how it is used, asked or not', async () => {
    expect(await end('--help')).toMatchObject({
      code: 0,
      said: expect.stringContaining('--rate R'),
    })
    const wrong = await end('--rat', '1')
    expect(wrong.code).toBe(1)
    expect(wrong.said).toContain("Unknown option '--rat'")
    expect(wrong.said).toContain('--rate R')
  })
})

describe('its command line', () => {
  it('has usual values', () => {
    expect(readOptions([])).toMatchObject({
      port: 4010,
      rate: 0,
      scale: 1,
      startAt: null,
      file: null,
    })
    expect(
      readOptions(['--keys', 'test_ck_a:test_sk_a::2022-06-08'.replace('::', ':s:')]),
    ).toMatchObject({
      keys: [{ mId: 's', apiVersion: '2022-06-08' }],
    })
  })

  it.each([
    [['--port', 'x'], 'from 0 to 65535'],
    [['--port', '1.5'], 'a whole number'],
    [['--rate', '2'], 'from 0 to 1'],
    [['--kinds', 'html,no_such'], 'no no_such; there are: delay_before'],
    [['--start-at', 'yesterday'], 'a time such as'],
    [['--keys', 'test_gck_a'], 'give a pair such as'],
    [['--keys', 'test_gck_a:test_sk_a'], 'gck with gsk'],
    [['--keys', 'test_gck_a:live_gsk_a'], 'both test or both live'],
    [['--keys', 'test_gck_a:test_gsk_a:a_far_too_long_id'], '1 to 14 characters'],
    [['--keys', 'test_gck_a:test_gsk_a:shop:1.9'], 'no API version 1.9'],
    [['somewhere'], 'somewhere'],
  ])('refuses %o and says what would do', (args, why) => {
    expect(() => readOptions(args)).toThrow(UsageError)
    expect(() => readOptions(args)).toThrow(why)
  })
})
