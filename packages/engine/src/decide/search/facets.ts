import type { Catalog } from '../../state/catalog.ts'
import type { Counted, PriceBand } from './answer.ts'

/** As many as a shop's whole tree of categories has, so that sums over them are right; and brands to choose from. */
export const facetsMax = { categories: 500, brands: 50 } as const
const bandsWanted = 5
/** So many prices tell where bands begin. */
const sampleMax = 2_048
/** Amounts that people find round, as the first digits of a number. */
const round = [1, 1.5, 2, 3, 5, 7, 10]

/** Counts how often tags come; reset for every answer. */
export class TagCounts {
  #counts: Uint32Array = new Uint32Array(0)
  readonly #tags: number[] = []

  reset(tagCount: number): void {
    for (const tag of this.#tags) this.#counts[tag] = 0
    this.#tags.length = 0
    if (this.#counts.length < tagCount) this.#counts = new Uint32Array(Math.ceil(tagCount * 1.2))
  }

  add(tag: number): void {
    if (this.#counts[tag] === 0) this.#tags.push(tag)
    this.#counts[tag]! += 1
  }

  /** The most frequent with their names; ties by name. */
  most(catalog: Catalog, countMax: number): Counted[] {
    return this.#tags
      .map((tag) => {
        const name = catalog.tagName(tag)
        return { name: name.slice(name.indexOf(':') + 1), count: this.#counts[tag]! }
      })
      .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1))
      .slice(0, countMax)
  }
}

/**
 * Bands of prices with round limits that hold about as many products each, five or so; empty ones are left out.
 * O(prices * bands).
 */
export function bandsOf(prices: Float64Array): PriceBand[] {
  if (prices.length === 0) return []
  const step = Math.max(1, Math.floor(prices.length / sampleMax))
  const sample = Float64Array.from({ length: Math.floor((prices.length - 1) / step) + 1 }, (_, i) => prices[i * step]!)
  sample.sort()
  let most = 0
  for (const price of prices) most = Math.max(most, price)
  const limits = [0]
  for (let i = 1; i < bandsWanted; i++) {
    const limit = roundNear(sample[Math.floor((i * sample.length) / bandsWanted)]!)
    if (limit > limits.at(-1)! && limit <= most) limits.push(limit)
  }
  limits.push(roundAbove(most))
  const counts = new Uint32Array(limits.length)
  for (const price of prices) {
    let band = 0
    while (price >= limits[band + 1]!) band += 1
    counts[band]! += 1
  }
  return limits.slice(0, -1).flatMap((fromMinor, i) => {
    const count = counts[i]!
    return count === 0 ? [] : [{ fromMinor, belowMinor: limits[i + 1]!, count }]
  })
}

/** The round amount that is nearest, by how many times as much. */
function roundNear(amount: number): number {
  const unit = unitOf(amount)
  const nearness = (one: number) => Math.abs(Math.log(one / (amount / unit)))
  const best = round.reduce((a, b) => (nearness(b) < nearness(a) ? b : a))
  return Math.max(1, Math.round(best * unit))
}

function roundAbove(amount: number): number {
  const unit = unitOf(amount)
  return Math.max(1, Math.ceil((round.find((one) => one * unit > amount) ?? 15) * unit))
}

function unitOf(amount: number): number {
  return 10 ** Math.floor(Math.log10(Math.max(1, amount)))
}
