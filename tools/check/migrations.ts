/**
 * Do the migrations and the schema tell the same story? `drizzle-kit check` finds a forked chain
 * (which `generate` passes), and `generate` into a copy must have nothing to add.
 */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'

const MIGRATIONS = 'resources/migrations'
const CONFIG = 'drizzle.config.ts'
/** A question about a renamed column would wait for ever: there is nobody to answer it. */
const LONGEST = 60_000

function drizzle(...args: string[]): string {
  const { status, stdout, stderr } = spawnSync('drizzle-kit', args, {
    encoding: 'utf8',
    timeout: LONGEST,
    input: '',
  })
  if (status !== 0) throw new Error(`drizzle-kit ${args.join(' ')}\n${stdout}${stderr}`)
  return stdout
}

const listed = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.sql'))
    .sort((a, b) => a.localeCompare(b))

if (listed(MIGRATIONS).length === 0) throw new Error(`no migration in ${MIGRATIONS}`)
drizzle('check', `--config=${CONFIG}`)

const temporary = mkdtempSync(join(tmpdir(), 'gyesan-migrations-'))
try {
  const copy = join(temporary, 'migrations')
  cpSync(MIGRATIONS, copy, { recursive: true })
  const config = join(temporary, CONFIG)
  // drizzle-kit joins "out" to the working directory, so it has to be a relative path.
  const out = relative(process.cwd(), copy)
  writeFileSync(
    config,
    `import config from ${JSON.stringify(join(process.cwd(), CONFIG))}
export default { ...config, out: ${JSON.stringify(out)} }\n`,
  )
  drizzle('generate', `--config=${config}`)
  const added = listed(copy).filter((name) => !listed(MIGRATIONS).includes(name))
  if (added.length > 0) {
    throw new Error(`the schema has changes that no migration has: run drizzle-kit generate`)
  }
  console.log(`${listed(MIGRATIONS).length} migrations, nothing to add`)
} finally {
  rmSync(temporary, { recursive: true })
}
