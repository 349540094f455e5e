import type { Columns, Saved } from './columns.ts'
import { grownWeight } from './forgetting.ts'

const day = 86_400

/**
 * What came of situations, counted: how often each of a few outcomes followed in each cell, half forgotten in each half-life. A cell's
 * chances are drawn to its family's and those to everybody's, as far as the counts themselves say that cells differ.
 *
 * add: O(1). Memory: 8 bytes a cell and outcome. `chancesAt` costs O(cells * outcomes).
 * Source: Mosimann (1962), On the compound multinomial distribution, Biometrika 49, 65-82, doi:10.1093/biomet/49.1-2.65.
 */
export class OutcomeTable implements Saved {
  readonly cells: number
  readonly outcomes: number
  readonly #halfLife: number
  readonly #familyOf: (cell: number) => number
  readonly #families: number
  /** Row-major by cell, shape [cells * outcomes]. */
  counts: Float64Array
  #today = -1
  #weightToday = 0

  /** @param options.familyOf cell -> the family to which it is drawn, 0..families-1 */
  constructor(options: {
    cells: number
    outcomes: number
    halfLifeDays: number
    families: number
    familyOf: (cell: number) => number
  }) {
    this.cells = options.cells
    this.outcomes = options.outcomes
    this.#halfLife = options.halfLifeDays * day
    this.#familyOf = options.familyOf
    this.#families = options.families
    this.counts = new Float64Array(options.cells * options.outcomes)
  }

  /** What one at `at` counts, by whole days: the same all day, so that it costs nothing to ask again. */
  weightAt(at: number): number {
    const today = Math.floor(at / day)
    if (today !== this.#today) {
      this.#today = today
      this.#weightToday = grownWeight(today * day, this.#halfLife)
    }
    return this.#weightToday
  }

  /** Counts an outcome of a cell. @param weight `weightAt` of its moment; negative to take it out again */
  add(cell: number, outcome: number, weight: number): void {
    this.counts[cell * this.outcomes + outcome]! += weight
  }

  /** The chances of every cell, and everybody's behind the last, as of `now`: row-major, shape [(cells + 1) * outcomes]; a row sums to 1. */
  chancesAt(now: number): Float64Array {
    const { cells, outcomes } = this
    const scale = 1 / this.weightAt(now)
    const counts = this.counts.map((count) => Math.max(0, count * scale))
    const none = () => 0
    const uniform = new Float64Array(outcomes).fill(1 / outcomes)
    const all = chancesOf(this.#pooled(counts, 1, none), { parents: uniform, parentOf: none, outcomes, prior: 1 })
    const byFamily = this.#pooled(counts, this.#families, this.#familyOf)
    const families = chancesOf(byFamily, { parents: all, parentOf: none, outcomes })
    const result = new Float64Array((cells + 1) * outcomes)
    result.set(chancesOf(counts, { parents: families, parentOf: this.#familyOf, outcomes }))
    result.set(all, cells * outcomes)
    return result
  }

  /** How often something was counted in the cell, as of `now`; in all cells for -1. */
  trialsAt(cell: number, now: number): number {
    const { outcomes, counts } = this
    const own = cell < 0 ? counts : counts.subarray(cell * outcomes, (cell + 1) * outcomes)
    return (
      Math.max(
        0,
        own.reduce((sum, count) => sum + count, 0),
      ) / this.weightAt(now)
    )
  }

  save(): Columns {
    return { counts: this.counts }
  }

  restore(columns: Columns): void {
    this.counts = columns.counts as Float64Array
  }

  #pooled(counts: Float64Array, parents: number, parentOf: (cell: number) => number): Float64Array {
    const sums = new Float64Array(parents * this.outcomes)
    for (let cell = 0; cell < this.cells; cell++)
      for (let outcome = 0; outcome < this.outcomes; outcome++)
        sums[parentOf(cell) * this.outcomes + outcome]! += counts[cell * this.outcomes + outcome]!
    return sums
  }
}

type Drawn = {
  /** Shares of the parents, row-major, and the parent of each row. */
  readonly parents: Float64Array
  readonly parentOf: (row: number) => number
  readonly outcomes: number
  /** How many trials of its parent's shares a row's own are worth; `trialsOfPrior` when absent. */
  readonly prior?: number
}

/** Shares drawn to the parents'; rows sum to 1. */
function chancesOf(counts: Float64Array, drawn: Drawn): Float64Array {
  const { parents, parentOf, outcomes } = drawn
  const prior = drawn.prior ?? trialsOfPrior(counts, drawn)
  const chances = new Float64Array(counts.length)
  for (let row = 0; row * outcomes < counts.length; row++) {
    const base = row * outcomes
    const parent = parentOf(row) * outcomes
    const trials = trialsOf(counts, base, outcomes)
    for (let o = 0; o < outcomes; o++)
      chances[base + o] = (counts[base + o]! + prior * parents[parent + o]!) / (trials + prior)
  }
  return chances
}

/**
 * How many trials of its parent's shares a row's own are worth: 1 / correlation - 1 of a Dirichlet-multinomial, whose
 * correlation is sum(w ((count - n p)^2 - noise n p (1 - p))) / sum(w n (n - 1) p (1 - p)), w = 1 / (n + 1), by the method
 * of moments.
 */
function trialsOfPrior(counts: Float64Array, { parents, parentOf, outcomes }: Drawn): number {
  let beyond = 0
  let most = 0
  for (let row = 0; row * outcomes < counts.length; row++) {
    const base = row * outcomes
    const n = trialsOf(counts, base, outcomes)
    if (n === 0) continue
    const parent = parentOf(row) * outcomes
    for (let o = 0; o < outcomes; o++) {
      const p = parents[parent + o]!
      beyond += ((counts[base + o]! - n * p) ** 2 - noise * n * p * (1 - p)) / (n + 1)
      most += (n * Math.max(0, n - 1) * p * (1 - p)) / (n + 1)
    }
  }
  if (beyond <= 0 || most <= 0) return priorMax
  return Math.min(priorMax, Math.max(priorMin, most / beyond - 1))
}

function trialsOf(counts: Float64Array, base: number, outcomes: number): number {
  let trials = 0
  for (let o = 0; o < outcomes; o++) trials += counts[base + o]!
  return trials
}

/** Variance by chance of counts that forget by halves, against that of whole ones: see `priorEvents`. */
const noise = 0.5
const priorMin = 2
const priorMax = 10_000
