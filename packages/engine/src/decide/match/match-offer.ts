import { hash64, hashString, type MatchText } from '@nunchi/kernel'
import type { ReadValue } from '../../domain/attribute.ts'
import type { Offer, OfferRef } from '../../domain/offer.ts'
import { canonicalTitle } from './canonical-title.ts'
import { readGeneration } from './generation.ts'
import { mayVeto } from './vetoes.ts'

/** What the matcher needs of an offer: made of what its mall says and what was read out of it, without knowing of any other offer. */
export type MatchOffer = OfferRef & {
  /** Written in one way, as titles are compared. */
  readonly title: string
  /** Who makes it, as the feed says; '' for nobody. */
  readonly maker: string
  /** Its price; undefined for none. */
  readonly amount: number | undefined
  /** Whether it is sold as new. */
  readonly isNew: boolean
  /** Of all that matching depends on. */
  readonly hash: number
  /** Within what its title is looked for first: its brand, else its broadest category; ' ' where both are unknown. */
  readonly group: string
  /** Those that may speak against another offer, and its brand. */
  readonly values: readonly ReadValue[]
}

export const brandSureMin = 0.5
/** What the group of offers of one brand begins with. */
export const brandMark = 'b'
const usedSureMin = 0.8

/** Puts an offer in the form in which it is matched. O(title + values), 6 us. */
export function matchOfferOf(offer: Offer, values: readonly ReadValue[]): MatchOffer {
  const { mall, key, condition } = offer
  const all = withMore(offer, values)
  const { title, maker, amount } = matchTextOf(offer, all)
  const isUsed = condition === 'used' || condition === 'refurbished' || all.some(saysUsed)
  return {
    ...{ mall, key, title, maker: maker ?? '', amount },
    isNew: !isUsed,
    hash: contentHash(offer, all),
    group: groupOf(offer, all),
    values: all.filter(({ name }) => name === 'brand' || mayVeto(name)),
  }
}

/** What the trees compare of an offer. */
export function matchTextOf({ title, brand, priceMinor }: Offer, values: readonly ReadValue[]): MatchText {
  return { title: canonicalTitle(title, values), maker: brand ?? '', amount: priceMinor }
}

/** The surest of an attribute's values; undefined where none is as sure as `least`. */
export function surest(values: readonly ReadValue[], name: string, least: number): ReadValue | undefined {
  let best: ReadValue | undefined
  for (const value of values)
    if (value.name === name && value.confidence >= least && !(best && best.confidence >= value.confidence)) best = value
  return best
}

/** The values that were read, and what matching needs besides: the generation in the title, the condition that the feed gives. */
function withMore({ title, condition }: Offer, values: readonly ReadValue[]): readonly ReadValue[] {
  const generation = readGeneration(title)
  if (!generation && !condition) return values
  const more = generation ? [generation] : []
  if (!condition || values.some(({ name }) => name === 'condition')) return [...values, ...more]
  const said = { name: 'condition', value: condition, field: 'attributes', start: 0, end: condition.length } as const
  return [...values, ...more, { ...said, confidence: 0.98, by: 'rule' }]
}

function saysUsed({ name, value, confidence }: ReadValue): boolean {
  return name === 'condition' && value !== 'new' && confidence >= usedSureMin
}

function contentHash({ title, brand, condition, priceMinor }: Offer, values: readonly ReadValue[]): number {
  let text = `${title}\n${brand}\n${condition}\n${priceMinor}`
  for (const { name, value } of values) text += `\n${name}=${value}`
  hashString(text)
  return hash64.low
}

function groupOf({ categoryPath }: Offer, values: readonly ReadValue[]): string {
  const brand = surest(values, 'brand', brandSureMin)
  if (brand) return brandMark + brand.value.toLowerCase()
  const [category] = categoryPath
  return category ? `c${category}` : ' '
}
