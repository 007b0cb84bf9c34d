/** `npm run toss`: sets up what is missing, then runs the Toss in a box on Node 24. Needs no build. */
import { ensureSetup } from './setup.mjs'
import { follow } from './setup/follow.mjs'
import { inRoot } from './setup/run.mjs'

const { nodePath } = await ensureSetup({ wantHost: false })
follow(nodePath, [inRoot('tools/toss/run.ts'), ...process.argv.slice(2)], {})
