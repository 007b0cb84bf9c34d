import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { GUARDS } from '../../../tools/crash/guards.ts'

const src = join(import.meta.dirname, '../../../src')

describe('each guard that the matrix takes away', () => {
  it.each(GUARDS)('stands where it is looked for: $name', ({ edits }) => {
    for (const { file, find } of edits) {
      expect(readFileSync(join(src, file), 'utf8').split(find), find).toHaveLength(2)
    }
  })
})
