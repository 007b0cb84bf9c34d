import type { Language, Theme } from '#shared/vocabulary.ts'

/** All that this page knows: one order's names and amount, and the public client key. */
export interface Intent {
  readonly ref: string
  readonly orderId: string
  readonly orderName: string
  /** In won. */
  readonly amount: number
  readonly clientKey: string
  readonly language: Language
  readonly theme: Theme
  /** Address of the widget script, or null for Toss's own. */
  readonly sdkUrl: string | null
}

/** Reads the intent of this window's ref. Throws Error where main has none: the window is stale. */
export async function readIntent(ref: string): Promise<Intent> {
  const answer = await fetch(`/checkout/intent?ref=${encodeURIComponent(ref)}`)
  if (!answer.ok) throw new Error(`no intent for this window (${answer.status})`)
  return (await answer.json()) as Intent
}
