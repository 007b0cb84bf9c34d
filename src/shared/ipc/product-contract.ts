/** What crosses between the page and main about editing the catalogue. */
import { z } from 'zod'
import { BARCODE } from '../barcode.ts'
import { PRODUCT_COLUMNS, ROW_PROBLEMS, TAX_TYPES } from '../vocabulary.ts'
import { Pin, ProductId } from './cart-contract.ts'
import { Instant, Nothing, route, Won } from './contract-parts.ts'

/** The largest picture that a page may send, in characters of base64: 180 KB. */
export const MOST_PICTURE_CHARS = 240 * 1024

const CategoryId = z.string().min(1).max(60)
const CategoryName = z.string().trim().min(1).max(40)
const PictureName = z.string().min(1).max(100)
const Facts = {
  name: z.string().trim().min(1).max(100),
  price: Won,
  categoryId: CategoryId,
  taxType: z.enum(TAX_TYPES),
  barcode: z.string().regex(BARCODE).nullable(),
  code: z
    .string()
    .regex(/^[^\s\p{Cc}]{1,20}$/u)
    .nullable(),
  /** A name that `products.keepPicture` gave, or the one that the product has. */
  picture: PictureName.nullable(),
  isFavourite: z.boolean(),
}
const ArchivedProduct = z.object({ id: ProductId, ...Facts, name: z.string(), archivedAt: Instant })
const PriceChange = z.object({ at: Instant, from: Won, to: Won })

const Line = z.int().min(1)
/** One value of a product before and after, as the list would write it. */
const ChangedCell = z.object({
  column: z.enum(PRODUCT_COLUMNS),
  from: z.string(),
  to: z.string(),
})
const Preview = z.object({
  /** Says which list is meant when it is confirmed. */
  token: z.string(),
  fileName: z.string(),
  encoding: z.enum(['UTF-8', 'UTF-16', 'CP949']),
  /** What was found in the first line. */
  columns: z.array(z.enum(PRODUCT_COLUMNS)),
  unknownColumns: z.array(z.string()),
  counts: z.object({
    added: z.int().min(0),
    changed: z.int().min(0),
    unchanged: z.int().min(0),
    bad: z.int().min(0),
  }),
  newCategories: z.array(z.string()),
  /** Each list holds the first rows of its kind; the counts say how many there are. */
  added: z.array(z.object({ line: Line, name: z.string(), price: Won, category: z.string() })),
  changed: z.array(z.object({ line: Line, name: z.string(), cells: z.array(ChangedCell) })),
  bad: z.array(
    z.object({
      line: Line,
      /** What the row calls itself; may be empty. */
      name: z.string(),
      problem: z.enum(ROW_PROBLEMS),
      /** What stands there, or who has it already. */
      about: z.string(),
    }),
  ),
})

export const productRoutes = {
  /** Opens editing where a manager's PIN is set: without it, edits are refused as MANAGER_REQUIRED. */
  'products.unlock': route(z.strictObject({ pin: Pin }), Nothing),
  /** The manager leaves. */
  'products.lock': route(Nothing, Nothing),
  /** `productId` null adds one, at the end. BARCODE_TAKEN and CODE_TAKEN name the other product in `fields`. */
  'products.save': route(
    z.strictObject({ productId: ProductId.nullable(), ...Facts }),
    z.object({ productId: ProductId }),
  ),
  /** Not sold any more. Never deleted: orders point at it. */
  'products.archive': route(z.strictObject({ productId: ProductId }), Nothing),
  'products.bringBack': route(z.strictObject({ productId: ProductId }), Nothing),
  /** Before another product, or with null to the end. */
  'products.move': route(
    z.strictObject({ productId: ProductId, before: ProductId.nullable() }),
    Nothing,
  ),
  /** The newest 1,000. */
  'products.archived': route(Nothing, z.object({ products: z.array(ArchivedProduct) })),
  /** The newest 100. */
  'products.prices': route(
    z.strictObject({ productId: ProductId }),
    z.object({ changes: z.array(PriceChange) }),
  ),
  /** Asks for a file. What was chosen is then at app://till/pictures/ under this name, for the page to make small. */
  'products.choosePicture': route(Nothing, z.object({ chosen: PictureName.nullable() })),
  /** A small WebP in base64. Gives the name to save a product with. */
  'products.keepPicture': route(
    z.strictObject({ data: z.base64().max(MOST_PICTURE_CHARS) }),
    z.object({ picture: PictureName }),
  ),
  /** `categoryId` null adds one, at the end; a removed one of this Korean name comes back at its place. */
  'categories.save': route(
    z.strictObject({
      categoryId: CategoryId.nullable(),
      nameKo: CategoryName,
      /** Empty: as in Korean. */
      nameEn: z.string().trim().max(40),
    }),
    z.object({ categoryId: CategoryId }),
  ),
  'categories.move': route(
    z.strictObject({ categoryId: CategoryId, before: CategoryId.nullable() }),
    Nothing,
  ),
  /** Only where nothing in it is sold: else CATEGORY_IN_USE says in `fields.products` how many are. */
  'categories.remove': route(z.strictObject({ categoryId: CategoryId }), Nothing),
  /** Asks where to, and writes all that is sold as CSV. */
  'products.export': route(Nothing, z.object({ saved: z.boolean(), count: z.int().min(0) })),
  /** Asks for a CSV file and says what it would change; null where nobody chose one. Changes nothing. */
  'products.readList': route(Nothing, z.object({ preview: Preview.nullable() })),
  /** Does what the preview said, in one step. IMPORT_OUTDATED where the catalogue was changed since. */
  'products.applyList': route(
    z.strictObject({ token: z.string().min(1).max(64) }),
    z.object({ added: z.int().min(0), changed: z.int().min(0) }),
  ),
} as const

export type ArchivedProductView = z.output<typeof ArchivedProduct>
export type ListPreviewView = z.output<typeof Preview>
