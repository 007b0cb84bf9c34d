import type { Page } from 'playwright'
import { expect } from 'playwright/test'
import { launchTill, type Till } from './launch.ts'
import { PaymentScreen, TillScreen } from './till-screens.ts'

/** A till in its training store, as a fresh install opens it. */
export interface TrainingScreens {
  readonly app: Till
  readonly till: TillScreen
  /** Taps the product, presses 결제, and ends what the customer does in the payment window. */
  pay(way: Parameters<PaymentScreen['end']>[0]): Promise<void>
}

export async function openTraining(): Promise<TrainingScreens> {
  const app = await launchTill({ env: { POS_STORE: 'training' } })
  const till = await TillScreen.ready(await app.page('app://till/'))
  return {
    app,
    till,
    async pay(way) {
      await till.product('아메리카노').click()
      await till.page.getByRole('button', { name: /^(4,500원 결제|Pay ₩4,500)$/ }).click()
      const payment = new PaymentScreen(await app.page('/checkout?ref='))
      await payment.end(way)
      await expect.poll(() => payment.page.isClosed()).toBe(true)
    },
  }
}

/** Goes through the lessons' own screens; `look` is called at each. Language-neutral. */
export async function walkLessons(
  { till, pay }: TrainingScreens,
  look: (screen: string, page?: Page) => Promise<void>,
) {
  const { page } = till
  const go = (hash: string) => page.evaluate((to) => window.location.assign(to), hash)
  const panel = page.getByRole('region', { name: /^(하고 있는 연습|Lesson under way)$/ })
  await till.call('lessons.stop', {})
  await till.call('lessons.startOver', {})
  await go('#/lessons')
  await page.getByRole('heading', { level: 1 }).waitFor()
  await look('lessons')
  await page
    .getByRole('button', { name: /(시작|Start)$/ })
    .nth(2)
    .click()
  await panel.waitFor()
  await look('lesson')
  await till.call('lessons.start', { id: 'left' })
  await pay('approve')
  await panel.getByRole('button', { name: /^(다시 해 보기|Try again)$/ }).waitFor()
  await till.call('checkout.dismiss', {})
  await look('lesson, wrong')
  await till.call('lessons.start', { id: 'first_sale' })
  await pay('approve')
  await panel.getByRole('button', { name: /^(다음 연습|Next lesson)$/ }).waitFor()
  await till.call('checkout.dismiss', {})
  await look('lesson, right')
  await go('#/lessons')
  await page.getByRole('heading', { level: 1 }).waitFor()
  await look('lessons, one done')
  await till.call('lessons.stop', {})
}
