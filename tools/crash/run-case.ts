import { mkdirSync, rmSync } from 'node:fs'
import { balanceOf } from '../../src/main/training/payment-record.ts'
import { seededBytes } from '../../src/main/training/seeded-random.ts'
import type { Call } from './answer-faults.ts'
import type { Case, Course } from './cases.ts'
import { checkMoney } from './check-money.ts'
import { type Counter, createCounter } from './counter.ts'
import type { Facts, SaleIntent, Violation } from './facts.ts'
import { type Play, SCENARIOS } from './scenarios.ts'
import { readTillFacts } from './till-file.ts'
import { Died } from './till-process.ts'
import { createWorld, Stuck, type Surroundings, type World } from './world.ts'

/** Longer than any run takes, in real ms: whatever still waits then, waits for ever. */
const LONGEST_RUN = 60_000
/** More lives than a case has kills. */
const MOST_LIVES = 20

export interface Outcome {
  readonly violations: readonly Violation[]
  readonly kills: number
  readonly faults: number
  /** What the run went through, with its steps. */
  readonly course: Course
  readonly traced: readonly string[]
  /** The steps after which it was killed, however that came. */
  readonly killedAt: readonly number[]
}

/** Plays a case from an empty till to the last settled payment, and checks what came of it. */
export async function runCase(the: Case, around: Surroundings, folder: string): Promise<Outcome> {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const world = createWorld(the, around, folder)
  const bytes = seededBytes(`intents ${the.seed}`)
  const scenario = SCENARIOS[the.scenario]
  if (scenario === undefined) throw new Error(`there is no scenario '${the.scenario}'`)
  const counter = createCounter(world, () => uuidFrom(bytes(16)))
  const play = scenario(counter, world)
  const problems: Violation[] = []
  let hangs = false
  const alarm = setTimeout(() => {
    hangs = true
    world.giveUp()
  }, LONGEST_RUN)
  try {
    await playOut(play, counter, world, () => hangs)
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error)
    problems.push({ kind: 'unsettled', what: error instanceof Stuck ? what : `broke: ${what}` })
    world.trace(error instanceof Error ? (error.stack ?? what) : what)
  } finally {
    clearTimeout(alarm)
    await world.end()
  }
  return {
    violations: [...checkMoney(await factsOf(play, world)), ...problems],
    ...world.counts,
    killedAt: world.killedAt,
    course: {
      scenario: the.scenario,
      steps: world.stepNames,
      requests: world.toss.calls.map(({ kind }): Call => kind),
    },
    traced: world.traced,
  }
}

async function playOut(
  { acts }: Play,
  counter: Counter,
  world: World,
  hangs: () => boolean,
): Promise<void> {
  let done = 0
  for (let life = 0; life < MOST_LIVES; life += 1) {
    try {
      await world.open()
      for (; done < acts.length; done += 1) await acts[done]?.()
      await world.settle()
      if (world.isClockRight) await counter.compareDay()
      await world.close()
      return
    } catch (error) {
      if (hangs()) throw new Stuck('it hangs')
      if (!(error instanceof Died)) throw error
      await world.bury()
    }
  }
  throw new Error('it dies again and again')
}

async function factsOf({ sales }: Play, { toss, file }: World): Promise<Facts> {
  return {
    sales: sales.map(({ sale, wants }): SaleIntent => ({
      name: sale.name,
      amount: sale.amount,
      cash: sale.parts.filter(({ by }) => by === 'cash'),
      receipts: sale.receipts,
      orderIds: sale.orderIds,
      wants: sale.isMissed ? 'unsold' : wants,
      refunds: sale.refunds,
      consoleRefund: sale.consoleRefund,
    })),
    calls: toss.calls,
    movements: toss.movements,
    payments: toss.box.ledger.payments().map((payment) => ({
      orderId: payment.orderId,
      paymentKey: payment.paymentKey,
      status: payment.status,
      taken: payment.approvedAt === null ? 0 : payment.totalAmount,
      balance: balanceOf(payment),
      cancels: payment.cancels,
    })),
    receipts: toss.box.receipts.all().map(({ orderId, transactionType, amount }) => ({
      orderId,
      type: transactionType,
      amount,
    })),
    till: await readTillFacts(file),
  }
}

/** A UUID of version 4 from 16 bytes. */
function uuidFrom(bytes: Uint8Array): string {
  const hex = Buffer.from(bytes).toString('hex').split('')
  hex[12] = '4'
  hex[16] = '8'
  return hex.join('').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
