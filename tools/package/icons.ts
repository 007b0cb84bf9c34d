/**
 * Draws resources/build/icon.svg into the formats the installers want. Run it by hand after a change
 * of the drawing: `node tools/package/icons.ts`. The builder could convert a PNG itself, but only
 * with a tool it downloads, and builds must not depend on that.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { chromium } from 'playwright'

interface Drawing {
  /** Width and height, pixels. */
  size: number
  png: Buffer
}

const folder = resolve(import.meta.dirname, '../../resources/build')

/** Windows: an ICO file may hold whole PNG files, one per size. */
const ICO_SIZES = [16, 24, 32, 48, 64, 128, 256]

/** macOS: the four letters an ICNS file has for a PNG of each size. */
const ICNS_TYPES = new Map([
  [32, 'ic11'],
  [64, 'ic12'],
  [128, 'ic07'],
  [256, 'ic08'],
  [512, 'ic09'],
  [1024, 'ic10'],
])

/** Windows icon file: a table of 16 bytes for each drawing, then the drawings. */
function ico(drawings: Drawing[]): Buffer {
  const head = Buffer.alloc(6 + 16 * drawings.length)
  head.writeUInt16LE(1, 2)
  head.writeUInt16LE(drawings.length, 4)
  let offset = head.length
  drawings.forEach(({ size, png }, at) => {
    const entry = 6 + 16 * at
    // One byte each for width and height: 0 stands for 256.
    head.writeUInt8(size % 256, entry)
    head.writeUInt8(size % 256, entry + 1)
    head.writeUInt16LE(1, entry + 4)
    head.writeUInt16LE(32, entry + 6)
    head.writeUInt32LE(png.length, entry + 8)
    head.writeUInt32LE(offset, entry + 12)
    offset += png.length
  })
  return Buffer.concat([head, ...drawings.map(({ png }) => png)])
}

/** macOS icon file: blocks of four letters, length and drawing. */
function icns(drawings: Drawing[]): Buffer {
  const block = (name: string, data: Buffer) => {
    const head = Buffer.alloc(8)
    head.write(name, 'ascii')
    head.writeUInt32BE(8 + data.length, 4)
    return Buffer.concat([head, data])
  }
  const blocks = drawings.flatMap(({ size, png }) => {
    const name = ICNS_TYPES.get(size)
    return name === undefined ? [] : [block(name, png)]
  })
  return block('icns', Buffer.concat(blocks))
}

const svg = readFileSync(join(folder, 'icon.svg'), 'utf8')
const browser = await chromium.launch({
  ...(process.env['POS_CHROMIUM'] === undefined
    ? {}
    : { executablePath: process.env['POS_CHROMIUM'] }),
  // Chromium refuses its sandbox to root.
  chromiumSandbox: process.getuid?.() !== 0,
})
try {
  const drawings: Drawing[] = []
  const sizes = [...new Set([...ICO_SIZES, ...ICNS_TYPES.keys()])].sort((a, b) => a - b)
  for (const size of sizes) {
    const page = await browser.newPage({ viewport: { width: size, height: size } })
    await page.setContent(`<style>*{margin:0}svg{display:block;width:100vw}</style>${svg}`)
    drawings.push({ size, png: await page.screenshot({ omitBackground: true }) })
    await page.close()
  }
  const largest = drawings.at(-1)
  if (largest === undefined) throw new Error('nothing was drawn')
  writeFileSync(join(folder, 'icon.png'), largest.png)
  writeFileSync(
    join(folder, 'icon.ico'),
    ico(drawings.filter(({ size }) => ICO_SIZES.includes(size))),
  )
  writeFileSync(join(folder, 'icon.icns'), icns(drawings))
} finally {
  await browser.close()
}
