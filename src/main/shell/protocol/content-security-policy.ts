/** The till page: our own files only, nothing inline, no network. */
export const TILL_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-src 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
  "require-trusted-types-for 'script'",
].join('; ')

/** The page that draws slips: our own script, style and letters. */
export const SLIP_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** Hosts the widget loads code and styles from, as Toss's documentation lists them. */
const TOSS_HOSTS = 'https://*.tosspayments.com https://*.toss.im'

/**
 * The payment page. Code comes from us and Toss only; frames, pictures and calls may go to any
 * https host, because card companies and easy-pay providers bring their own and a narrower list
 * breaks methods one by one. `sdkOrigin` is a stand-in for Toss's script, where one is set.
 */
export function paymentPolicy(sdkOrigin: string | null): string {
  const also = sdkOrigin === null ? '' : ` ${sdkOrigin}`
  return [
    "default-src 'none'",
    `script-src 'self' ${TOSS_HOSTS}${also}`,
    `style-src 'self' 'unsafe-inline' ${TOSS_HOSTS}${also}`,
    `img-src 'self' data: blob: https:${also}`,
    `font-src 'self' data: https:${also}`,
    `connect-src 'self' https:${also}`,
    `frame-src https:${also}`,
    "base-uri 'none'",
    `form-action 'self' https:${also}`,
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join('; ')
}
