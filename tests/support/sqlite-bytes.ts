/**
 * Where a table's rows stand in an SQLite file, byte by byte: https://www.sqlite.org/fileformat2.html
 * Only what the tests need: a table with rowids, in a file without a log beside it.
 */

/** One row: every byte of the file that belongs to it, by offset. */
export interface RowBytes {
  readonly rowid: number
  readonly offsets: readonly number[]
  /** Offsets of the one-byte serial types of the record's header, by column. */
  readonly types: readonly number[]
}

export function rowsOf(file: Buffer, rootPage: number): RowBytes[] {
  const pageSize = file.readUInt16BE(16) === 1 ? 65_536 : file.readUInt16BE(16)
  const usable = pageSize - file[20]!
  const rows: RowBytes[] = []
  const visit = (page: number) => {
    const start = (page - 1) * pageSize
    const header = start + (page === 1 ? 100 : 0)
    const kind = file[header]!
    const count = file.readUInt16BE(header + 3)
    const pointers = header + (kind === 5 ? 12 : 8)
    for (let cell = 0; cell < count; cell++) {
      const at = start + file.readUInt16BE(pointers + 2 * cell)
      if (kind === 5) visit(file.readUInt32BE(at))
      else rows.push(rowAt(at))
    }
    if (kind === 5) visit(file.readUInt32BE(header + 8))
  }

  const rowAt = (at: number): RowBytes => {
    const payload = varint(at)
    const rowid = varint(payload.next)
    const local = localOf(payload.value)
    const end = rowid.next + local
    const offsets = range(at, end)
    if (local < payload.value) {
      offsets.push(...range(end, end + 4))
      let left = payload.value - local
      for (let page = file.readUInt32BE(end); left > 0;) {
        const start = (page - 1) * pageSize
        const here = Math.min(left, usable - 4)
        // The last page's own pointer is 0 and isn't followed.
        offsets.push(...range(left > here ? start : start + 4, start + 4 + here))
        left -= here
        page = file.readUInt32BE(start)
      }
    }
    const headerSize = varint(rowid.next)
    const types: number[] = []
    for (let next = headerSize.next; next < rowid.next + headerSize.value;) {
      types.push(next)
      next = varint(next).next
    }
    return { rowid: rowid.value, offsets, types }
  }

  const localOf = (payload: number) => {
    const most = usable - 35
    if (payload <= most) return payload
    const least = Math.floor(((usable - 12) * 32) / 255) - 23
    const local = least + ((payload - least) % (usable - 4))
    return local <= most ? local : least
  }

  const varint = (at: number) => {
    let value = 0
    for (let next = at; ; next++) {
      value = value * 128 + (file[next]! & 0x7f)
      if (file[next]! < 0x80) return { value, next: next + 1 }
    }
  }
  visit(rootPage)
  return rows
}

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => from + n)

/**
 * SQLite spells NULL in four ways, and keeps no value in the row for a column that is the rowid: such
 * a change of spelling changes nothing that anybody can read.
 */
export function meansTheSame(
  row: RowBytes,
  offset: number,
  before: number,
  after: number,
): boolean {
  const column = row.types.indexOf(offset)
  if (column < 0 || before !== 0) return false
  return column === 0 ? after >= 8 && after <= 13 : after === 10 || after === 11
}
