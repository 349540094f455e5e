import { type Columns, DecayedColumn, grown, nested, partOf, type Saved, SlabLists } from '@nunchi/kernel'
import { tagTypes } from '../domain/tags.ts'
import type { Touch } from '../domain/touch.ts'

/** The three memories of an interest: this visit, this week, this season. In seconds. */
export const halfLives = { visit: 1_800, week: 7 * 86_400, season: 90 * 86_400 } as const

/** The place in `populationByType` where every touch of something with tags counts once, whatever it carries. */
export const anyType = tagTypes.length

/** Tags kept of a shopper; beyond the first so many, one touched only once gives way instead of being kept beside. */
const tagsPerShopperMax = 128
const tagsUnprovenMax = 64
/** Below this a decayed weight is nothing; kept at 0 so that no slow subnormal arithmetic follows. */
const negligible = 1e-20

/** A weight that fits the counter's 16 bits. */
const countMax = 0xffff

/**
 * What each shopper is interested in: for every tag they touched the decayed sum of weights at three half-lives, with
 * the last touch as evidence; beside it the population's sums, to tell a person's taste from everybody's.
 *
 * 27 bytes a tag in blocks of 8, 16, 32, 64 or 128 tags: 20 events of distinct products leave 1.7 kB, and only who has
 * come back to more than 64 tags takes 3.5 kB. When a row is full, the tag that weighs least in the season goes.
 * O(tags of the product + tags of the shopper) per touch.
 */
export class Profile implements Saved {
  readonly lists = new SlabLists(
    {
      tag: 'u32',
      visit: 'f32',
      week: 'f32',
      season: 'f32',
      lastAt: 'u32',
      lastItem: 'u32',
      lastKind: 'u8',
      count: 'u16',
    },
    3,
  )
  /** By row: the moment the row's weights are decayed to: that of its latest touch. Seconds since 1970. */
  asOf: Uint32Array = new Uint32Array(16)
  /** By tag, and by tag type: everybody's weight in the season. */
  readonly population = new DecayedColumn(halfLives.season)
  readonly populationByType = new DecayedColumn(halfLives.season)

  /** Folds a touch of something that carries `tags[from..to)`, whose types are `types[tag]`. */
  touch(touch: Touch, tags: ArrayLike<number>, from: number, to: number, types: Uint8Array): void {
    if (to === from) return
    if (touch.weight > 0) this.#learnPopulation(touch, tags, from, to, types)
    if (touch.row < 0) return
    const { row, weight } = touch
    this.#reach(row)
    const late = this.#decayTo(row, touch.at)
    const visit = late === 0 ? weight : weight * 2 ** (-late / halfLives.visit)
    const week = late === 0 ? weight : weight * 2 ** (-late / halfLives.week)
    const season = late === 0 ? weight : weight * 2 ** (-late / halfLives.season)
    for (let i = from; i < to; i++) {
      const slot = this.#slotFor(row, tags[i]!)
      const { columns } = this.lists
      columns.visit[slot]! += visit
      columns.week[slot]! += week
      columns.season[slot]! += season
      if (columns.count[slot]! < countMax) columns.count[slot]! += 1
      if (touch.at < columns.lastAt[slot]!) continue
      columns.lastAt[slot] = touch.at
      columns.lastItem[slot] = touch.item
      columns.lastKind[slot] = touch.kind
    }
  }

  /**
   * Adds all of row `from` to row `into` and empties `from`. As long as no row is full, the result does not depend on
   * which came first.
   */
  merge(from: number, into: number): void {
    if (from >= this.lists.rows) return
    this.#reach(into)
    const late = this.#decayTo(into, this.asOf[from]!)
    const factors = [2 ** (-late / halfLives.visit), 2 ** (-late / halfLives.week), 2 ** (-late / halfLives.season)]
    for (let i = 0; i < this.lists.counts[from]!; i++) {
      const target = this.#slotFor(into, this.lists.columns.tag[this.lists.starts[from]! + i]!)
      const source = this.lists.starts[from]! + i
      const { columns } = this.lists
      columns.visit[target]! += columns.visit[source]! * factors[0]!
      columns.week[target]! += columns.week[source]! * factors[1]!
      columns.season[target]! += columns.season[source]! * factors[2]!
      columns.count[target] = Math.min(countMax, columns.count[target]! + columns.count[source]!)
      if (columns.lastAt[source]! < columns.lastAt[target]!) continue
      columns.lastAt[target] = columns.lastAt[source]!
      columns.lastItem[target] = columns.lastItem[source]!
      columns.lastKind[target] = columns.lastKind[source]!
    }
    this.clear(from)
  }

  /** Forgets the row's interests. */
  clear(row: number): void {
    if (row >= this.lists.rows) return
    this.lists.clear(row)
    this.asOf[row] = 0
  }

  save(): Columns {
    return {
      asOf: this.asOf.subarray(0, this.lists.rows),
      ...nested('lists', this.lists.save()),
      ...nested('population', this.population.save()),
      ...nested('populationByType', this.populationByType.save()),
    }
  }

  restore(columns: Columns): void {
    this.asOf = columns.asOf as Uint32Array
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
    this.asOf = grown(this.asOf, row + 1)
  }

  /** Brings the row's weights forward to `at`. @returns seconds by which `at` lies before the row's own moment */
  #decayTo(row: number, at: number): number {
    const seconds = at - this.asOf[row]!
    if (seconds <= 0) return -seconds
    this.asOf[row] = at
    const from = this.lists.starts[row]!
    const to = from + this.lists.counts[row]!
    const { columns } = this.lists
    decay(columns.visit, from, to, 2 ** (-seconds / halfLives.visit))
    decay(columns.week, from, to, 2 ** (-seconds / halfLives.week))
    decay(columns.season, from, to, 2 ** (-seconds / halfLives.season))
    return 0
  }

  /** The slot of the row's `tag`; a new one if it has none, in place of the weakest when the row is full. */
  #slotFor(row: number, tag: number): number {
    const from = this.lists.starts[row]!
    const count = this.lists.counts[row]!
    const tags = this.lists.columns.tag
    for (let slot = from; slot < from + count; slot++) if (tags[slot] === tag) return slot
    if (count >= tagsUnprovenMax) this.#makeRoom(row, count)
    const slot = this.lists.push(row)
    this.lists.columns.tag[slot] = tag
    return slot
  }

  #makeRoom(row: number, count: number): void {
    const weakest = this.#weakestOf(row)
    const isUnproven = this.lists.columns.count[this.lists.starts[row]! + weakest]! <= 1
    if (isUnproven || count >= tagsPerShopperMax) this.lists.removeAt(row, weakest)
  }

  #weakestOf(row: number): number {
    const from = this.lists.starts[row]!
    const { season } = this.lists.columns
    let weakest = 0
    for (let i = 1; i < this.lists.counts[row]!; i++) {
      if (Math.abs(season[from + i]!) < Math.abs(season[from + weakest]!)) weakest = i
    }
    return weakest
  }
}

function decay(weights: Float32Array, from: number, to: number, factor: number): void {
  if (factor < negligible) {
    weights.fill(0, from, to)
    return
  }
  for (let i = from; i < to; i++) {
    const left = weights[i]! * factor
    weights[i] = Math.abs(left) < negligible ? 0 : left
  }
}
