/** `npm run crash`: sets up what is missing, then runs the crash matrix on the Node that the till runs on. */
import { spawn } from 'node:child_process'
import { ensureSetup } from './setup.mjs'
import { inRoot } from './setup/run.mjs'

const setup = await ensureSetup({ wantHost: false })
const matrix = spawn(setup.nodePath, [inRoot('tools/crash/crash.ts'), ...process.argv.slice(2)], {
  stdio: 'inherit',
})
matrix.on('exit', (code, signal) => {
  process.exitCode = signal === null ? (code ?? 1) : 1
})
