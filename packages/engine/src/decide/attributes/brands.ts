import {
  type Columns,
  isContent,
  mixed,
  nested,
  PhraseTable,
  partOf,
  type Saved,
  type TokenList,
  tokenKind,
} from '@nunchi/kernel'
import { continuesWord, goesOn, isBracket, type Reading } from './reading.ts'

/** Where a spelling of a brand stands: first in the title, later, or grown together with the next word. */
export const brandPlace = { lead: 0, later: 1, grown: 2 } as const
export const brandPlaces = 3

export type BrandFound = { brand: number; spelling: number; from: number; to: number; place: number; chance: number }

/** By place: how many titles' worth a brand's own record is pulled to that of all brands. */
const ownPrior = [2, 10, 10]
/** How many titles' worth what follows a brand is pulled to its own record. */
const followedPrior = 2
const bracketsMax = 3

/**
 * Brands by all their spellings, with a record of how often a title in which a spelling stands was of that brand: by place, and by the
 * word that follows ("Philips Hue" is another's). What was learnt says how far to believe it; see `learnBrands`.
 *
 * find: O(tokens), 1 to 2 us a title. Memory: 24 bytes a token of a spelling, 24 a spelling, 12 a following word.
 */
export class BrandDictionary implements Saved {
  readonly phrases = new PhraseTable()
  /** By brand: the spelling that most offers have. */
  names: string[] = []
  /** By spelling: its brand. */
  brandOf: number[] = []
  /** Shape [spellings * 3]: titles seen with it in that place, and of those the ones of its brand. */
  seen: number[] = []
  right: number[] = []
  /** Hash of spelling, place and the word that follows -> seen and right. */
  readonly followed = new Map<number, [seen: number, right: number]>()
  /** By place: what share of all was right. */
  priors: number[] = [0.95, 0.5, 0.5]

  /** The brand's name for what a feed's brand field says; the field itself when it is not known. */
  nameOf(field: string): string {
    const spelling = this.phrases.find(field)
    return spelling < 0 ? field.trim() : this.names[this.brandOf[spelling]!]!
  }

  /** The brand of a title: the one that leads, else the likeliest of the others. Undefined when none stands in it. */
  find(reading: Reading): BrandFound | undefined {
    let best: BrandFound | undefined
    for (const found of this.all(reading)) if (!best || found.chance > best.chance) best = found
    return best
  }

  /** The spelling that leads; when none does, all that stand in the title. */
  all(reading: Reading): BrandFound[] {
    const { tokens } = reading
    const found: BrandFound[] = []
    const hit = { phrase: 0, from: 0, to: 0 }
    for (const at of leadsOf(reading))
      if (this.phrases.longest(tokens, at, hit)) found.push(this.#found(reading, hit, brandPlace.lead))
    const [lead] = found.filter(({ place }) => place === brandPlace.lead)
    if (lead) return [lead]
    for (let at = 0; at < tokens.count; at++) {
      if (continuesWord(reading, at) || !this.phrases.longest(tokens, at, hit)) continue
      const one = this.#found(reading, hit, brandPlace.later)
      if (!found.some(({ from }) => from === one.from)) found.push(one)
      at = one.to - 1
    }
    return found
  }

  #found(reading: Reading, { phrase, from, to }: { phrase: number; from: number; to: number }, at: number): BrandFound {
    const place = goesOn(reading, to) ? brandPlace.grown : at
    const chance = this.#chance(phrase, place, followerOf(reading.tokens, to))
    return { brand: this.brandOf[phrase]!, spelling: phrase, from, to, place, chance }
  }

  #chance(spelling: number, place: number, follower: number): number {
    const at = spelling * brandPlaces + place
    const own = (this.right[at]! + ownPrior[place]! * this.priors[place]!) / (this.seen[at]! + ownPrior[place]!)
    const [seen, right] = this.followed.get(followedKey(spelling, place, follower)) ?? [0, 0]
    return (right + followedPrior * own) / (seen + followedPrior)
  }

  save(): Columns {
    const followed = [...this.followed]
    return {
      ...nested('phrases', this.phrases.save()),
      names: this.names,
      brandOf: Uint32Array.from(this.brandOf),
      seen: Uint32Array.from(this.seen),
      right: Uint32Array.from(this.right),
      followedKeys: Uint32Array.from(followed, ([key]) => key),
      followedCounts: Uint32Array.from(followed.flatMap(([, counts]) => counts)),
      priors: Float64Array.from(this.priors),
    }
  }

  restore(columns: Columns): void {
    const { names, brandOf, seen, right, followedKeys, followedCounts, priors } = columns as Record<
      string,
      Uint32Array
    > & { names: string[] }
    this.phrases.restore(partOf(columns, 'phrases'))
    this.names = [...names]
    this.brandOf = [...brandOf!]
    this.seen = [...seen!]
    this.right = [...right!]
    this.priors = [...priors!]
    this.followed.clear()
    followedKeys!.forEach((key, i) => {
      this.followed.set(key, [followedCounts![2 * i]!, followedCounts![2 * i + 1]!])
    })
  }
}

/** What a spelling, its place and the word behind it are counted under. */
export function followedKey(spelling: number, place: number, follower: number): number {
  return mixed(spelling * brandPlaces + place, follower)
}

/** The hash of the next word. */
export function followerOf(tokens: TokenList, to: number): number {
  for (let at = to; at < tokens.count; at++) if (isContent(tokens.kinds[at]!)) return tokens.hashes[at]!
  return 0
}

/** Where a brand leads: at the first word, within brackets at the beginning, and right behind those. */
export function leadsOf(reading: Reading): number[] {
  const { tokens } = reading
  const leads: number[] = []
  let at = 0
  for (let brackets = 0; brackets <= bracketsMax; brackets++) {
    while (at < tokens.count && tokens.kinds[at]! >= tokenKind.joiner && !isBracket(reading, at, 'open')) at += 1
    const isOpen = at < tokens.count && isBracket(reading, at, 'open')
    const first = isOpen ? at + 1 : at
    if (first >= tokens.count) break
    leads.push(first)
    if (!isOpen) break
    while (at < tokens.count && !isBracket(reading, at, 'close')) at += 1
  }
  return leads
}
