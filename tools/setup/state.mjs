import { readFileSync, writeFileSync } from 'node:fs'
import { inRoot } from './run.mjs'

/**
 * What earlier runs found out. It lies in node_modules, so it goes when that goes.
 *
 * @typedef {object} State
 * @property {string} [lockHash] hash of the lockfile that node_modules was made from
 * @property {{ version: string, at: string, reason: string }} [electronFailed]
 * @property {{ version: string }} [electronWorks]
 * @property {{ path: string, version: string }} [chromium] one that opens windows
 * @property {{ path: string, version: string }} [headless] what runs without them
 */

const file = inRoot('node_modules/.gyesan-setup.json')

/** @returns {State} */
export function readState() {
  try {
    return /** @type {State} */ (JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return {}
  }
}

/** @param {{ [K in keyof State]?: State[K] | undefined }} changes undefined forgets */
export function remember(changes) {
  writeFileSync(file, `${JSON.stringify({ ...readState(), ...changes }, null, 2)}\n`)
}
