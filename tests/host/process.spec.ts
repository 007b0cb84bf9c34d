import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'playwright/test'
import { launchTill } from '../support/launch.ts'
import { launchFixture, test } from './fixture.ts'

const root = join(import.meta.dirname, '../..')
const run = join(root, 'tools/chromium-host/run.ts')
const app = join(import.meta.dirname, 'fixture-app')

/** Runs a main file on the host to its end. */
async function runToEnd(main: string, userData: string, ...args: string[]) {
  const child = spawn(join(root, 'node_modules/node/bin/node'), [run, main, ...args], {
    env: { ...process.env, POS_USER_DATA: userData },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const output: string[] = []
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => output.push(chunk.toString()))
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, output: output.join('') }
}

/** Chromium processes whose profile belongs to a host with that process id. Linux only. */
function chromiumOf(pid: number): string[] {
  return readdirSync('/proc').filter((entry) => {
    if (!/^\d+$/.test(entry)) return false
    try {
      return readFileSync(`/proc/${entry}/cmdline`, 'utf8').includes(`gyesan-chromium-${pid}-`)
    } catch {
      return false // it ended meanwhile
    }
  })
}

const pidOf = (fixture: Awaited<ReturnType<typeof launchFixture>>) =>
  fixture.main(() => process.pid)

test('a second start on the same folder tells the first one and ends', async () => {
  const first = await launchFixture()
  const second = await runToEnd(join(app, 'main.mjs'), first.till.userData, '--second')
  expect(second.code).toBe(0)
  await expect
    .poll(() => first.main((_electron, { log }) => log))
    .toEqual([['second-instance', '--second']])
  await first.till.close()
})

test('the lock goes with the process that held it, however it ended', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'gyesan-lock-'))
  const first = await launchFixture({ userData: folder })
  await first.till.kill()
  const second = await launchFixture({ userData: folder })
  expect(await second.main(({ app }) => app.hasSingleInstanceLock())).toBe(true)
  await second.till.close()
  rmSync(folder, { recursive: true, force: true })
})

for (const way of ['close', 'kill'] as const) {
  test(`no Chromium outlives the host after ${way}`, async () => {
    test.skip(process.platform !== 'linux', 'reads /proc')
    const fixture = await launchFixture()
    const pid = await pidOf(fixture)
    expect(chromiumOf(pid).length).toBeGreaterThan(0)
    await fixture.till[way]()
    await expect.poll(() => chromiumOf(pid), { timeout: 10_000 }).toEqual([])
  })
}

test('quit asks in Electron’s order, and can be refused', async () => {
  const { main, till } = await launchFixture()
  await main(({ app }, { window, log }) => {
    app.once('before-quit', (event) => {
      log.push('refused')
      event.preventDefault()
    })
    app.quit()
    window.on('close', () => process.stdout.write('close '))
    window.on('closed', () => process.stdout.write('closed '))
    app.on('will-quit', () => process.stdout.write('will-quit '))
    app.on('quit', (_event, code) => process.stdout.write(`quit ${code}`))
  })
  await expect.poll(() => main((_electron, { log }) => log)).toEqual(['refused'])
  await main(({ app }) => {
    app.on('before-quit', () => process.stdout.write('before-quit '))
    app.quit()
  }).catch(() => undefined)
  expect(await till.exited).toEqual({ code: 0, signal: null })
  expect(till.stdout()).toBe('before-quit close closed will-quit quit 0')
  await till.close()
})

test('the app ends with its last window unless it listens for that', async () => {
  const { main, till } = await launchFixture()
  await main((_electron, { window }) => setTimeout(() => window.close())).catch(() => undefined)
  expect(await till.exited).toEqual({ code: 0, signal: null })
  await till.close()
})

test('an error nobody catches in main ends the process with its stack', async () => {
  const { main, till } = await launchFixture()
  await main(() => {
    setTimeout(() => {
      throw new Error('a bug in main')
    })
  }).catch(() => undefined)
  expect((await till.exited).code).toBe(1)
  expect(till.stderr()).toContain('a bug in main')
  await expect(till.close()).rejects.toThrow('a bug in main')
})

test('without a second driver too, no first request of a pop-up is missed', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'gyesan-alone-'))
  const { code, output } = await runToEnd(join(app, 'popups-alone.mjs'), folder)
  expect(code).toBe(0)
  expect(output).toContain('/popup-1 /popup-2 /popup-3 /popup-4 /popup-5\n')
  rmSync(folder, { recursive: true, force: true })
})

test('an app that fails before it is ready leaves with its own code', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'gyesan-early-'))
  const { code, output } = await runToEnd(join(app, 'early-exit.mjs'), folder)
  expect({ code, output }).toEqual({ code: 3, output: 'leaving early\n' })
  rmSync(folder, { recursive: true, force: true })
})

test('launching reports an app that ends at once, with its last words', async () => {
  const main = join(app, 'early-exit.mjs')
  await expect(launchTill({ host: 'chromium', main })).rejects.toThrow(/3[\s\S]*leaving early/)
})
