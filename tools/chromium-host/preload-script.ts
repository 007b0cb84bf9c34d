import { readFileSync } from 'node:fs'
import { createCodec } from './page/clone.ts'
import { createBridgePeer } from './page/context-bridge.ts'
import { runPreload } from './page/preload-world.ts'
import { DELIVER } from './web-frame-main.ts'

const secret = () => crypto.randomUUID().replaceAll('-', '')

/** Name of the preload's isolated world, and of the DevTools binding that exists only in it. */
export const PRELOAD_WORLD = `preload${secret()}`
export const BINDING = `post${secret()}`

/**
 * The two scripts that run at document start: the page's half of the context bridge, then the
 * preload in its isolated world.
 */
export function preloadScripts(
  file: string,
  inSubFrames: boolean,
): { page: string; preload: string } {
  if (file.endsWith('.mjs')) throw new Error(`A sandboxed preload can't be an ES module: ${file}`)
  const eventName = `bridge${secret()}`
  const peer = (side: 'page' | 'preload') =>
    `(${createBridgePeer.toString()})(${JSON.stringify({ eventName, side })})`
  const options = JSON.stringify({ binding: BINDING, deliver: DELIVER, inSubFrames })
  const source = readFileSync(file, 'utf8')
  return {
    page: `if (window === window.parent || ${inSubFrames}) void ${peer('page')}`,
    preload: `(${runPreload.toString()})(${options}, ${createCodec.toString()}, () => ${peer('preload')},
      function (require, module, exports) {${source}\n})`,
  }
}
