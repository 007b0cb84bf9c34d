import type { LessonsView } from '#shared/ipc/lesson-contract.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import type { LessonId } from '#shared/vocabulary.ts'
import { businessDayOf } from '../domain/business-day.ts'
import { judge, type LessonFacts, USUAL, type Verdict } from '../domain/lesson.ts'
import { LESSONS } from '../domain/lessons.ts'
import type { Order } from '../domain/order.ts'
import type { ApplicationPorts } from './application-ports.ts'
import type { Checkout } from './checkout.ts'
import type { News } from './news.ts'
import type { Printing } from './printing.ts'

type Answer = Promise<Result<LessonsView>>

export interface Lessons {
  view(): Answer
  start(input: { readonly id: LessonId }): Answer
  stop(): Answer
  refill(): Answer
  startOver(): Answer
  /** Something happened that a lesson may be about. Returns at once. */
  noticed(): void
  /** The store closes: no more is looked at. Waits for what is being read. */
  close(): Promise<void>
}

/** Orders of one lesson that are looked at, newest first: more than anybody sells in one. */
const MOST = 30

interface Run {
  readonly id: LessonId
  readonly begunAt: Date
  verdict: Verdict
}

/**
 * Lessons in the training store. They arrange a situation and then only look: at orders, at the built-in
 * Toss's own book, at the printer's queue. The cashier works the real till, and what it did is judged.
 */
export function createLessons(
  ports: Pick<
    ApplicationPorts,
    'classroom' | 'orders' | 'carts' | 'printJobs' | 'settings' | 'events' | 'clock' | 'log'
  > & {
    readonly checkout: Checkout
    readonly news: News
    readonly printing: Pick<Printing, 'printerChanged'>
    readonly clearCart: () => Promise<Result<unknown>>
  },
): Lessons {
  const { classroom, clock, settings } = ports
  let run: Run | null = null
  let looking: Promise<void> | null = null
  let isAskedAgain = false

  async function view(): Promise<LessonsView> {
    return {
      isHere: classroom !== null,
      done: [...(await settings.lessonsDone())],
      run: run === null ? null : runView(run, classroom?.hasPaper() ?? true),
    }
  }
  async function tell(): Answer {
    const now = await view()
    ports.events.publish('lessons.changed', now)
    return ok(now)
  }

  async function ordersSince(begunAt: Date): Promise<readonly Order[]> {
    const { closingHour } = await settings.preferences()
    const fromDay = businessDayOf(begunAt, closingHour)
    const { rows } = await ports.orders.search({ fromDay }, null, MOST)
    const since = rows.filter(({ createdAt }) => createdAt >= begunAt).reverse()
    const found = await Promise.all(since.map(({ number }) => ports.orders.findByNumber(number)))
    return found.filter((order) => order !== null)
  }

  async function factsOf({ begunAt }: Run): Promise<LessonFacts> {
    const orders = await ordersSince(begunAt)
    const [cart, aside, slips] = await Promise.all([
      ports.carts.load(),
      ports.carts.aside(),
      Promise.all(orders.map(({ number }) => ports.printJobs.ofOrder(number))),
    ])
    const held = orders
      .flatMap(({ attempts }) => attempts)
      .map(({ orderId }) => [orderId, classroom?.heldOf(orderId) ?? 0] as const)
    return {
      now: clock.now(),
      orders,
      atToss: new Map(held.filter(([, won]) => won > 0)),
      cart: {
        count: cart.lines.reduce((pieces, { quantity }) => pieces + quantity, 0),
        held: aside.held.length,
      },
      counter: ports.checkout.orderId(),
      unread: ports.news.list().map(({ orderId }) => orderId),
      slips: slips.flat(),
      hasPaper: classroom?.hasPaper() ?? true,
    }
  }

  /** Everything is as usual again; the shop's own printer too. */
  function clearStage(): void {
    classroom?.setStage(USUAL)
    ports.printing.printerChanged()
  }

  async function look(): Promise<void> {
    const looked = run
    if (looked === null || looked.verdict.outcome !== 'open') return
    const verdict = judge(LESSONS[looked.id], await factsOf(looked))
    // Another one was begun meanwhile, or this one ended.
    if (run !== looked || JSON.stringify(verdict) === JSON.stringify(looked.verdict)) return
    looked.verdict = verdict
    if (verdict.outcome === 'right') {
      const done = await settings.lessonsDone()
      if (!done.includes(looked.id)) await settings.saveLessonsDone([...done, looked.id])
    }
    if (verdict.outcome !== 'open') clearStage()
    await tell()
  }

  function noticed(): void {
    if (run === null || run.verdict.outcome !== 'open') return
    isAskedAgain = looking !== null
    looking ??= look()
      .catch((error: unknown) => ports.log.error('lesson_not_judged', error, {}))
      .then(() => {
        looking = null
        if (isAskedAgain) noticed()
      })
  }

  return {
    view: async () => ok(await view()),
    async start({ id }) {
      if (classroom === null) return fail('LESSON_NOT_HERE', 'lessons are in the training store')
      if (ports.checkout.isBusy()) return fail('CHECKOUT_IN_PROGRESS', 'a customer is paying')
      ports.checkout.clear()
      const cleared = await ports.clearCart()
      if (!cleared.ok) return cleared
      classroom.setStage(LESSONS[id].stage)
      run = { id, begunAt: clock.now(), verdict: { outcome: 'open', mistake: null, done: 0 } }
      ports.printing.printerChanged()
      return tell()
    },
    async stop() {
      if (run !== null) clearStage()
      run = null
      return tell()
    },
    async refill() {
      classroom?.refill()
      ports.printing.printerChanged()
      noticed()
      return tell()
    },
    async startOver() {
      await settings.saveLessonsDone([])
      return tell()
    },
    noticed,
    async close() {
      run = null
      await looking
    },
  }
}

function runView({ id, verdict }: Run, hasPaper: boolean): LessonsView['run'] {
  const { steps } = LESSONS[id]
  return {
    id,
    steps: steps.map((step, index) => ({ id: step.id, isDone: index < verdict.done })),
    outcome: verdict.outcome,
    mistake: verdict.mistake,
    needsPaper: verdict.outcome === 'open' && !hasPaper,
  }
}
