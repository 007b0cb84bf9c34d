import { connect, type Socket } from 'node:net'
import { askFor, isPrintedAnswer, isStatus, isUnasked, type StatusKind } from './printer-status.ts'

/** Nobody answers at the address, or not in time. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable'
}
/** The connection ended. */
export class CutOff extends Error {
  override readonly name = 'CutOff'
}
/** The printer is there and doesn't say anything. */
export class Silent extends Error {
  override readonly name = 'Silent'
}

/** One connection to a printer. Each question waits for the answer to the one before. */
export interface PrinterLine {
  /** @throws Silent after `ms`, CutOff */
  ask(kind: StatusKind, ms: number): Promise<number>
  /** Hands the bytes to the network, which may take as long as the printer does. @throws CutOff */
  send(bytes: Uint8Array): Promise<void>
  /** Whether all that was sent is printed; false where it isn't known to be after `ms`. @throws CutOff */
  printed(ms: number): Promise<boolean>
  end(): void
}

/** @throws Unreachable after `ms`, or where the connection is refused or aborted. */
export async function openLine(
  place: { readonly host: string; readonly port: number },
  ms: number,
  signal: AbortSignal,
): Promise<PrinterLine> {
  const socket = connect({ host: place.host, port: place.port, noDelay: true })
  await connected(socket, ms, signal)
  let isEnded = false
  let isPrinted = false
  let onStatus: ((byte: number) => void) | null = null
  /** Whoever waits for something: woken by what comes, or by the end of the connection. */
  let wake = () => {}

  /** Bytes to come of what was never asked. */
  let unasked = 0

  socket.on('data', (bytes: Buffer) => {
    for (const byte of bytes) {
      if (unasked > 0) unasked -= 1
      else if (isUnasked(byte)) unasked = 3
      else if (isStatus(byte)) onStatus?.(byte)
      else if (isPrintedAnswer(byte)) isPrinted = true
    }
    wake()
  })
  const ended = () => {
    isEnded = true
    wake()
  }
  socket.on('close', ended)
  socket.on('end', ended)
  const abort = () => void socket.destroy()
  signal.addEventListener('abort', abort)
  socket.on('close', () => signal.removeEventListener('abort', abort))

  /** False where it isn't so after `ms`. */
  async function until(isSo: () => boolean, ms: number): Promise<boolean> {
    const end = performance.now() + ms
    while (!isSo()) {
      if (isEnded) throw new CutOff('the printer ended the connection')
      const left = end - performance.now()
      if (left <= 0) return false
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, left)
        wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
    return true
  }

  return {
    async ask(kind, ms) {
      const answers: number[] = []
      onStatus = (byte) => void answers.push(byte)
      if (!isEnded) socket.write(askFor(kind))
      if (await until(() => answers.length > 0, ms)) return answers[0] ?? 0
      throw new Silent(`no answer to DLE EOT ${kind}`)
    },
    send: (bytes) =>
      new Promise((resolve, reject) => {
        const cut = () => reject(new CutOff('the printer ended the connection'))
        socket.once('close', cut)
        socket.write(bytes, (error) => {
          socket.off('close', cut)
          if (error) reject(new CutOff(error.message))
          else resolve()
        })
      }),
    printed: (ms) => until(() => isPrinted, ms),
    end: () => void socket.destroy(),
  }
}

function connected(socket: Socket, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const give = (why: string) => {
      clearTimeout(timer)
      signal.removeEventListener('abort', aborted)
      socket.destroy()
      reject(new Unreachable(why))
    }
    const aborted = () => give('the till stopped waiting')
    const timer = setTimeout(() => give('no connection in time'), ms)
    signal.addEventListener('abort', aborted)
    // Stays for the life of the socket: what went wrong is told by its 'close'.
    socket.on('error', (error) => give(error.message))
    socket.once('connect', () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', aborted)
      resolve()
    })
    if (signal.aborted) aborted()
  })
}
