import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SettingsView } from '#shared/ipc/contract.ts'
import type { Page } from 'playwright'
import { expect, openShop, type Shop, test } from '../support/e2e.ts'
import { testHost } from '../support/launch.ts'

const WHY =
  'Only real Electron can show this: sandbox, context isolation, the OS key store and fuses. ' +
  'Run with POS_TEST_HOST=electron where its runtime and a display are there.'

if (testHost() !== 'electron') {
  process.stdout.write(`SKIPPED on ${testHost()}: tests/e2e/electron-only.spec.ts. ${WHY}\n`)
}
test.skip(testHost() !== 'electron', WHY)

/** What of Node and Electron a page's own scripts can see. */
const nodeIn = (page: Page) =>
  page.evaluate(() =>
    ['require', 'process', 'module', 'Buffer', '__dirname', 'global', 'electron'].filter(
      (name) => Reflect.get(window, name) !== undefined,
    ),
  )

test('no page sees anything of Node, and only the till page sees the bridge', async ({ shop }) => {
  const { till } = shop
  const { payment } = await shop.startPaying('아메리카노')
  expect(await nodeIn(till.page)).toEqual([])
  expect(await nodeIn(payment.page)).toEqual([])
  expect(await payment.page.evaluate(() => Reflect.get(window, 'till') === undefined)).toBe(true)
})

test('the bridge is two functions that the page can’t change', async ({ shop }) => {
  const bridge = await shop.till.page.evaluate(() => {
    const till = Reflect.get(window, 'till') as unknown as Record<string, unknown>
    const property = Object.getOwnPropertyDescriptor(window, 'till')
    const setInvoke = Reflect.set(till, 'invoke', () => 'mine')
    return {
      names: Object.keys(till).sort(),
      types: Object.values(till).map((value) => typeof value),
      isFrozen: Object.isFrozen(till),
      setInvoke,
      isWritable: property?.writable ?? false,
      isConfigurable: property?.configurable ?? false,
    }
  })
  expect(bridge).toEqual({
    names: ['invoke', 'subscribe'],
    types: ['function', 'function'],
    isFrozen: true,
    setInvoke: false,
    isWritable: false,
    isConfigurable: false,
  })
})

test('neither page may open a window of its own or leave for another address', async ({ shop }) => {
  const { till, app } = shop
  const before = app.windows().length
  expect(await till.page.evaluate(() => window.open('https://example.com/') === null)).toBe(true)
  await till.page.evaluate(() => window.location.assign('https://example.com/'))
  await expect(till.product('아메리카노')).toBeVisible()
  expect(app.address(till.page)).toMatch(/^app:\/\/till\//)
  expect(app.windows()).toHaveLength(before)
})

test('a saved key is locked by the OS and is there again after a restart', async () => {
  const userData = mkdtempSync(join(tmpdir(), 'gyesan-keys-'))
  const pair = {
    clientKey: 'test_gck_restart00000000000000000',
    secretKey: 'test_gsk_restart00000000000000000',
  }
  const open = () =>
    openShop({ userData, env: { POS_TOSS_CLIENT_KEY: '', POS_TOSS_SECRET_KEY: '' } })
  const sandboxKeys = async (shop: Shop) => {
    const { keys } = await shop.ask<SettingsView>('settings.get', {})
    return keys.find(({ store }) => store === 'sandbox')
  }
  const first = await open()
  const { canKeepSecrets } = await first.ask<SettingsView>('settings.get', {})
  await first.ask('settings.saveKeys', { store: 'sandbox', ...pair })
  expect((await sandboxKeys(first))?.keptIn).toBe(canKeepSecrets ? 'saved' : 'session')
  await first.close()

  const file = join(userData, 'keys.json')
  // Without a key store of the OS nothing may be written, rather than something readable.
  expect(existsSync(file)).toBe(canKeepSecrets)
  if (canKeepSecrets) {
    const stored = readFileSync(file, 'utf8')
    expect(stored).not.toContain(pair.secretKey)
    expect(stored).not.toContain(Buffer.from(pair.secretKey).toString('base64'))
  }
  const second = await open()
  expect(await sandboxKeys(second)).toMatchObject(
    canKeepSecrets
      ? { clientKey: pair.clientKey, hasSecretKey: true, keptIn: 'saved' }
      : { keptIn: 'preset' },
  )
  await second.close()
  rmSync(userData, { recursive: true, force: true, maxRetries: 3 })
})

test('a packaged till can’t be run as plain Node', () => {
  // Fuses are flipped while packaging, so out/ can't show them.
  const packaged = process.env['POS_TEST_PACKAGED']
  test.skip(packaged === undefined, 'Set POS_TEST_PACKAGED to the program of a packaged till.')
  const { status } = spawnSync(packaged ?? '', ['-e', 'process.exit(42)'], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    timeout: 10_000,
  })
  expect(status).not.toBe(42)
})
