import type { OutputOf } from '#shared/ipc/contract.ts'
import type { ListPreviewView } from '#shared/ipc/product-contract.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import { businessDayOf } from '../domain/business-day.ts'
import { type ListedProduct, type ListPlan, planList } from '../domain/product-list.ts'
import { headingsIn, readHeadings, type Sheet } from '../domain/product-sheet.ts'
import type { ApplicationPorts } from './application-ports.ts'
import type { CatalogueGate } from './catalogue-gate.ts'
import type { EditCatalogue } from './edit-catalogue.ts'
import { nextTurn } from './next-turn.ts'
import type { Category, Product } from './ports.ts'
import { cellsOf, previewOf } from './views/list-view.ts'

/** Rows that are looked at before other work goes on. */
const AT_ONCE = 500
/** Archived products whose ids are known to a list. */
const MOST_ARCHIVED = 100_000

export interface ProductLists {
  exportList(): Promise<Result<OutputOf<'products.export'>>>
  readList(): Promise<Result<{ preview: ListPreviewView | null }>>
  applyList(input: { readonly token: string }): Promise<Result<OutputOf<'products.applyList'>>>
}

/** The catalogue out to a spreadsheet, and back: first what would change, and only then the change. */
export function createProductLists(
  ports: Pick<
    ApplicationPorts,
    'catalogue' | 'catalogueEdits' | 'files' | 'sheets' | 'settings' | 'clock' | 'ids' | 'log'
  > & { readonly gate: CatalogueGate; readonly edits: EditCatalogue },
): ProductLists {
  const { catalogue, catalogueEdits, files, sheets, gate, edits } = ports
  let waiting: { readonly token: string; readonly revision: number; plan: ListPlan } | null = null

  async function plan(sheet: Sheet) {
    const [first, ...rows] = sheet.rows
    const headings = readHeadings(first?.cells ?? [])
    if (headings === null) return null
    const { categories, products } = await catalogue.list()
    const archived = await catalogueEdits.archived(MOST_ARCHIVED)
    const planning = planList(
      {
        categories,
        products: products.map(listed),
        archivedIds: new Set(archived.map(({ id }) => id)),
      },
      headings,
    )
    for (const [index, row] of rows.entries()) {
      planning.add(row)
      if (index % AT_ONCE === AT_ONCE - 1) await nextTurn()
    }
    return { headings, categories, plan: planning.plan() }
  }

  return {
    exportList: () =>
      gate.through(async () => {
        const { language } = await ports.settings.preferences()
        const { categories, products } = await catalogue.list()
        const names = categoryNames(categories, language)
        const rows = products.map((one) =>
          cellsOf({ ...listed(one), category: names.get(one.categoryId) ?? '' }, language),
        )
        const bytes = await sheets.write([headingsIn(language), ...rows])
        const day = businessDayOf(ports.clock.now(), 0)
        const name = language === 'ko' ? `상품-${day}.csv` : `products-${day}.csv`
        try {
          return ok({ saved: await files.save(name, bytes), count: products.length })
        } catch (error) {
          ports.log.error('list_not_saved', error, {})
          return fail('FILE_NOT_SAVED', 'the list could not be written')
        }
      }),

    readList: () =>
      gate.through<{ preview: ListPreviewView | null }>(async () => {
        const file = await files.open('list')
        if (file === null) return ok({ preview: null })
        const bytes = await file.read().catch(() => new Uint8Array())
        if (bytes === null) return fail('FILE_TOO_LARGE', 'the list is too large')
        const sheet = bytes.length === 0 ? null : await sheets.read(bytes)
        if (sheet === null) return fail('FILE_UNREADABLE', 'the file is no CSV')
        const revision = edits.revision()
        const planned = await plan(sheet)
        if (planned === null) {
          return fail('LIST_WITHOUT_HEADINGS', 'the first line has no headings')
        }
        const { language } = await ports.settings.preferences()
        const token = ports.ids.uuid()
        waiting = { token, revision, plan: planned.plan }
        const preview = previewOf(planned.plan, {
          language,
          categories: categoryNames(planned.categories, language),
        })
        return ok({
          preview: {
            token,
            fileName: file.name,
            encoding: sheet.encoding,
            columns: [...planned.headings.places.keys()],
            unknownColumns: planned.headings.unknown.map((name) => name.slice(0, 40)).slice(0, 20),
            ...preview,
          },
        })
      }),

    applyList: ({ token }) =>
      gate.through(async () => {
        const asked = waiting
        if (asked?.token !== token || asked.revision !== edits.revision()) {
          return fail('IMPORT_OUTDATED', 'the catalogue is not what the preview was about')
        }
        // Before the first await: a second press finds nothing to do.
        waiting = null
        await catalogueEdits.apply(asked.plan, ports.clock.now())
        await edits.changed()
        const added = asked.plan.rows.filter(({ kind }) => kind === 'added').length
        const changed = asked.plan.rows.length - added
        ports.log.info('list_applied', { added, changed, left: asked.plan.bad.length })
        return ok({ added, changed })
      }),
  }
}

const listed = ({ picture: _, ...product }: Product): ListedProduct => product

const categoryNames = (
  categories: readonly Category[],
  language: 'ko' | 'en',
): ReadonlyMap<string, string> =>
  new Map(categories.map(({ id, nameKo, nameEn }) => [id, language === 'ko' ? nameKo : nameEn]))
