import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright'

/** The two screens a till is sold with. */
export const SIZES = {
  wide: { width: 1366, height: 768 },
  small: { width: 1024, height: 768 },
} as const

/** Pictures and fonts first: a picture of half a screen shows nothing. */
export async function takePicture(page: Page, path: string): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready
    await Promise.all([...document.images].map((image) => image.decode().catch(() => undefined)))
  })
  await page.screenshot({ path, animations: 'disabled' })
}

/** Takes the pictures of the demo, in the order they were taken. */
export function openAlbum(folder: string) {
  const screens: string[] = []
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  return {
    screens,
    async take(page: Page, name: string): Promise<void> {
      const file = `${String(screens.length + 1).padStart(2, '0')}-${name}.png`
      await takePicture(page, join(folder, file))
      screens.push(file)
    },
  }
}

export type Album = ReturnType<typeof openAlbum>
