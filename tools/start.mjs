/**
 * `npm start`: sets up what is missing, builds, and opens the till; on Electron where its runtime is
 * there, else on Chromium. Without a display it plays the demo headless, as `npm run demo` does;
 * `npm run screens` takes a picture of every screen.
 */
import { ensureSetup } from './setup.mjs'
import { ensureBuilt } from './setup/build.mjs'
import { hasDisplay } from './setup/display.mjs'
import { follow } from './setup/follow.mjs'
import { inRoot, root, SetupError } from './setup/run.mjs'

const isDemo = process.argv.includes('--demo')
const isScreens = process.argv.includes('--screens')
const isHeadless = isDemo || isScreens || !hasDisplay()
const setup = await ensureSetup({ headless: isHeadless })
try {
  await ensureBuilt()
} catch (error) {
  if (!(error instanceof SetupError)) throw error
  process.stderr.write(`start: ${error.message}\n`)
  process.exit(1)
}

const name = setup.host === 'electron' ? 'Electron' : 'Chromium'

if (isScreens) {
  const args = process.argv.slice(process.argv.indexOf('--screens') + 1)
  follow(setup.nodePath, [inRoot('tools/screens/screens.ts'), ...args], {
    POS_TEST_HOST: setup.host,
  })
} else if (isHeadless) {
  const why = isDemo ? '' : 'there is no display here, so '
  process.stdout.write(`start: ${why}the demo is played headless, on ${name}\n`)
  follow(setup.nodePath, [inRoot('tools/demo/demo.ts')], { POS_TEST_HOST: setup.host })
} else {
  process.stdout.write(`start: opening the till on ${name}\n`)
  if (setup.electronPath) {
    // Chromium inside Electron refuses to run as root with its sandbox.
    const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
    if (asRoot.length > 0) process.stdout.write('start: as root, so with --no-sandbox\n')
    follow(setup.electronPath, [...asRoot, root], {})
  } else {
    follow(setup.nodePath, [inRoot('tools/chromium-host/run.ts')], { POS_HOST_HEADED: '1' })
  }
}
