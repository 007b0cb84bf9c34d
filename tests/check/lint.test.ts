import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gyesan-lint-'))
})
afterAll(() => {
  rmSync(folder, { recursive: true })
})

/** The rules that a piece of code breaks, by the project's own configuration. */
function broken(code: string): string[] {
  const file = join(folder, 'sample.ts')
  writeFileSync(file, code)
  const { stdout } = spawnSync(
    process.execPath,
    ['node_modules/oxlint/bin/oxlint', '--config=.oxlintrc.json', '--format=json', file],
    { encoding: 'utf8' },
  )
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: { code: string }[] }
  return diagnostics.map(({ code: rule }) => rule)
}

const WINDOW_FLAGS = 'gyesan(no-unsafe-window-flags)'

test.each([
  'webSecurity: false',
  'webSecurity: true',
  'allowRunningInsecureContent: true',
  'experimentalFeatures: true',
  "enableBlinkFeatures: 'A'",
  'nodeIntegration: true',
  'nodeIntegrationInWorker: true',
  'contextIsolation: false',
  "'sandbox': false",
  'webviewTag: true',
])('the window flag %s is refused', (flag) => {
  expect(broken(`export const preferences = { ${flag} }\n`)).toContain(WINDOW_FLAGS)
})

test('the safe window flags pass', () => {
  const code = `export const stores = { sandbox: 'one of three', live: 'another' }
export const preferences = {
    contextIsolation: true,
    nodeIntegration: false,
    sandbox: true,
    webviewTag: false,
  }\n`
  expect(broken(code)).toEqual([])
})

test.each([
  [
    'typescript(no-floating-promises)',
    'const pay = async () => await Promise.resolve(1)\nexport const go = () => { pay() }',
  ],
  [
    'typescript(return-await)',
    'export async function pay(go: () => Promise<number>) {\n try { return go() } catch { return 0 } }',
  ],
  [
    'typescript(switch-exhaustiveness-check)',
    "export function words(state: 'paid' | 'declined') {\n switch (state) { case 'paid': return 'ok' }\n return '' }",
  ],
  ['typescript(no-explicit-any)', 'export const read = (it: any) => String(it)'],
])('%s is on', (rule, code) => {
  expect(broken(`${code}\n`)).toContain(rule)
})
