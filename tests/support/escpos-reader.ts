/** Reads ESC/POS as a printer does, apart from the code that writes it. */
import receiptline from 'receiptline'

export interface PrintedRow {
  /** What stands on the row, cell by cell; the second cell of a wide letter is empty. */
  readonly cells: readonly string[]
  readonly text: string
}

export interface Printed {
  readonly rows: readonly PrintedRow[]
  readonly barcodes: readonly string[]
  readonly cuts: number
  /** Names of the commands in order, without the letters between them. */
  readonly commands: readonly string[]
  /** Every byte in letters, a command or a row to a line, so that a change can be read. */
  readonly told: string
}

/** Length of each command's parameters, by its name. */
const PARAMETERS: Readonly<Record<string, number>> = {
  'ESC @': 0,
  'ESC 2': 0,
  'ESC 3': 1,
  'ESC M': 1,
  'ESC a': 1,
  'ESC t': 1,
  'ESC R': 1,
  'ESC E': 1,
  'ESC -': 1,
  'ESC {': 1,
  'ESC  ': 1,
  'ESC $': 2,
  'ESC \\': 2,
  'FS &': 0,
  'FS .': 0,
  'FS C': 1,
  'FS -': 1,
  'FS S': 2,
  'GS a': 1,
  'GS B': 1,
  'GS !': 1,
  'GS L': 2,
  'GS W': 2,
  'GS w': 1,
  'GS h': 1,
  'GS H': 1,
  'GS V': 2,
  'GS r': 1,
}
const PREFIXES: Readonly<Record<number, string>> = { 0x1b: 'ESC', 0x1c: 'FS', 0x1d: 'GS' }
const DOTS_PER_CELL = 12

const korean = new TextDecoder('euc-kr')
/** What cp949 has beyond KS X 1001, which ICU's decoder doesn't know: rare syllables, the euro sign. */
const beyond = new Map<string, string>()
for (const [from, to] of [
  [0x20ac, 0x20ac],
  [0xae, 0xae],
  [0xac00, 0xd7a3],
] as const) {
  for (let code = from; code <= to; code += 1) {
    const letter = String.fromCodePoint(code)
    beyond.set(receiptline.commands.escpos.text(letter, 'ksc5601').slice(-2), letter)
  }
}

function letterOf(bytes: Uint8Array): string {
  const pair = String.fromCharCode(...bytes)
  const letter = korean.decode(bytes)
  if (bytes.length === 2 && letter.length === 1 && letter !== '\uFFFD') return letter
  const rare = beyond.get(pair)
  if (rare === undefined) throw new Error(`no letter: ${Buffer.from(bytes).toString('hex')}`)
  return rare
}

/** @throws Error for a command that no slip of ours needs, for letters on top of others, and for half a letter. */
export function readEscpos(bytes: Uint8Array): Printed {
  const rows: PrintedRow[] = []
  const barcodes: string[] = []
  const commands: string[] = []
  let cuts = 0
  let told = ''
  let cells: string[] = []
  let dot = 0
  let scale = 1
  let width = Number.POSITIVE_INFINITY

  const put = (letter: string, size: number) => {
    const at = Math.floor(dot / DOTS_PER_CELL)
    if (dot + size * scale * DOTS_PER_CELL > width) throw new Error(`${letter} runs over the edge`)
    for (let cell = at; cell < at + size * scale; cell += 1) {
      if ((cells[cell] ?? ' ') !== ' ') throw new Error(`${letter} is printed over ${cells[cell]}`)
      cells[cell] = cell === at ? letter : ''
    }
    dot += size * scale * DOTS_PER_CELL
  }
  const byte = (at: number): number => {
    const value = bytes[at]
    if (value === undefined) throw new Error('a command without its end')
    return value
  }

  for (let at = 0; at < bytes.length;) {
    const first = byte(at)
    const prefix = PREFIXES[first]
    if (prefix !== undefined) {
      const name = `${prefix} ${String.fromCharCode(byte(at + 1))}`
      commands.push(name)
      if (name === 'FS (') {
        told += tell(name, bytes.subarray(at + 3, at + 5 + byte(at + 3) + 256 * byte(at + 4)))
        at += 5 + byte(at + 3) + 256 * byte(at + 4)
        continue
      }
      if (name === 'GS k') {
        const length = byte(at + 3)
        told += tell(name, bytes.subarray(at + 2, at + 4 + length))
        barcodes.push(readCode128([...bytes.subarray(at + 4, at + 4 + length)]))
        at += 4 + length
        continue
      }
      const length = PARAMETERS[name]
      if (length === undefined) throw new Error(`no slip needs ${name}`)
      told += tell(name, bytes.subarray(at + 2, at + 2 + length))
      const low = length > 0 ? byte(at + 2) : 0
      const both = length > 1 ? low + 256 * byte(at + 3) : low
      if (name === 'ESC $') dot = both
      if (name === 'ESC \\') dot += both
      if (name === 'GS W') width = both
      if (name === 'GS !') scale = 1 + (low >> 4)
      if (name === 'GS V') cuts += 1
      at += 2 + length
    } else if (first === 0x0a) {
      const whole = Array.from(cells, (cell) => cell ?? ' ')
      rows.push({ cells: whole, text: whole.join('').trimEnd() })
      told += '\\n\n'
      cells = []
      dot = 0
      at += 1
    } else if (first >= 0x81) {
      const letter = letterOf(bytes.subarray(at, at + 2))
      put(letter, 2)
      told += letter
      at += 2
    } else {
      if (first < 0x20 || first > 0x7e) throw new Error(`a stray byte ${first}`)
      put(String.fromCharCode(first), 1)
      told += String.fromCharCode(first)
      at += 1
    }
  }
  return {
    rows,
    barcodes,
    cuts,
    commands,
    told: `${told.replaceAll(/\n{2,}/g, '\n').trimStart()}\n`,
  }
}

const tell = (name: string, parameters: Uint8Array): string =>
  `\n${name} ${Buffer.from(parameters).toString('hex')}\n`

/** The data of GS k 73: {B letters, {C pairs of digits. */
function readCode128(data: readonly number[]): string {
  let set = ''
  let text = ''
  for (let at = 0; at < data.length; at += 1) {
    const value = data[at] ?? 0
    if (value === 0x7b) {
      set = String.fromCharCode(data[at + 1] ?? 0)
      at += 1
    } else text += set === 'C' ? String(value).padStart(2, '0') : String.fromCharCode(value)
  }
  return text
}
