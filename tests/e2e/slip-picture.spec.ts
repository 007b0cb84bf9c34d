import { readFileSync } from 'node:fs'
import { expect, test } from 'playwright/test'
import { PAPERS } from '#shared/vocabulary.ts'
import { slipDrawing } from '../../src/main/adapters/printing/slip-drawing.ts'
import { slipDocument } from '../../src/main/domain/slip-document.ts'
import { launchBrowser } from '../support/box-shop.ts'
import { SLIPS } from '../support/slips.ts'

const root = new URL('../../', import.meta.url)
/** The style of the page that draws slips, with its letters inside. */
const style = readFileSync(new URL('src/renderer/receipt/styles.css', root), 'utf8').replaceAll(
  /url\('([^']+)'\)/g,
  (_, file: string) => {
    const letters = readFileSync(new URL(`node_modules/${file}`, root)).toString('base64')
    return `url('data:font/woff2;base64,${letters}')`
  },
)

// The letters are the app's own, but each system smooths them in its own way.
test.skip(process.platform !== 'linux', 'the pictures were taken on Linux')

/** Made anew by `npm run slips`. What else there is to see is in the golden slips' words and bytes. */
test('slips look as they did', async () => {
  const browser = await launchBrowser()
  try {
    const page = await browser.newPage({ viewport: { width: 600, height: 800 } })
    await page.setContent(`<style>${style}</style>`)
    for (const paper of PAPERS) {
      for (const name of ['tax-free-mixed', 'hostile']) {
        const slip = SLIPS[name]
        if (slip === undefined) throw new Error(`no slip ${name}`)
        const { svg } = slipDrawing.draw(slipDocument(slip, paper, slipDrawing.isPrintable), paper)
        await page.evaluate(async (picture) => {
          document.body.innerHTML = picture
          await document.fonts.load("22px 'Slip'", document.body.textContent)
          await document.fonts.ready
        }, svg)
        await expect(page.locator('svg')).toHaveScreenshot(`${name}-${paper}.png`, {
          maxDiffPixelRatio: 0.01,
          timeout: 60_000,
        })
      }
    }
  } finally {
    await browser.close()
  }
})
