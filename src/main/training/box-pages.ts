import type { Behaviour } from './behaviour.ts'
import { isTossErrorCode } from './errors.ts'
import { type JsonBody, parseBody, textIn, wonIn } from './json-body.ts'
import { type Choice, FUNDINGS, isBoxMethod } from './means.ts'
import type { AuthenticateResult, Sessions, WindowResult } from './sessions.ts'
import { allowOrigin, json, preflight } from './web.ts'
import { widgetScript } from './widget-script/widget-script.ts'

interface BoxPagesParts {
  readonly sessions: Sessions
  readonly behaviour: () => Behaviour
}

const refused = (status: number, code: string, message: string) => json(status, { code, message })
const notFound = () => refused(404, 'NOT_FOUND', '존재하지 않는 정보 입니다.')
const invalid = () => refused(400, 'INVALID_PARAMETERS', '요청한 값이 올바르지 않습니다.')

const stringMap = (value: unknown): Record<string, string> | null =>
  typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).map(([key, text]) => [key, String(text)]))
    : null

function reply(result: WindowResult | AuthenticateResult): Response {
  if (!result.ok) return refused(result.status, result.code, result.message)
  const { sessionId, paymentKey, orderId, totalAmount, status } = result.payment
  const redirects = 'redirects' in result ? { redirects: result.redirects } : {}
  return json(200, { sessionId, paymentKey, orderId, amount: totalAmount, status, ...redirects })
}

function open(sessions: Sessions, body: JsonBody): Response {
  const amount = body['amount']
  if (typeof amount !== 'number') return invalid()
  return reply(
    sessions.open({
      clientKey: textIn(body, 'clientKey') ?? '',
      orderId: textIn(body, 'orderId') ?? '',
      orderName: textIn(body, 'orderName') ?? '',
      amount,
      customerKey: textIn(body, 'customerKey') ?? null,
      customerName: textIn(body, 'customerName') ?? null,
      taxFreeAmount: wonIn(body, 'taxFreeAmount') ?? 0,
      taxExemptionAmount: wonIn(body, 'taxExemptionAmount') ?? 0,
      useEscrow: body['useEscrow'] === true,
      metadata: stringMap(body['metadata']),
    }),
  )
}

function choiceIn(body: JsonBody): Choice | undefined {
  const method = body['method']
  if (!isBoxMethod(method)) return undefined
  const funding = FUNDINGS.find((known) => known === body['funding'])
  const declineAtConfirm = textIn(body, 'declineAtConfirm')
  if (declineAtConfirm !== undefined && !isTossErrorCode(declineAtConfirm)) return undefined
  const depositAfterMs = wonIn(body, 'depositAfterMs')
  const validHours = wonIn(body, 'validHours')
  return {
    method,
    card: body['card'] === 'foreign' ? 'foreign' : 'domestic',
    installmentPlanMonths: wonIn(body, 'installmentPlanMonths') ?? 0,
    ...(funding ? { funding } : {}),
    ...(declineAtConfirm === undefined ? {} : { declineAtConfirm }),
    ...(typeof depositAfterMs === 'number' ? { depositAfterMs } : {}),
    ...(typeof validHours === 'number' ? { validHours } : {}),
  }
}

function act(sessions: Sessions, sessionId: string, action: string, body: JsonBody): Response {
  if (action === 'decline') {
    return reply(sessions.decline(sessionId, textIn(body, 'code') ?? 'PAY_PROCESS_ABORTED'))
  }
  const choice = choiceIn(body)
  return choice ? reply(sessions.authenticate(sessionId, choice)) : invalid()
}

/** Goes to the shop in a frame first, then itself: the shop is asked twice, as by a reload or a second window. */
const TWICE = `<!doctype html><meta charset="utf-8"><title>…</title><script>
const to = new URLSearchParams(location.search).get('to')
const frame = Object.assign(document.createElement('iframe'), { hidden: true, src: to })
frame.onload = () => location.replace(to)
document.documentElement.append(frame)
</script>`

/**
 * The way the buyer's browser takes back to the shop: only where it leads through the box, or where a fault has it
 * taken twice. Only to http(s): it is a redirect for anyone.
 */
function redirect(query: URLSearchParams, sessions: Sessions, successVia302: boolean): Response {
  const to = query.get('to')
  const url = to !== null && URL.canParse(to) ? new URL(to) : null
  const paymentKey = url?.searchParams.get('paymentKey') ?? ''
  const isTwice = query.get('times') === '2' && sessions.redirectsOf(paymentKey) === 2
  if (!isTwice && !successVia302) return notFound()
  if (to === null || !url || !/^https?:$/.test(url.protocol)) return invalid()
  return isTwice
    ? new Response(TWICE, { headers: { 'content-type': 'text/html; charset=utf-8' } })
    : new Response(null, { status: 302, headers: { location: to } })
}

/** What the buyer's browser asks the box: the widget script, the calls it makes, and the redirect. */
export function createBoxPages({ sessions, behaviour }: BoxPagesParts) {
  const route = async (request: Request, path: string): Promise<Response> => {
    if (request.method === 'OPTIONS') return preflight()
    if (request.method === 'GET' && path === '/v2/standard') {
      const { successVia302 } = behaviour()
      return new Response(widgetScript({ successVia302 }), {
        headers: {
          'content-type': 'text/javascript; charset=utf-8',
          'cache-control': 'no-store',
          'x-content-type-options': 'nosniff',
          'cross-origin-resource-policy': 'cross-origin',
        },
      })
    }
    if (request.method === 'GET' && path === '/box/redirect') {
      return redirect(new URL(request.url).searchParams, sessions, behaviour().successVia302)
    }
    if (request.method !== 'POST') return notFound()
    const body = parseBody(await request.text())
    if (!body) return invalid()
    if (path === '/box/sessions') return open(sessions, body)
    const parts = /^\/box\/sessions\/(\w+)\/(authenticate|decline)$/.exec(path)
    return parts?.[1] && parts[2] ? act(sessions, parts[1], parts[2], body) : notFound()
  }

  return async (request: Request, path: string): Promise<Response> =>
    allowOrigin(await route(request, path), request)
}
