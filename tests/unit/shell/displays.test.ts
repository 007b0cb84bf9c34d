import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Screen } from 'electron'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { secondDisplay } from '../../../src/main/shell/windows/second-display.ts'

const TILLS = { id: 1, bounds: { x: 0, y: 0, width: 1366, height: 768 } }
const CUSTOMERS = { id: 2, bounds: { x: 1366, y: 0, width: 1280, height: 800 } }

describe('the customer’s display', () => {
  it('is the first that isn’t the till’s, and none where there is no other', () => {
    expect(secondDisplay([TILLS, CUSTOMERS], TILLS)).toBe(CUSTOMERS)
    expect(secondDisplay([TILLS, CUSTOMERS], CUSTOMERS)).toBe(TILLS)
    expect(secondDisplay([TILLS], TILLS)).toBeNull()
  })
})

describe('displays of the Chromium host', () => {
  let folder: string
  let file: string
  let screen: Screen
  const plugged = (...all: object[]) => writeFileSync(file, JSON.stringify(all))
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'gyesan-displays-'))
    file = join(folder, 'displays.json')
    plugged(TILLS, CUSTOMERS)
    process.env['POS_HOST_DISPLAYS'] = file
    const host = await import('../../../tools/chromium-host/screen.ts')
    screen = host.screen as unknown as Screen
  })
  afterAll(() => {
    delete process.env['POS_HOST_DISPLAYS']
    rmSync(folder, { recursive: true })
  })

  it('are those that are named, and one is found by what lies on it', () => {
    expect(screen.getAllDisplays().map(({ id }) => id)).toEqual([1, 2])
    expect(screen.getPrimaryDisplay().id).toBe(1)
    const mostlyRight = { x: 1300, y: 0, width: 800, height: 600 }
    expect(screen.getDisplayMatching(mostlyRight).id).toBe(2)
    expect(screen.getDisplayNearestPoint({ x: 9000, y: 5 }).id).toBe(2)
    expect(screen.getDisplayNearestPoint({ x: 10, y: 900 }).id).toBe(1)
  })

  it('come and go while the app runs', async () => {
    const seen: string[] = []
    screen.on('display-removed', (_event, { id }) => seen.push(`-${id}`))
    screen.on('display-added', (_event, { id }) => seen.push(`+${id}`))
    screen.on('display-metrics-changed', (_event, { id }) => seen.push(`~${id}`))
    plugged(TILLS)
    await expect.poll(() => seen, { timeout: 5000 }).toEqual(['-2'])
    plugged({ ...TILLS, bounds: { ...TILLS.bounds, width: 1920 } }, CUSTOMERS)
    await expect.poll(() => seen, { timeout: 5000 }).toEqual(['-2', '~1', '+2'])
  })

  it('name what they lack', () => {
    expect(() => screen.getCursorScreenPoint()).toThrow('screen.getCursorScreenPoint')
    expect(() => screen.getPrimaryDisplay().touchSupport).toThrow('Display.touchSupport')
  })
})
