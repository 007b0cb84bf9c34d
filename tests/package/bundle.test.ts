import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { join } from 'node:path'
import { parseSync } from 'vite'
import { beforeAll, describe, expect, test } from 'vitest'

const BUILTIN = new Set(builtinModules)

beforeAll(() => {
  if (!existsSync('out/main/main.js')) throw new Error('build first: npm run build')
})

const filesBelow = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))

/** Each node of a syntax tree. */
function* nodes(value: unknown): Generator<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return
  if ('type' in value) yield value
  for (const inner of Object.values(value)) yield* nodes(inner)
}

/** What the code asks its loader for: import, export from, import() and require() of a literal. */
function modulesAskedFor(file: string): string[] {
  const { program } = parseSync(file, readFileSync(file, 'utf8'))
  const asked: unknown[] = []
  for (const node of nodes(program)) {
    if (/^(Import|Export).*Declaration$|^ImportExpression$/.test(String(node.type))) {
      asked.push((node.source as { value?: unknown } | null)?.value)
    }
    if (node.type === 'CallExpression') {
      const { callee, arguments: given } = node as {
        callee: { type: string; name?: string }
        arguments: { value?: unknown }[]
      }
      if (callee.type === 'Identifier' && /^(__)?require\d*$/.test(callee.name ?? '')) {
        asked.push(given[0]?.value)
      }
    }
  }
  return [...new Set(asked.filter((name) => typeof name === 'string'))]
}

describe('the preload', () => {
  test('is one CommonJS file for each window that has one', () => {
    expect(filesBelow('out/preload').sort()).toEqual([
      'out/preload/customer.cjs',
      'out/preload/till.cjs',
    ])
  })

  test.each(['till', 'customer'])('%s asks for nothing but Electron', (name) => {
    expect(modulesAskedFor(`out/preload/${name}.cjs`)).toEqual(['electron'])
  })
})

describe('the main process', () => {
  test('leaves only Electron and the native module outside', () => {
    const files = filesBelow('out/main').filter((file) => /\.[cm]?js$/.test(file))
    const asked = files.flatMap(modulesAskedFor)
    const outside = asked.filter(
      (name) => !name.startsWith('.') && !name.startsWith('node:') && !BUILTIN.has(name),
    )
    expect([...new Set(outside)].sort()).toEqual(['better-sqlite3', 'electron'])
  })
})

describe.each(['out/renderer', 'out/preload'])('what the pages can read in %s', (folder) => {
  const texts = () =>
    filesBelow(folder)
      .filter((file) => /\.(c?js|mjs|html|css|json)$/.test(file))
      .map((file) => ({ file, text: readFileSync(file, 'utf8') }))
  const holding = (what: RegExp) =>
    texts().flatMap(({ file, text }) => {
      const found = what.exec(text)
      return found === null ? [] : [`${file}: ${text.slice(found.index - 40, found.index + 40)}`]
    })

  test('is there', () => {
    expect(texts().length).toBeGreaterThan(0)
  })

  test('has no zod in it', () => {
    expect(holding(/ZodError|_zod\b/)).toEqual([])
  })

  test('has no secret key in it', () => {
    expect(holding(/(test|live)_g?sk_[A-Za-z0-9]/)).toEqual([])
  })

  test('has no source map', () => {
    expect(filesBelow(folder).filter((file) => file.endsWith('.map'))).toEqual([])
    expect(holding(/sourceMappingURL=/)).toEqual([])
  })
})

test('nothing in the bundle says where it was built', () => {
  const here = process.cwd()
  const traces = ['src', 'out', 'node_modules'].map((folder) => join(here, folder))
  const files = ['out/main', 'out/preload', 'out/renderer'].flatMap(filesBelow)
  const telling = files.filter((file) => {
    const content = readFileSync(file)
    return traces.some((trace) => content.includes(trace))
  })
  expect(telling).toEqual([])
})
