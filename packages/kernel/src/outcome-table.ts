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

  /** What one at `at` counts, for several `add` at one moment. */
  weightAt(at: number): number {
    return grownWeight(at, this.#halfLife)
  }

  /** Counts an outcome of a cell. @param weight `weightAt` of its moment; negative to take it out again */
  add(cell: number, outcome: number, weight: number): void {
    this.counts[cell * this.outcomes + outcome]! += weight
  }

  /** The chances of every cell, and everybody's behind the last, as of `now`: row-major, shape [(cells + 1) * outcomes]; a row sums to 1. */
  chancesAt(now: number): Float64Array {
    const { cells, outcomes } = this
    const scale = 1 / grownWeight(now, this.#halfLife)
    const counts = this.counts.map((count) => Math.max(0, count * scale))
    const all = chancesOf(
      this.#pooled(counts, 1, () => 0),
      new Float64Array(outcomes).fill(1 / outcomes),
      outcomes,
    )
    const toAll = tiled(all, this.#families, outcomes, () => 0)
    const families = chancesOf(this.#pooled(counts, this.#families, this.#familyOf), toAll, outcomes)
    const result = new Float64Array((cells + 1) * outcomes)
    result.set(chancesOf(counts, tiled(families, cells, outcomes, this.#familyOf), outcomes))
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
      ) / grownWeight(now, this.#halfLife)
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

/** Shares drawn to the parents' by `trialsOfPrior`, or by as many trials as are given; rows sum to 1. */
function chancesOf(counts: Float64Array, parents: Float64Array, outcomes: number, given?: number): Float64Array {
  const trials = Float64Array.from({ length: counts.length / outcomes }, (_, row) => {
    let sum = 0
    for (let outcome = 0; outcome < outcomes; outcome++) sum += counts[row * outcomes + outcome]!
    return sum
  })
  const prior = given ?? trialsOfPrior(counts, trials, parents)
  return counts.map((count, i) => {
    return (count + prior * parents[i]!) / (trials[Math.floor(i / outcomes)]! + prior)
  })
}

/**
 * How many trials of its parent's shares a row's own are worth: 1 / correlation - 1 of a Dirichlet-multinomial, whose
 * correlation is sum((count - n p)^2 - n p (1 - p)) / sum(n (n - 1) p (1 - p)) by the method of moments.
 */
function trialsOfPrior(counts: Float64Array, trials: Float64Array, parents: Float64Array): number {
  const outcomes = counts.length / trials.length
  let beyond = 0
  let most = 0
  counts.forEach((count, i) => {
    const n = trials[Math.floor(i / outcomes)]!
    const spread = parents[i]! * (1 - parents[i]!)
    beyond += (count - n * parents[i]!) ** 2 - n * spread
    most += n * Math.max(0, n - 1) * spread
  })
  if (beyond <= 0 || most <= 0) return priorMax
  return Math.min(priorMax, Math.max(priorMin, most / beyond - 1))
}

const priorMin = 2
const priorMax = 10_000

function tiled(parents: Float64Array, rows: number, outcomes: number, parentOf: (row: number) => number): Float64Array {
  return Float64Array.from({ length: rows * outcomes }, (_, i) => {
    return parents[parentOf(Math.floor(i / outcomes)) * outcomes + (i % outcomes)]!
  })
}
