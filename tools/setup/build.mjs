import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { nodePath } from './node24.mjs'
import { inRoot, lastLines, root, run, say, SetupError } from './run.mjs'

/** Everything that decides what a build makes. */
const SOURCES = ['src', 'resources', 'electron.vite.config.ts', 'package.json', 'package-lock.json']
const BUILT = ['out/main', 'out/preload', 'out/renderer']
const stampFile = inRoot('node_modules/.gyesan-build.json')

/**
 * @param {string} path
 * @returns {string[]} the file, or all files below the folder, in a fixed order
 */
function filesIn(path) {
  if (!existsSync(path)) return []
  if (statSync(path).isFile()) return [path]
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesIn(join(path, name)))
}

function hashOfSources() {
  const hash = createHash('sha256')
  for (const file of SOURCES.flatMap((source) => filesIn(inRoot(source)))) {
    hash.update(`${relative(root, file)}\0`).update(readFileSync(file))
  }
  return hash.digest('hex')
}

/** Changes with any other build, whoever made it. */
function hashOfBuilt() {
  const hash = createHash('sha256')
  for (const file of BUILT.flatMap((folder) => filesIn(inRoot(folder)))) {
    const { size, mtimeMs } = statSync(file)
    hash.update(`${relative(root, file)}\0${size}\0${mtimeMs}\0`)
  }
  return hash.digest('hex')
}

/** Builds `out/` unless it is what the sources as they are would make. */
export async function ensureBuilt() {
  const sources = hashOfSources()
  const stamp = () => JSON.stringify({ sources, built: hashOfBuilt() })
  if (
    BUILT.every((folder) => existsSync(inRoot(folder))) &&
    existsSync(stampFile) &&
    readFileSync(stampFile, 'utf8') === stamp()
  ) {
    return
  }
  say('building the till')
  const cli = inRoot('node_modules/electron-vite/bin/electron-vite.js')
  const built = await run(nodePath, [cli, 'build'], { tick: 'electron-vite build' })
  if (!built.ok) throw new SetupError(`The build failed:\n${lastLines(built.output)}`)
  writeFileSync(stampFile, stamp())
}
