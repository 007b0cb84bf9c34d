import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { checkBoundaries } from '../../tools/check/boundaries.ts'
import { forbidden } from '../../tools/check/boundary-rules.ts'

type Tree = Record<string, string>

const PACKAGES = ['better-sqlite3', 'drizzle-orm', 'electron', 'react', 'zod']

/** A small house in which every import is allowed, one of each kind. */
const CLEAN: Tree = {
  'package.json': JSON.stringify({ type: 'module', imports: { '#shared/*': './src/shared/*' } }),
  ...Object.fromEntries(
    PACKAGES.flatMap((name) => [
      [`node_modules/${name}/package.json`, JSON.stringify({ name, exports: './index.js' })],
      [`node_modules/${name}/index.js`, 'export const it = 1'],
    ]),
  ),
  'src/shared/money.ts': 'export type Won = number\nexport const zero: Won = 0',
  'src/shared/ipc/contract.ts': `import { it } from 'zod'\nexport const contract = { it }`,
  'src/main/main.ts': `import { app } from 'electron'\nvoid import('./boot.ts')\nvoid app`,
  'src/main/boot.ts': `
    import { store } from './adapters/db/store.ts'
    import { toss } from './training/toss.ts'
    import { shell } from './shell/shell.ts'
    export const parts = [store, toss, shell]`,
  'src/main/domain/cart.ts': `import { zero } from '#shared/money.ts'\nexport const cart = zero`,
  'src/main/application/sell.ts': `import { cart } from '../domain/cart.ts'\nexport const sell = cart`,
  'src/main/adapters/db/store.ts': `
    import { readFileSync } from 'node:fs'
    import { it } from 'better-sqlite3'
    import type { sell } from '../../application/sell.ts'
    export const store = [readFileSync, it] as unknown as typeof sell`,
  'src/main/adapters/toss/client.ts': 'export const client = 1',
  'src/main/training/toss.ts': `import { zero } from '#shared/money.ts'\nexport const toss = zero`,
  'src/main/shell/shell.ts': `
    import { app } from 'electron'
    import { contract } from '#shared/ipc/contract.ts'
    import { sell } from '../application/sell.ts'
    export const shell = [app, contract, sell]`,
  'src/preload/till.ts': `
    import { ipcRenderer } from 'electron'
    import type { Won } from '#shared/money.ts'
    export const bridge: [unknown, Won] = [ipcRenderer, 0]`,
  'src/renderer/till/till.tsx': `
    import { it } from 'react'
    import { zero } from '#shared/money.ts'
    import type { contract } from '#shared/ipc/contract.ts'
    export const Till = ({ c }: { c: typeof contract }) => <p title={String(c)}>{it + zero}</p>`,
  'src/renderer/till/features/sell/sell.tsx': 'export const Sell = () => <p />',
  'src/renderer/till/features/orders/orders.tsx': 'export const Orders = () => <p />',
  'src/renderer/payment/payment.ts': 'export const payment = 1',
  'tools/seed.ts': 'export const seed = 1',
  'tests/cart.test.ts': `import { cart } from '../src/main/domain/cart.ts'\nvoid cart`,
}

/** For each rule, by name: every way of breaking it that must be seen. */
const BROKEN: Record<string, Tree[]> = {
  'shared-is-pure': [
    { 'src/shared/a.ts': `import { readFileSync } from 'node:fs'\nvoid readFileSync` },
    { 'src/shared/a.ts': `import 'react'` },
    {
      'src/shared/a.ts': `import type { cart } from '../main/domain/cart.ts'\nexport type A = typeof cart`,
    },
  ],
  'domain-is-pure': [
    { 'src/main/domain/a.ts': `import { randomUUID } from 'node:crypto'\nvoid randomUUID` },
    {
      'src/main/domain/a.ts': `import type { sell } from '../application/sell.ts'\nexport type A = typeof sell`,
    },
    { 'src/main/domain/a.ts': `import { it } from 'drizzle-orm'\nvoid it` },
  ],
  'application-knows-ports-only': [
    { 'src/main/application/a.ts': `import { store } from '../adapters/db/store.ts'\nvoid store` },
    { 'src/main/application/a.ts': `import { shell } from '../shell/shell.ts'\nvoid shell` },
    { 'src/main/application/a.ts': `export { readFile } from 'node:fs/promises'` },
  ],
  'adapters-look-inward': [
    { 'src/main/adapters/db/a.ts': `import { shell } from '../../shell/shell.ts'\nvoid shell` },
    { 'src/main/adapters/db/a.ts': `import { toss } from '../../training/toss.ts'\nvoid toss` },
  ],
  'adapters-dont-import-adapters': [
    { 'src/main/adapters/db/a.ts': `import { client } from '../toss/client.ts'\nvoid client` },
  ],
  'training-looks-inward': [
    {
      'src/main/training/a.ts': `import { client } from '../adapters/toss/client.ts'\nvoid client`,
    },
  ],
  'shell-gets-adapters-handed-in': [
    { 'src/main/shell/a.ts': `import { store } from '../adapters/db/store.ts'\nvoid store` },
    { 'src/main/shell/a.ts': `import { toss } from '../training/toss.ts'\nvoid toss` },
  ],
  'boot-is-the-root': [
    { 'src/main/shell/a.ts': `const later = await import('../boot.ts')\nvoid later` },
  ],
  'main-is-early-only': [
    { 'src/main/main.ts': `import { store } from './adapters/db/store.ts'\nvoid store` },
  ],
  'rooms-are-known': [{ 'src/main/helpers/a.ts': `import { it } from 'zod'\nvoid it` }],
  'electron-stays-in-the-shell': [
    { 'src/main/compose-store.ts': `import { app } from 'electron'\nvoid app` },
    { 'src/main/adapters/db/a.ts': `import { app } from 'electron'\nvoid app` },
    { 'src/main/training/a.ts': `import type { App } from 'electron'\nexport type A = App` },
  ],
  'preload-sees-shared-only': [
    { 'src/preload/a.ts': `import { cart } from '../main/domain/cart.ts'\nvoid cart` },
    { 'src/preload/a.ts': `import { readFileSync } from 'node:fs'\nvoid readFileSync` },
  ],
  'renderer-sees-shared-only': [
    {
      'src/renderer/till/a.ts': `import type { cart } from '../../main/domain/cart.ts'\nexport type A = typeof cart`,
    },
    { 'src/renderer/till/a.ts': `import { bridge } from '../../preload/till.ts'\nvoid bridge` },
  ],
  'renderer-has-no-node': [
    { 'src/renderer/till/a.ts': `import { join } from 'node:path'\nvoid join` },
  ],
  'renderer-has-no-main-packages': [
    { 'src/renderer/till/a.ts': `import { it } from 'zod'\nvoid it` },
    { 'src/renderer/till/a.ts': `import { it } from 'better-sqlite3'\nvoid it` },
  ],
  'contract-is-types-for-pages': [
    {
      'src/renderer/till/a.ts': `import { contract } from '#shared/ipc/contract.ts'\nvoid contract`,
    },
    { 'src/preload/a.ts': `import { contract } from '../shared/ipc/contract.ts'\nvoid contract` },
  ],
  'pages-are-separate': [
    { 'src/renderer/payment/a.ts': `import { Till } from '../till/till.tsx'\nvoid Till` },
    { 'src/renderer/till/a.ts': `import { payment } from '../payment/payment.ts'\nvoid payment` },
  ],
  'features-dont-import-features': [
    {
      'src/renderer/till/features/sell/a.ts': `import { Orders } from '../orders/orders.tsx'\nvoid Orders`,
    },
  ],
  'src-ships-alone': [
    { 'src/main/domain/a.ts': `import { seed } from '../../../tools/seed.ts'\nvoid seed` },
    { 'src/main/shell/a.ts': `import '../../../tests/cart.test.ts'` },
  ],
  'no-cycles': [
    {
      'src/main/domain/a.ts': `import { b } from './b.ts'\nexport const a = () => b`,
      'src/main/domain/b.ts': `import { a } from './a.ts'\nexport const b = () => a`,
    },
  ],
  'everything-resolves': [
    { 'src/main/domain/a.ts': `import { gone } from './gone.ts'\nvoid gone` },
  ],
}

let root: string

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'gyesan-boundaries-'))
})
afterEach(() => {
  rmSync(root, { recursive: true })
})

function plant(tree: Tree) {
  for (const [path, text] of Object.entries(tree)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
}

async function rulesBrokenBy(...trees: Tree[]): Promise<string[]> {
  for (const tree of trees) plant(tree)
  const { violations } = await checkBoundaries(root, ['src', 'tools', 'tests'])
  return violations.map(({ rule }) => rule.name)
}

test('a house where every import is allowed passes', async () => {
  expect(await rulesBrokenBy(CLEAN)).toEqual([])
})

test('each rule has a way of breaking it', () => {
  expect(new Set(Object.keys(BROKEN))).toEqual(new Set(forbidden.map(({ name }) => name)))
})

describe.each(Object.entries(BROKEN))('%s', (name, ways) => {
  test.each(ways)('is seen broken by %j', async (way) => {
    expect(await rulesBrokenBy(CLEAN, way)).toContain(name)
  })
})

test('a check that looks at nothing is an error', async () => {
  plant({ 'package.json': '{}', 'src/readme.txt': 'empty' })
  await expect(checkBoundaries(root, ['src'])).rejects.toThrow('no source file')
})
