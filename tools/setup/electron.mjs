import { lookup } from 'node:dns/promises'
import { existsSync, readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { nodePath } from './node24.mjs'
import { inRoot, lastLines, run, say } from './run.mjs'
import { readState, remember } from './state.mjs'

/** How long the download may take, in ms. */
const DOWNLOAD_LIMIT = 60_000
/** How long its server may take to be found and to answer, in ms. */
const PROBE_LIMIT = 5000

const folder = inRoot('node_modules/electron')

/** The runtime's program, or undefined where it isn't there. */
function installedRuntime() {
  const pathFile = join(folder, 'path.txt')
  if (!existsSync(pathFile)) return undefined
  const program = join(
    process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(folder, 'dist'),
    readFileSync(pathFile, 'utf8'),
  )
  return existsSync(program) ? program : undefined
}

/**
 * Fetches Electron's runtime once, within a minute. A failure is remembered, so that later runs start
 * at once; `retry` tries again.
 *
 * @param {boolean} retry
 * @returns {Promise<string | undefined>} the program, or undefined where it can't be had
 */
export async function ensureElectron(retry) {
  const manifest = readFileSync(join(folder, 'package.json'), 'utf8')
  const { version } = /** @type {{ version: string }} */ (JSON.parse(manifest))
  const { electronFailed, electronWorks } = readState()
  if (!retry && electronFailed?.version === version) return undefined

  let program = installedRuntime()
  /** @type {string | undefined} */
  let reason
  if (!program) {
    reason = await download(version)
    program = installedRuntime()
  }
  if (program && electronWorks?.version !== version) reason = await tryOut(program)
  if (!program || reason) {
    const why = reason ?? 'nothing arrived'
    say(`Electron's runtime can't be had here: ${why}`)
    say('that is remembered; try again with: npm run setup -- --electron')
    remember({ electronFailed: { version, at: new Date().toISOString(), reason: why } })
    return undefined
  }
  remember({ electronFailed: undefined, electronWorks: { version } })
  return program
}

/**
 * @param {string} version
 * @returns {Promise<string | undefined>} why it failed
 */
async function download(version) {
  say(`fetching Electron ${version} (at most ${DOWNLOAD_LIMIT / 1000} s)`)
  const unreachable = await probe()
  if (unreachable) return unreachable
  const fetched = await run(nodePath, [join(folder, 'install.js')], {
    timeout: DOWNLOAD_LIMIT,
    tick: `fetching Electron ${version}`,
  })
  if (fetched.ok) return undefined
  if (fetched.timedOut) return `it took longer than ${DOWNLOAD_LIMIT / 1000} s`
  return lastLines(fetched.output).split('\n')[0]
}

/**
 * Whether the download's server answers at all, so that a closed network costs no minute.
 *
 * @returns {Promise<string | undefined>} why not
 */
async function probe() {
  // Behind a proxy only the download itself can tell.
  if (process.env['ELECTRON_GET_USE_PROXY']) return undefined
  const mirror = process.env['ELECTRON_MIRROR'] ?? process.env['npm_config_electron_mirror']
  const { hostname, port, protocol } = new URL(mirror ?? 'https://github.com')
  const limit = AbortSignal.timeout(PROBE_LIMIT)
  const late = new Promise((_resolve, reject) => {
    limit.addEventListener('abort', () => reject(new Error(`${hostname} doesn't answer`)))
  })
  try {
    const { address } = await Promise.race([lookup(hostname), /** @type {Promise<never>} */ (late)])
    const socket = connect({
      host: address,
      port: Number(port) || (protocol === 'http:' ? 80 : 443),
      signal: limit,
    })
    await Promise.race([
      new Promise((resolve, reject) => {
        socket.once('connect', resolve)
        socket.once('error', reject)
      }),
      late,
    ])
    socket.destroy()
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/**
 * A runtime may be there and yet not run, for want of the system's libraries.
 *
 * @param {string} program
 * @returns {Promise<string | undefined>} why it doesn't run
 */
async function tryOut(program) {
  const answer = await run(program, ['--version'], {
    env: { ELECTRON_RUN_AS_NODE: '1' },
    timeout: 20_000,
  })
  return answer.ok ? undefined : `it doesn't run: ${lastLines(answer.output)}`
}
