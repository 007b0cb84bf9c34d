import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createTossBox } from '../../src/main/training/box.ts'
import type { BoxKeyPair } from '../../src/main/training/auth.ts'
import type { BoxServer } from './box-server.ts'

type Json = Readonly<Record<string, unknown>>

/** What is answered in place of a payment: another body or status, for one of the calls only. */
export interface PayloadAnswer {
  readonly body: unknown
  /** 200 unless said otherwise. */
  readonly status?: number
}

export interface PayloadToss extends BoxServer {
  /** From now on every call about this order gets this. By paymentKey too, where the payload has one. */
  know(orderId: string, answer: PayloadAnswer): void
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}

/**
 * A Toss on a real port that answers the API with payloads it was given, word for word. The widget
 * comes from the built-in Toss, so that a real payment window stands open; `box` holds only that.
 */
export async function startPayloadToss(keys: BoxKeyPair): Promise<PayloadToss> {
  const box = createTossBox({ keys: [keys] })
  const known = new Map<string, PayloadAnswer>()
  const seen: { method: string; path: string; authorization: string | undefined }[] = []
  let url = ''

  const answerFor = (path: string, text: string): PayloadAnswer => {
    const last = decodeURIComponent(path.split('/').at(-1) ?? '')
    const asked = last === 'confirm' ? String((JSON.parse(text) as Json)['orderId']) : last
    return (
      known.get(asked) ?? {
        status: 404,
        body: { code: 'NOT_FOUND_PAYMENT', message: '존재하지 않는 결제 정보 입니다.' },
      }
    )
  }

  const fromWidget = async (request: IncomingMessage, text: string, response: ServerResponse) => {
    const headers = new Headers()
    for (const [name, value] of Object.entries(request.headers)) {
      if (typeof value === 'string') headers.set(name, value)
    }
    const { method = 'GET' } = request
    const answered = await box.handle(
      new Request(new URL(request.url ?? '/', url), {
        method,
        headers,
        ...(method === 'POST' ? { body: text } : {}),
      }),
    )
    response.writeHead(answered.status, Object.fromEntries(answered.headers))
    response.end(Buffer.from(await answered.arrayBuffer()))
  }

  const server = createServer((request, response) => {
    const { method = '', url: path = '', headers } = request
    seen.push({ method, path, authorization: headers.authorization })
    void textOf(request).then((text) => {
      if (!path.startsWith('/v1/')) return fromWidget(request, text, response)
      const { status = 200, body } = answerFor(path, text)
      response.writeHead(status, { 'content-type': 'application/json' })
      response.end(JSON.stringify(body))
    })
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  return {
    box,
    url,
    seen,
    know(orderId, answer) {
      known.set(orderId, answer)
      const paymentKey = (answer.body as Json | null)?.['paymentKey']
      if (typeof paymentKey === 'string') known.set(paymentKey, answer)
    },
    close: () =>
      new Promise((done) => {
        server.closeAllConnections()
        server.close(() => done())
      }),
  }
}
