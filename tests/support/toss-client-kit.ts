import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createTossClient, type TossClientParts } from '../../src/main/adapters/toss/toss-client.ts'
import { systemTimers } from '../../src/main/adapters/system/system-clock.ts'
import type { TossJournal } from '../../src/main/application/ports.ts'

/** A secret key that must be found nowhere. */
export const CANARY = {
  clientKey: 'test_gck_canary0000000000000000000000',
  secretKey: 'test_gsk_CANARYdoNotLeakMe0000000000',
}
export const CANARY_FORMS = [
  CANARY.secretKey,
  Buffer.from(`${CANARY.secretKey}:`).toString('base64'),
]

export type JournalRow = Parameters<TossJournal['begin']>[0] & {
  answer: Parameters<TossJournal['answer']>[1] | null
}

/** Rows as they were written, in order; `events` tells begin and answer apart from the call between. */
export function recordingJournal(events: string[] = []) {
  const rows: JournalRow[] = []
  const journal: TossJournal = {
    begin: async (call) => {
      events.push('begin')
      return rows.push({ ...call, answer: null }) - 1
    },
    answer: async (callId, answer) => {
      events.push('answer')
      rows[callId]!.answer = answer
    },
  }
  return { rows, journal }
}

export function clientOf(parts: Partial<TossClientParts> & { baseUrl: string }) {
  const { rows, journal } = recordingJournal()
  const logged: unknown[] = []
  const client = createTossClient({
    fetch: (request) => fetch(request),
    keys: {
      current: async () => ({ clientKey: CANARY.clientKey }),
      secretFor: async (clientKey) => (clientKey === CANARY.clientKey ? CANARY.secretKey : null),
    },
    journal,
    clock: { now: () => new Date('2026-11-23T01:00:00.000Z') },
    timers: systemTimers,
    log: { error: (...entry) => logged.push(entry) },
    lookupGaps: [1, 2],
    ...parts,
  })
  return { ...client, rows, logged }
}

export interface Heard {
  readonly method: string
  readonly path: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

/** A server that answers as a test says, on a real port. */
export async function startServer(
  answer: (heard: Heard, response: ServerResponse, request: IncomingMessage) => void,
) {
  const heard: Heard[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const one = {
        method: request.method ?? '',
        path: request.url ?? '',
        headers: request.headers,
        body: Buffer.concat(chunks).toString('utf8'),
      }
      heard.push(one)
      answer(one, response, request)
    })
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return {
    heard,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise<void>((done) => {
        server.closeAllConnections()
        server.close(() => done())
      }),
  }
}
