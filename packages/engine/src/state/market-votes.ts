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
  const sums = new Map<string, Map<string, Sum>>()
  for (const offer of offers.offersOf(product)) {
    const corrections = judgements.correctionsOf(offer)
    for (const { name, value, confidence } of values.of(offer))
      if (confidence > 0 && !corrections.has(name)) vote(sums, offer, name, value, confidence)
    for (const [name, value] of corrections) if (value !== '') vote(sums, offer, name, value, personVote)
  }
  const votes = new Map<string, readonly Vote[]>()
  for (const [name, ofName] of sums) votes.set(name, ranked(ofName))
  return votes
}

/** A vote in the making: what offers before the last one of `offers` say, and the surest reading of that one. */
type Sum = { before: number; surest: number; readonly offers: number[]; isSaid: boolean }

function vote(sums: Map<string, Map<string, Sum>>, offer: number, name: string, value: string, weight: number): void {
  let ofName = sums.get(name)
  if (!ofName) {
    ofName = new Map()
    sums.set(name, ofName)
  }
  const sum = ofName.get(value)
  if (!sum) ofName.set(value, { before: 0, surest: weight, offers: [offer], isSaid: weight === personVote })
  else if (sum.offers.at(-1) === offer) sum.surest = Math.max(sum.surest, weight)
  else {
    sum.before += sum.surest
    sum.surest = weight
    sum.offers.push(offer)
    if (weight === personVote) sum.isSaid = true
  }
}

function ranked(ofName: ReadonlyMap<string, Sum>): Vote[] {
  const votes: Vote[] = []
  for (const [value, { before, surest, offers, isSaid }] of ofName)
    votes.push({ value, weight: before + surest, offers, isSaid })
  return votes.length < 2 ? votes : votes.sort((a, b) => b.weight - a.weight || (a.value < b.value ? -1 : 1))
}
