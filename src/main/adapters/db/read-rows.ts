import type { Database, Statement } from 'better-sqlite3'

/** A row as the file has it: nothing about its values is sure. */
export type LooseRow = Readonly<Record<string, unknown>>

export interface ReadRows {
  readonly rows: readonly LooseRow[]
  /** False where something in the range couldn't be read. */
  readonly isComplete: boolean
}

/** Rows read at most, so that a hopeless file ends. */
const MOST = 50_000
/** Row ids above this don't occur. */
const HIGHEST = 2 ** 40

/**
 * All rows above a row id that can be read from a damaged table. A place that can't be read is stepped
 * over in growing steps; from behind it the way back is read as far as it goes.
 *
 * @param columns SQL, one per key of the rows
 */
export function readRows(
  client: Database,
  table: string,
  columns: readonly string[],
  after: number,
): ReadRows {
  const rows: LooseRow[] = []
  let isComplete = true
  const select = `SELECT rowid AS rowid, ${columns.join(', ')} FROM "${table}"`
  try {
    const up = client.prepare<[number], LooseRow>(`${select} WHERE rowid > ? ORDER BY rowid`)
    const back = client.prepare<[number, number], LooseRow>(
      `${select} WHERE rowid > ? AND rowid < ? ORDER BY rowid DESC`,
    )
    let last = after
    let step = 0
    let gapFrom: number | null = null
    while (last < HIGHEST && rows.length < MOST) {
      try {
        for (const row of up.iterate(last)) {
          const at = Number(row['rowid'])
          if (gapFrom !== null) {
            rows.push(...readBack(back, gapFrom, at))
            gapFrom = null
          }
          rows.push(row)
          last = at
          step = 0
          if (rows.length >= MOST) break
        }
        break
      } catch {
        isComplete = false
        gapFrom ??= last
        step = step === 0 ? 1 : step * 2
        last += step
      }
    }
    if (gapFrom !== null) rows.push(...readBack(back, gapFrom, HIGHEST))
  } catch {
    isComplete = false
  }
  return { rows, isComplete: isComplete && rows.length < MOST }
}

function readBack(
  back: Statement<[number, number], LooseRow>,
  above: number,
  below: number,
): readonly LooseRow[] {
  const rows: LooseRow[] = []
  try {
    for (const row of back.iterate(above, below)) rows.push(row)
  } catch {
    // As far as it goes.
  }
  return rows
}
