/**
 * Do the languages say the same things? Same keys, same placeholders, nothing empty; and does the
 * code use the keys there are? (i18next-cli reads the code; it knows no placeholders.)
 */
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const FOLDER = 'src/shared/i18n'
const FIRST = 'ko'
const OTHERS = ['en']

/** Korean has one plural form and English two: the endings i18next puts after a key. */
const PLURAL = /_(zero|one|two|few|many|other)$/

/** Each text by its dotted key. */
function* texts(value: unknown, key: string): Generator<[string, string]> {
  if (typeof value === 'string') yield [key, value]
  else if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value)) {
      yield* texts(inner, key === '' ? name : `${key}.${name}`)
    }
  }
}

/** The words of one language: by key without plural ending, each placeholder that stands in it. */
function placeholders(language: string, problems: string[]): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>()
  const folder = join(FOLDER, language)
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
    const words: unknown = JSON.parse(readFileSync(join(folder, file), 'utf8'))
    for (const [key, text] of texts(words, '')) {
      const name = `${file.replace('.json', '')}:${key.replace(PLURAL, '')}`
      if (text.trim() === '') problems.push(`${language} ${name} is empty`)
      const names = found.get(name) ?? new Set()
      for (const [, placeholder = ''] of text.matchAll(/\{\{-?\s*([^},]+)/g)) {
        names.add(placeholder.trim())
      }
      found.set(name, names)
    }
  }
  return found
}

const problems: string[] = []
const first = placeholders(FIRST, problems)
if (first.size === 0) problems.push(`no words below ${FOLDER}/${FIRST}`)
for (const language of OTHERS) {
  const other = placeholders(language, problems)
  for (const [key, names] of first) {
    const theirs = other.get(key)
    if (theirs === undefined) problems.push(`${key} is missing in ${language}`)
    else if ([...names].sort().join() !== [...theirs].sort().join()) {
      problems.push(`${key} has other placeholders in ${language} than in ${FIRST}`)
    }
  }
  for (const key of other.keys()) {
    if (!first.has(key)) problems.push(`${key} is in ${language} only`)
  }
}

for (const args of [
  ['extract', '--ci', '--dry-run', '--quiet'],
  ['status', '--unused'],
]) {
  const { status, stdout, stderr } = spawnSync('i18next-cli', args, { encoding: 'utf8', input: '' })
  if (status !== 0) problems.push(`i18next-cli ${args.join(' ')}:\n${stdout}${stderr}`)
}

if (problems.length === 0) console.log(`${first.size} texts in ${OTHERS.length + 1} languages`)
else {
  console.log(problems.join('\n'))
  process.exitCode = 1
}
