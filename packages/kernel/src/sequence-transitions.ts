import type { Sequences } from './sequences.ts'
import type { TopK } from './top-k.ts'

/** A sparse square matrix by rows: row r holds `values[starts[r] .. starts[r + 1])` at `columns`. */
export type SparseRows = {
  readonly starts: Uint32Array
  readonly columns: Uint32Array
  readonly values: Float32Array
}

/** Every pair of items that stand near each other in a sequence, by the item asked from; what fits are made of. */
export type SequencePairs = {
  readonly starts: Uint32Array
  readonly to: Uint32Array
  /** Places from one to the other: positive when `to` came later. */
  readonly gaps: Int32Array
  /** Length of the sequence. */
  readonly lengths: Uint32Array
}

export type TransitionOptions = {
  /** Places apart at most. */
  readonly window: number
  /** A pair d places apart counts d^-gapDecay. */
  readonly gapDecay: number
  /** What a pair counts for the item that came first, asked from the one that came later. */
  readonly backward: number
  /** A pair in a sequence of length n counts n^-lengthPower: long sequences are less of one mind. */
  readonly lengthPower: number
  /** Sums are raised to this: below 1 it damps what is frequent together. */
  readonly power: number
  /** Divides by (frequency of the item asked from + shrink)^fromPower. */
  readonly fromPower: number
  readonly shrink: number
  /** Divides by (frequency of the item found + 1)^toPower. */
  readonly toPower: number
}

/**
 * Notes each ordered pair at most `windowMax` places apart. Pairs are kept one by one so that a fit with other options is one
 * pass over them. O(items * windowMax) time; 12 bytes a pair.
 */
export function pairsOf({ starts, items, itemCount }: Sequences, windowMax: number): SequencePairs {
  const rows = new Uint32Array(itemCount + 1)
  const visit = (note: (from: number, to: number, start: number, end: number) => void): void => {
    for (let s = 0; s + 1 < starts.length; s++) {
      const start = starts[s]!
      const end = starts[s + 1]!
      for (let i = start; i < end; i++)
        for (let j = Math.max(start, i - windowMax); j < Math.min(end, i + windowMax + 1); j++)
          if (items[i] !== items[j]) note(i, j, start, end)
    }
  }
  visit((i) => {
    rows[items[i]! + 1]! += 1
  })
  for (let item = 0; item < itemCount; item++) rows[item + 1]! += rows[item]!
  const at = rows.slice()
  const to = new Uint32Array(rows[itemCount]!)
  const gaps = new Int32Array(to.length)
  const lengths = new Uint32Array(to.length)
  visit((i, j, start, end) => {
    const slot = at[items[i]!]!++
    to[slot] = items[j]!
    gaps[slot] = j - i
    lengths[slot] = end - start
  })
  return { starts: rows, to, gaps, lengths }
}

/**
 * How strongly each item leads to each other that it was seen near to:
 * (sum over pairs of gap^-gapDecay * length^-lengthPower * (1 or `backward`))^power
 *   / ((f(from) + shrink)^fromPower * (f(to) + 1)^toPower).
 *
 * O(pairs), a pass over them, so a rebuild is cheap enough to follow a shop by the hour. Single events are
 * taken live by `ItemTransitions`; this one counts both directions and both frequencies, which move with every event.
 *
 * Sources: sequential rules and association rules, Ludewig and Jannach (2018), section 3, UMUAI 28,
 * doi:10.1007/s11257-018-9209-6 (decay with the gap); item-to-item similarity with powers of both frequencies, Deshpande
 * and Karypis (2004), section 4, TOIS 22(1), doi:10.1145/963770.963776. Deviation: both directions in one sum.
 */
export function fitTransitions(
  pairs: SequencePairs,
  frequencies: ArrayLike<number>,
  options: TransitionOptions,
): SparseRows {
  const { starts, to, gaps, lengths } = pairs
  const itemCount = starts.length - 1
  const weightOf = pairWeights(pairs, options)
  const found = new Float64Array(itemCount).map((_, item) => (frequencies[item]! + 1) ** -options.toPower)
  const sums = new Float64Array(itemCount)
  const touched = new Uint32Array(itemCount)
  const rows = new Uint32Array(itemCount + 1)
  const columns = new Uint32Array(to.length)
  const values = new Float32Array(to.length)
  let size = 0
  for (let from = 0; from < itemCount; from++) {
    let count = 0
    for (let slot = starts[from]!; slot < starts[from + 1]!; slot++) {
      const weight = weightOf(gaps[slot]!, lengths[slot]!)
      if (weight === 0) continue
      const item = to[slot]!
      if (sums[item] === 0) touched[count++] = item
      sums[item]! += weight
    }
    const asked = (frequencies[from]! + options.shrink) ** -options.fromPower
    for (let i = 0; i < count; i++) {
      const item = touched[i]!
      columns[size] = item
      values[size++] = sums[item]! ** options.power * asked * found[item]!
      sums[item] = 0
    }
    rows[from + 1] = size
  }
  return { starts: rows, columns: columns.slice(0, size), values: values.slice(0, size) }
}

/** What one pair counts, from tables: powers are dear. */
function pairWeights(
  { lengths }: SequencePairs,
  { window, gapDecay, backward, lengthPower }: TransitionOptions,
): (gap: number, length: number) => number {
  let longest = 0
  for (const length of lengths) if (length > longest) longest = length
  const byGap = Float64Array.from({ length: window + 1 }, (_, gap) => gap ** -gapDecay)
  const byLength = Float64Array.from({ length: longest + 1 }, (_, length) => length ** -lengthPower)
  return (gap, length) => {
    if (gap > window || -gap > window) return 0
    return gap > 0 ? byGap[gap]! * byLength[length]! : backward * byGap[-gap]! * byLength[length]!
  }
}

/**
 * Adds to `scores` what the items of a history lead to: the k-th last counts k^-recency, and only the `lastMax` last count.
 * O(lastMax * items of a row).
 */
export function addFollowers(
  rows: SparseRows,
  history: Uint32Array,
  { recency, lastMax, scores }: { recency: number; lastMax: number; scores: Float64Array },
): void {
  const { starts, columns, values } = rows
  const last = history.length
  for (let k = 1; k <= last && k <= lastMax; k++) {
    const weight = k ** -recency
    const item = history[last - k]!
    for (let slot = starts[item]!; slot < starts[item + 1]!; slot++) scores[columns[slot]!]! += weight * values[slot]!
  }
}

/**
 * Adds to `scores` what the best of `first` lead to in turn, each by its own score: items that were never seen near the
 * history, but near what goes with it. `best` says how many are gone through. O(items + best * items of a row).
 */
export function addSecondStep(
  rows: SparseRows,
  first: Float64Array,
  { best, through, scores }: { best: TopK; through: Uint32Array; scores: Float64Array },
): void {
  const { starts, columns, values } = rows
  for (let item = 0; item < first.length; item++)
    if (first[item]! > 0 && first[item]! >= best.floor) best.offer(item, first[item]!)
  const count = best.drain(through)
  for (let i = 0; i < count; i++) {
    const item = through[i]!
    const weight = first[item]!
    for (let slot = starts[item]!; slot < starts[item + 1]!; slot++) scores[columns[slot]!]! += weight * values[slot]!
  }
}
