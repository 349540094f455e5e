import { type ListwiseBlend, SparseScores } from '@nunchi/kernel'
import { assert } from '../../domain/assert.ts'
import { featurePlaces, newBlend, rankingFeatures, segments } from '../../state/ranking.ts'
import type { Act, Chances } from './answer.ts'
import type { Blocked } from './blocked.ts'
import type { Interests } from './interests.ts'

export const candidatesMax = 2_048
const width = rankingFeatures.length
/** From so many products of a shopper's past on, what was learned of the trends counts whole. */
const pastWhole = 8
const trendPlaces = Object.values(segments).flatMap((segment) =>
  [featurePlaces.now, featurePlaces.season].map((place) => segment * width + place),
)
/** Where learning starts. */
const start = newBlend().weights

// One answer is made at a time: what slates hold is shared by them and allocated once.
const shared = {
  items: new Uint32Array(candidatesMax),
  segments: new Uint8Array(candidatesMax),
  inputs: new Float32Array(candidatesMax * width),
  scores: new Float64Array(candidatesMax),
  chances: { click: chancesMade(), cart: chancesMade(), purchase: chancesMade() },
  pastItems: new Int32Array(candidatesMax),
  bestTags: new Int32Array(candidatesMax),
}
const places = new SparseScores()

function chancesMade(): Float64Array {
  return new Float64Array(candidatesMax)
}

const blendUsed = newBlend()
let slatesMade = 0

/**
 * The candidates of one answer with what is known of each; parallel arrays of which the first `count` count. All slates
 * share their memory: only the latest may be read.
 */
export class Slate {
  readonly items: Uint32Array = shared.items
  readonly segments: Uint8Array = shared.segments
  /** Row-major, shape [count * features]: see `rankingFeatures`. */
  readonly inputs: Float32Array = shared.inputs
  readonly scores: Float64Array = shared.scores
  /** How likely this visit comes to each act with the candidate; for the acts that the ranker which scored it has learned. */
  readonly chances: Readonly<Record<Act, Float64Array>> = shared.chances
  /** The item of the shopper's past that speaks most for the candidate, by transitions; -1 when none does. */
  readonly pastItems: Int32Array = shared.pastItems
  /** The interest tag that speaks most for it; -1 when none does. */
  readonly bestTags: Int32Array = shared.bestTags
  /** What the inputs were weighed with when they were scored, row-major by segment. */
  readonly weights: Float64Array = blendUsed.weights
  readonly interests: Interests
  /** What the shopper has hidden: none of it is named, none of it speaks for anything. */
  readonly blocked: Blocked
  count = 0
  /** Of which acts it has the chances: those that the ranker which scored it has learned. */
  acts: readonly Act[] = []
  /** Products of the shopper's past that say what comes next. */
  readonly #past: number
  readonly #number: number

  constructor({ interests, blocked, past }: { interests: Interests; blocked: Blocked; past: number }) {
    this.interests = interests
    this.#past = past
    this.blocked = blocked
    this.#number = ++slatesMade
    places.reset()
  }

  /** The item's place; -1 when it is not a candidate. */
  placeOf(item: number): number {
    this.assertLatest()
    return places.placeOf(item)
  }

  /** Adds a candidate, if it is not there yet and there is room. @returns whether it was added */
  add(item: number, segment: number): boolean {
    if (this.count >= candidatesMax || places.has(item)) return false
    places.add(item, 0)
    this.items[this.count] = item
    this.segments[this.count++] = segment
    return true
  }

  /** The chances of a candidate; undefined where the blend scored it alone. */
  chancesOf(place: number): Chances | undefined {
    if (this.acts.length === 0) return undefined
    return Object.fromEntries(this.acts.map((act) => [act, this.chances[act][place]!]))
  }

  isOwned(place: number): boolean {
    return this.segments[place] === segments.owned
  }

  /**
   * Scores the candidates from a place on. In a shop with orders weights are learned from shoppers with a long past, beside
   * which popularity may even seem to count against a product; to who has looked at one thing they would show the least
   * wanted first. So the shorter the past, the nearer the weights of the trends are to where learning starts.
   */
  score(blend: ListwiseBlend, from = 0): void {
    this.assertLatest()
    const { inputs, segments, scores, count, weights } = this
    weights.set(blend.weights)
    const share = Math.min(1, this.#past / pastWhole)
    for (const place of trendPlaces) weights[place] = start[place]! + share * (weights[place]! - start[place]!)
    blendUsed.score(inputs.subarray(from * width), segments.subarray(from), scores.subarray(from), count - from)
  }

  /** Fails when another slate has been made since, which this one's memory now belongs to. */
  assertLatest(): void {
    assert(this.#number === slatesMade, 'a slate was read after the next one was made')
  }
}
