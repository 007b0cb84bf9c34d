import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { InputOf, OutputOf, RouteName } from '#shared/ipc/contract.ts'
import type { findRoutes } from '#shared/ipc/find-contract.ts'
import type { productRoutes } from '#shared/ipc/product-contract.ts'
import { won } from '#shared/money.ts'
import { createCatalogueEdits } from '../../src/main/adapters/db/catalogue-edits.ts'
import type { TillDatabase } from '../../src/main/adapters/db/open-database.ts'
import { createPictureFiles } from '../../src/main/adapters/pictures/picture-files.ts'
import { csvSheets } from '../../src/main/adapters/sheets/csv-sheets.ts'
import type { ApplicationPorts } from '../../src/main/application/application-ports.ts'

type ProductRoute = keyof typeof productRoutes | keyof typeof findRoutes

/** A WebP of one pixel. */
export const WEBP = Buffer.from(
  'UklGRiQAAABXRUJQVlA4IBgAAAAwAQCdASoBAAEAAQAcJaQAA3AA/v3AgAA=',
  'base64',
)
const LIST = '상품명,가격,분류\n새 라떼,4800,커피\n'

/** Editing over a real file, where whoever is asked chooses a picture or a short list. */
export const editingOver = (
  database: TillDatabase,
  folder = mkdtempSync(join(tmpdir(), 'till-pictures-')),
): Pick<ApplicationPorts, 'catalogueEdits' | 'pictures' | 'sheets' | 'files'> => ({
  catalogueEdits: createCatalogueEdits(database),
  pictures: createPictureFiles(folder),
  sheets: csvSheets,
  files: {
    open: async (kind) => ({
      name: kind === 'picture' ? '라떼.webp' : '상품.csv',
      read: async () => (kind === 'picture' ? WEBP : Buffer.from(LIST)),
    }),
    save: async () => true,
  },
})

/** A valid request of every route that edits or scans the catalogue, with what has to be there before it. */
export function productExamples({
  ask,
  pin,
}: {
  ask<T>(route: RouteName, input: unknown): Promise<T>
  /** The manager's, once one is set. */
  pin: string
}): { readonly [K in ProductRoute]: () => Promise<InputOf<K>> } {
  let count = 0
  async function open(): Promise<void> {
    const { discounts } = await ask<OutputOf<'settings.get'>>('settings.get', {})
    if (discounts.hasPin) await ask('products.unlock', { pin })
  }
  const facts = (): InputOf<'products.save'> => {
    count += 1
    return {
      productId: null,
      name: `시험 상품 ${count}`,
      price: won(1000),
      categoryId: 'coffee',
      taxType: 'taxable',
      barcode: `880${String(count).padStart(6, '0')}`,
      code: `T${count}`,
      picture: null,
      isFavourite: false,
    }
  }
  const names = (): InputOf<'categories.save'> => {
    count += 1
    return { categoryId: null, nameKo: `분류 ${count}`, nameEn: '' }
  }
  async function added(): Promise<string> {
    await open()
    return (await ask<OutputOf<'products.save'>>('products.save', facts())).productId
  }
  const opened =
    <T>(input: T) =>
    async (): Promise<T> => {
      await open()
      return input
    }
  return {
    'cart.scan': async () => ({ codes: ['8801234567893', 'nobody-has-this'] }),
    'labels.get': async () => ({}),
    'labels.save': async () => ({ holds: { '20': 'price' }, itemLength: 5, priceUnit: 100 }),
    'products.unlock': async () => {
      const { discounts } = await ask<OutputOf<'settings.get'>>('settings.get', {})
      if (!discounts.hasPin) {
        await ask('settings.saveDiscounts', { limitPercent: 100, newPin: pin })
      }
      return { pin }
    },
    'products.lock': async () => ({}),
    'products.save': async () => {
      await open()
      return facts()
    },
    'products.archive': async () => ({ productId: await added() }),
    'products.bringBack': async () => {
      const productId = await added()
      await ask('products.archive', { productId })
      return { productId }
    },
    'products.move': async () => ({ productId: await added(), before: 'americano' }),
    'products.archived': async () => ({}),
    'products.prices': async () => {
      const productId = await added()
      await ask('products.save', { ...facts(), productId, price: won(1100) })
      return { productId }
    },
    'products.choosePicture': opened({}),
    'products.keepPicture': opened({ data: WEBP.toString('base64') }),
    'categories.save': async () => {
      await open()
      return names()
    },
    'categories.move': opened({ categoryId: 'coffee', before: null }),
    'categories.remove': async () => {
      await open()
      return ask<OutputOf<'categories.save'>>('categories.save', names())
    },
    'products.export': opened({}),
    'products.readList': opened({}),
    'products.applyList': async () => {
      await open()
      const { preview } = await ask<OutputOf<'products.readList'>>('products.readList', {})
      return { token: preview?.token ?? '' }
    },
  }
}
