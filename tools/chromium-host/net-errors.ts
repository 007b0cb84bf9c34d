/** Numbers of the network errors a page load may end in (Chromium's net_error_list.h). */
const NUMBERS: Readonly<Record<string, number>> = {
  ERR_FAILED: -2,
  ERR_ABORTED: -3,
  ERR_TIMED_OUT: -7,
  ERR_BLOCKED_BY_CLIENT: -20,
  ERR_BLOCKED_BY_RESPONSE: -27,
  ERR_CONNECTION_CLOSED: -100,
  ERR_CONNECTION_RESET: -101,
  ERR_CONNECTION_REFUSED: -102,
  ERR_CONNECTION_ABORTED: -103,
  ERR_CONNECTION_FAILED: -104,
  ERR_NAME_NOT_RESOLVED: -105,
  ERR_INTERNET_DISCONNECTED: -106,
  ERR_SSL_PROTOCOL_ERROR: -107,
  ERR_ADDRESS_UNREACHABLE: -109,
  ERR_TUNNEL_CONNECTION_FAILED: -111,
  ERR_PROXY_CONNECTION_FAILED: -130,
  ERR_CERT_AUTHORITY_INVALID: -202,
  ERR_INVALID_URL: -300,
  ERR_UNKNOWN_URL_SCHEME: -302,
  ERR_TOO_MANY_REDIRECTS: -310,
  ERR_UNSAFE_PORT: -312,
  ERR_EMPTY_RESPONSE: -324,
}

export interface NetError {
  readonly name: string
  readonly code: number
}

/** From DevTools' "net::ERR_…" text. An error not in the list counts as ERR_FAILED. */
export function netError(text: string): NetError {
  const name = text.replace(/^net::/, '')
  const code = NUMBERS[name]
  return code === undefined ? { name: 'ERR_FAILED', code: -2 } : { name, code }
}

/** What loadURL rejects with, in Electron's words. */
export function loadError({ name, code }: NetError, url: string): Error {
  return Object.assign(new Error(`${name} (${code}) loading '${url}'`), {
    code: name,
    errno: code,
    url,
  })
}
