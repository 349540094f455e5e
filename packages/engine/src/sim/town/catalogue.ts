import { Random } from '@nunchi/kernel'
import type { Product } from '../../domain/product.ts'
import { type EpochMs, epochMs, minor, type ProductId } from '../../domain/units.ts'
import { dayMs } from '../life/calendar.ts'
import { type Brand, isAtHome, styles } from './brands.ts'
import { normal } from './chance.ts'
import { kinds } from './kinds.ts'
import type { Mall } from './malls.ts'
import { type Offer, priced, priceOn, stockOn } from './prices.ts'
import { colors, type Naming, nameProduct } from './titles.ts'

/** How a product is drawn: see `draw/draw-product.ts`. */
export type Look = {
  readonly shape: (typeof kinds)[number]['shape']
  /** 0 to 359: of what surrounds it. */
  readonly hue: number
  /** Its own colour. */
  readonly ink: string
  readonly pattern: number
  readonly seed: number
  readonly title: string
}

/** A product of the town, with what nobody is told. */
export type TownProduct = {
  readonly product: Product
  readonly number: number
  /** Index into `kinds`, `brands`, `styles` and `colors`. */
  readonly kind: number
  readonly brand: number
  readonly style: number
  readonly color: number
  /** Hidden: how good it is, whoever looks; -1 to 1, most near 0. */
  readonly quality: number
  /** What such a thing of its kind, pack and amount costs at a brand of the middle: by it people tell dear from cheap. */
  readonly fairMinor: number
  /** Days until it is used up; absent for what lasts. */
  readonly consumableDays?: number
  readonly offers: readonly Offer[]
}

type CatalogueAsk = {
  readonly seed: number
  readonly count: number
  readonly brands: readonly Brand[]
  readonly malls: readonly Mall[]
  readonly now: EpochMs
  readonly day: number
}

const noBrand = 0.015
const noImage = 0.02

/** Draws the products. Kinds come round in turn, so that even a tiny town has most of them. O(products). */
export function makeCatalogue({ seed, count, brands, malls, now, day }: CatalogueAsk): TownProduct[] {
  const random = new Random(seed * 8 + 1)
  const atHome = kinds.map(({ path }) => brands.flatMap((brand, n) => (isAtHome(brand, path) ? [n] : [])))
  const used = new Set<string>()
  return Array.from({ length: count }, (_, number) => {
    const kind = number % kinds.length
    const brand = atHome[kind]![Math.floor(atHome[kind]!.length * random.unit() ** 1.3)]!
    const style = random.unit() < 0.7 ? brands[brand]!.style : random.below(styles.length)
    const naming = named(kind, brands[brand]!.name, styles[style]!, { random, used })
    return oneProduct({ number, kind, brand, style, naming, random, seed, brands, malls, now, day })
  })
}

/** Titles are mostly their own: a few tries, then twice the same, as in life. */
function named(
  kind: number,
  brand: string,
  style: string,
  { random, used }: { random: Random; used: Set<string> },
): Naming {
  let naming = nameProduct(kinds[kind]!, brand, style, random)
  for (let tries = 0; used.has(naming.title) && tries < 8; tries++)
    naming = nameProduct(kinds[kind]!, brand, style, random)
  used.add(naming.title)
  return naming
}

type Drawn = { number: number; kind: number; brand: number; style: number; naming: Naming; random: Random }

function oneProduct(drawn: Drawn & Omit<CatalogueAsk, 'count'>): TownProduct {
  const { number, kind, brand, style, naming, random, seed, brands, malls, now, day } = drawn
  const { won, path, days } = kinds[kind]!
  const fairMinor = priced(won * naming.amount * naming.pack * naming.pack ** -0.08)
  const quality = Math.max(-1, Math.min(1, 0.4 * normal(random) + 0.25 * (brands[brand]!.level - 1)))
  const usual = fairMinor * brands[brand]!.level * Math.exp(0.18 * normal(random) + 0.1 * quality)
  const offers = drawOffers(usual, malls, random)
  const { priceMinor, usualMinor } = priceOn(seed, { number, offers }, day)
  const id = `demo-${String(number + 1).padStart(5, '0')}` as ProductId
  const isSpoken = random.unit() >= noBrand
  const hasImage = random.unit() >= noImage
  const product: Product = {
    id,
    title: naming.title,
    ...(isSpoken ? { brand: brands[brand]!.name } : {}),
    categoryPath: path,
    attributes: naming.attributes,
    priceMinor: minor(priceMinor),
    ...(priceMinor < usualMinor ? { listPriceMinor: minor(usualMinor) } : {}),
    inStock: stockOn(seed, number, day),
    url: `/product/${id}`,
    ...(hasImage ? { imageUrl: `/demo/images/${id}.svg` } : {}),
    availableFrom: epochMs(now - Math.floor(500 * random.unit() ** 2) * dayMs - Math.floor(random.unit() * dayMs)),
  }
  const { color } = naming
  const used = days === undefined ? {} : { consumableDays: Math.max(2, Math.round(days * Math.sqrt(naming.amount))) }
  return { product, number, kind, brand, style, color, quality, fairMinor, ...used, offers }
}

/** Two to five malls have it. */
function drawOffers(usual: number, malls: readonly Mall[], random: Random): Offer[] {
  const order = random.shuffle(malls.map((_, mall) => mall)).slice(0, 2 + random.below(4))
  return order.map((mall) => ({
    mall,
    usualMinor: priced(usual * malls[mall]!.level * Math.exp(0.04 * normal(random))),
  }))
}

/** How the product is drawn. */
export function lookOf(one: TownProduct): Look {
  const { shape } = kinds[one.kind]!
  const { hue, ink } = colors[one.color]!
  return { shape, hue, ink, pattern: one.style % 6, seed: one.number, title: one.product.title }
}
