import { setImmediate } from 'node:timers/promises'
import { grown } from '@nunchi/kernel'
import { pathOfText } from '../../domain/category-path.ts'
import type { Market } from '../../state/market.ts'
import type { Views } from '../../state/views.ts'

/** Offers looked at before requests get their turn: some milliseconds. */
const offersPerTurn = 20_000
const attributesMax = 40
const categoriesMax = 200

export type CoverageAsk = {
  /** To see what is below it; none: the broadest. */
  readonly path: readonly string[]
  /** Of one mall alone. */
  readonly mall?: string
}

/** Of the offers of each category, how many have which attribute. */
export type AttributeCoverage = {
  readonly offers: number
  /** Commonest first. */
  readonly attributes: readonly string[]
  /** Most offers first. */
  readonly categories: readonly {
    /** Empty: offers without a category. */
    readonly path: readonly string[]
    readonly offers: number
    /** Whether there are narrower ones below it. */
    readonly hasMore: boolean
    /** By attribute, 0 to 1. */
    readonly shares: readonly number[]
  }[]
}

/**
 * A category: the number of a text that was read, + 1, or what a person wrote, both of the one tree; 0 and below: an offer's own, by
 * its number.
 */
type Category = number | string
type Row = { offers: number; counts: Uint32Array; hasMore: boolean }

/** Counts attributes of offers by category, a stretch of the offers at a time. Memory: 4 bytes a category and attribute. */
class AttributeCount {
  readonly #market: Market
  readonly #mall: string | undefined
  readonly #byCategory = new Map<Category, Row>()
  /** By attribute's number: the last offer that was seen to have it, + 1. */
  #seen: Uint32Array = new Uint32Array(64)
  #next = 0
  readonly #categoryName: number

  constructor(market: Market, mall: string | undefined) {
    this.#market = market
    this.#categoryName = market.values.names.find('category')
    this.#mall = mall
  }

  /** @returns whether there are more offers to look at */
  step(): boolean {
    const { offers } = this.#market
    const end = Math.min(offers.size, this.#next + offersPerTurn)
    for (let offer = this.#next; offer < end; offer++)
      if (offers.isThere(offer) && (this.#mall === undefined || offers.isOf(offer, this.#mall))) this.#look(offer)
    this.#next = end
    return end < offers.size
  }

  /** Sums up by what lies right below a path. */
  answer(path: readonly string[]): AttributeCoverage {
    const rows = new Map<string, Row & { readonly path: readonly string[] }>()
    for (const [category, counted] of this.#byCategory) {
      const whole = this.#pathOf(category)
      if (!path.every((level, i) => whole[i] === level)) continue
      const below = whole.slice(0, path.length + 1)
      const key = JSON.stringify(below)
      const row = rows.get(key) ?? { path: below, offers: 0, counts: new Uint32Array(64), hasMore: false }
      rows.set(key, row)
      addTo(row, counted)
      if (whole.length > below.length) row.hasMore = true
    }
    return this.#told([...rows.values()])
  }

  #told(rows: readonly (Row & { readonly path: readonly string[] })[]): AttributeCoverage {
    const { names } = this.#market.values
    const all: Row = { offers: 0, counts: new Uint32Array(64), hasMore: false }
    for (const row of rows) addTo(all, row)
    const numbers = Array.from(all.counts.keys()).filter((name) => all.counts[name]! > 0)
    const commonest = numbers.sort((a, b) => all.counts[b]! - all.counts[a]! || a - b).slice(0, attributesMax)
    return {
      offers: all.offers,
      attributes: commonest.map((name) => names.nameOf(name)),
      categories: [...rows]
        .sort((a, b) => b.offers - a.offers || (a.path.join() < b.path.join() ? -1 : 1))
        .slice(0, categoriesMax)
        .map(({ path, offers, hasMore, counts }) => {
          return { path, offers, hasMore, shares: commonest.map((name) => (counts[name] ?? 0) / offers) }
        }),
    }
  }

  #look(offer: number): void {
    const { values, judgements } = this.#market
    const category = this.#categoryOf(offer)
    const row = this.#byCategory.get(category) ?? { offers: 0, counts: new Uint32Array(16), hasMore: false }
    if (row.offers === 0) this.#byCategory.set(category, row)
    row.offers += 1
    const corrections = judgements.correctionsOf(offer)
    const { starts, columns } = values.lists
    const end = starts[offer]! + values.lists.countOf(offer)
    for (let slot = starts[offer]!; slot < end; slot++) {
      const name = columns.name[slot]!
      if (corrections.size === 0 || !corrections.has(values.names.nameOf(name))) this.#note(row, offer, name)
    }
    for (const [name, value] of corrections) if (value !== '') this.#note(row, offer, values.names.find(name))
  }

  /** That of the one tree, by which its product is listed too; its own where it was not mapped. */
  #categoryOf(offer: number): Category {
    const { texts, values, judgements } = this.#market
    const said = judgements.correctionsOf(offer).get('category')
    if (said) return said
    const { starts, columns } = values.lists
    const end = starts[offer]! + values.lists.countOf(offer)
    const own = 0 - texts.categoryOf(offer)
    if (said === '' || this.#categoryName < 0) return own
    for (let slot = starts[offer]!; slot < end; slot++)
      if (columns.name[slot] === this.#categoryName) return columns.text[slot]! + 1
    return own
  }

  #pathOf(category: Category): readonly string[] {
    const { texts, values } = this.#market
    if (typeof category === 'string') return pathOfText(category)
    return category > 0 ? pathOfText(values.texts.nameOf(category - 1)) : texts.pathOf(-category)
  }

  #note(row: Row, offer: number, name: number): void {
    if (name < 0) return
    this.#seen = grown(this.#seen, name + 1)
    if (this.#seen[name] === offer + 1) return
    this.#seen[name] = offer + 1
    row.counts = grown(row.counts, name + 1)
    row.counts[name]! += 1
  }
}

/**
 * Gives what share of the offers of each category has which attribute. All offers are counted at the first question after something has
 * happened, 0.1 us an offer in turns of some milliseconds, by one count at a time; further questions about the same moment cost
 * as much as there are categories.
 */
export function attributeCoverageOf(views: Views): (ask: CoverageAsk) => Promise<AttributeCoverage> {
  type Latest = {
    readonly mall?: string
    readonly position: number
    isUnderWay: boolean
    count: Promise<AttributeCount>
  }
  let latest: Latest | undefined
  const begin = (mall: string | undefined): Latest => {
    const count = new AttributeCount(views.market, mall)
    const run = async () => {
      try {
        while (count.step()) await setImmediate()
        return count
      } finally {
        begun.isUnderWay = false
      }
    }
    const begun: Latest = { mall, position: views.position, isUnderWay: true, count: Promise.resolve(count) }
    begun.count = run()
    return begun
  }
  return async ({ path, mall }) => {
    while (latest?.isUnderWay && latest.mall !== mall) await latest.count
    const known = latest?.mall === mall && (latest?.isUnderWay || latest?.position === views.position)
    if (!latest || !known) latest = begin(mall)
    return (await latest.count).answer(path)
  }
}

function addTo(sum: Row, { offers, counts }: Row): void {
  sum.offers += offers
  sum.counts = grown(sum.counts, counts.length)
  for (let name = 0; name < counts.length; name++) sum.counts[name]! += counts[name]!
}
