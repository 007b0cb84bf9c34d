/** Cruises the imports of a tree with the real rules, and refuses to pass without having looked. */
import { globSync } from 'node:fs'
import { cruise, type ICruiseResult, type IViolation } from 'dependency-cruiser'
import { forbidden, options } from './boundary-rules.ts'

export interface BoundaryReport {
  violations: IViolation[]
  /** Source files looked at. */
  files: number
}

/**
 * Looks at every source file below the folders.
 * @param root the folder that holds src, tools, tests and a package.json
 * @throws {Error} when a source file was not parsed: the check would pass by not looking
 */
export async function checkBoundaries(root: string, folders: string[]): Promise<BoundaryReport> {
  const report = await cruise(folders, {
    ...options,
    ruleSet: { forbidden },
    validate: true,
    baseDir: root,
  })
  const { modules, summary } = report.output as ICruiseResult
  const seen = new Set(modules.map(({ source }) => source))
  const there = globSync(
    folders.map((folder) => `${folder}/**/*.{ts,tsx,mts,mjs}`),
    { cwd: root },
  )
  const missed = there.filter((file) => !file.endsWith('.d.ts') && !seen.has(file))
  if (there.length === 0) throw new Error(`no source file below ${folders.join(', ')}`)
  if (missed.length > 0) throw new Error(`not looked at: ${missed.join(', ')}`)
  return { violations: summary.violations, files: there.length }
}

if (import.meta.main) {
  const { violations, files } = await checkBoundaries(process.cwd(), ['src', 'tools', 'tests'])
  for (const { rule, from, to, cycle } of violations) {
    const way = cycle?.map(({ name }) => name).join(' -> ') ?? to
    console.log(`${rule.name}: ${from} -> ${way}`)
  }
  console.log(`${files} files, ${violations.length} forbidden imports`)
  process.exitCode = violations.length > 0 ? 1 : 0
}
