import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { PAPERS } from '#shared/vocabulary.ts'
import { slipDrawing } from '../../../src/main/adapters/printing/slip-drawing.ts'
import { slipDocument, testDocument } from '../../../src/main/domain/slip-document.ts'
import { readEscpos } from '../../support/escpos-reader.ts'
import { slip, SLIPS } from '../../support/slips.ts'

const FOLDER = '../../fixtures/slips'

/** Made anew by `npm run slips`, for an eye that then reads what has changed. */
describe.each(PAPERS)('on %s mm', (paper) => {
  const documents = {
    ...Object.fromEntries(
      Object.entries(SLIPS).map(([name, one]) => [
        name,
        slipDocument(one, paper, slipDrawing.isPrintable),
      ]),
    ),
    'printer-test': testDocument(slip().shop, slip().soldAt, paper, slipDrawing.isPrintable),
  }

  it.each(Object.entries(documents))('%s is the same bytes and letters', async (name, document) => {
    const drawn = slipDrawing.draw(document, paper)
    const printed = readEscpos(drawn.bytes)
    expect(printed.cuts).toBe(1)
    expect(printed.barcodes).toHaveLength(1)
    await expect(printed.told).toMatchFileSnapshot(`${FOLDER}/${name}-${paper}.escpos.txt`)
    await expect(drawn.text).toMatchFileSnapshot(`${FOLDER}/${name}-${paper}.txt`)
  })

  it('all draw the same picture', async () => {
    const hashes = Object.entries(documents).map(([name, document]) => {
      const { svg } = slipDrawing.draw(document, paper)
      return `${createHash('sha256').update(svg).digest('hex')}  ${name}\n`
    })
    await expect(hashes.join('')).toMatchFileSnapshot(`${FOLDER}/svg-${paper}.sha256`)
  })
})
