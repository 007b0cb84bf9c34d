import { setTimeout as delay } from 'node:timers/promises'
import type { CartView } from '#shared/ipc/contract.ts'
import { expect, type Shop, test } from '../support/e2e.ts'

type Finger = readonly [x: number, y: number, id: number]

/** Fingers as the browser gets them from a touch screen. */
async function fingersOf({ till }: Shop) {
  const session = await till.page.context().newCDPSession(till.page)
  const touch =
    (type: 'touchStart' | 'touchMove' | 'touchEnd') =>
    async (...fingers: readonly Finger[]) => {
      const touchPoints = fingers.map(([x, y, id]) => ({ x, y, id }))
      await session.send('Input.dispatchTouchEvent', { type, touchPoints })
    }
  const on = async (name: string, id: number): Promise<Finger> => {
    const box = await till.product(name).boundingBox()
    if (box === null) throw new Error(`no ${name}`)
    return [box.x + box.width / 2, box.y + box.height / 2, id]
  }
  return { down: touch('touchStart'), move: touch('touchMove'), up: touch('touchEnd'), on }
}

const cartOf = async (shop: Shop) =>
  (await shop.ask<CartView>('cart.get', {})).lines.map(({ name, quantity }) => [name, quantity])

test('a tap sells what lay under the finger when it came down, or nothing', async ({ shop }) => {
  const { page } = shop.till
  const { down, move, up, on } = await fingersOf(shop)

  await down(await on('아메리카노', 1))
  await page.getByRole('searchbox').fill('라떼')
  await expect(shop.till.product('아메리카노')).toHaveCount(0)
  await up()
  await page.getByRole('searchbox').fill('')
  await delay(300)
  expect(await cartOf(shop)).toEqual([])

  const [x, y, id] = await on('아메리카노', 1)
  await down([x, y, id])
  await move(await on('카페라떼', 1))
  await up()
  await delay(300)
  expect(await cartOf(shop)).toEqual([])

  // Two fingers at once, as fast hands have them.
  const first = await on('아메리카노', 1)
  const second = await on('카페라떼', 2)
  await down(first)
  await down(first, second)
  await up(first)
  await up()
  await expect
    .poll(() => cartOf(shop))
    .toEqual(
      expect.arrayContaining([
        ['아메리카노', 1],
        ['카페라떼', 1],
      ]),
    )

  await shop.till.product('아메리카노').click()
  await expect.poll(() => cartOf(shop)).toContainEqual(['아메리카노', 2])
})
