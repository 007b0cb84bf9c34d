/**
 * `npm run screens`: takes a picture of every screen, as the accessibility spec walks through them,
 * into docs/screens: in Korean on light, and in English on dark and small. With `-- --all FOLDER` it
 * takes every language, theme and size into that folder instead.
 */
import { mkdirSync, rmSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import type { Page } from 'playwright'
import type { PreferencesView } from '#shared/ipc/contract.ts'
import { expect, openShop } from '../../tests/support/e2e.ts'
import { walk } from '../../tests/support/walk.ts'
import { openTraining, walkLessons } from '../../tests/support/walk-lessons.ts'
import { SIZES, takePicture } from '../demo/album.ts'

const root = resolve(import.meta.dirname, '../..')
const ALL = (['ko', 'en'] as const).flatMap((language) =>
  (['light', 'dark', 'contrast'] as const).flatMap((theme) =>
    (['wide', 'small'] as const).map((size) => ({ language, theme, size })),
  ),
)
const SHOWN = [
  { language: 'ko', theme: 'light', size: 'wide' },
  { language: 'en', theme: 'dark', size: 'small' },
] as const

const all = process.argv.indexOf('--all')
const given = process.argv[all + 1]
if (all >= 0 && given === undefined) throw new Error('--all wants a folder: -- --all FOLDER')
const looks = all >= 0 ? ALL : SHOWN
const folder = all >= 0 ? resolve(given ?? '') : join(root, 'docs/screens')

let taken = 0
for (const { language, theme, size } of looks) {
  const { width } = SIZES[size]
  const place = join(folder, `${language}-${theme}-${width}`)
  rmSync(place, { recursive: true, force: true })
  mkdirSync(place, { recursive: true })
  // A till of its own for each: what one look left behind is not in the next one's pictures.
  const shop = await openShop()
  const { page } = shop.till
  const preferences: PreferencesView = {
    language,
    theme,
    textSize: '100',
    closingHour: 4,
    sounds: false,
  }
  await shop.ask('settings.savePreferences', preferences)
  await page.setViewportSize(SIZES[size])
  await page.reload()
  await expect(shop.till.product('아메리카노')).toBeVisible()
  const take = async (screen: string, at: Page) => {
    await takePicture(at, join(place, `${screen.replaceAll(/[ ,]+/g, '-')}.png`))
    taken += 1
  }
  await walk(shop, (screen, at = page) => take(screen, at))
  await shop.close()
  // The lessons are in another store, which the shop's Toss isn't.
  const training = await openTraining()
  const { till } = training
  await till.call('settings.savePreferences', preferences)
  await till.page.setViewportSize(SIZES[size])
  await till.page.reload()
  await walkLessons(training, (screen, at = till.page) => take(screen, at))
  await training.app.close()
}
process.stdout.write(`${taken} pictures are in ${relative(process.cwd(), folder) || '.'}.\n`)
// The drivers' connections would keep the process alive.
process.exit()
