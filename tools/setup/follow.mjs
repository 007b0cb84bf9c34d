import { spawn } from 'node:child_process'
import { root } from './run.mjs'

/**
 * Runs the program in our place: it gets our signals, and we end as it ends.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @param {Record<string, string>} env
 */
export function follow(program, args, env) {
  const child = spawn(program, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  })
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => child.kill(signal))
  }
  child.on('error', (error) => {
    process.stderr.write(`${program}: ${error.message}\n`)
    process.exitCode = 1
  })
  child.on('exit', (code, signal) => {
    process.exitCode = signal === null ? (code ?? 1) : 1
  })
}
