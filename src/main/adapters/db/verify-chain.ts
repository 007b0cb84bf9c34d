import type { RecordFinding } from '../../domain/records.ts'
import { type Chained, GENESIS, hashRow, type JournalHead } from './journal-chain.ts'

/** One row as it stands in the file: {@link CHAINED}, `seq` first, and its hash. */
export interface ChainRow {
  readonly seq: number
  readonly values: readonly Chained[]
  readonly hash: string
}

/** A row that doesn't follow from the one before, until it is clear which of the two is wrong. */
interface Suspect extends ChainRow {
  /** The hash that stood in the row before. */
  readonly before: string
  /** What its own hash should be, if the row before is right. */
  readonly computed: string
}

/** So many are told apart exactly; a file with more is beyond saying which row is whose. */
const MOST_SUSPECTS = 200
/** Swapped rows are sought among so many: each is tried in the place of each other. */
const MOST_SWAPPED = 12

export interface ChainCheck {
  /** Rows in the order of the file. */
  add(row: ChainRow): void
  /** SQLite couldn't give these. */
  unreadable(from: number, to: number, said: string): void
  /**
   * After the last row. `head`: what `meta` says of the last row; `highest`: the highest number that
   * SQLite itself remembers to have given.
   */
  end(head: JournalHead | null, highest: number): readonly RecordFinding[]
  /** Whether this number is known to be missing or unreadable. */
  isGap(seq: number): boolean
}

/** Checks the chain row by row, and says which row is wrong rather than where it first shows. Pure. */
export function createChainCheck(): ChainCheck {
  const findings: RecordFinding[] = []
  const gaps: { from: number; to: number }[] = []
  const suspects: Suspect[] = []
  /** The last rows that followed rightly, newest last: what a row may rest on if one was put in between. */
  const recent: { seq: number; hash: string }[] = []
  let last: { seq: number; hash: string } | null = { seq: 0, hash: GENESIS }
  let lastSeq = 0
  /** A row after a gap: wrong itself, if the next one has a number before it. */
  let jumped: ChainRow | null = null

  const gap = (from: number, to: number, said?: string) => {
    gaps.push({ from, to })
    findings.push(
      said === undefined
        ? { kind: 'rows_missing', from, to }
        : { kind: 'rows_unreadable', from, to, said },
    )
  }

  const accept = ({ seq, hash }: ChainRow) => {
    last = { seq, hash }
    lastSeq = seq
    recent.push({ seq, hash })
    if (recent.length > 16) recent.shift()
  }

  /** The row after `before`, its neighbour. */
  const follow = (row: ChainRow, before: { seq: number; hash: string }) => {
    const computed = hashRow(before.hash, row.values)
    if (computed === row.hash) return accept(row)
    const previous = suspects.at(-1)
    if (previous?.seq === before.seq) {
      if (hashRow(previous.computed, row.values) === row.hash) {
        suspects.pop()
        findings.push({ kind: 'row_changed', row: previous.seq, part: 'hash' })
        return accept(row)
      }
    } else {
      const earlier = recent.findLast(({ hash }) => hashRow(hash, row.values) === row.hash)
      if (earlier !== undefined) {
        findings.push({ kind: 'rows_added', from: earlier.seq + 1, to: before.seq })
        return accept(row)
      }
    }
    suspects.push({ ...row, before: before.hash, computed })
    last = { seq: row.seq, hash: row.hash }
    lastSeq = row.seq
  }

  const commitJump = () => {
    if (jumped === null) return
    if (jumped.seq > lastSeq + 1) gap(lastSeq + 1, jumped.seq - 1)
    // Nothing to hold it against: what it follows from isn't there.
    accept(jumped)
    jumped = null
  }

  return {
    add(row) {
      if (jumped !== null && row.seq <= jumped.seq && row.seq > lastSeq) {
        findings.push({ kind: 'row_misplaced', row: jumped.seq })
        jumped = null
      } else commitJump()
      if (row.seq <= lastSeq) {
        findings.push({ kind: 'row_misplaced', row: row.seq })
      } else if (row.seq === lastSeq + 1 && last !== null) follow(row, last)
      else jumped = row
    },
    unreadable(from, to, said) {
      commitJump()
      if (from > lastSeq + 1) gap(lastSeq + 1, from - 1)
      gap(from, to, said)
      last = null
      lastSeq = to
    },
    isGap: (seq) => gaps.some(({ from, to }) => from <= seq && seq <= to),
    end(head, highest) {
      commitJump()
      const written = Math.max(head?.seq ?? 0, highest)
      if (head === null && written > 0) findings.push({ kind: 'head_missing' })
      if (written > lastSeq) {
        gaps.push({ from: lastSeq + 1, to: written })
        findings.push({ kind: 'last_rows_missing', from: lastSeq + 1, to: written })
      } else if (head !== null && head.seq < lastSeq) {
        findings.push({ kind: 'rows_added', from: head.seq + 1, to: lastSeq })
      } else if (head !== null && last !== null && head.hash !== last.hash) {
        const suspect = suspects.at(-1)
        // Whole in itself, but another one was written.
        if (suspect?.seq !== last.seq) {
          findings.push({ kind: 'row_changed', row: last.seq, part: 'content' })
        } else if (suspect.computed === head.hash) {
          suspects.pop()
          findings.push({ kind: 'row_changed', row: last.seq, part: 'hash' })
        }
      }
      findings.push(...judge(suspects))
      return findings.sort((a, b) => firstRow(a) - firstRow(b))
    },
  }
}

const firstRow = (finding: RecordFinding): number =>
  'row' in finding ? finding.row : 'from' in finding ? finding.from : Infinity

/** Which of the rows that don't follow are changed, which were swapped, and which are only behind such a one. */
function judge(suspects: readonly Suspect[]): RecordFinding[] {
  const changed = (row: number): RecordFinding => ({ kind: 'row_changed', row, part: 'content' })
  if (suspects.length > MOST_SUSPECTS) return suspects.map(({ seq }) => changed(seq))
  const numbers = new Set(suspects.map(({ seq }) => seq))
  const hashes = new Set(suspects.flatMap(({ hash, computed, before }) => [hash, computed, before]))
  const isRight = ({ seq, hash, values }: Suspect) =>
    numbers.has(seq - 1) && [...hashes].some((other) => hashRow(other, values) === hash)
  const wrong = suspects.filter((suspect) => !isRight(suspect))

  const findings: RecordFinding[] = []
  const told = new Set<number>()
  for (const suspect of wrong) {
    if (told.has(suspect.seq)) continue
    const other =
      wrong.length > MOST_SWAPPED
        ? undefined
        : wrong.find(
            ({ seq }) =>
              seq > suspect.seq &&
              !told.has(seq) &&
              belongsAt(suspect, seq, hashes) &&
              wrong.some((one) => one.seq === seq && belongsAt(one, suspect.seq, hashes)),
          )
    told.add(suspect.seq)
    if (other === undefined) {
      findings.push(changed(suspect.seq))
    } else {
      told.add(other.seq)
      findings.push({ kind: 'rows_swapped', row: suspect.seq, other: other.seq })
    }
  }
  return findings
}

/** Whether the row is whole under another number. */
function belongsAt({ values, hash }: Suspect, seq: number, hashes: ReadonlySet<string>): boolean {
  const moved = [seq, ...values.slice(1)]
  return [...hashes].some((before) => hashRow(before, moved) === hash)
}
