/** What editing the catalogue needs from outside: its rows, its pictures, and files that staff choose. */
import type { Won } from '#shared/money.ts'
import type { Sheet } from '../domain/product-sheet.ts'
import type { ListPlan } from '../domain/product-list.ts'
import type { Category, Product } from './ports.ts'

/** A product as it is to be; its id and place are the catalogue's. */
export type ProductFacts = Omit<Product, 'id'>

export interface ArchivedProduct extends Product {
  readonly archivedAt: Date
}
/** In won. */
export interface PriceChange {
  readonly at: Date
  readonly from: Won
  readonly to: Won
}

/** Another product that is sold has it. `by`: its name. */
export interface Taken {
  readonly kind: 'taken'
  readonly field: 'barcode' | 'code'
  readonly by: string
}
export type CategorySaving =
  | { readonly kind: 'saved'; readonly categoryId: string }
  | { readonly kind: 'name_taken' | 'no_category' }
export type CategoryRemoval =
  | { readonly kind: 'removed' }
  | { readonly kind: 'no_category' }
  /** How many products in it are sold. */
  | { readonly kind: 'in_use'; readonly products: number }
type Missing = { readonly kind: 'no_product' } | { readonly kind: 'no_category' }

/** Each is one transaction, and writes down what becomes of a price. @throws DatabaseFault */
export interface CatalogueEdits {
  /** At the end, under an id of its own. A removed category that is saved into comes back: here and below. */
  add(
    facts: ProductFacts,
  ): Promise<{ readonly kind: 'saved'; readonly productId: string } | Taken | Missing>
  /** Only one that is sold. */
  change(
    productId: string,
    facts: ProductFacts,
    at: Date,
  ): Promise<{ readonly kind: 'saved' } | Taken | Missing>
  /** False where it isn't sold. */
  archive(productId: string, at: Date): Promise<boolean>
  /** At its old place, unless another product has its barcode or code by now. */
  bringBack(productId: string): Promise<{ readonly kind: 'saved' } | Taken | Missing>
  /** Before another product, or to the end. False where one of them isn't sold. */
  move(productId: string, before: string | null): Promise<boolean>
  archived(limit: number): Promise<readonly ArchivedProduct[]>
  /** Newest first. */
  prices(productId: string, limit: number): Promise<readonly PriceChange[]>
  /** `categoryId` null adds one at the end, or brings back at its place the one that was removed under this Korean name. */
  saveCategory(categoryId: string | null, names: Omit<Category, 'id'>): Promise<CategorySaving>
  /** Only where no product in it is sold. Archived products stay in it. */
  removeCategory(categoryId: string, at: Date): Promise<CategoryRemoval>
  moveCategory(categoryId: string, before: string | null): Promise<boolean>
  /** All of a plan or nothing of it. The plan must be of the catalogue as it is. */
  apply(plan: ListPlan, at: Date): Promise<void>
  /** Pictures of all products, archived ones too. */
  picturesInUse(): Promise<ReadonlySet<string>>
}

/** A picture that a page may be given. */
export interface Picture {
  readonly type: `image/${string}`
  readonly bytes: Uint8Array
}

/** Pictures of one store, in files beside its database. */
export interface PictureFiles {
  /** Under the name that follows from what is in it: the same picture twice is one file. */
  keep(webp: Uint8Array): Promise<string>
  has(name: string): Promise<boolean>
  read(name: string): Promise<Uint8Array | null>
  /** It isn't the picture of a product any more: its time until {@link sweep} begins. */
  release(name: string): Promise<void>
  /** Removes what no product shows, and nobody has kept or released since `before`. Gives how many. */
  sweep(inUse: ReadonlySet<string>, before: Date): Promise<number>
}

/** A file that somebody chose. */
export interface ChosenFile {
  readonly name: string
  /** null where it is larger than the kind may be. Rejects where it can't be read. */
  read(): Promise<Uint8Array | null>
}
/** Asks staff for a file, or for a place to put one. */
export interface FileDialogs {
  open(kind: 'picture' | 'list'): Promise<ChosenFile | null>
  /** False where nobody chose a place. Rejects where it can't be written. */
  save(name: string, bytes: Uint8Array): Promise<boolean>
}

/** A list of products as a file: CSV. A long one lets other work go on between its rows. */
export interface ProductSheets {
  /** null where it is no table. */
  read(bytes: Uint8Array): Promise<Sheet | null>
  write(rows: readonly (readonly string[])[]): Promise<Uint8Array>
}
