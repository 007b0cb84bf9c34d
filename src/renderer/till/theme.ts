/**
 * How the page looks: theme, contrast, the size of its letters, and how much room they leave. It is
 * told to the styles by attributes of the page's root; no style is written from here.
 */
import type { TextSize, Theme } from '#shared/vocabulary.ts'

export interface Look {
  readonly theme: Theme
  readonly textSize: TextSize
}

/** So many widths of the usual letter, in rem, a screen has from which on it is wide, or small. */
const WIDE = 75
const SMALL = 50
/** Lower than this, in rem, what stands in one column is drawn closer together. */
const SHORT = 43
/** Lower than this nothing may stay in sight while the rest scrolls. */
const LOW = 34

const wantsContrast = window.matchMedia('(prefers-contrast: more)')
let look: Look = { theme: 'system', textSize: '100' }

/**
 * Letters of twice the size leave half the room. The browser's own queries measure by letters of the
 * usual size, so the room is counted here: wide, small or tight; short, and low.
 */
function measureRoom(): void {
  const { documentElement: root } = document
  const rem = Number.parseFloat(getComputedStyle(root).fontSize)
  const width = window.innerWidth / rem
  root.dataset['room'] = width >= WIDE ? 'wide' : width >= SMALL ? 'small' : 'tight'
  const height = window.innerHeight / rem
  root.toggleAttribute('data-short', height < SHORT)
  root.toggleAttribute('data-low', height < LOW)
}

function show(): void {
  const { theme, textSize } = look
  const { dataset } = document.documentElement
  // `system` leaves the choice to prefers-color-scheme: the tokens are written with light-dark().
  dataset['theme'] = theme
  dataset['contrast'] =
    theme === 'contrast' || (theme === 'system' && wantsContrast.matches) ? 'more' : 'usual'
  dataset['text'] = textSize
  measureRoom()
}

export function applyLook({ theme, textSize }: Look): void {
  look = { theme, textSize }
  show()
}

/** Follows the size of the window and the system's wish for contrast, for as long as the page lives. */
export function followRoom(): void {
  window.addEventListener('resize', measureRoom)
  wantsContrast.addEventListener('change', show)
  measureRoom()
}
