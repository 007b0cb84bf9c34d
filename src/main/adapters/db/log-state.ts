import { closeSync, lstatSync, openSync, readSync } from 'node:fs'

/** Source of all of it: https://www.sqlite.org/fileformat2.html#walformat */
const HEADER = 32
const FRAME_HEADER = 24
const MAGIC = 0x377f0682
const VERSION = 3_007_000

type Sums = readonly [number, number]

function sum([one, two]: Sums, bytes: Buffer, isBig: boolean): Sums {
  let a = one
  let b = two
  for (let at = 0; at < bytes.length; at += 8) {
    const x = isBig ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at)
    const y = isBig ? bytes.readUInt32BE(at + 4) : bytes.readUInt32LE(at + 4)
    a = (a + x + b) >>> 0
    b = (b + y + a) >>> 0
  }
  return [a, b]
}

const holds = ([one, two]: Sums, bytes: Buffer, at: number) =>
  bytes.readUInt32BE(at) === one && bytes.readUInt32BE(at + 4) === two

/**
 * Whether the log beside a store's file lost writes that were answered. SQLite takes a log up to its
 * first frame that doesn't add up and drops the rest without a word: right after a power cut, where
 * the last commit never got an answer, and wrong where more than one follows the broken place.
 */
export function isLogBroken(log: string): boolean {
  const stat = lstatSync(log, { throwIfNoEntry: false })
  if (stat === undefined) return false
  if (!stat.isFile()) return true
  // Less than one frame: nothing was ever committed in it.
  if (stat.size <= HEADER + FRAME_HEADER) return false
  const file = openSync(log, 'r')
  try {
    const header = Buffer.alloc(HEADER)
    readSync(file, header, 0, HEADER, 0)
    const magic = header.readUInt32BE(0)
    const isBig = magic === MAGIC + 1
    if ((magic !== MAGIC && !isBig) || header.readUInt32BE(4) !== VERSION) return true
    const pageSize = header.readUInt32BE(8)
    let sums = sum([0, 0], header.subarray(0, 24), isBig)
    if (pageSize < 512 || pageSize > 65_536 || !holds(sums, header, 24)) return true

    const salts = header.subarray(16, 24)
    const frame = Buffer.alloc(FRAME_HEADER + pageSize)
    let isWhole = true
    let commitsAfter = 0
    for (let at = HEADER; at + frame.length <= stat.size; at += frame.length) {
      readSync(file, frame, 0, frame.length, at)
      // Frames of an older log, not yet written over, have other salts.
      const isOurs = frame.subarray(8, 16).equals(salts)
      if (isWhole && isOurs) {
        sums = sum(sums, frame.subarray(0, 8), isBig)
        sums = sum(sums, frame.subarray(FRAME_HEADER), isBig)
        if (holds(sums, frame, 16)) continue
      }
      isWhole = false
      const isCommit = frame.readUInt32BE(4) !== 0
      if (isOurs && isCommit) commitsAfter += 1
    }
    return commitsAfter > 1
  } finally {
    closeSync(file)
  }
}
