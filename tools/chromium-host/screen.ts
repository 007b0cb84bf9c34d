import { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import { createEvent } from './event.ts'
import { only } from './missing.ts'

type Implemented = Pick<
  Electron.Screen,
  'getPrimaryDisplay' | 'getAllDisplays' | 'getDisplayMatching' | 'getDisplayNearestPoint'
>

/** What POS_HOST_DISPLAYS may say of a display; the first one is the primary. */
interface Written {
  readonly id: number
  readonly bounds: Electron.Rectangle
}

const ALONE: readonly Written[] = [{ id: 1, bounds: { x: 0, y: 0, width: 1920, height: 1080 } }]
/** How soon a display that was plugged in or out is noticed, in ms. */
const LOOK_EVERY = 50

/** Guarded as all of Electron's objects are: a member that isn't here throws an error naming it. */
function displayOf({ id, bounds }: Written): Electron.Display {
  const size = { width: bounds.width, height: bounds.height }
  return only('Display', {
    id,
    bounds: { ...bounds },
    workArea: { ...bounds },
    size,
    workAreaSize: { ...size },
    scaleFactor: 1,
    rotation: 0,
    internal: false,
    label: `display ${id}`,
  } as unknown as Electron.Display)
}

const overlap = (one: Electron.Rectangle, other: Electron.Rectangle): number => {
  const width = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x)
  const height = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y)
  return width > 0 && height > 0 ? width * height : 0
}

const distance = ({ x, y, width, height }: Electron.Rectangle, point: Electron.Point): number =>
  Math.hypot(
    Math.max(x - point.x, 0, point.x - (x + width)),
    Math.max(y - point.y, 0, point.y - (y + height)),
  )

function createScreen(file: string | undefined): Implemented & EventEmitter {
  const events = new EventEmitter()
  const read = (): readonly Written[] =>
    file === undefined ? ALONE : (JSON.parse(readFileSync(file, 'utf8')) as Written[])
  let displays = read().map(displayOf)

  const best = (worth: (display: Electron.Display) => number): Electron.Display => {
    const [first, ...others] = displays
    if (first === undefined) throw new Error('chromium-host: POS_HOST_DISPLAYS names no display')
    return others.reduce((found, one) => (worth(one) > worth(found) ? one : found), first)
  }

  /** Tells what came, went or changed since, as the desktop would. */
  function look(): void {
    const before = displays
    try {
      displays = read().map(displayOf)
    } catch {
      // Read while it was being written, or put away: the next look sees what has become of it.
      return
    }
    for (const display of displays) {
      const old = before.find(({ id }) => id === display.id)
      if (old === undefined) events.emit('display-added', createEvent({}), display)
      else if (JSON.stringify(old.bounds) !== JSON.stringify(display.bounds)) {
        events.emit('display-metrics-changed', createEvent({}), display, ['bounds', 'workArea'])
      }
    }
    for (const display of before) {
      if (displays.some(({ id }) => id === display.id)) continue
      events.emit('display-removed', createEvent({}), display)
    }
  }
  // Not by watchFile: a change before its own first look is never told.
  if (file !== undefined) setInterval(look, LOOK_EVERY).unref()

  return only(
    'screen',
    Object.assign(events, {
      getPrimaryDisplay: () => best(() => 0),
      getAllDisplays: () => [...displays],
      getDisplayMatching: (bounds: Electron.Rectangle) =>
        best((display) => overlap(display.bounds, bounds)),
      getDisplayNearestPoint: (point: Electron.Point) =>
        best((display) => -distance(display.bounds, point)),
    }),
  )
}

/** The displays that POS_HOST_DISPLAYS names, or one of 1920 by 1080. */
export const screen = createScreen(process.env['POS_HOST_DISPLAYS'])
