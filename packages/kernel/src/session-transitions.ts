import { type Columns, nested, partOf, type Saved } from './columns.ts'
import { ItemTransitions } from './item-transitions.ts'
import { type SessionQuery, signalOf } from './session-signals.ts'
import type { SignalTable } from './signal-table.ts'
import { TopK } from './top-k.ts'

/** Steps between two items of a session up to which they count as going together, and what each further step counts. */
const stepsMax = 8
const perStep = 0.75
/** Added to an item's sum before dividing by it: what was seen once is not a certainty. */
const smoothing = 2
/** Nearest items, in either direction, from which the second hop starts. */
const hopsFrom = 16
/** Items of the query looked back at. */
const lookBackMax = 8

export type SessionTransitionsOptions = {
  /** Items kept for each item and direction; the lightest give way. */
  readonly neighboursMax: number
}

/**
 * What comes right after, behind and before each item in past sessions, weighted by the steps between. An item c gets
 * share(a, c) = weight(a, c) / (sum(a) + smoothing) from an item a of the query:
 *
 *   next:         from the last item, of what came right after it (no smoothing: plain transitions)
 *   forwardLast:  from the last item, of what came up to 8 steps behind it, 0.75^(steps - 1) each; backwardLast: before it
 *   forward, backward: the same from each of the last 8 items, times earlier^stepsBack
 *   hops:         over a third item b: share(last, b) * share(b, c), both directions, from the 16 heaviest b of each
 *
 * append: O(8 * neighboursMax). score: O((8 + 2 * 16) * 2 * neighboursMax). Memory: 8 bytes a pair kept.
 * Source: item-to-item transitions with distance weights are the sequential rules (SR) of Ludewig and Jannach (2018), section
 * 3.1, doi:10.1007/s11257-018-9209-6; two hops over the graph of transitions are a random walk of two steps as in Choi
 * et al. (2022), S-Walk, WSDM, doi:10.1145/3488560.3498464. Deviations: both directions; bounded lists; geometric decay.
 */
export class SessionTransitions implements Saved {
  readonly #next: ItemTransitions
  readonly #behind: ItemTransitions
  readonly #before: ItemTransitions
  readonly #nearest = new TopK(hopsFrom)
  /** Scratch: the items that the second hop starts from, and their shares. */
  readonly #places = new Uint32Array(hopsFrom)
  readonly #hopItems = new Uint32Array(2 * hopsFrom)
  readonly #hopShares = new Float64Array(2 * hopsFrom)

  constructor({ neighboursMax }: SessionTransitionsOptions) {
    const timeless = { neighboursMax, halfLife: Number.POSITIVE_INFINITY }
    this.#next = new ItemTransitions(timeless)
    this.#behind = new ItemTransitions(timeless)
    this.#before = new ItemTransitions(timeless)
  }

  /** Takes in that `item` was looked at after `items[from..to)`, oldest first. */
  append(item: number, { items, from, to }: { items: Uint32Array; from: number; to: number }): void {
    if (to > from) this.#next.add(items[to - 1]!, item, 1, 0)
    let weight = 1
    for (let slot = to - 1; slot >= from && slot >= to - stepsMax; slot--) {
      const other = items[slot]!
      if (other !== item) {
        this.#behind.add(other, item, weight, 0)
        this.#before.add(item, other, weight, 0)
      }
      weight *= perStep
    }
  }

  /** @param earlier what an item of the query counts of the one behind it, 0 to 1 */
  score({ items, length }: SessionQuery, earlier: number, table: SignalTable): void {
    const last = items[length - 1]!
    spread(this.#next, { from: last, weight: 1, smoothing: 0, signal: signalOf.next }, table)
    spread(this.#behind, { from: last, weight: 1, smoothing, signal: signalOf.forwardLast }, table)
    spread(this.#before, { from: last, weight: 1, smoothing, signal: signalOf.backwardLast }, table)
    let weight = 1
    for (let i = length - 1; i >= 0 && i >= length - lookBackMax; i--) {
      spread(this.#behind, { from: items[i]!, weight, smoothing, signal: signalOf.forward }, table)
      spread(this.#before, { from: items[i]!, weight, smoothing, signal: signalOf.backward }, table)
      weight *= earlier
    }
    const found = this.#heaviestOf(table, signalOf.backwardLast, this.#heaviestOf(table, signalOf.forwardLast, 0))
    for (let i = 0; i < found; i++) {
      const hop = { from: this.#hopItems[i]!, weight: this.#hopShares[i]!, smoothing, signal: signalOf.hops }
      spread(this.#behind, hop, table)
      spread(this.#before, hop, table)
    }
  }

  save(): Columns {
    return {
      ...nested('next', this.#next.save()),
      ...nested('behind', this.#behind.save()),
      ...nested('before', this.#before.save()),
    }
  }

  restore(columns: Columns): void {
    this.#next.restore(partOf(columns, 'next'))
    this.#behind.restore(partOf(columns, 'behind'))
    this.#before.restore(partOf(columns, 'before'))
  }

  /** Notes the items highest in `signal` from `at` on as starts of the second hop. @returns where the notes end */
  #heaviestOf(table: SignalTable, signal: number, at: number): number {
    const { values, width, count, touched } = table
    for (let place = 0; place < count; place++) {
      const share = values[place * width + signal]!
      if (share > 0) this.#nearest.offer(touched[place]!, share)
    }
    const found = this.#nearest.drain(this.#places)
    for (let i = 0; i < found; i++) {
      const item = this.#places[i]!
      this.#hopItems[at + i] = item
      this.#hopShares[at + i] = values[table.placeOf(item) * width + signal]!
    }
    return at + found
  }
}

/** Adds `weight` times each neighbour's share of what goes with `from` to a signal. */
function spread(
  { lists, sums }: ItemTransitions,
  { from, weight, smoothing, signal }: { from: number; weight: number; smoothing: number; signal: number },
  table: SignalTable,
): void {
  if (from >= lists.rows || lists.counts[from] === 0) return
  const { item, weight: weights } = lists.columns
  const end = lists.starts[from]! + lists.counts[from]!
  const perWeight = weight / (sums[from]! + smoothing)
  for (let slot = lists.starts[from]!; slot < end; slot++) {
    const at = table.touch(item[slot]!) * table.width + signal
    table.values[at]! += weights[slot]! * perWeight
  }
}
