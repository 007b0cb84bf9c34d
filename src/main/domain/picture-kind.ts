/** What a file's first bytes say it is; null where it is no picture that a page may be given. */
export type PictureKind =
  | 'image/png'
  | 'image/jpeg'
  | 'image/webp'
  | 'image/gif'
  | 'image/bmp'
  | 'image/avif'

const ascii = (bytes: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...bytes.subarray(from, to))

/** By content, never by name. Pictures in which text is code (SVG) aren't among them. */
export function pictureKind(bytes: Uint8Array): PictureKind | null {
  const begin = ascii(bytes, 0, 4)
  if (begin === '\u0089PNG' && ascii(bytes, 4, 8) === '\r\n\u001A\n') return 'image/png'
  if (begin.startsWith('\u00FF\u00D8\u00FF')) return 'image/jpeg'
  if (begin === 'RIFF' && ascii(bytes, 8, 12) === 'WEBP') return 'image/webp'
  if (begin === 'GIF8') return 'image/gif'
  if (begin.startsWith('BM')) return 'image/bmp'
  if (/^ftypavi[fs]$/.test(ascii(bytes, 4, 12))) return 'image/avif'
  return null
}
