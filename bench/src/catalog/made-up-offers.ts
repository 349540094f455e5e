import type { Offer } from '@nunchi/engine'
import { Random } from '@nunchi/kernel'
import { MadeUpCatalogue, type MadeUpTitle } from '../blocking/made-up.ts'

/** A made-up offer, and which made-up product it is of. */
export type MadeUpOffer = { readonly offer: Offer; readonly product: number }

const malls = 200
/** How often feeds give what: as in feeds at hand, about half of the rows have a brand's field, fewer a code. */
const gives = { brand: 0.7, gtin: 0.35, code: 0.3 } as const
/** Products that have a GTIN at all. */
const hasGtin = 0.6
const pricesFrom = 1_000
const pricesTo = 400_000
const priceSpread = 0.12
const categories = [
  '식품',
  '뷰티',
  '패션',
  '가전·디지털',
  '생활·주방',
  '유아동',
  '반려',
  '스포츠·레저',
  '자동차',
  '문구',
]

/**
 * Offers of 200 made-up malls in an order of chance: titles of `MadeUpCatalogue`, and with them what feeds give: a brand, GTIN, model code,
 * a category, a price within 12 % of the product's. One to nine malls sell a product, each once. The same seed gives the same offers.
 */
export function madeUpOffers(count: number, seed: number): MadeUpOffer[] {
  const random = new Random(seed + 1)
  const all = Array.from(new MadeUpCatalogue(seed).titles(count), (title, i) => offerOf(title, i, random))
  return random.shuffle(all)
}

function offerOf(
  { title, product, brandName, code, mall, brand }: MadeUpTitle,
  row: number,
  random: Random,
): MadeUpOffer {
  const own = new Random(product * 2 + 1) // what all malls know of the product
  const price = pricesFrom * (pricesTo / pricesFrom) ** own.unit()
  const gtin = own.unit() < hasGtin ? gtinOf(product) : undefined
  const offer: Offer = {
    mall: `mall-${(product * 31 + mall * 7) % malls}`,
    key: String(row),
    title,
    brand: random.unit() < gives.brand ? brandName : undefined,
    categoryPath: [categories[brand % categories.length]!],
    attributes: {},
    gtin: random.unit() < gives.gtin ? gtin : undefined,
    mpn: code !== '' && random.unit() < gives.code ? code : undefined,
    priceMinor: (Math.round((price * (1 - priceSpread + 2 * priceSpread * random.unit())) / 10) *
      10) as Offer['priceMinor'],
    inStock: true,
  }
  return { offer, product }
}

function gtinOf(product: number): string {
  const digits = `880${String(product).padStart(9, '0')}`
  let sum = 0
  for (let i = 0; i < 12; i++) sum += Number(digits[i]) * (i % 2 === 0 ? 1 : 3)
  return `${digits}${(10 - (sum % 10)) % 10}`
}
