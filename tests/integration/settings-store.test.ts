import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { registerHooks } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  openSettingsStore,
  type SettingsStoreParts,
} from '../../src/main/adapters/settings/settings-store.ts'

// The real package; of Electron it needs nothing when it is given a folder.
let open: SettingsStoreParts['open']
beforeAll(async () => {
  registerHooks({
    resolve: (specifier, context, next) =>
      specifier === 'electron'
        ? { url: 'data:text/javascript,export default {}', shortCircuit: true }
        : next(specifier, context),
  })
  const { default: ElectronStore } = await import('electron-store')
  open = (options) => new ElectronStore(options)
})

let folder: string
let logged: unknown[][]
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'till-settings-'))
  logged = []
})
afterEach(() => rm(folder, { recursive: true }))

const settings = () =>
  openSettingsStore({ folder, open, log: { error: (...entry) => logged.push(entry) } })
const file = () => join(folder, 'settings.json')
const DEFAULTS = {
  shop: { name: '', businessNumber: '', owner: '', address: '', phone: '' },
  preferences: { language: 'ko', theme: 'system', textSize: '100', closingHour: 4, sounds: false },
  store: 'training',
}
const all = async (of = settings()) => ({
  shop: await of.shop(),
  preferences: await of.preferences(),
  store: await of.store(),
})

it('opens a fresh till in training, in Korean', async () => {
  expect(await all()).toEqual(DEFAULTS)
  expect(logged).toEqual([])
})

it('keeps what is saved for the next start', async () => {
  const changed = {
    shop: {
      name: '계산 커피',
      businessNumber: '123-45-67890',
      owner: '김하나',
      address: '서울시',
      phone: '02-123-4567',
    },
    preferences: {
      language: 'en',
      theme: 'contrast',
      textSize: '150',
      closingHour: 0,
      sounds: true,
    },
    store: 'sandbox',
  } as const
  const first = settings()
  await first.saveShop(changed.shop)
  await first.savePreferences(changed.preferences)
  await first.saveStore(changed.store)
  expect(await all()).toEqual(changed)
  expect(JSON.parse(readFileSync(file(), 'utf8'))).toMatchObject(changed)
})

it('refuses to save what the file may not hold', async () => {
  const first = settings()
  await expect(first.saveStore('elsewhere' as never)).rejects.toThrow('store')
  const preferences = {
    language: 'ko',
    theme: 'dark',
    textSize: '100',
    closingHour: 12,
    sounds: false,
  } as const
  await expect(first.savePreferences(preferences)).rejects.toThrow('closingHour')
  expect(await all(first)).toEqual(DEFAULTS)
})

it('takes what an older file doesn’t name from the defaults', async () => {
  const preferences = { language: 'en', theme: 'dark', closingHour: 6 }
  writeFileSync(file(), JSON.stringify({ preferences }))
  expect(await settings().preferences()).toEqual({
    ...preferences,
    textSize: '100',
    sounds: false,
  })
})

describe('a file that can’t be read', () => {
  it.each([
    ['is no JSON', '{"shop": {'],
    ['is empty', ''],
    ['holds an unknown store', '{"store":"elsewhere"}'],
    ['holds a shop without a name', '{"shop":{"owner":"x"}}'],
    ['holds another type', '{"preferences":"dark"}'],
  ])('because it %s is put aside, said, and replaced by the defaults', async (_name, text) => {
    writeFileSync(file(), text)
    const first = settings()
    expect(await all(first)).toEqual(DEFAULTS)
    expect(logged.map(([event]) => event)).toEqual(['settings_set_aside'])
    const aside = readdirSync(folder).filter((name) => name.includes('unreadable'))
    expect(aside).toEqual(['settings-unreadable-1.json'])
    expect(readFileSync(join(folder, aside[0]!), 'utf8')).toBe(text)
    await first.saveStore('sandbox')
    expect(await settings().store()).toBe('sandbox')
  })

  it('never overwrites one that was put aside before', async () => {
    for (const text of ['first', 'second']) {
      writeFileSync(file(), text)
      settings()
    }
    const texts = [1, 2].map((n) =>
      readFileSync(join(folder, `settings-unreadable-${n}.json`), 'utf8'),
    )
    expect(texts).toEqual(['first', 'second'])
  })
})

it('says which shape it has, from the first day', async () => {
  await settings().saveStore('sandbox')
  expect(readFileSync(file(), 'utf8')).toContain('"1.0.0"')
  expect(statSync(file()).size).toBeLessThan(2000)
})
