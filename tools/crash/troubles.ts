/** What goes wrong around a till: its disk, its clock, its file, another till on the same file. */
import {
  copyFileSync,
  existsSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import SqliteDatabase, { type Database } from 'better-sqlite3'
import { seededBytes } from '../../src/main/training/seeded-random.ts'
import type { Case, Trouble } from './cases.ts'
import type { Deed } from './messages.ts'
import { type TillProcess, TillThrew } from './till-process.ts'

const PAGE = 4096

export interface Troubles {
  /** What the till has to do at its steps for them. */
  readonly deeds: readonly { readonly at: number; readonly deed: Deed }[]
  /** The till is held at this step. */
  makeAt(step: number, till: TillProcess): Promise<void>
  /** Nothing moves: a lock that nobody tried to get past is let go. */
  allIsStill(): void
  /** The till is dead: its file is damaged now, where that was to come. */
  atGrave(): void
  /** True where the error is the right answer to what was done; the file is good and free again then. */
  repair(error: unknown): boolean
  end(): void
}

interface Means {
  readonly file: string
  readonly trace: (line: string) => void
  readonly jump: (by: number) => void
  readonly wait: (ms: number) => void
  readonly secondTill: (stays: boolean) => Promise<void>
}

export function createTroubles(planned: Case['trouble'], means: Means): Troubles {
  const { file, trace } = means
  let lock: Database | null = null
  let isLockedUntil = 0
  let damage: Extract<Trouble, { is: 'truncated' | 'garbage' }> | null = null
  /** What the damaged file was and became. */
  let damaged: { readonly bytes: Buffer } | null = null
  const waiting = [...planned].filter(({ trouble }) => trouble.is !== 'full')

  const unlock = () => {
    lock?.close()
    lock = null
  }
  const parts = ['', '-wal', '-shm'].map((end) => file + end)

  const deeds = planned.flatMap(({ at, trouble }): { at: number; deed: Deed }[] => {
    if (trouble.is === 'full') {
      return [
        { at, deed: 'full' },
        { at: at + trouble.steps, deed: 'room' },
      ]
    }
    const held = { at, deed: 'hold' as const }
    return trouble.is === 'locked' ? [held, { at: at + trouble.steps, deed: 'hold' }] : [held]
  })

  async function make(trouble: Trouble, step: number, till: TillProcess): Promise<void> {
    trace(`  trouble: ${JSON.stringify(trouble)}`)
    switch (trouble.is) {
      case 'full':
        return
      case 'locked':
        lock = new SqliteDatabase(file)
        lock.exec('BEGIN IMMEDIATE')
        isLockedUntil = step + trouble.steps
        return
      case 'clock':
        means.jump(trouble.by)
        return
      case 'off':
        till.kill()
        means.wait(trouble.ms)
        return
      case 'second till':
        await means.secondTill(trouble.stays)
        return
      case 'truncated':
      case 'garbage':
        damage = trouble
        till.kill()
    }
  }

  return {
    deeds,
    async makeAt(step, till) {
      if (lock !== null && step >= isLockedUntil) unlock()
      while (waiting[0] !== undefined && waiting[0].at <= step) {
        const next = waiting.shift()
        if (next !== undefined) await make(next.trouble, step, till)
      }
    },
    allIsStill: unlock,
    atGrave() {
      unlock()
      if (damage === null) return
      for (const part of parts) if (existsSync(part)) copyFileSync(part, `${part}.good`)
      damageFile(file, damage)
      damage = null
      damaged = { bytes: readFileSync(file) }
    },
    repair(error) {
      if (lock !== null && error instanceof TillThrew && error.code === 'DATABASE_BUSY') {
        // It says that somebody else holds the file, and whoever started it starts it again.
        trace(`  refused: ${error.code} ${error.message}`)
        unlock()
        return true
      }
      if (damaged === null) return false
      const { bytes } = damaged
      damaged = null
      if (!(error instanceof TillThrew) || !error.code.startsWith('DATABASE_')) return false
      trace(`  refused: ${error.code} ${error.message}`)
      if (!readFileSync(file).equals(bytes)) {
        throw new Error('the till changed a damaged file that it refused', { cause: error })
      }
      for (const part of parts) {
        rmSync(part, { force: true })
        if (existsSync(`${part}.good`)) copyFileSync(`${part}.good`, part)
      }
      return true
    },
    end: unlock,
  }
}

function damageFile(file: string, damage: Extract<Trouble, { is: 'truncated' | 'garbage' }>): void {
  const bytes = readFileSync(file)
  if (damage.is === 'truncated') {
    truncateSync(file, Math.floor((bytes.length * damage.keep) / 1000))
    return
  }
  const pages = Math.floor(bytes.length / PAGE)
  const page = Math.min(pages - 1, Math.floor((pages * damage.from) / 1000))
  bytes.set(seededBytes(`garbage ${damage.from}`)(PAGE), page * PAGE)
  writeFileSync(file, bytes)
}
