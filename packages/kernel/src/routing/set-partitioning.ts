/** Columns of a set partitioning: sets of items with a cost and a kind. */
export type Columns = {
  readonly items: number
  readonly sets: readonly Int32Array[]
  readonly costs: readonly number[]
  readonly kinds: readonly number[]
  /** How many sets of each kind may be taken. */
  readonly limits: readonly number[]
}

const ascentSteps = 300

/**
 * The cheapest choice of sets that has every item exactly once, if one is found that costs less than `bound`: indices of
 * the sets. Lower bounds by subgradients on prices of items; then depth first, the item with the fewest sets left next,
 * sets of least reduced cost first, at most `nodes` deep decisions; what that leaves open is not searched.
 * Source: Lagrangian relaxation and reduced-cost fixing, Fisher (1981), DOI 10.1287/mnsc.27.1.1. Deterministic.
 * O(300 * total length of sets + nodes * length of the lists looked at).
 */
export function cheapestPartition(columns: Columns, bound: number, nodes: number): number[] | undefined {
  const prices = new Prices(columns, bound)
  for (let step = 0; step < ascentSteps && prices.best < bound; step++) prices.step()
  if (prices.best >= bound) return undefined
  return new Dive(columns, prices, bound, nodes).run()
}

/** Prices of items and kinds that make the lower bound high. */
class Prices {
  /** Highest lower bound, and the reduced costs it was found with. */
  best = Number.NEGATIVE_INFINITY
  readonly reduced: Float64Array
  readonly #columns: Columns
  readonly #bound: number
  readonly #item: Float64Array
  readonly #kind: Float64Array
  readonly #now: Float64Array
  readonly #missing: Float64Array
  #pace = 1
  #idle = 0

  constructor(columns: Columns, bound: number) {
    this.#columns = columns
    this.#bound = bound
    this.#item = new Float64Array(columns.items).fill(bound / columns.items)
    this.#kind = new Float64Array(columns.limits.length)
    this.#now = new Float64Array(columns.sets.length)
    this.reduced = new Float64Array(columns.sets.length)
    this.#missing = new Float64Array(columns.items)
  }

  step(): void {
    const { sets, costs, kinds, limits, items } = this.#columns
    const missing = this.#missing.fill(1)
    const over = limits.map((limit) => -limit)
    let lower = 0
    for (let i = 0; i < items; i++) lower += this.#item[i]
    limits.forEach((limit, kind) => {
      if (this.#kind[kind] > 0) lower -= this.#kind[kind] * limit
    })
    for (let j = 0; j < sets.length; j++) {
      const set = sets[j]
      let cost = costs[j] + this.#kind[kinds[j]]
      for (let k = 0; k < set.length; k++) cost -= this.#item[set[k]]
      this.#now[j] = cost
      if (cost >= 0) continue
      lower += cost
      over[kinds[j]]++
      for (let k = 0; k < set.length; k++) missing[set[k]]--
    }
    this.#judge(lower)
    this.#move(missing, over, lower)
  }

  #judge(lower: number): void {
    if (lower > this.best) {
      this.best = lower
      this.reduced.set(this.#now)
      this.#idle = 0
    } else if (++this.#idle >= 10) {
      this.#pace /= 2
      this.#idle = 0
    }
  }

  #move(missing: Float64Array, over: readonly number[], lower: number): void {
    let norm = 0
    for (const m of missing) norm += m * m
    over.forEach((more, kind) => {
      if (more > 0 || this.#kind[kind] > 0) norm += more * more
    })
    if (norm === 0) return
    const step = (this.#pace * (this.#bound - lower)) / norm
    missing.forEach((m, i) => {
      this.#item[i] += step * m
    })
    over.forEach((more, kind) => {
      if (Number.isFinite(more)) this.#kind[kind] = Math.max(0, this.#kind[kind] + step * more)
    })
  }
}

/** The search itself, over sets whose reduced cost leaves a chance. */
class Dive {
  readonly #columns: Columns
  readonly #reduced: Float64Array
  readonly #lower: number
  readonly #lists: number[][]
  readonly #isTaken: Uint8Array
  readonly #left: number[]
  readonly #chosen: number[] = []
  #bound: number
  #nodes: number
  #best: number[] | undefined

  constructor(columns: Columns, prices: Prices, bound: number, nodes: number) {
    this.#columns = columns
    this.#reduced = prices.reduced
    this.#lower = prices.best
    this.#bound = bound
    this.#nodes = nodes
    this.#lists = Array.from({ length: columns.items }, () => [])
    columns.sets.forEach((set, j) => {
      if (this.#lower + Math.max(0, this.#reduced[j]) < bound) for (const item of set) this.#lists[item].push(j)
    })
    for (const list of this.#lists) list.sort((a, b) => this.#reduced[a] - this.#reduced[b] || a - b)
    this.#isTaken = new Uint8Array(columns.items)
    this.#left = [...columns.limits]
  }

  run(): number[] | undefined {
    this.#go(0, this.#lower)
    return this.#best
  }

  #go(cost: number, lower: number): void {
    const item = this.#scarcest()
    if (item === undefined) {
      if (cost >= this.#bound) return
      this.#bound = cost
      this.#best = [...this.#chosen]
      return
    }
    for (const j of this.#lists[item]) {
      const deeper = lower + Math.max(0, this.#reduced[j])
      if (deeper >= this.#bound) return // sorted: the rest is no better
      if (!this.#fits(j)) continue
      if (--this.#nodes < 0) return
      this.#mark(j, 1)
      this.#chosen.push(j)
      this.#go(cost + this.#columns.costs[j], deeper)
      this.#chosen.pop()
      this.#mark(j, 0)
    }
  }

  /** The open item with the fewest sets that still fit. */
  #scarcest(): number | undefined {
    let scarcest: number | undefined
    let fewest = Number.POSITIVE_INFINITY
    for (let item = 0; item < this.#columns.items; item++) {
      if (this.#isTaken[item]) continue
      let count = 0
      for (const j of this.#lists[item]) {
        if (this.#fits(j) && ++count >= fewest) break
      }
      if (count >= fewest) continue
      fewest = count
      scarcest = item
      if (count === 0) break
    }
    return scarcest
  }

  #fits(j: number): boolean {
    if (this.#left[this.#columns.kinds[j]] <= 0) return false
    const set = this.#columns.sets[j]
    for (let k = 0; k < set.length; k++) if (this.#isTaken[set[k]]) return false
    return true
  }

  #mark(j: number, is: 0 | 1): void {
    for (const item of this.#columns.sets[j]) this.#isTaken[item] = is
    this.#left[this.#columns.kinds[j]] += is ? -1 : 1
  }
}
