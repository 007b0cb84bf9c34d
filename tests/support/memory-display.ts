import type { CustomerDisplay } from '../../src/main/application/ports.ts'
import type { CustomerDisplayChoice, LessonId } from '#shared/vocabulary.ts'

/** Settings of a till that remembers where the customer's screen is wanted, and the lessons done. */
export function displaySettings() {
  let choice: CustomerDisplayChoice = 'off'
  let lessons: readonly LessonId[] = []
  return {
    lessonsDone: async () => lessons,
    saveLessonsDone: async (next: readonly LessonId[]) => {
      lessons = next
    },
    customerDisplay: async () => choice,
    saveCustomerDisplay: async (next: CustomerDisplayChoice) => {
      choice = next
    },
  }
}

/** A till with one display, on which nobody opens a second window. */
export const noDisplay = (): CustomerDisplay => {
  let choice: CustomerDisplayChoice = 'off'
  const view = () => ({ choice, place: choice === 'display' ? 'waiting' : 'closed' }) as const
  return {
    view,
    choose(next) {
      choice = next
      return view()
    },
  }
}
