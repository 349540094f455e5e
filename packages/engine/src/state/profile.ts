import { type Columns, DecayedColumn, exp2, grown, nested, partOf, type Saved, SlabLists } from '@nunchi/kernel'
import { tagTypes } from '../domain/tags.ts'
import { type Touch, type TouchName, touchNames } from '../domain/touch.ts'

/** The three memories of an interest: this visit, this week, this season. In seconds. */
export const halfLives = { visit: 1_800, week: 7 * 86_400, season: 90 * 86_400 } as const
/** A memory's place among the three weights of a tag. */
export const memories = { visit: 0, week: 1, season: 2 } as const
export type Memory = keyof typeof memories

/** The place in `populationByType` where every touch of something with tags counts once, whatever it carries. */
export const anyType = tagTypes.length

/** Tags kept of a shopper; once there are so many, few that were touched only once. */
const tagsPerShopperMax = 128
const tagsBeforeChoice = 64
/** As many as a product or two carry, so that what one brings can be met again. */
const unprovenKept = 16
/** Below this a decayed weight is nothing; kept at 0 so that no slow subnormal arithmetic follows. */
const negligible = 1e-20
/** Weights are decayed when a touch comes so many seconds after the row's moment; until then the touch is scaled instead. */
const momentSecondsMax = 12 * 3_600

/** Places in a tag's evidence: when it was touched last, by what product, and kind and number of touches in one. */
const atPlace = 0
const itemPlace = 1
const kindAndCountPlace = 2
/** A count that fits 16 bits, the kind above them. */
const countMax = 0xffff

/** What an interest rests on. */
export type TagEvidence = {
  readonly lastAt: number
  readonly lastItem: number
  readonly lastKind: TouchName
  readonly count: number
}

/**
 * What each shopper is interested in: for every tag they touched the decayed sum of weights at three half-lives, with
 * the last touch as evidence; beside it the population's sums, to tell a person's taste from everybody's.
 *
 * A weight stands for its value at the row's moment. A later touch is scaled up to it instead of decaying all weights
 * (forward decay, as in `DecayedColumn`), so that the events of a visit change only the tags they touch.
 *
 * 28 bytes a tag in blocks of 8, 16, 32, 64 or 128 tags: 20 events of distinct products leave 1.8 kB, and only who has
 * come back to more than 48 tags takes 3.6 kB. When a row is full, the proven tag that weighs least in the season goes.
 * O(tags of the product * tags of the shopper) comparisons per touch, of numbers side by side.
 */
export class Profile implements Saved {
  readonly lists = new SlabLists({ tag: 'u32', weights: ['f32', 3], evidence: ['u32', 3] }, 3)
  /** By row: the moment for which its weights stand, and that of its latest touch. Seconds since 1970. */
  #moments: Uint32Array = new Uint32Array(16)
  touchedAt: Uint32Array = new Uint32Array(16)
  /** By tag, and by tag type: everybody's weight in the season. */
  readonly population = new DecayedColumn(halfLives.season)
  readonly populationByType = new DecayedColumn(halfLives.season)

  /** Folds a touch of something that carries `tags[from..to)`, whose types are `types[tag]`. */
  touch(touch: Touch, tags: ArrayLike<number>, from: number, to: number, types: Uint8Array): void {
    if (to === from) return
    if (touch.weight > 0) this.#learnPopulation(touch, tags, from, to, types)
    if (touch.row < 0) return
    const { row, weight, at } = touch
    this.#reach(row)
    const seconds = this.#since(row, at)
    const visit = seconds === 0 ? weight : weight * grownBy(seconds, halfLives.visit)
    const week = seconds === 0 ? weight : weight * grownBy(seconds, halfLives.week)
    const season = seconds === 0 ? weight : weight * grownBy(seconds, halfLives.season)
    for (let i = from; i < to; i++) {
      const first = this.#slotFor(row, tags[i]!) * 3
      const { weights, evidence } = this.lists.columns
      weights[first + memories.visit]! += visit
      weights[first + memories.week]! += week
      weights[first + memories.season]! += season
      const count = Math.min(countMax, (evidence[first + kindAndCountPlace]! & countMax) + 1)
      const isLast = at >= evidence[first + atPlace]!
      const kind = isLast ? touch.kind : evidence[first + kindAndCountPlace]! >>> 16
      evidence[first + kindAndCountPlace] = (kind << 16) | count
      if (!isLast) continue
      evidence[first + atPlace] = at
      evidence[first + itemPlace] = touch.item
    }
  }

  /** A weight as of the row's latest touch. @param slot a slot of the row */
  weightOf(row: number, slot: number, memory: Memory): number {
    return this.lists.columns.weights[slot * 3 + memories[memory]]! * this.scaleOf(row, memory)
  }

  /** What to multiply the row's weights by to have them as of its latest touch. */
  scaleOf(row: number, memory: Memory): number {
    return grownBy(this.#moments[row]! - this.touchedAt[row]!, halfLives[memory])
  }

  evidenceOf(slot: number): TagEvidence {
    const { evidence } = this.lists.columns
    const kindAndCount = evidence[slot * 3 + kindAndCountPlace]!
    return {
      lastAt: evidence[slot * 3 + atPlace]!,
      lastItem: evidence[slot * 3 + itemPlace]!,
      lastKind: touchNames[kindAndCount >>> 16]!,
      count: kindAndCount & countMax,
    }
  }

  /** The row's tags with their weights in the season, as of its latest touch; empty for a row never touched. */
  seasonOf(row: number): { readonly tags: Uint32Array; readonly weights: Float32Array } {
    const from = row >= 0 && row < this.lists.rows ? this.lists.starts[row]! : 0
    const tags = this.lists.columns.tag.subarray(from, from + (row < 0 ? 0 : this.lists.countOf(row)))
    return { tags, weights: Float32Array.from(tags, (_, i) => this.weightOf(row, from + i, 'season')) }
  }

  /**
   * Adds all of row `from` to row `into` and empties `from`. As long as no row is full, the result does not depend on
   * which came first.
   */
  merge(from: number, into: number): void {
    if (this.lists.countOf(from) === 0) return this.clear(from)
    this.#reach(into)
    this.#since(into, this.touchedAt[from]!)
    const seconds = this.#moments[from]! - this.#moments[into]!
    const visit = grownBy(seconds, halfLives.visit)
    const week = grownBy(seconds, halfLives.week)
    const season = grownBy(seconds, halfLives.season)
    for (let i = 0; i < this.lists.counts[from]!; i++) {
      const target = this.#slotFor(into, this.lists.columns.tag[this.lists.starts[from]! + i]!) * 3
      const source = (this.lists.starts[from]! + i) * 3
      const { weights } = this.lists.columns
      weights[target + memories.visit]! += weights[source + memories.visit]! * visit
      weights[target + memories.week]! += weights[source + memories.week]! * week
      weights[target + memories.season]! += weights[source + memories.season]! * season
      this.#mergeEvidence(source, target)
    }
    this.clear(from)
  }

  /** Forgets one interest of the row, with all that it rests on: it begins anew with the next touch. O(tags of the row). @param tag -1: none */
  remove(row: number, tag: number): void {
    const from = row < this.lists.rows ? this.lists.starts[row]! : 0
    const index = this.lists.columns.tag.subarray(from, from + this.lists.countOf(row)).indexOf(tag)
    if (index >= 0) this.lists.removeAt(row, index)
  }

  /** Forgets the row's interests. */
  clear(row: number): void {
    if (row >= this.lists.rows) return
    this.lists.clear(row)
    this.#moments[row] = 0
    this.touchedAt[row] = 0
  }

  save(): Columns {
    return {
      moments: this.#moments.subarray(0, this.lists.rows),
      touchedAt: this.touchedAt.subarray(0, this.lists.rows),
      ...nested('lists', this.lists.save()),
      ...nested('population', this.population.save()),
      ...nested('populationByType', this.populationByType.save()),
    }
  }

  restore(columns: Columns): void {
    this.#moments = columns.moments as Uint32Array
    this.touchedAt = columns.touchedAt as Uint32Array
    this.lists.restore(partOf(columns, 'lists'))
    this.population.restore(partOf(columns, 'population'))
    this.populationByType.restore(partOf(columns, 'populationByType'))
  }

  #learnPopulation(touch: Touch, tags: ArrayLike<number>, from: number, to: number, types: Uint8Array): void {
    const amount = touch.weight * this.population.scaleAt(touch.at)
    const amountByType = touch.weight * this.populationByType.scaleAt(touch.at)
    this.populationByType.addScaled(anyType, amountByType)
    for (let i = from; i < to; i++) {
      this.population.addScaled(tags[i]!, amount)
      this.populationByType.addScaled(types[tags[i]!]!, amountByType)
    }
  }

  #reach(row: number): void {
    this.lists.reach(row)
    this.#moments = grown(this.#moments, row + 1)
    this.touchedAt = grown(this.touchedAt, row + 1)
  }

  #mergeEvidence(source: number, target: number): void {
    const { evidence } = this.lists.columns
    const counts =
      (evidence[source + kindAndCountPlace]! & countMax) + (evidence[target + kindAndCountPlace]! & countMax)
    const last = evidence[source + atPlace]! >= evidence[target + atPlace]! ? source : target
    const kind = evidence[last + kindAndCountPlace]! >>> 16
    evidence[target + atPlace] = evidence[last + atPlace]!
    evidence[target + itemPlace] = evidence[last + itemPlace]!
    evidence[target + kindAndCountPlace] = (kind << 16) | Math.min(countMax, counts)
  }

  /** Notes a touch at `at`. @returns seconds by which it lies after the row's moment, brought forward if that is long ago */
  #since(row: number, at: number): number {
    if (at > this.touchedAt[row]!) this.touchedAt[row] = at
    const seconds = at - this.#moments[row]!
    if (seconds <= momentSecondsMax) return seconds
    this.#moments[row] = at
    const visit = grownBy(-seconds, halfLives.visit)
    const week = grownBy(-seconds, halfLives.week)
    const season = grownBy(-seconds, halfLives.season)
    const { weights } = this.lists.columns
    const end = (this.lists.starts[row]! + this.lists.counts[row]!) * 3
    for (let first = this.lists.starts[row]! * 3; first < end; first += 3) {
      weights[first + memories.visit] = orNothing(weights[first + memories.visit]! * visit)
      weights[first + memories.week] = orNothing(weights[first + memories.week]! * week)
      weights[first + memories.season] = orNothing(weights[first + memories.season]! * season)
    }
    return 0
  }

  /** The slot of the row's `tag`; a new one if it has none, in place of the weakest when the row is full. */
  #slotFor(row: number, tag: number): number {
    const from = this.lists.starts[row]!
    const end = from + this.lists.counts[row]!
    const tags = this.lists.columns.tag
    for (let slot = from; slot < end; slot++) if (tags[slot] === tag) return slot
    const slot = end - from >= tagsBeforeChoice ? this.#makeRoom(row) : this.lists.push(row)
    this.lists.columns.tag[slot] = tag
    return slot
  }

  /**
   * An empty slot of a row that is getting full. Of tags touched only once some are kept, or no new taste could ever
   * prove itself; beyond those the one not touched for longest gives way, then, when there is no room left, the weakest of the others.
   */
  #makeRoom(row: number): number {
    const { oldest, unproven } = this.#unprovenOf(row)
    const isFull = this.lists.counts[row]! >= tagsPerShopperMax
    if (unproven <= unprovenKept && !isFull) return this.lists.push(row)
    const slot = unproven > unprovenKept ? oldest : this.#weakestProvenOf(row)
    const { weights, evidence } = this.lists.columns
    for (let place = slot * 3; place < slot * 3 + 3; place++) {
      weights[place] = 0
      evidence[place] = 0
    }
    return slot
  }

  /** How many of the row's tags were touched only once, and the slot of the one for which that is longest ago. */
  #unprovenOf(row: number): { readonly oldest: number; readonly unproven: number } {
    const from = this.lists.starts[row]!
    const end = from + this.lists.counts[row]!
    const { evidence } = this.lists.columns
    let unproven = 0
    let oldest = from
    let since = Number.POSITIVE_INFINITY
    for (let slot = from; slot < end; slot++) {
      if ((evidence[slot * 3 + kindAndCountPlace]! & countMax) > 1) continue
      unproven += 1
      if (evidence[slot * 3 + atPlace]! >= since) continue
      since = evidence[slot * 3 + atPlace]!
      oldest = slot
    }
    return { oldest, unproven }
  }

  #weakestProvenOf(row: number): number {
    const from = this.lists.starts[row]!
    const end = from + this.lists.counts[row]!
    const { weights, evidence } = this.lists.columns
    let weakest = from
    let least = Number.POSITIVE_INFINITY
    for (let slot = from; slot < end; slot++) {
      if ((evidence[slot * 3 + kindAndCountPlace]! & countMax) <= 1) continue
      const weight = Math.abs(weights[slot * 3 + memories.season]!)
      if (weight >= least) continue
      least = weight
      weakest = slot
    }
    return weakest
  }
}

/** What a weight grows by over so many seconds in forward decay; below 1 for a time before. */
function grownBy(seconds: number, halfLife: number): number {
  return orNothing(exp2(seconds / halfLife))
}

function orNothing(weight: number): number {
  return Math.abs(weight) < negligible ? 0 : weight
}
