import type { CDPSession, Page } from 'playwright'

/** From one scan's Enter to the next one's, in ms. */
export const APART = 30
/** Between two keys of a scan, in ms. */
const PER_KEY = 2

/**
 * Presses keys as a scanner does: real key events, through the browser's own input, without waiting for
 * the page. Each says when it was pressed, as the system's own do, however late this process sends it.
 */
export function scannerOf(cdp: CDPSession) {
  let at = 0
  const press = (code: string, key: string, text: string, keyCode: number) => {
    at += PER_KEY
    return cdp.send('Input.dispatchKeyEvent', {
      timestamp: at / 1000,
      type: text === '' ? 'rawKeyDown' : 'keyDown',
      code,
      key,
      windowsVirtualKeyCode: keyCode,
      ...(text === '' ? {} : { text }),
    })
  }
  return (barcode: string): Promise<unknown> => {
    at = Math.max(at + APART - PER_KEY * barcode.length, Date.now())
    return Promise.all([
      ...Array.from(barcode, (digit) => press(`Digit${digit}`, digit, digit, 48 + Number(digit))),
      press('Enter', 'Enter', '\r', 13),
    ])
  }
}

export const openScanner = async (page: Page) => scannerOf(await page.context().newCDPSession(page))
