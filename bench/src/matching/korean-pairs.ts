import { hash64, hashString } from '@nunchi/kernel'
import { beautyFamilies } from './korean/beauty.ts'
import { deviceFamilies } from './korean/devices.ts'
import { fashionFamilies } from './korean/fashion.ts'
import { foodFamilies } from './korean/food.ts'
import { householdFamilies } from './korean/household.ts'
import { moreBeautyFamilies } from './korean/more-beauty.ts'
import { moreDeviceFamilies } from './korean/more-devices.ts'
import { moreFashionFamilies } from './korean/more-fashion.ts'
import { moreFoodFamilies } from './korean/more-food.ts'
import { moreHouseholdFamilies } from './korean/more-household.ts'
import { morePetBabySportFamilies } from './korean/more-pets-babies-sports.ts'
import { petBabySportFamilies } from './korean/pets-babies-sports.ts'

/** Two offers of different malls: 1 when they are of the same product, and what of their products says so. */
export type KoreanPair = {
  readonly left: Readonly<Record<string, string>>
  readonly right: Readonly<Record<string, string>>
  readonly label: 0 | 1
  readonly family: string
  readonly why: string
}

export type KoreanPairs = {
  readonly train: readonly KoreanPair[]
  readonly valid: readonly KoreanPair[]
  /** Written later by one who had not seen what tells pairs apart: to choose by, never to teach with. */
  readonly later: readonly KoreanPair[]
  readonly test: readonly KoreanPair[]
}

type Product = { readonly says: string; readonly offers: readonly Readonly<Record<string, string>>[] }

const texts = [
  foodFamilies,
  beautyFamilies,
  householdFamilies,
  deviceFamilies,
  fashionFamilies,
  petBabySportFamilies,
] as const
const laterTexts = [
  moreFoodFamilies,
  moreBeautyFamilies,
  moreHouseholdFamilies,
  moreDeviceFamilies,
  moreFashionFamilies,
  morePetBabySportFamilies,
] as const

// One mall an offer within a family: the name of the mall says nothing about the label.
const malls = [
  '온담몰',
  '바로장터',
  '모아샵',
  '하루마켓',
  '별별상점',
  '큰손스토어',
  '착한몰',
  '나루마켓',
  '두레몰',
  '반짝샵',
]
const sharesOfTen = { train: 3, valid: 2 }

/**
 * Pairs of Korean offers, written and labelled by the project: titles in the manner of Korean malls, of which none is
 * taken from a mall. Most brands are invented; where a known one stands for its two spellings (나이키, NIKE), codes and
 * prices are made up. Under the project's licence. Covers food and drink, beauty, household, devices, fashion, pets, babies
 * and sports. Every label was looked at twice by the one who wrote it, and no one else; the second time beside what the
 * attribute reader makes of both titles.
 *
 * Same is what a buyer would take for the very same article: kind, generation, amount, count, colour, size, scent, fit and
 * condition. Spelling, script, word order, units, gifts, delivery and a left-out brand do not count, nor does how pieces
 * are bundled (30 rolls x 2 are 60). 1+1 is two pieces. An offer that says less is of the product that a mall means without
 * saying more: one piece, new, the device itself. Differing pairs are hard on purpose: shared words, delivery words,
 * left-out brands and shared categories are about as common in them as in pairs of the same.
 *
 * Format of `korean/*.ts`: `@ family | category; another mall's category`, then each product as `:letter what it is` with
 * its offers `title | price in won | brand`, then `=` and the pairs that were picked, by letter and number of both offers.
 * The letters make the label. Families go to parts by a hash of their name, never into two.
 * The later ones (`korean/more-*.ts`) are a part of their own: what is kept back is as it was.
 */
export function koreanPairs(): KoreanPairs {
  const parts: { [Part in keyof KoreanPairs]: KoreanPair[] } = { train: [], valid: [], later: [], test: [] }
  for (const pairs of familiesOf(texts)) parts[partOf(pairs[0]!.family)].push(...pairs)
  parts.later.push(...familiesOf(laterTexts).flat())
  return parts
}

function familiesOf(texts: readonly string[]): KoreanPair[][] {
  const blocks = texts.flatMap((text) => text.split(/^@ /m).slice(1))
  return blocks.map((block) => pairsOf(block.trim().split('\n')))
}

function partOf(family: string): keyof KoreanPairs {
  hashString(family)
  const place = hash64.low % 10
  if (place < sharesOfTen.train) return 'train'
  return place < sharesOfTen.train + sharesOfTen.valid ? 'valid' : 'test'
}

function pairsOf([head = '', ...lines]: readonly string[]): KoreanPair[] {
  const [family = '', categories = ''] = head.split(' | ')
  const products = productsOf(lines.slice(0, -1), categories.split(';'))
  const offerAt = (key: string): { product: Product; offer: Readonly<Record<string, string>> } => {
    const product = products.get(key.slice(0, 1))
    const offer = product?.offers[Number(key.slice(1)) - 1]
    if (!product || !offer) throw new Error(`${family}: no offer ${key}; a pair names two that stand above it.`)
    return { product, offer }
  }
  const picked = (lines.at(-1) ?? '').replace(/^= /, '').split(' ')
  return picked.map((pair) => {
    const left = offerAt(pair.slice(0, 2))
    const right = offerAt(pair.slice(2))
    const isSame = left.product === right.product
    const why = isSame ? `both ${left.product.says}` : `${left.product.says}; not ${right.product.says}`
    return { left: left.offer, right: right.offer, label: isSame ? 1 : 0, family, why }
  })
}

function productsOf(lines: readonly string[], categories: readonly string[]): ReadonlyMap<string, Product> {
  const products = new Map<string, { says: string; offers: Record<string, string>[] }>()
  let count = 0
  for (const line of lines) {
    const head = /^:([a-z]) (.+)$/.exec(line)
    if (head) {
      products.set(head[1], { says: head[2], offers: [] })
      continue
    }
    const [title, price, brand] = line.split(' | ')
    hashString(title)
    const category = categories[hash64.low % categories.length].trim()
    const mall = malls[count % malls.length]
    const offer = { title, ...(brand && { brand }), price, ...(category && { category }), mall }
    ;[...products.values()].at(-1)?.offers.push(offer)
    count++
  }
  return products
}
