import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

import { FAULT_KINDS } from '../../src/main/training/fault-kinds.ts'

const inRoot = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url))
const read = (path: string) => readFileSync(inRoot(path), 'utf8')

interface Line {
  readonly number: string
  readonly tests: readonly (readonly [file: string, name: string])[]
}

/** The lines of the checklist: a file in backquotes, then the names of its tests in quotation marks. */
function linesOf(page: string): Line[] {
  const table = page.slice(page.indexOf('<!-- checklist -->'))
  return [...table.matchAll(/^\| (\d+) +\|[^|]+\|(.+)\|$/gm)].map(([, number = '', shown = '']) => {
    let file = ''
    const tests: [string, string][] = []
    for (const [, path, name] of shown.matchAll(/`([^`]+)`|"([^"]+)"/g)) {
      if (path !== undefined) file = path
      else if (name !== undefined) tests.push([file, name])
    }
    return { number, tests }
  })
}

/** Whether a file has a test of this name; a formatter may have put the name on a line of its own. */
const hasTest = (source: string, name: string): boolean =>
  ["'", '"', '`'].some((mark) => source.includes(`(${mark}${name}${mark},`)) ||
  [...source.matchAll(/\(\s*(['"`])(.+?)\1,/g)].some(([, , found]) => found === name)

describe('docs/simulator.md', () => {
  const lines = linesOf(read('docs/simulator.md'))

  test('has all twelve lines of the checklist, each with a test', () => {
    expect(lines.map(({ number }) => number)).toEqual(
      Array.from({ length: 12 }, (_, index) => String(index + 1)),
    )
    expect(lines.filter(({ tests }) => tests.length === 0)).toEqual([])
  })

  test('names only tests that exist', () => {
    const missing = lines
      .flatMap(({ tests }) => tests)
      .filter(([file, name]) => !existsSync(inRoot(file)) || !hasTest(read(file), name))
    expect(missing).toEqual([])
  })

  test('would notice a test that was renamed', () => {
    expect(hasTest(read('tests/contract/box-confirm.test.ts'), 'takes the money once')).toBe(true)
    expect(hasTest(read('tests/contract/box-confirm.test.ts'), 'takes the money')).toBe(false)
  })

  test.each(['docs/simulator.md', 'docs/simulator.ko.md'])('%s tells of every fault', (page) => {
    const text = read(page)
    expect(FAULT_KINDS.filter((kind) => !text.includes(`\`${kind}\``))).toEqual([])
  })
})
