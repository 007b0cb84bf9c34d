import type { Locator, Page } from 'playwright'
import { expect } from 'playwright/test'

/**
 * The hands of a cashier, counted by the page itself: every key that goes down counts, one that is
 * held with another too, and every touch. What the test does past them isn't trusted by the browser
 * and doesn't count; what it does through them can't be left out.
 */
export interface Hands {
  /** One key, or one with others held: Alt+2. */
  press(key: string): Promise<void>
  tap(place: Locator): Promise<void>
  /** A number, at a person's speed. */
  type(digits: string): Promise<void>
  /** Counts from here. */
  begin(): Promise<void>
  /** Keys and touches since the last `begin`. */
  spent(): Promise<number>
}

export async function countHands(page: Page): Promise<Hands> {
  await page.evaluate(() => {
    Reflect.set(window, 'spent', 0)
    for (const kind of ['keydown', 'pointerdown'] as const) {
      window.addEventListener(
        kind,
        (event) => {
          const isHeldDown = event instanceof KeyboardEvent && event.repeat
          if (event.isTrusted && !isHeldDown) {
            Reflect.set(window, 'spent', (Reflect.get(window, 'spent') as number) + 1)
          }
        },
        true,
      )
    }
  })
  const spent = () => page.evaluate(() => Reflect.get(window, 'spent') as number)
  return {
    spent,
    press: (key) => page.keyboard.press(key),
    async tap(place) {
      const before = await spent()
      await place.click()
      expect(await spent(), 'the page has seen the touch').toBe(before + 1)
    },
    type: (digits) => page.keyboard.type(digits, { delay: 100 }),
    begin: () => page.evaluate(() => void Reflect.set(window, 'spent', 0)),
  }
}
