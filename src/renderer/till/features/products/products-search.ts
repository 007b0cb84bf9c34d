/** In place of a product's id: one that isn't there yet. */
export const NEW = 'new'

/** Which product is open is kept in the address, so that other screens can link to it. */
export interface ProductsSearch {
  readonly product?: string | undefined
  /** Of a new one. */
  readonly barcode?: string | undefined
  /** It was scanned in a sale: once it is added, it goes into that sale. */
  readonly from?: 'counter' | undefined
}

const textOf = (value: unknown): string | undefined => {
  // The address may hold a barcode as a number.
  const text = typeof value === 'number' ? String(value) : value
  return typeof text === 'string' && text !== '' && text.length <= 80 ? text : undefined
}

export function parseProductsSearch(raw: Record<string, unknown>): ProductsSearch {
  const product = textOf(raw['product'])
  const barcode = textOf(raw['barcode'])
  return {
    ...(product !== undefined && { product }),
    ...(barcode !== undefined && { barcode }),
    ...(raw['from'] === 'counter' && { from: 'counter' }),
  }
}
