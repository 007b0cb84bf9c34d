import { existsSync } from 'node:fs'
import { spawn } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the whole project. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

/** @param {string} line */
export const say = (line) => {
  process.stdout.write(`setup: ${line}\n`)
}

/** Something only the user can mend; its message says how. */
export class SetupError extends Error {}

/**
 * Runs a command and answers how it ended; never rejects. A command that takes too long is killed.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: Record<string, string>, timeout?: number, shell?: boolean, tick?: string }} [options]
 *   `timeout` in ms; `tick` is what a long wait is called in the progress lines
 * @returns {Promise<{ ok: boolean, output: string, timedOut: boolean }>}
 */
export function run(command, args, options = {}) {
  const { timeout = 0, tick } = options
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: options.cwd ?? root,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: options.shell ?? false,
    })
    let output = ''
    let timedOut = false
    const started = Date.now()
    const progress = tick
      ? setInterval(() => say(`${tick} … ${Math.round((Date.now() - started) / 1000)} s`), 10_000)
      : undefined
    const limit = timeout
      ? setTimeout(() => {
          timedOut = true
          child.kill('SIGKILL')
        }, timeout)
      : undefined
    /** @param {Buffer} chunk */
    const keep = (chunk) => {
      output = (output + chunk.toString()).slice(-20_000)
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    /** @param {boolean} ok */
    const end = (ok) => {
      clearInterval(progress)
      clearTimeout(limit)
      resolve({ ok, output, timedOut })
    }
    child.on('error', (error) => {
      output += error.message
      end(false)
    })
    child.on('close', (code) => end(code === 0))
  })
}

/**
 * npm itself, by the file that started us where npm did: its command can't be spawned on Windows.
 *
 * @param {readonly string[]} args
 * @param {{ cwd?: string, tick?: string }} [options]
 */
export function npm(args, options) {
  const own = process.env['npm_execpath']
  // A Node from the packages is gone once they are installed anew.
  const canStart = own && /npm-cli\.c?js$/.test(own) && existsSync(process.execPath)
  if (canStart) return run(process.execPath, [own, ...args], options)
  return run('npm', args, { ...options, shell: process.platform === 'win32' })
}

/**
 * The lines of an output that say what went wrong.
 *
 * @param {string} output
 */
export const lastLines = (output) => output.trim().split('\n').slice(-8).join('\n')

/**
 * @param {...string} parts
 */
export const inRoot = (...parts) => join(root, ...parts)
