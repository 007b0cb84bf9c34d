import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import { load } from 'js-yaml'
import { expect, test } from 'vitest'

interface Config {
  [key: string]: unknown
  appId: string
  electronFuses: Record<string, boolean>
  win: Record<string, unknown>
  mac: Record<string, unknown>
}

const read = () => load(readFileSync('electron-builder.yml', 'utf8')) as Config
const schema = JSON.parse(
  readFileSync('node_modules/app-builder-lib/scheme.json', 'utf8'),
) as object
// The schema has words of its own for documentation, which Ajv doesn't know.
const isValid = new Ajv({ strict: false, allErrors: true }).compile(schema)

test('the configuration is what the builder understands', () => {
  isValid(read())
  expect(isValid.errors).toBeNull()
})

test.each([
  ['at the top', (config: Config) => ({ ...config, asarUnpck: [] })],
  ['for Windows', (config: Config) => ({ ...config, win: { ...config.win, fils: [] } })],
  ['for macOS', (config: Config) => ({ ...config, mac: { ...config.mac, notarise: true } })],
  [
    'among the fuses',
    (config: Config) => ({ ...config, electronFuses: { ...config.electronFuses, runAsNod: true } }),
  ],
])('a misspelt key %s is refused', (_where, misspell) => {
  expect(isValid(misspell(read()))).toBe(false)
})

test('an unsigned release fails and nothing is published', () => {
  expect(read()).toMatchObject({ forceCodeSigning: true, publish: null })
})

test('no key or password is written in the configuration', () => {
  expect(readFileSync('electron-builder.yml', 'utf8')).not.toMatch(
    /password|cscLink|certificateFile|certificateSha1|apiKey|identity:/i,
  )
})
