import type { RefundContent } from './refund-draft.ts'

/**
 * One content, one id for life: pressing again, or trying again after no answer, sends the same
 * id, so main never refunds it twice. Another content is another intention and gets its own id.
 */
export function refundIntents(newId: () => string) {
  let current: { readonly content: string; readonly id: string } | null = null
  return {
    idFor(content: RefundContent): string {
      const text = JSON.stringify(content)
      current = current?.content === text ? current : { content: text, id: newId() }
      return current.id
    },
    /** After a refusal the same content is a new intention: Toss has answered the old one for good. */
    forget(): void {
      current = null
    },
  }
}
