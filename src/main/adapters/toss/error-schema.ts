import { z } from 'zod'

const Said = z.object({ code: z.string().min(1), message: z.string().catch('') })

// Endpoints of v2 wrap it. Source: toss-api 5.1.
const TossErrorSchema = z.union([Said, z.object({ error: Said }).transform(({ error }) => error)])

/** What Toss said instead of doing it, or null where the answer is something else. */
export function parseTossError(
  answer: unknown,
): { readonly code: string; readonly message: string } | null {
  return TossErrorSchema.safeParse(answer).data ?? null
}
