import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { NoAnswer } from '../../src/main/training/faults.ts'

/** A request line that arrived, with its Authorization header: for tests of what may and may not be sent. */
export interface SeenRequest {
  readonly method: string
  readonly path: string
  readonly authorization: string | undefined
}

export interface ListeningServer {
  /** `http://127.0.0.1:<port>` */
  readonly url: string
  readonly seen: readonly SeenRequest[]
  close(): Promise<void>
}

type Handle = (request: Request) => Promise<Response>

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}

async function answer(
  handle: Handle,
  url: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const method = request.method ?? 'GET'
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers)) {
    if (typeof value === 'string') headers.set(name, value)
  }
  const text = await bodyOf(request)
  const hasBody = method !== 'GET' && method !== 'HEAD'
  const answered = await handle(
    new Request(new URL(request.url ?? '/', url), {
      method,
      headers,
      ...(hasBody ? { body: text } : {}),
    }),
  )
  response.writeHead(answered.status, Object.fromEntries(answered.headers))
  // Piece by piece, as it comes: a slow answer is slow on the wire too.
  response.flushHeaders()
  for await (const piece of answered.body ?? []) {
    if (response.destroyed) break
    response.write(piece)
  }
  response.end()
}

/**
 * Serves a fetch-style handler on a port of this machine; 0 takes a free one. Where the handler gives no answer, the
 * connection is cut. Rejects where the port is taken.
 */
export async function listen(handle: Handle, port = 0): Promise<ListeningServer> {
  const seen: SeenRequest[] = []
  let url = ''
  const server = createServer((request, response) => {
    seen.push({
      method: request.method ?? '',
      path: request.url ?? '',
      authorization: request.headers.authorization,
    })
    answer(handle, url, request, response).catch((error: unknown) => {
      request.socket.destroy()
      if (!(error instanceof NoAnswer)) throw error
    })
  })
  await new Promise<void>((ready, fail) => {
    server.once('error', fail)
    server.listen(port, '127.0.0.1', ready)
  })
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url,
    seen,
    close: () =>
      new Promise((done) => {
        server.closeAllConnections()
        server.close(() => done())
      }),
  }
}
