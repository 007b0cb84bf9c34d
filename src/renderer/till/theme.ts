import type { Theme } from '#shared/vocabulary.ts'

/** `system` leaves the choice to prefers-color-scheme: the tokens are written with light-dark(). */
export function applyTheme(theme: Theme): void {
  document.documentElement.dataset['theme'] = theme
}
