import { Random } from '@nunchi/kernel'
import type { Offer } from '../../domain/offer.ts'
import { type Minor, minor } from '../../domain/units.ts'
import { type Brand, isAtHome, makeBrands } from './brands.ts'
import { normal } from './chance.ts'
import { type Kind, kinds } from './kinds.ts'
import { type Mall, makeMalls } from './malls.ts'
import { nameProduct } from './titles.ts'

/** Two made-up offers by different malls, and whether they are of the same made-up product. */
export type MadeUpPair = { readonly one: Offer; readonly other: Offer; readonly isSame: boolean }

/** Colours as malls also write them. */
const inLatin: Readonly<Record<string, string>> = {
  블랙: 'Black',
  화이트: 'White',
  베이지: 'Beige',
  네이비: 'NAVY',
  그레이: 'Gray',
  브라운: 'brown',
  카키: 'Khaki',
  그린: 'green',
  블루: 'Blue',
  핑크: 'PINK',
  레드: 'Red',
}
const sayings =
  '무료배송|[정품]|당일발송|국내정식|특가|NEW|(리뷰이벤트)|본사직영|최신형|사은품증정|★인기★|MD추천|2026 신상|선물용'.split(
    '|',
  )
/** How often a mall does what to a title. */
const often = {
  drops: 0.15,
  dropsCode: 0.2,
  moves: 0.3,
  brackets: 0.2,
  glues: 0.25,
  says: 0.35,
  category: 0.15,
  brand: 0.6,
} as const
const priceSpread = 0.08
/** Of the pairs that are not the same, so many are two varieties of one brand and kind; the others share the kind alone. */
const siblings = 0.8
const drawsMax = 4

type Thing = { readonly title: string; readonly brand: string; readonly kind: Kind; readonly won: number }

/**
 * Pairs of made-up offers of the town's malls, as they would write one product: words in another order or left out, spaced and spelled
 * otherwise, with sayings of their own; and of varieties of one brand that differ in a word, a pack, a size or a model. Synthetic: for
 * teaching a matcher that has seen nothing yet. The same seed gives the same pairs. O(count)
 *
 * @param sameShare of the pairs that are the same product
 */
export function* madeUpPairs(count: number, seed: number, sameShare = 0.4): Generator<MadeUpPair> {
  const random = new Random(seed)
  const [brands, malls] = [makeBrands(), makeMalls()]
  const atHome = kinds.map(({ path }) => brands.filter((brand) => isAtHome(brand, path)))
  for (let number = 0; number < count; number++) {
    const at = number % kinds.length
    const [kind, homes] = [kinds[at]!, atHome[at]!]
    if (homes.length === 0) continue
    const isSame = random.unit() < sameShare
    const brand = oneOf(homes, random)
    const thing = draw(kind, brand, random)
    const other = isSame
      ? thing
      : unlike(thing, () => draw(kind, random.unit() < siblings ? brand : oneOf(homes, random), random))
    if (!isSame && other.title === thing.title) continue
    const first = random.below(malls.length)
    const second = (first + 1 + random.below(malls.length - 1)) % malls.length
    yield {
      one: offered(thing, malls[first]!, `${number}a`, random),
      other: offered(other, malls[second]!, `${number}b`, random),
      isSame,
    }
  }
}

/** Of some draws the one that shares most words with a thing and is not the same: what is hard to tell apart. */
function unlike(thing: Thing, drawn: () => Thing): Thing {
  const words = new Set(thing.title.split(' '))
  const shared = ({ title }: Thing): number => title.split(' ').filter((word) => words.has(word)).length
  const others = Array.from({ length: drawsMax }, drawn)
  const different = others.filter(({ title }) => title !== thing.title)
  return different.sort((a, b) => shared(b) - shared(a))[0] ?? thing
}

function draw(kind: Kind, brand: Brand, random: Random): Thing {
  const naming = nameProduct(kind, brand.name, '', random)
  const won = kind.won * brand.level * naming.amount * naming.pack ** 0.9
  return { title: naming.title, brand: brand.name, kind, won }
}

function offered({ title, brand, kind, won }: Thing, mall: Mall, key: string, random: Random): Offer {
  const price: Minor = minor(
    Math.max(100, Math.round((won * mall.level * (1 + priceSpread * normal(random))) / 10) * 10),
  )
  return {
    mall: mall.name,
    key,
    title: retold(title, { brand, kind, mall }, random),
    brand: random.unit() < often.brand ? brand : undefined,
    categoryPath: kind.path,
    attributes: {},
    priceMinor: price,
    inStock: true,
  }
}

/** Writes a title as a mall would that never saw how the others write it. */
function retold(
  title: string,
  { brand, kind, mall }: { brand: string; kind: Kind; mall: Mall },
  random: Random,
): string {
  const [, ...words] = title.split(' ')
  let parts = words.flatMap((word) => respelled(word, random))
  if (random.unit() < often.drops && parts.length > 2) parts = parts.filter((_, i) => i !== 0)
  if (random.unit() < often.moves && parts.length > 2) {
    const [moved] = parts.splice(random.below(parts.length), 1)
    parts.splice(random.below(parts.length + 1), 0, moved!)
  }
  const name = random.unit() < often.brackets ? `[${brand}]` : brand
  parts.splice(random.unit() < 0.85 ? 0 : parts.length, 0, name)
  if (random.unit() < often.category) parts.push(kind.path[2].replace('·', '/'))
  let said = parts.join(' ')
  if (random.unit() < often.glues) said = said.replace(/([가-힣]) (?=[가-힣])/, '$1')
  if (random.unit() < often.says)
    said = random.unit() < 0.5 ? `${oneOf(sayings, random)} ${said}` : `${said} ${oneOf(sayings, random)}`
  return random.unit() < 0.3 ? mall.title(said) : said
}

/** A word in another script, with other signs, or left out. */
function respelled(word: string, random: Random): string[] {
  const latin = inLatin[word]
  if (latin) {
    const by = random.unit()
    return by < often.drops ? [] : [by < 0.5 ? word : by < 0.65 ? `(${word})` : latin]
  }
  if (/^[A-Z]{2}-\d+/.test(word)) {
    if (random.unit() < often.dropsCode) return []
    return [oneOf([word, word, word.replace('-', ''), word.toLowerCase()], random)]
  }
  const amount = /^(\d+(?:\.\d+)?)(ml|g|kg|L)(.*)$/.exec(word)
  if (amount) {
    const [, number, unit, rest] = amount
    const unitNow = oneOf(
      [unit!, unit!, unit!.toUpperCase(), { ml: '㎖', g: '그램', kg: '킬로', L: '리터' }[unit!]!],
      random,
    )
    const isThousands = (unit === 'kg' || unit === 'L') && random.unit() < 0.15
    const said = isThousands ? `${Number(number) * 1000}${unit === 'kg' ? 'g' : 'ml'}` : `${number}${unitNow}`
    return [said + counted(rest!, random)]
  }
  return [/^[x*]?\d+개$/.test(word) ? counted(word, random) : word]
}

function counted(word: string, random: Random): string {
  const count = /(\d+)개/.exec(word)?.[1]
  if (!count) return word
  const sign = /^[x*]/.exec(word)?.[0] ?? ''
  return sign + oneOf([`${count}개`, `${count}개`, `${count}ea`, `${count}팩`], random)
}

function oneOf<Item>(items: readonly Item[], random: Random): Item {
  return items[random.below(items.length)]!
}
