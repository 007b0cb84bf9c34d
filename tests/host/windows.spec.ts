import { expect } from 'playwright/test'
import { test } from './fixture.ts'

test('a window has the size it was given and its page knows main by the address main uses', async ({
  app: { page, main, till },
}) => {
  expect(await page.evaluate(() => [innerWidth, innerHeight])).toEqual([1000, 700])
  expect(till.address(page)).toBe('app://till/')
  const seen = await main((_electron, { window }) => window.webContents.getURL())
  expect(seen).toBe('app://till/')
  await main((_electron, { window }) => window.setBounds({ width: 640, height: 480 }))
  await expect.poll(() => page.evaluate(() => [innerWidth, innerHeight])).toEqual([640, 480])
})
