import type { ScannedView } from '#shared/ipc/find-contract.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import { type LabelRule, readLabel } from '#shared/scale-label.ts'
import { baseIdOf, labelledId } from '../domain/labelled-product.ts'
import type { ApplicationPorts } from './application-ports.ts'
import type { EditCart } from './edit-cart.ts'
import type { Product } from './ports.ts'

export interface ScanCodes {
  scan(input: { readonly codes: readonly string[] }): Promise<Result<{ scanned: ScannedView[] }>>
  add: EditCart['add']
  setQuantity: EditCart['setQuantity']
  labels(): Promise<Result<LabelRule>>
  saveLabels(rule: LabelRule): Promise<Result<LabelRule>>
}

interface Found {
  readonly code: string
  readonly product: Product | null
}

/** What a scanner reads goes into the cart, by exact barcode or by a scale's label, in the order it was read. */
export function createScanCodes(
  ports: Pick<ApplicationPorts, 'catalogue' | 'settings'> & { readonly cart: EditCart },
): ScanCodes {
  const { catalogue, settings, cart } = ports
  /** Labels that were scanned here: no page may make up a price by naming a label that nobody read. */
  const seen = new Set<string>()

  const productOf = async (code: string, rule: LabelRule): Promise<Product | null> => {
    const product = await catalogue.findByBarcode(code)
    if (product !== null) return product
    const label = readLabel(rule, code)
    const weighed = label === null ? null : await catalogue.findByCode(label.item)
    if (label === null || weighed === null) return null
    const id = labelledId(weighed.id, label, rule)
    const sold = await catalogue.find(id)
    if (sold !== null) seen.add(id)
    return sold
  }

  const added = (code: string, { name, price }: Product): ScannedView => ({
    kind: 'added',
    code,
    name,
    price,
  })

  /** All in one step where that works; else one by one, so that only what can't be added is refused. */
  async function addAll(found: readonly Found[]): Promise<ScannedView[]> {
    const ids = found.flatMap(({ product }) => (product === null ? [] : [product.id]))
    const together = ids.length === 0 ? null : await cart.addAll(ids)
    const scanned: ScannedView[] = []
    for (const { code, product } of found) {
      if (product === null) scanned.push({ kind: 'unknown', code })
      else if (together?.ok === true) scanned.push(added(code, product))
      else {
        const alone = ids.length === 1 ? together : await cart.addAll([product.id])
        scanned.push(
          alone === null || alone.ok
            ? added(code, product)
            : { kind: 'refused', code, why: alone.error.code, message: alone.error.message },
        )
      }
    }
    return scanned
  }

  const isMadeUp = (productId: string) => baseIdOf(productId) !== productId && !seen.has(productId)
  const unread = async () => fail('PRODUCT_NOT_FOUND', 'no label was read that says so')

  return {
    async scan({ codes }) {
      const rule = await settings.labels()
      const found: Found[] = []
      for (const code of codes) found.push({ code, product: await productOf(code, rule) })
      return ok({ scanned: await addAll(found) })
    },
    add: (input) => (isMadeUp(input.productId) ? unread() : cart.add(input)),
    async setQuantity(input) {
      if (!isMadeUp(input.productId)) return cart.setQuantity(input)
      // After a restart the cart still holds lines whose labels were read before it.
      const open = await cart.get()
      const isThere = open.ok && open.data.lines.some((line) => line.productId === input.productId)
      return isThere ? cart.setQuantity(input) : unread()
    },
    labels: async () => ok(await settings.labels()),
    async saveLabels(rule) {
      await settings.saveLabels(rule)
      return ok(await settings.labels())
    },
  }
}
