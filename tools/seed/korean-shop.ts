/** Products of a Korean shop that look real: the same for the same seed. */
import { seededRandom, shuffled } from './random.ts'
import { PACKS, SHOP_GROUPS, type ShopGroup } from './shop-words.ts'

export interface ShopProduct {
  readonly id: string
  readonly name: string
  /** Won, to the next 10. */
  readonly price: number
  readonly categoryId: string
  readonly taxType: 'taxable' | 'exempt'
  /** EAN-13 with a valid check digit, Korea's 880. */
  readonly barcode: string
  /** A letter of the category and five digits; unique. */
  readonly code: string
  readonly picture: null
  readonly isFavourite: boolean
  /** What the name is made of. */
  readonly parts: ProductParts
}

export interface ProductParts {
  readonly maker: string
  readonly product: string
  readonly kind: string
  readonly size: string
  readonly pack: string
}

/** The last digit of an EAN-13: weights 1 and 3 in turn. Source: GS1 General Specifications 7.9. */
export function ean13(first12: string): string {
  let sum = 0
  for (let at = 0; at < 12; at += 1) sum += Number(first12[at]) * (at % 2 === 0 ? 1 : 3)
  return `${first12}${(10 - (sum % 10)) % 10}`
}

interface Plan extends ProductParts {
  readonly group: ShopGroup
}

const makersOf = ({ makers }: ShopGroup) =>
  makers.split('\n').map((line) => {
    const [maker = '', products = ''] = line.split(':').map((part) => part.trim())
    return { maker, products: products.split(',').map((product) => product.trim()) }
  })

/** Everything there is: plain products in all sizes first, then other kinds, then packs. */
function* plans(random: () => number): Generator<Plan> {
  const make = (kinds: (group: ShopGroup) => readonly string[], pack: string): Plan[] =>
    SHOP_GROUPS.flatMap((group) =>
      makersOf(group).flatMap(({ maker, products }) =>
        products.flatMap((product) =>
          kinds(group).flatMap((kind) =>
            group.sizes.map((size) => ({ group, maker, product, kind, size, pack })),
          ),
        ),
      ),
    )
  const withPlain = (group: ShopGroup) => ['', ...group.kinds]
  yield* make(() => [''], '')
  yield* shuffled(
    make((group) => group.kinds, ''),
    random,
  )
  for (const pack of PACKS) yield* shuffled(make(withPlain, pack), random)
}

/** `코카콜라 코카콜라 제로 500ml` says it twice: a maker that the product's name begins with is left out. */
function nameOf({ maker, product, kind, size, pack }: ProductParts): string {
  const isSaid = product.startsWith(maker)
  return [isSaid ? '' : maker, product, kind, size, pack].filter((part) => part !== '').join(' ')
}

/**
 * So many products, no two alike. The first few hundred of each category in the order of the words, the
 * others in an order of their own for each seed, which also draws prices and barcodes.
 *
 * @throws RangeError where there aren't words for so many.
 */
export function koreanShop(count: number, seed: number): readonly ShopProduct[] {
  const random = seededRandom(seed)
  const chosen: Plan[] = []
  for (const plan of plans(random)) {
    if (chosen.length === count) break
    chosen.push(plan)
  }
  if (chosen.length < count) throw new RangeError(`there are words for ${chosen.length} products`)

  const makers = new Map<string, string>()
  const makerNumbers = shuffled(
    Array.from({ length: 9000 }, (_, at) => String(1000 + at)),
    random,
  )
  const numbersOf = new Map<string, number>()
  const basePrices = new Map<string, number>()
  return chosen.map(({ group, ...parts }, at) => {
    const maker = makers.get(parts.maker) ?? makerNumbers[makers.size] ?? '9999'
    makers.set(parts.maker, maker)
    const number = (numbersOf.get(maker) ?? 0) + 1 + Math.floor(random() * 3)
    numbersOf.set(maker, number)
    const [low, high] = group.price
    const base = basePrices.get(parts.product) ?? low + random() * (high - low)
    basePrices.set(parts.product, base)
    const larger = 1 + 0.6 * Math.max(0, group.sizes.indexOf(parts.size))
    return {
      id: `p${String(at + 1).padStart(5, '0')}`,
      name: nameOf(parts),
      price: Math.ceil((base * larger * (parts.pack === '' ? 1 : 1.8)) / 10) * 10,
      categoryId: group.id,
      taxType: group.taxType,
      barcode: ean13(`880${maker}${String(number).padStart(5, '0')}`),
      code: `${group.letter}${String(at + 1).padStart(5, '0')}`,
      picture: null,
      isFavourite: at % Math.ceil(count / 24) === 0,
      parts,
    }
  })
}

/** The same as a catalogue that a store can be filled with. */
export function shopCatalogue(count: number, seed: number) {
  return {
    categories: SHOP_GROUPS.map(({ id, nameKo, nameEn }) => ({ id, nameKo, nameEn })),
    products: koreanShop(count, seed).map(({ parts: _, ...product }) => product),
  }
}
