import type { InputOf, RouteName } from '#shared/ipc/contract.ts'

type Route = Extract<RouteName, `lessons.${string}` | `customerDisplay.${string}`>

/** A valid request of every route about lessons and the customer's screen. */
export const lessonExamples = (
  clearCounter: () => Promise<void>,
): { readonly [K in Route]: () => Promise<InputOf<K>> } => ({
  'customerDisplay.get': async () => ({}),
  'customerDisplay.choose': async () => ({ choice: 'window' }),
  'lessons.get': async () => ({}),
  'lessons.start': async () => {
    await clearCounter()
    return { id: 'first_sale' }
  },
  'lessons.refill': async () => ({}),
  'lessons.stop': async () => ({}),
  'lessons.startOver': async () => ({}),
})
