const RESERVED = '.invalid'
const privileged = new Set<string>()

/**
 * Chromium can't be taught a scheme from outside, so `app://till/x` lives at
 * `https://till.app.invalid/x`: a secure origin of its own in a top-level domain that is reserved and
 * never resolves (RFC 2606). Main never sees the mapped form.
 */
export function addPrivilegedScheme(scheme: string): void {
  privileged.add(scheme)
}

export function isPrivilegedScheme(scheme: string): boolean {
  return privileged.has(scheme)
}

/** From what main says to what Chromium loads. */
export function toChromium(url: string): string {
  const match = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)(.*)$/is.exec(url)
  const [, scheme = '', host = '', rest = ''] = match ?? []
  if (!privileged.has(scheme.toLowerCase())) return url
  return `https://${host}.${scheme}${RESERVED}${rest}`
}

/** From what Chromium loaded to what main is told. Takes origins too. */
export function fromChromium(url: string): string {
  const match = /^https:\/\/([^/?#]*)\.([a-z][a-z0-9+-]*)\.invalid(.*)$/is.exec(url)
  const [, host = '', scheme = '', rest = ''] = match ?? []
  return privileged.has(scheme) ? `${scheme}://${host}${rest}` : url
}

/** A content security policy may name a custom scheme or one of its hosts. */
export function policyToChromium(policy: string): string {
  let mapped = policy
  for (const scheme of privileged) {
    mapped = mapped
      .replaceAll(new RegExp(`\\b${scheme}://([^\\s;/]+)`, 'g'), `https://$1.${scheme}${RESERVED}`)
      .replaceAll(
        new RegExp(`(^|[\\s;])${scheme}:(?=[\\s;]|$)`, 'g'),
        `$1https://*.${scheme}${RESERVED}`,
      )
  }
  return mapped
}
