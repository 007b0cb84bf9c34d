/** The part of the contract about the lessons of the training store. */
import { z } from 'zod'
import { LESSON_IDS, LESSON_MISTAKES, LESSON_STEPS } from '../vocabulary.ts'
import { Nothing, route } from './contract-parts.ts'

const Run = z.object({
  id: z.enum(LESSON_IDS),
  steps: z.array(z.object({ id: z.enum(LESSON_STEPS), isDone: z.boolean() })),
  /** right and wrong are said once, and stay. */
  outcome: z.enum(['open', 'right', 'wrong']),
  mistake: z.enum(LESSON_MISTAKES).nullable(),
  /** The practice printer is empty, and the cashier may put paper in. */
  needsPaper: z.boolean(),
})
const Lessons = z.object({
  /** Whether there are lessons here: in the training store, over the built-in Toss. */
  isHere: z.boolean(),
  /** What was done right once. */
  done: z.array(z.enum(LESSON_IDS)),
  run: Run.nullable(),
})

export const lessonRoutes = {
  'lessons.get': route(Nothing, Lessons),
  /** Empties the counter and sets the stage. Refused while a customer is paying. */
  'lessons.start': route(z.strictObject({ id: z.enum(LESSON_IDS) }), Lessons),
  /** Puts the lesson away, whether it is over or not; everything is as usual again. */
  'lessons.stop': route(Nothing, Lessons),
  /** New paper for the practice printer. */
  'lessons.refill': route(Nothing, Lessons),
  /** Forgets what was done. */
  'lessons.startOver': route(Nothing, Lessons),
} as const

export type LessonsView = z.output<typeof Lessons>
export type LessonRunView = z.output<typeof Run>
