import type { Stage } from '../domain/lesson.ts'

/** The hand that arranges a lesson: over the built-in Toss and a practice printer, never over real ones. */
export interface Classroom {
  /** Takes back whatever was arranged before, then arranges this. */
  setStage(stage: Stage): void
  /** Whether there is paper in the practice printer. */
  hasPaper(): boolean
  refill(): void
  /** What Toss holds of this attempt, in won: taken and not given back. */
  heldOf(orderId: string): number
}
