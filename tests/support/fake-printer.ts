import { createServer, type AddressInfo, type Socket } from 'node:net'
import { once } from 'node:events'
import { type Printed, readEscpos } from './escpos-reader.ts'

const DLE_EOT = Buffer.from([0x10, 0x04])
const GS_R = Buffer.from([0x1d, 0x72])

/** A receipt printer on the network: answers DLE EOT at once, and GS r when all before it is on paper. */
export interface FakePrinter {
  readonly host: string
  readonly port: number
  /** What came out whole, in order. */
  readonly slips: readonly Printed[]
  /** Connections so far; how often it was asked how it is. */
  readonly connections: number
  readonly asked: number
  paper: 'ok' | 'low' | 'out'
  isCoverOpen: boolean
  /** Takes a connection and every byte, and says nothing. */
  isSilent: boolean
  /** Holds slips back until it is let go on: a printer that is slow. */
  isHeld: boolean
  /** Ends the connection after so many bytes of a slip; null: never. */
  cutAfter: number | null
  /** The roll ends after so many bytes of a slip. */
  paperOutAfter: number | null
  /** Resolves when the next slip begins to come in. */
  begun(): Promise<void>
  /** Lets what is held go on. */
  letGo(): void
  /** Pulls the plug; `switchOn` puts it in again, at the same port. */
  switchOff(): Promise<void>
  switchOn(): Promise<void>
}

export async function startFakePrinter(): Promise<FakePrinter> {
  const sockets = new Set<Socket>()
  const slips: Printed[] = []
  const held: (() => void)[] = []
  let onBegun: (() => void)[] = []
  let connections = 0
  let asked = 0
  let port = 0

  const statusOf = (kind: number): number => {
    const { paper, isCoverOpen } = printer
    if (kind === 1) return 0x12 | (paper === 'out' || isCoverOpen ? 0x08 : 0)
    if (kind === 2) return 0x12 | (isCoverOpen ? 0x04 : 0) | (paper === 'out' ? 0x20 : 0)
    return 0x12 | (paper === 'low' ? 0x0c : 0) | (paper === 'out' ? 0x6c : 0)
  }

  function receive(socket: Socket) {
    let waiting = Buffer.alloc(0)
    let hasBegun = false
    const printNow = () => {
      const end = waiting.indexOf(GS_R)
      if (end < 0 || waiting.length < end + 3 || printer.paper === 'out') return
      slips.push(readEscpos(waiting.subarray(0, end + 3)))
      waiting = waiting.subarray(end + 3)
      hasBegun = false
      socket.write(Buffer.of(printer.paper === 'low' ? 0x03 : 0x00))
    }
    return (chunk: Buffer) => {
      if (printer.isSilent) return
      let rest = chunk
      // Questions are answered wherever they stand; none of them stands in a slip.
      for (let at = rest.indexOf(DLE_EOT); at >= 0; at = rest.indexOf(DLE_EOT)) {
        asked += 1
        socket.write(Buffer.of(statusOf(rest[at + 2] ?? 0)))
        rest = Buffer.concat([rest.subarray(0, at), rest.subarray(at + 3)])
      }
      if (rest.length === 0) return
      waiting = Buffer.concat([waiting, rest])
      if (!hasBegun) {
        hasBegun = true
        for (const tell of onBegun) tell()
        onBegun = []
      }
      if (printer.cutAfter !== null && waiting.length > printer.cutAfter) {
        socket.destroy()
        return
      }
      if (printer.paperOutAfter !== null && waiting.length > printer.paperOutAfter) {
        printer.paper = 'out'
        return
      }
      if (printer.isHeld) held.push(printNow)
      else printNow()
    }
  }

  const server = createServer((socket) => {
    connections += 1
    sockets.add(socket)
    socket.on('data', receive(socket))
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => {})
  })
  const listen = async () => {
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
    port = (server.address() as AddressInfo).port
  }

  const printer: FakePrinter = {
    host: '127.0.0.1',
    get port() {
      return port
    },
    slips,
    get connections() {
      return connections
    },
    get asked() {
      return asked
    },
    paper: 'ok',
    isCoverOpen: false,
    isSilent: false,
    isHeld: false,
    cutAfter: null,
    paperOutAfter: null,
    begun: () => new Promise((resolve) => void onBegun.push(resolve)),
    letGo() {
      printer.isHeld = false
      for (const go of held.splice(0)) go()
    },
    async switchOff() {
      for (const socket of sockets) socket.destroy()
      if (!server.listening) return
      server.close()
      await once(server, 'close')
    },
    switchOn: listen,
  }
  await listen()
  return printer
}
