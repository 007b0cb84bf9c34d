import type { OutputOf, ParsedInputOf } from '#shared/ipc/contract.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import { tidyName } from '../domain/product-name.ts'
import type { ApplicationPorts } from './application-ports.ts'
import type { CatalogueGate } from './catalogue-gate.ts'
import type { EditCart } from './edit-cart.ts'
import type { Taken } from './product-ports.ts'

const MOST_ARCHIVED = 1000
const MOST_PRICES = 100

type Done = Promise<Result<Record<string, never>>>
export interface EditCatalogue {
  save(input: ParsedInputOf<'products.save'>): Promise<Result<OutputOf<'products.save'>>>
  archive(input: ParsedInputOf<'products.archive'>): Done
  bringBack(input: ParsedInputOf<'products.archive'>): Done
  move(input: ParsedInputOf<'products.move'>): Done
  archived(): Promise<Result<OutputOf<'products.archived'>>>
  prices(input: ParsedInputOf<'products.prices'>): Promise<Result<OutputOf<'products.prices'>>>
  saveCategory(
    input: ParsedInputOf<'categories.save'>,
  ): Promise<Result<OutputOf<'categories.save'>>>
  moveCategory(input: ParsedInputOf<'categories.move'>): Done
  removeCategory(input: ParsedInputOf<'categories.remove'>): Done
  /** How many edits there were: what was read before another number is old. */
  revision(): number
  /** After an edit: the page's catalogue and the open cart are as they are now. */
  changed(): Promise<void>
}

const notSold = (productId: string) => fail('PRODUCT_NOT_FOUND', `${productId} is not sold`)
const noCategory = () => fail('CATEGORY_NOT_FOUND', 'no such category')

/** Names the product that has it, where a form can show it. */
const takenBy = ({ field, by }: Taken) =>
  fail(field === 'barcode' ? 'BARCODE_TAKEN' : 'CODE_TAKEN', `another product has this ${field}`, {
    fields: { [field]: by },
  })

/** What the shop sells, edited by the manager. */
export function createEditCatalogue(
  ports: Pick<
    ApplicationPorts,
    'catalogue' | 'catalogueEdits' | 'pictures' | 'clock' | 'events'
  > & {
    readonly cart: EditCart
    readonly gate: CatalogueGate
  },
): EditCatalogue {
  const { catalogue, catalogueEdits: edits, pictures, clock, gate } = ports
  let revision = 0

  async function changed(): Promise<void> {
    revision += 1
    ports.events.publish('catalogue.changed', {})
    await ports.cart.reprice()
  }
  /** Tells of it where something came of it. */
  const edit = <T>(work: () => Promise<Result<T>>): Promise<Result<T>> =>
    gate.through(async () => {
      const done = await work()
      if (done.ok) await changed()
      return done
    })

  return {
    changed,
    revision: () => revision,

    save: ({ productId, name, ...rest }) =>
      edit(async () => {
        const facts = { ...rest, name: tidyName(name) }
        if (facts.name === '')
          return fail('INVALID_INPUT', 'no name', { fields: { name: 'empty' } })
        const before = productId === null ? null : await catalogue.find(productId)
        if (productId !== null && before?.id !== productId) return notSold(productId)
        const { picture } = facts
        const isNew = picture !== null && picture !== before?.picture
        if (isNew && !(await pictures.has(picture))) {
          return fail('PICTURE_NOT_FOUND', 'this picture is not kept here')
        }
        const saved =
          productId === null
            ? await edits.add(facts)
            : { productId, ...(await edits.change(productId, facts, clock.now())) }
        if (saved.kind === 'taken') return takenBy(saved)
        if (saved.kind === 'no_category') return noCategory()
        if (saved.kind === 'no_product') return notSold(productId ?? '')
        const old = before?.picture ?? null
        if (old !== null && old !== picture) await pictures.release(old)
        return ok({ productId: saved.productId })
      }),

    archive: ({ productId }) =>
      edit(async () =>
        (await edits.archive(productId, clock.now())) ? ok({}) : notSold(productId),
      ),

    bringBack: ({ productId }) =>
      edit(async () => {
        const back = await edits.bringBack(productId)
        if (back.kind === 'taken') return takenBy(back)
        if (back.kind === 'no_category') return noCategory()
        return back.kind === 'no_product'
          ? fail('PRODUCT_NOT_FOUND', `${productId} is not archived`)
          : ok({})
      }),

    move: ({ productId, before }) =>
      edit(async () => ((await edits.move(productId, before)) ? ok({}) : notSold(productId))),

    async archived() {
      const products = await edits.archived(MOST_ARCHIVED)
      return ok({
        products: products.map((one) => ({ ...one, archivedAt: one.archivedAt.toISOString() })),
      })
    },

    async prices({ productId }) {
      const changes = await edits.prices(productId, MOST_PRICES)
      return ok({ changes: changes.map((one) => ({ ...one, at: one.at.toISOString() })) })
    },

    saveCategory: ({ categoryId, ...names }) =>
      edit(async () => {
        const nameKo = tidyName(names.nameKo)
        if (nameKo === '') return fail('INVALID_INPUT', 'no name', { fields: { nameKo: 'empty' } })
        const nameEn = tidyName(names.nameEn) || nameKo
        const saved = await edits.saveCategory(categoryId, { nameKo, nameEn })
        if (saved.kind === 'saved') return ok({ categoryId: saved.categoryId })
        return saved.kind === 'name_taken'
          ? fail('CATEGORY_NAME_TAKEN', `there is a category ${nameKo}`)
          : noCategory()
      }),

    moveCategory: ({ categoryId, before }) =>
      edit(async () => ((await edits.moveCategory(categoryId, before)) ? ok({}) : noCategory())),

    removeCategory: ({ categoryId }) =>
      edit(async () => {
        const removal = await edits.removeCategory(categoryId, clock.now())
        if (removal.kind === 'removed') return ok({})
        if (removal.kind === 'no_category') return noCategory()
        const products = String(removal.products)
        return fail('CATEGORY_IN_USE', `${products} products of it are sold`, {
          fields: { products },
        })
      }),
  }
}
