/** The looks of a till, and what axe finds in each. */
import axe from 'axe-core'
import type { Page } from 'playwright'
import type { PreferencesView } from '#shared/ipc/contract.ts'
import { expect, type Shop } from './e2e.ts'

export const HOME: PreferencesView = {
  language: 'ko',
  theme: 'light',
  textSize: '100',
  closingHour: 4,
  sounds: false,
}

/** Changes the look of an open till in place; what isn't named is as at {@link HOME}. */
export const looksOf =
  ({ ask, till: { page } }: Shop) =>
  async (changes: Partial<PreferencesView>): Promise<void> => {
    const wanted = { ...HOME, ...changes }
    await ask('settings.savePreferences', wanted)
    await expect(page.locator('html')).toHaveAttribute('lang', wanted.language)
    await expect(page.locator('html')).toHaveAttribute('data-theme', wanted.theme)
    await expect(page.locator('html')).toHaveAttribute('data-text', wanted.textSize)
  }

/**
 * Everything; or what a theme can change, its colours; or what a language can, its names. What else axe
 * knows is the same in every theme and language.
 */
type Rules = 'all' | 'colours' | 'words'
const ONLY: Readonly<Record<Rules, axe.RunOptions>> = {
  all: {},
  colours: { runOnly: { type: 'rule', values: ['color-contrast'] } },
  words: {
    runOnly: {
      type: 'tag',
      values: ['cat.name-role-value', 'cat.text-alternatives', 'cat.forms', 'cat.language'],
    },
  },
}

/** All that axe, put into the page once, finds. Our pages have no frames. */
export async function violationsIn(page: Page, rules: Rules): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) {
    await expect(page.locator('iframe')).toHaveCount(0)
    await page.evaluate(axe.source)
  }
  return page.evaluate(
    async (options) => {
      // What fades in or to another colour is looked at once it is there; what turns for good isn't waited for.
      const passing = document
        .getAnimations()
        .filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity)
      await Promise.allSettled(passing.map(({ finished }) => finished))
      const { run } = Reflect.get(window, 'axe') as typeof axe
      const { violations } = await run(options)
      return violations.flatMap(({ id, nodes }) =>
        nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary ?? ''}`),
      )
    },
    { resultTypes: ['violations'], ...ONLY[rules] } satisfies axe.RunOptions,
  )
}

/** What axe finds on the screen that is open, in every theme and language. */
export async function violationsInAllLooks(shop: Shop): Promise<string[]> {
  const { page } = shop.till
  const look = looksOf(shop)
  await look({})
  const found = await violationsIn(page, 'all')
  for (const theme of ['dark', 'contrast'] as const) {
    await look({ theme })
    found.push(...(await violationsIn(page, 'colours')))
  }
  await look({ language: 'en' })
  found.push(...(await violationsIn(page, 'words')))
  await look({})
  return found
}
