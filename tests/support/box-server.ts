import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

import { createTossBox, type BoxOptions, type TossBox } from '../../src/main/training/box.ts'
import { NoAnswer } from '../../src/main/training/faults.ts'

export interface BoxServer {
  readonly box: TossBox
  /** `http://127.0.0.1:<port>` */
  readonly url: string
  /** Every request line that arrived, with its Authorization header: for tests of what may and may not be sent. */
  readonly seen: readonly { method: string; path: string; authorization: string | undefined }[]
  close(): Promise<void>
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}

async function answer(
  box: TossBox,
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
  const answered = await box.handle(
    new Request(new URL(request.url ?? '/', url), {
      method,
      headers,
      ...(hasBody ? { body: text } : {}),
    }),
  )
  response.writeHead(answered.status, Object.fromEntries(answered.headers))
  response.end(Buffer.from(await answered.arrayBuffer()))
}

/** The box on a real port of this machine. Where the box gives no answer, the connection is cut. */
export async function startBoxServer(options: BoxOptions): Promise<BoxServer> {
  const box = createTossBox(options)
  const seen: { method: string; path: string; authorization: string | undefined }[] = []
  let url = ''
  const server = createServer((request, response) => {
    seen.push({
      method: request.method ?? '',
      path: request.url ?? '',
      authorization: request.headers.authorization,
    })
    answer(box, url, request, response).catch((error: unknown) => {
      request.socket.destroy()
      if (!(error instanceof NoAnswer)) throw error
    })
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    box,
    url,
    seen,
    close: () =>
      new Promise((done) => {
        server.closeAllConnections()
        server.close(() => done())
      }),
  }
}
