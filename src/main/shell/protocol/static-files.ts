import { readFile } from 'node:fs/promises'
import { extname, isAbsolute, relative, resolve } from 'node:path'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
}

/**
 * Serves one file below `folder`, or null where there is none. Only known file types leave, and
 * nothing outside the folder, whatever the path says.
 */
export async function serveFile(
  folder: string,
  path: string,
  headers: Readonly<Record<string, string>>,
): Promise<Response | null> {
  const type = TYPES[extname(path)]
  if (type === undefined) return null
  const file = resolve(folder, `.${path}`)
  const inside = relative(folder, file)
  if (inside === '' || inside.startsWith('..') || isAbsolute(inside)) return null
  const body = await readFile(file).catch(() => null)
  if (body === null) return null
  return new Response(new Uint8Array(body), {
    headers: { ...headers, 'content-type': type, 'x-content-type-options': 'nosniff' },
  })
}

/** The path of a URL, decoded once; null where it can't be decoded. */
export function decodedPath(url: URL): string | null {
  try {
    const path = decodeURIComponent(url.pathname)
    return path.includes('\0') || path.includes('\\') ? null : path
  } catch {
    return null
  }
}

export const refuse = (status: number): Response =>
  new Response(null, { status, headers: { 'content-type': 'text/plain' } })
