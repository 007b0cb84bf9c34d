import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What goes back over the wire. */
export interface Sent {
  readonly response: Response
  /** `cut`: the connection breaks in the middle of the body. `half`: half of it, as if that were all. */
  readonly damage: 'cut' | 'half' | null
}

export interface TossServer {
  /** `http://127.0.0.1:<port>` */
  readonly url: string
  /** Who answers from now on. null drops the connection. */
  answerWith(handle: (request: Request) => Promise<Sent | null>): void
  close(): Promise<void>
}

async function requestFrom(incoming: IncomingMessage, url: string): Promise<Request> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk as Buffer)
  const headers = new Headers()
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (typeof value === 'string') headers.set(name, value)
  }
  const method = incoming.method ?? 'GET'
  return new Request(new URL(incoming.url ?? '/', url), {
    method,
    headers,
    ...(method === 'GET' ? {} : { body: Buffer.concat(chunks).toString('utf8') }),
  })
}

async function send({ response, damage }: Sent, outgoing: ServerResponse): Promise<void> {
  const whole = Buffer.from(await response.arrayBuffer())
  const half = whole.subarray(0, Math.floor(whole.length / 2))
  const body = damage === null ? whole : half
  outgoing.writeHead(response.status, {
    ...Object.fromEntries(response.headers),
    'content-length': damage === 'cut' ? whole.length : body.length,
  })
  if (damage !== 'cut') {
    outgoing.end(body)
    return
  }
  outgoing.write(body, () => outgoing.destroy())
}

/** An HTTP server on a real port of this machine, for one run after another. */
export async function startTossServer(): Promise<TossServer> {
  let handle: (request: Request) => Promise<Sent | null> = async () => null
  let url = ''
  const server = createServer((incoming, outgoing) => {
    const answer = async () => {
      const sent = await handle(await requestFrom(incoming, url))
      if (sent === null) incoming.socket.destroy()
      else await send(sent, outgoing)
    }
    // A till that was killed in the middle of its request: nobody is there to be answered.
    answer().catch(() => incoming.socket.destroy())
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url,
    answerWith(next) {
      handle = next
    },
    close: () =>
      new Promise((done) => {
        server.closeAllConnections()
        server.close(() => done())
      }),
  }
}
