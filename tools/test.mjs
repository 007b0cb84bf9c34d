/**
 * `npm test`: sets up what is missing, then runs every check and test. This file runs on Node 20
 * before anything is installed, so it may use nothing but Node's own modules.
 */
import { spawn } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureSetup } from './setup.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
process.chdir(root)

/** A run of chosen steps needs a browser or Electron only for the specs. */
const wantHost = !process.argv.includes('--only') || process.argv.join().includes('end-to-end')
const setup = await ensureSetup({ wantHost, headless: true })

// The checks themselves are TypeScript and run on the Node that the till runs on.
const checks = spawn(setup.nodePath, [join(root, 'tools/check/run.ts'), ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: {
    ...process.env,
    POS_TEST_HOST: setup.host,
  },
})
checks.on('exit', (code, signal) => {
  process.exitCode = signal === null ? (code ?? 1) : 1
})
