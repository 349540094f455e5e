import { Random } from '@nunchi/kernel'

/** A made-up title, and what it is about: numbers of a made-up product and brand, and which of the product's malls wrote it. */
export type MadeUpTitle = {
  readonly title: string
  readonly product: number
  readonly brand: number
  readonly mall: number
  /** As feeds write the brand in a field of its own. */
  readonly brandName: string
  /** The product's model code; '' for none. */
  readonly code: string
}

const syllables = [
  ...'가나다라마바사아자차카타파하고노도로모보소오조초코토포호구누두루무부수우주추쿠투푸후기니디리미비시이지치키티피히강난달람만반산안장찬전정선성신운은음인일입집청춘침천철한향현화환희',
]
const letters = 'aeioubcdfghklmnprstvz'
const colours = ['블랙', '화이트', '네이비', '베이지', '그레이', 'black', 'white', '핑크', '카키', 'silver']
const sayings = [
  '무료배송',
  '[정품]',
  '당일발송',
  '국내정식',
  '특가',
  'NEW',
  '(리뷰이벤트)',
  '본사직영',
  '최신형',
  '사은품증정',
]
const units = ['ml', 'g', 'kg', 'L', '매', '인치']

/**
 * Titles as many malls would write them, all made up: 20,000 words of made-up syllables, as often as words of a language
 * are (Zipf), 4,000 brands in Hangul and Latin, model codes, sizes and packs. Five malls or so sell a product, each with
 * its own order of words, spacing, sayings and omissions. The same seed gives the same titles.
 */
export class MadeUpCatalogue {
  readonly #random: Random
  readonly #words: readonly string[]
  readonly #brands: readonly { readonly hangul: string; readonly latin: string }[]

  constructor(seed: number) {
    this.#random = new Random(seed)
    this.#words = Array.from({ length: 20_000 }, () => this.#word())
    this.#brands = Array.from({ length: 4_000 }, () => ({ hangul: this.#word(), latin: this.#latin() }))
  }

  /** The titles of the next products, until there are `count`. */
  *titles(count: number): Generator<MadeUpTitle> {
    for (let given = 0, product = 0; given < count; product++) {
      const parts = this.#product()
      const malls = Math.min(count - given, 1 + this.#random.below(9))
      for (let mall = 0; mall < malls; mall++) yield this.#offered(parts, product, mall)
      given += malls
    }
  }

  #product(): Product {
    const random = this.#random
    const isLatin = random.unit() < 0.4
    const words = Array.from({ length: 2 + random.below(3) }, () => this.#words[this.#zipf(this.#words.length)]!)
    const code = random.unit() < 0.5 ? this.#code() : ''
    const size = random.unit() < 0.7 ? `${(1 + random.below(40)) * 25}${units[random.below(units.length)]}` : ''
    const pack = random.unit() < 0.4 ? 2 + random.below(30) : 1
    const colour = random.unit() < 0.5 ? colours[random.below(colours.length)]! : ''
    return { brand: this.#zipf(this.#brands.length), isLatin, words, code, size, pack, colour }
  }

  #offered(parts: Product, product: number, mall: number): MadeUpTitle {
    const { brand, code, isLatin } = parts
    const { hangul, latin } = this.#brands[brand]!
    return { title: this.#writtenBy(parts), product, brand, mall, brandName: isLatin ? latin : hangul, code }
  }

  #writtenBy({ brand, isLatin, words, code, size, pack, colour }: Product): string {
    const random = this.#random
    const isOther = random.unit() < 0.15
    const { hangul, latin } = this.#brands[brand]!
    const parts = [isLatin === isOther ? hangul : latin, ...words]
    if (random.unit() < 0.15) parts.splice(1 + random.below(words.length), 1)
    if (code !== '' && random.unit() < 0.85) parts.splice(1 + random.below(parts.length), 0, code)
    if (random.unit() < 0.3) [parts[1], parts[2]] = [parts[2] ?? '', parts[1] ?? '']
    const by = random.unit()
    if (size !== '') parts.push(pack === 1 ? size : by < 0.5 ? `${size} x ${pack}개` : `${size}*${pack}`)
    if (colour !== '' && random.unit() < 0.8) parts.push(colour)
    if (random.unit() < 0.4) parts.splice(random.below(2) * parts.length, 0, sayings[random.below(sayings.length)]!)
    const title = parts.join(' ')
    return random.unit() < 0.2 ? title.replace(/([가-힣]) (?=[가-힣])/, '$1') : title
  }

  #word(): string {
    return Array.from({ length: 2 + this.#random.below(3) }, () => syllables[this.#zipf(syllables.length)]!).join('')
  }

  #latin(): string {
    const name = Array.from({ length: 4 + this.#random.below(5) }, () => letters[this.#random.below(letters.length)]!)
    return name.join('')
  }

  #code(): string {
    const random = this.#random
    const letter = (): string => String.fromCharCode(65 + random.below(26))
    return `${letter()}${letter()}${random.unit() < 0.5 ? '-' : ''}${100 + random.below(99_900)}${random.unit() < 0.5 ? letter() : ''}`
  }

  /** A place below `count`: the first ones most often, as 1 / (place + 10). */
  #zipf(count: number): number {
    return Math.min(count - 1, Math.floor(10 * ((count + 10) / 10) ** this.#random.unit() - 10))
  }
}

type Product = {
  readonly brand: number
  readonly isLatin: boolean
  readonly words: readonly string[]
  readonly code: string
  readonly size: string
  readonly pack: number
  readonly colour: string
}
