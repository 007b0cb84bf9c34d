import { readdirSync, readFileSync } from 'node:fs'
import type { Page } from 'playwright'
import type { PreferencesView } from '#shared/ipc/contract.ts'
import { expect, test } from '../support/e2e.ts'
import { HOME, looksOf, violationsIn } from '../support/looks.ts'
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

/** What the pages complained of: console errors (refused by CSP among them) and exceptions. */
function complaintsOf(page: Page): string[] {
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  return complaints
}

/** A result that goes by itself stays as long as it is looked at. */
const holdResults = (page: Page) =>
  page.evaluate(() => {
    const real = window.setTimeout
    Reflect.set(window, 'setTimeout', (act: () => void, ms?: number) =>
      real(act, ms === 3000 ? 600_000 : ms),
    )
  })

/**
 * The page changes its look in place, as it does for the settings, so one walk sees it all: everything
 * in Korean on light, the colours of the other themes, everything but colours in English, and whether
 * anything has to be scrolled sideways, at both sizes, in both languages, and with letters of twice the size.
 */
test('every screen is usable by everybody, in every theme, language and size', async ({ shop }) => {
  test.setTimeout(420_000)
  const { page } = shop.till
  const look = looksOf(shop)
  await page.setViewportSize(WIDE)
  await look({})
  await page.reload()
  await expect(shop.till.product('아메리카노')).toBeVisible()
  await holdResults(page)
  const complaints = complaintsOf(page)

  await walk(shop, async (screen, at = page) => {
    const found: string[] = []
    const tell = (what: string, all: readonly string[]) =>
      found.push(...all.map((one) => `${what}: ${one}`))
    const sideways = async (size: typeof WIDE, how: string) => {
      await page.setViewportSize(size)
      tell(`sideways at ${size.width}, ${how}`, await sidewaysIn(page))
    }
    tell('axe', await violationsIn(at, 'all'))
    tell('raw key', rawKeysIn(await wordsOf(at)))
    // The payment window keeps the look it was opened with.
    if (at === page) {
      await sideways(NARROW, 'ko')
      for (const theme of ['dark', 'contrast'] as const) {
        await look({ theme })
        tell(`axe, ${theme}`, await violationsIn(page, 'colours'))
      }
      await look({ language: 'en' })
      tell('axe, en', await violationsIn(page, 'words'))
      tell('raw key, en', rawKeysIn(await wordsOf(page)))
      await sideways(NARROW, 'en')
      await look({ language: 'en', textSize: '200' })
      await sideways(NARROW, 'en, twice the size')
      await look({})
      await sideways(WIDE, 'ko')
    }
    // Each screen says for itself: one that is wrong doesn't hide the others.
    expect.soft(found, screen).toEqual([])
  })
  expect(complaints).toEqual([])
})

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
    const preferences: PreferencesView = { ...HOME, language, theme }
    await till.call('settings.savePreferences', preferences)
    await page.setViewportSize(size)
    await page.evaluate(() => window.location.assign('#/'))
    await page.reload()
    await expect(till.product('아메리카노')).toBeVisible()
    await walkLessons(training, async (screen) => {
      const tell = (what: string, all: readonly string[]) =>
        found.push(...all.map((one) => `${language} ${screen}: ${what}: ${one}`))
      tell('axe', await violationsIn(page, 'all'))
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

/** How the chosen and another of two segments are outlined, a dialog, and the paper of a slip. */
const linesOf = (page: Page) =>
  page.evaluate(() => {
    const style = (selector: string) => {
      const element = document.querySelector(selector)
      if (element === null) throw new Error(`no ${selector}`)
      return getComputedStyle(element)
    }
    const line = (selector: string) => {
      const { boxShadow, outlineWidth, outlineStyle } = style(selector)
      return `${boxShadow} ${outlineStyle} ${outlineWidth}`
    }
    return {
      chosen: line('[role=dialog] [role=radio][aria-checked=true]'),
      other: line('[role=dialog] [role=radio][aria-checked=false]'),
      room: line('nav [aria-current]'),
      otherRoom: line('nav a:not([aria-current])'),
      dialog: style('.rounded-dialog').outlineWidth,
      paper: style('[role=dialog] figure').backgroundColor,
    }
  })

test('what is chosen can be told, and a slip read, in high contrast and in the system’s own colours', async ({
  open,
}) => {
  const shop = await open()
  const { till } = shop
  const { page } = till
  const preferences: PreferencesView = {
    language: 'ko',
    theme: 'contrast',
    textSize: '100',
    closingHour: 4,
    sounds: false,
  }
  await shop.ask('settings.savePreferences', preferences)
  await till.product('아메리카노').click()
  await till.button('현금').click()
  await till.button(/받기$/).click()
  await till.button('다음 주문 받기').click()
  await page.reload()
  await till.openNewestOrder()
  await till.button('영수증').click()
  await expect(page.getByRole('dialog').locator('figure')).toBeVisible()
  for (const forcedColors of ['none', 'active'] as const) {
    await page.emulateMedia({ forcedColors })
    const { chosen, other, room, otherRoom, dialog, paper } = await linesOf(page)
    expect(chosen).not.toBe(other)
    expect(room).not.toBe(otherRoom)
    expect(dialog).not.toBe('0px')
    expect(paper).toBe('rgb(255, 255, 255)')
  }
})
