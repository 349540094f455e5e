import type { Random } from '@nunchi/kernel'
import type { Kind } from './kinds.ts'

/** What a product is called, and the attributes that its title and its page tell. */
export type Naming = {
  readonly title: string
  readonly attributes: Readonly<Record<string, string>>
  readonly color: number
  readonly pack: number
  /** How much more than the smallest it holds, as a factor of the price. */
  readonly amount: number
}

export const colors = [
  { name: '블랙', hue: 220, ink: '#2b2f36' },
  { name: '화이트', hue: 40, ink: '#f2efe8' },
  { name: '베이지', hue: 35, ink: '#d9c3a0' },
  { name: '네이비', hue: 225, ink: '#2a3f72' },
  { name: '그레이', hue: 210, ink: '#8d949e' },
  { name: '브라운', hue: 25, ink: '#7d5236' },
  { name: '카키', hue: 75, ink: '#6d7048' },
  { name: '그린', hue: 140, ink: '#3f9163' },
  { name: '블루', hue: 205, ink: '#3f86c9' },
  { name: '핑크', hue: 345, ink: '#e88fa8' },
  { name: '레드', hue: 4, ink: '#c9413a' },
  { name: '라벤더', hue: 265, ink: '#a893d6' },
] as const

/** Shops forget to say what a thing is: so often is each attribute left out. */
const forgotten = 0.06

/** Draws one variety of a kind under a brand. `styleName` is told on the page of some. */
export function nameProduct(kind: Kind, brand: string, styleName: string, random: Random): Naming {
  const color = colorOf(kind, random)
  const noun = oneOf(kind.nouns, random)
  const word = oneOf(kind.words, random)
  const at = kind.contents ? random.below(kind.contents.length) : 0
  const content = kind.contents?.[at]
  const pack = kind.packs ? oneOf(kind.packs, random) : 1
  const material = kind.materials && oneOf(kind.materials, random)
  const size = kind.sizes && oneOf(kind.sizes, random)
  const model = kind.hasModel ? modelCode(random) : undefined
  const said: Record<string, string | undefined> = {
    color: kind.colors ? colors[color]!.name : undefined,
    material,
    size: kind.colors ? size : undefined,
    capacity: content,
    pack: pack > 1 ? `${pack}` : undefined,
    model,
    style: kind.colors ? styleName : undefined, // a carrot has a taste, but no style to speak of
  }
  const attributes = Object.fromEntries(
    Object.entries(said).filter(
      (entry): entry is [string, string] => entry[1] !== undefined && random.unit() >= forgotten,
    ),
  )
  const parts = [
    brand,
    word,
    material && random.unit() < 0.4 ? material : undefined,
    noun,
    model,
    quantity(content, pack, random),
  ]
  if (kind.sizes && !kind.colors) parts.push(size)
  if (kind.colors && random.unit() < 0.75) parts.push(colors[color]!.name)
  const title = parts.filter((part) => part !== undefined && part !== '').join(' ')
  return { title, attributes, color, pack, amount: 1 + 0.55 * at }
}

/** The place in `colors` of one that it comes in. */
function colorOf({ among }: Kind, random: Random): number {
  if (among === undefined) return random.below(colors.length)
  const name = oneOf(among, random)
  return colors.findIndex((one) => one.name === name)
}

/** "2L x 12개", "500g*3봉", "1+1": as malls write it, each in its own way. */
function quantity(content: string | undefined, pack: number, random: Random): string {
  const form = random.below(3)
  if (pack <= 1) return content ?? ''
  if (pack === 2 && form === 0) return [content, '1+1'].filter(Boolean).join(' ')
  if (content === undefined) return form === 1 ? `${pack}매` : `${pack}개입`
  return form === 1 ? `${content}*${pack}개` : `${content} x ${pack}개`
}

/** "NX-2470B": letters, a number, and perhaps a letter. */
function modelCode(random: Random): string {
  const letter = () => String.fromCharCode(65 + random.below(26))
  return `${letter()}${letter()}-${100 + random.below(9_900)}${random.unit() < 0.5 ? letter() : ''}`
}

function oneOf<Item>(items: readonly Item[], random: Random): Item {
  return items[random.below(items.length)]!
}
