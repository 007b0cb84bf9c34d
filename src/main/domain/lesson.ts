import type { LessonId, LessonMistake, LessonStep } from '#shared/vocabulary.ts'
import type { Order } from './order.ts'
import type { PrintJob } from './print-job.ts'

/** What is arranged before a lesson, so that its situation comes by itself. */
export interface Stage {
  /** What the built-in Toss does other than usual: see the training's classroom. */
  readonly toss: 'usual' | 'declines' | 'loses_answer' | 'deposits'
  /** Whether a practice printer without paper stands in for the shop's own. */
  readonly printer: 'own' | 'out_of_paper'
}
export const USUAL: Stage = { toss: 'usual', printer: 'own' }

/** What really happened since a lesson began. No press and no screen is in it: only what they led to. */
export interface LessonFacts {
  readonly now: Date
  /** Begun since, oldest first. */
  readonly orders: readonly Order[]
  /** What the built-in Toss holds of an attempt, in won, by its orderId; left out where it holds nothing. */
  readonly atToss: ReadonlyMap<string, number>
  /** Pieces in the open cart, and how many carts are on hold. */
  readonly cart: { readonly count: number; readonly held: number }
  /** orderId of the attempt that the counter shows; null where it is free. */
  readonly counter: string | null
  /** orderIds of orders of which there is something unread. */
  readonly unread: readonly string[]
  /** Slips of these orders, oldest first. */
  readonly slips: readonly PrintJob[]
  readonly hasPaper: boolean
}

export interface Lesson {
  readonly id: LessonId
  readonly stage: Stage
  /** In this order. All of them done, without a mistake, is right. */
  readonly steps: readonly {
    readonly id: LessonStep
    isDone(facts: LessonFacts): boolean
  }[]
  /** null where nothing went wrong. */
  mistake(facts: LessonFacts): LessonMistake | null
}

export interface Verdict {
  readonly outcome: 'open' | 'right' | 'wrong'
  readonly mistake: LessonMistake | null
  /** How many steps are done, from the first. */
  readonly done: number
}

/** A mistake comes first: what follows doesn't undo it. */
export function judge(lesson: Lesson, facts: LessonFacts): Verdict {
  const open = lesson.steps.findIndex((step) => !step.isDone(facts))
  const done = open === -1 ? lesson.steps.length : open
  const mistake = lesson.mistake(facts)
  if (mistake !== null) return { outcome: 'wrong', mistake, done }
  return { outcome: open === -1 ? 'right' : 'open', mistake: null, done }
}
