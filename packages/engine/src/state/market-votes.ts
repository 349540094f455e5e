import type { Judgements } from './judgements.ts'
import type { Offers } from './offers.ts'
import type { ReadValues } from './read-values.ts'

/** The views that votes are read from. */
export type VoteViews = { readonly offers: Offers; readonly values: ReadValues; readonly judgements: Judgements }

/** A value that offers of a product have of an attribute: how much speaks for it, and which offers say it. */
export type Vote = {
  readonly value: string
  /** Sum of how sure each offer's reading is, 0 to 1 each; a person's word counts as `personVote`. */
  readonly weight: number
  /** Offers' numbers, lowest first. */
  readonly offers: readonly number[]
  /** Whether a person said so. */
  readonly isSaid: boolean
}

/** A person outweighs however many malls write the same wrong thing. */
const personVote = 1_000_000

/**
 * What the offers of a product say of each attribute, most first, ties by value: one vote an offer and attribute for each of its
 * values, the surest reading of it. What a person corrected counts instead of what was read of that offer. O(values of the offers).
 */
export function votesOf(
  { offers, values, judgements }: VoteViews,
  product: number,
): ReadonlyMap<string, readonly Vote[]> {
  const sums = new Map<string, Map<string, { weight: number; offers: number[]; isSaid: boolean }>>()
  const vote = (offer: number, name: string, value: string, weight: number) => {
    const ofName = sums.get(name) ?? new Map<string, { weight: number; offers: number[]; isSaid: boolean }>()
    sums.set(name, ofName)
    const sum = ofName.get(value) ?? { weight: 0, offers: [], isSaid: false }
    ofName.set(value, sum)
    sum.weight += weight
    sum.offers.push(offer)
    if (weight === personVote) sum.isSaid = true
  }
  for (const offer of offers.offersOf(product)) {
    const corrections = judgements.correctionsOf(offer)
    const surest = new Map<string, readonly [name: string, value: string, confidence: number]>()
    for (const { name, value, confidence } of values.of(offer)) {
      if (corrections.has(name)) continue
      const key = `${name}\u0001${value}`
      if (confidence > (surest.get(key)?.[2] ?? 0)) surest.set(key, [name, value, confidence])
    }
    for (const [name, value, confidence] of surest.values()) vote(offer, name, value, confidence)
    for (const [name, value] of corrections) if (value !== '') vote(offer, name, value, personVote)
  }
  return new Map([...sums].map(([name, ofName]) => [name, ranked(ofName)]))
}

function ranked(ofName: ReadonlyMap<string, Omit<Vote, 'value'>>): Vote[] {
  return [...ofName]
    .map(([value, vote]) => ({ value, ...vote }))
    .sort((a, b) => b.weight - a.weight || (a.value < b.value ? -1 : 1))
}
