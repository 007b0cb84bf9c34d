import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { join } from 'node:path'
import { inRoot, lastLines, npm, run, say, SetupError } from './run.mjs'

const isWindows = process.platform === 'win32'

/** Where the till's own Node lies. */
export const nodePath = inRoot('node_modules/node/bin', isWindows ? 'node.exe' : 'node')

/**
 * The package that holds Node for this machine, as the `node` package itself names it.
 *
 * @returns {string}
 */
function platformPackage() {
  const { platform, arch } = process
  const prefix = platform === 'darwin' && arch === 'arm64' ? 'node-bin' : 'node'
  return [prefix, isWindows ? 'win' : platform, isWindows && arch === 'ia32' ? 'x86' : arch].join(
    '-',
  )
}

/**
 * Brings Node 24. The `node` package fetches it by an install script, which npm may not have run, so
 * the package it would have fetched is fetched here.
 */
export async function ensureNode24() {
  const manifest = readFileSync(inRoot('node_modules/node/package.json'), 'utf8')
  const { version } = /** @type {{ version: string }} */ (JSON.parse(manifest))
  if (!existsSync(nodePath)) await fetchNode(version)
  linkNode()
  const answer = await run(nodePath, ['--version'])
  if (answer.output.trim() !== `v${version}`) {
    throw new SetupError(`${nodePath} doesn't run as Node ${version}:\n${lastLines(answer.output)}`)
  }
}

/** @param {string} version */
async function fetchNode(version) {
  const name = platformPackage()
  say(`fetching Node ${version} (${name})`)
  const scratch = mkdtempSync(inRoot('node_modules/.node24-'))
  try {
    const fetched = await npm(
      [
        'install',
        `${name}@${version}`,
        `--prefix=${scratch}`,
        '--no-save',
        '--no-package-lock',
        '--ignore-scripts',
        '--no-audit',
        '--no-fund',
        '--loglevel=error',
      ],
      { cwd: scratch, tick: `fetching ${name}` },
    )
    const folder = join(scratch, 'node_modules', name)
    if (!fetched.ok || !existsSync(folder)) {
      throw new SetupError(
        `Node ${version} can't be had as ${name}@${version}:\n${lastLines(fetched.output)}`,
      )
    }
    mkdirSync(inRoot('node_modules/node/bin'), { recursive: true })
    renameSync(join(folder, 'bin', isWindows ? 'node.exe' : 'node'), nodePath)
    chmodSync(nodePath, 0o755)
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

/** npm scripts find it first on their path; npm makes no link to a file that isn't there yet. */
function linkNode() {
  const link = inRoot('node_modules/.bin/node')
  if (isWindows || existsSync(link)) return
  rmSync(link, { force: true })
  symlinkSync('../node/bin/node', link)
}
