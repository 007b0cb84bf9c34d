/** The longest side of a picture that is kept, in px: sharp on a tile at twice the text size. */
const LONGEST = 320
/** Larger ones may end the page while they are decoded, in px. */
const MOST_PIXELS = 60_000_000
/** In bytes; main takes up to 180 KB. */
const MOST_BYTES = 160 * 1024
const QUALITIES = [0.9, 0.8, 0.6, 0.4]

export type Shrunk =
  | { readonly kind: 'small'; readonly data: string }
  | { readonly kind: 'unreadable' | 'large' }

/** Draws it anew, so that nothing but its pixels is kept. Gives WebP in base64. */
export async function shrinkPicture(address: string): Promise<Shrunk> {
  const image = await load(address)
  if (image === null) return { kind: 'unreadable' }
  const { naturalWidth: width, naturalHeight: height } = image
  if (width * height > MOST_PIXELS) return { kind: 'large' }
  const scale = Math.min(1, LONGEST / Math.max(width, height))
  const canvas = new OffscreenCanvas(
    Math.max(1, Math.round(width * scale)),
    Math.max(1, Math.round(height * scale)),
  )
  const context = canvas.getContext('2d')
  if (context === null) return { kind: 'unreadable' }
  context.imageSmoothingQuality = 'high'
  context.drawImage(image, 0, 0, canvas.width, canvas.height)
  for (const quality of QUALITIES) {
    const blob = await canvas.convertToBlob({ type: 'image/webp', quality })
    if (blob.size <= MOST_BYTES) return { kind: 'small', data: await base64Of(blob) }
  }
  return { kind: 'large' }
}

function load(address: string): Promise<HTMLImageElement | null> {
  return new Promise((resolve) => {
    const image = new Image()
    image.addEventListener('load', () => resolve(image.naturalWidth > 0 ? image : null))
    image.addEventListener('error', () => resolve(null))
    image.src = address
  })
}

function base64Of(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.addEventListener('load', () => {
      const address = typeof reader.result === 'string' ? reader.result : ''
      resolve(address.split(',')[1] ?? '')
    })
    reader.addEventListener('error', () => reject(reader.error ?? new Error('not read')))
    reader.readAsDataURL(blob)
  })
}
