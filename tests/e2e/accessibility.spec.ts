import { readdirSync, readFileSync } from 'node:fs'
import axe from 'axe-core'
import type { Page } from 'playwright'
import type { PreferencesView } from '#shared/ipc/contract.ts'
import { expect, test } from '../support/e2e.ts'
import { walk } from '../support/walk.ts'
import { openTraining, walkLessons } from '../support/walk-lessons.ts'

const WORDS = new URL('../../src/shared/i18n/ko/', import.meta.url)
const WIDE = { width: 1366, height: 768 }
const NARROW = { width: 1024, height: 768 }

/** Every key of the language files, as i18next would show it where a word is missing. */
const KEYS = new Set(
  readdirSync(WORDS).flatMap((file) => {
    const paths = (value: unknown, path: string): string[] =>
      typeof value === 'string'
        ? [path, path.replace(/_other$/, '')]
        : Object.entries(value as object).flatMap(([key, part]) =>
            paths(part, path === '' ? key : `${path}.${key}`),
          )
    const words = JSON.parse(readFileSync(new URL(file, WORDS), 'utf8')) as unknown
    return paths(words, '').filter((path) => path.includes('.'))
  }),
)

/** All that can be read or heard: text, and the names that only screen readers get. */
const wordsOf = (page: Page) =>
  page.evaluate(() => [
    document.body.innerText,
    ...[...document.querySelectorAll('[aria-label], [placeholder], [title]')].flatMap((element) =>
      ['aria-label', 'placeholder', 'title'].flatMap((name) => element.getAttribute(name) ?? []),
    ),
  ])

const rawKeysIn = (texts: readonly string[]) =>
  texts
    .flatMap((text) => text.split(/\s+/))
    .filter((word) => word.includes('{{') || KEYS.has(word.replace(/^[a-z]+:/, '')))

/**
 * Elements that would have to be scrolled sideways, the page first. A list lays its rows out anew some
 * frames after its size has changed, so it is looked at until nothing is over, or a second has passed.
 */
const sidewaysIn = (page: Page) =>
  page.evaluate(async () => {
    const over = () =>
      [...document.querySelectorAll('*')]
        .filter((element) => {
          const isOver = element.scrollWidth > element.clientWidth + 1
          if (element === document.documentElement) return isOver
          return isOver && /auto|scroll/.test(getComputedStyle(element).overflowX)
        })
        .map((element) => `${element.tagName} ${element.className}`)
    const begun = performance.now()
    let found = over()
    while (found.length > 0 && performance.now() - begun < 1000) {
      await new Promise(requestAnimationFrame)
      found = over()
    }
    return found
  })

/** What axe, put into the page once, finds to be serious or worse. Our pages have no frames. */
async function violationsIn(page: Page): Promise<string[]> {
  await expect(page.locator('iframe')).toHaveCount(0)
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  return page.evaluate(async () => {
    // What fades in is looked at once it is there; what turns for good isn't waited for.
    const passing = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity)
    await Promise.allSettled(passing.map(({ finished }) => finished))
    const { run } = Reflect.get(window, 'axe') as typeof axe
    const { violations } = await run({ resultTypes: ['violations'] })
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) =>
        nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary ?? ''}`),
      )
  })
}

/** What the pages complained of: console errors (refused by CSP among them) and exceptions. */
function complaintsOf(page: Page): string[] {
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  return complaints
}

test.describe.configure({ mode: 'parallel' })

// Each language meets each theme; axe sees each theme and language at each size once.
for (const [language, theme, size] of [
  ['ko', 'light', WIDE],
  ['ko', 'dark', NARROW],
  ['en', 'light', NARROW],
  ['en', 'dark', WIDE],
] as const) {
  test(`every screen is usable by everybody: ${language}, ${theme}, ${size.width} wide`, async ({
    shop,
  }) => {
    test.setTimeout(300_000)
    const { page } = shop.till
    const preferences: PreferencesView = { language, theme, closingHour: 4, sounds: false }
    await shop.ask('settings.savePreferences', preferences)
    const complaints = complaintsOf(page)
    await page.setViewportSize(size)
    await page.reload()
    await expect(shop.till.product('아메리카노')).toBeVisible()
    expect(await page.evaluate(() => document.documentElement.lang)).toBe(language)

    const found: string[] = []
    await walk(shop, async (screen, at = page) => {
      const tell = (what: string, all: readonly string[]) =>
        found.push(...all.map((one) => `${screen}: ${what}: ${one}`))
      tell('axe', await violationsIn(at))
      tell('raw key', rawKeysIn(await wordsOf(at)))
      if (at !== page) return
      const other = size === WIDE ? NARROW : WIDE
      for (const each of [other, size]) {
        await page.setViewportSize(each)
        tell(`sideways at ${each.width}`, await sidewaysIn(page))
      }
    })
    expect(found).toEqual([])
    expect(complaints).toEqual([])
    await shop.ask('settings.savePreferences', { ...preferences, language: 'ko', theme: 'light' })
    await page.reload()
  })
}

test('the lessons are usable by everybody, in both languages and themes', async () => {
  test.setTimeout(300_000)
  const training = await openTraining()
  const { till } = training
  const { page } = till
  const complaints = complaintsOf(page)
  const found: string[] = []
  for (const [language, theme, size] of [
    ['ko', 'dark', NARROW],
    ['en', 'light', WIDE],
  ] as const) {
    const preferences: PreferencesView = { language, theme, closingHour: 4, sounds: false }
    await till.call('settings.savePreferences', preferences)
    await page.setViewportSize(size)
    await page.reload()
    await expect(till.product('아메리카노')).toBeVisible()
    await walkLessons(training, async (screen) => {
      const tell = (what: string, all: readonly string[]) =>
        found.push(...all.map((one) => `${language} ${screen}: ${what}: ${one}`))
      tell('axe', await violationsIn(page))
      tell('raw key', rawKeysIn(await wordsOf(page)))
      for (const each of [size === WIDE ? NARROW : WIDE, size]) {
        await page.setViewportSize(each)
        tell(`sideways at ${each.width}`, await sidewaysIn(page))
      }
    })
  }
  expect(found).toEqual([])
  expect(complaints).toEqual([])
  await training.app.close()
})
