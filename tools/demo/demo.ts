/**
 * `npm run demo`: a scripted cashier drives the real app through its main job in the training
 * store, headless. Leaves a picture of each screen and demo.json under out/demo; exits with 1 if
 * anything differs from what it should be.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { launchTill } from '../../tests/support/launch.ts'
import { TillScreen } from '../../tests/support/till-screens.ts'
import { openAlbum, SIZES } from './album.ts'
import {
  otherEndings,
  refundInTwoParts,
  sellInEnglish,
  sellTwoProducts,
  showOrder,
  tourOfLooks,
} from './scenes.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const folder = join(root, 'out/demo')
const album = openAlbum(folder)
const userData = mkdtempSync(join(tmpdir(), 'gyesan-demo-'))

const started = performance.now()
const timings: Record<string, number> = {}
const timed = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
  const begin = performance.now()
  const result = await work()
  timings[name] = Math.round(performance.now() - begin)
  return result
}

try {
  const app = await timed('launch', () => launchTill({ userData, env: { POS_STORE: 'training' } }))
  const till = await timed('ready', async () => {
    const page = await app.page('app://till/')
    await page.setViewportSize(SIZES.wide)
    return TillScreen.ready(page)
  })
  till.page.setDefaultTimeout(10_000)
  const stage = { app, till, album, timed }

  const order = await sellTwoProducts(stage)
  const lookups = await showOrder(stage, order)
  const refunds = await refundInTwoParts(stage, order)
  await otherEndings(stage)
  await tourOfLooks(stage, order)
  await sellInEnglish(stage)
  await app.close()
  timings['all'] = Math.round(performance.now() - started)

  const { screens } = album
  const result = { host: app.host, store: 'training', order, lookups, refunds, screens, timings }
  writeFileSync(join(folder, 'demo.json'), `${JSON.stringify(result, null, 2)}\n`)
  process.stdout.write(
    `Demo on the ${app.host} host: order ${order.orderId} (${order.orderName}) was paid with ` +
      `${order.totalAmount} won, looked up both ways and refunded in ${refunds.length} parts to a ` +
      `balance of 0; ${screens.length} pictures are in ${relative(process.cwd(), folder) || '.'}.\n`,
  )
} catch (error) {
  process.stderr.write(
    `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  )
  process.stdout.write('Demo failed: see the lines above for what differs.\n')
  process.exitCode = 1
} finally {
  // A till that was left behind by a failure may still be writing.
  rmSync(userData, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
}
// The driver's connection would keep the process alive after a failure.
process.exit()
