import type { WebPreferences } from 'electron'

/** What every window of ours has in common. Sandbox, isolation and no Node are never relaxed. */
export const baseWebPreferences = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  webviewTag: false,
  spellcheck: false,
  navigateOnDragDrop: false,
} as const satisfies WebPreferences
