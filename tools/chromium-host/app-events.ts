import { EventEmitter } from 'node:events'

/** What windows tell the app object; it passes on what Electron's app emits. */
export const appEvents = new EventEmitter()
