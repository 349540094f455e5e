import { grown, TopK } from '@nunchi/kernel'
import type { Views } from '../../state/views.ts'
import type { Judge, Sort } from './answer.ts'

/** Of what was found, so many are looked at closely for this person. */
const judgedMax = 1_000
/** How much a standard deviation of the person's liking counts: as much as a product that fits the words 1.65 times as well. */
const personWeight = 0.5
const deviationsMax = 3
/** For choosing whom to judge: how much being wanted counts, and how much that the person had to do with it before. */
const wantedWeight = 0.15
const knownWeight = 1
const wantedLeast = 0.05
const logWantedLeast = Math.log(wantedLeast)
/** What cannot be bought comes below everything: prices and moments, or fits. */
const outOfStock = { sorted: 1e15, best: 1e6 } as const
const unpriced = 1e14

export type Found = {
  /** Items in no order. */
  readonly kept: Uint32Array
  /** By item: how well it fits the words; undefined when nothing was asked. */
  readonly fits?: Float32Array
}
export type Ordered = { readonly item: number; readonly score: number }
export type OrderAsk<Told> = {
  readonly row: number
  readonly sort: Sort
  readonly offset: number
  readonly count: number
  readonly judge: Judge<Told>
}

const usual = { top: new TopK(judgedMax), out: new Uint32Array(judgedMax) }
/** By item: how well it fits, for the order `best`. Scratch, as one question is answered at a time. */
let keys: Float64Array = new Float64Array(0)

/**
 * Puts what was kept in order and gives one page of it; ties by the item's number, so that pages fit together.
 *
 * `best` goes in two steps: the 1,000 that fit the words best, are wanted most and may be liked most by this person are
 * scored by ln(fit, as a share of the best fit) + 0.5 * liking, where liking is what `judge` says in standard deviations from
 * the mean of the 1,000, 3 at most. Further ones follow by the first step alone.
 *
 * O(kept * log(offset + count)) and the judging.
 */
export function pageOf<Told>(views: Views, found: Found, ask: OrderAsk<Told>): Ordered[] {
  const end = ask.offset + ask.count
  const { shown } = views.catalog
  if (ask.sort !== 'best') {
    const first = firstOf(found.kept, end, keyOf(views, ask.sort))
    return first.slice(ask.offset).map((item) => ({ item, score: found.fits ? found.fits[item]! : 1 }))
  }
  fillKeys(views, found, ask)
  const first = firstOf(found.kept, Math.max(end, judgedMax), (item) => keys[item]!)
  const sold = first.filter((item) => shown[item] === 1).slice(0, judgedMax)
  const judged = judge(sold, found, ask)
  const last = judged.at(-1)?.score ?? 0
  const further = first.slice(sold.length).map((item, i) => ({ item, score: last - 1 - i / 1_000 }))
  return [...judged, ...further].slice(ask.offset, end)
}

function judge<Told>(items: readonly number[], { fits }: Found, ask: OrderAsk<Told>): Ordered[] {
  const likings = ask.judge.judge(items)
  const { mean, deviation } = spreadOf(likings)
  let best = 0
  if (fits) for (const item of items) best = Math.max(best, fits[item]!)
  return items
    .map((item, i) => {
      const liking = deviation > 0 ? (likings[i]! - mean) / deviation : 0
      const bounded = Math.max(-deviationsMax, Math.min(deviationsMax, liking))
      return { item, score: (fits ? Math.log(fits[item]! / best) : 0) + personWeight * bounded }
    })
    .sort((a, b) => b.score - a.score || a.item - b.item)
}

function spreadOf(values: ArrayLike<number>): { mean: number; deviation: number } {
  let sum = 0
  let squares = 0
  for (let i = 0; i < values.length; i++) sum += values[i]!
  const mean = sum / Math.max(1, values.length)
  for (let i = 0; i < values.length; i++) squares += (values[i]! - mean) ** 2
  return { mean, deviation: Math.sqrt(squares / Math.max(1, values.length)) }
}

/** Fills `keys`: how well each fits the words, how wanted it is, and whether this person may want it. */
function fillKeys<Told>(views: Views, { kept, fits }: Found, { row, judge: { hint } }: OrderAsk<Told>): void {
  const { catalog, trends } = views
  keys = grown(keys, catalog.size)
  const scale = trends.averageScale('season')
  const { scaled } = trends.season
  const { shown } = catalog
  for (let i = 0; i < kept.length; i++) {
    const item = kept[i]!
    const touched = item < scaled.length ? scaled[item]! : 0
    const wanted = touched > 0 ? Math.log(touched * scale + wantedLeast) : logWantedLeast // most are: logarithms cost
    const key = (fits ? Math.log(fits[item]!) : 0) + wantedWeight * wanted + hint(item)
    keys[item] = shown[item] === 1 ? key : key - outOfStock.best
  }
  for (const item of knownTo(views.history, row)) if (item < keys.length) keys[item]! += knownWeight
}

/** What the person has or looked at lately: they may well search for it again. */
function knownTo({ owned, recent }: Views['history'], row: number): ReadonlySet<number> {
  const known = new Set<number>()
  for (const lists of [owned, recent]) {
    if (row < 0 || row >= lists.rows) continue
    const from = lists.starts[row]!
    for (let slot = from; slot < from + lists.counts[row]!; slot++) known.add(lists.columns.item[slot]!)
  }
  return known
}

function keyOf({ catalog }: Views, sort: Exclude<Sort, 'best'>): (item: number) => number {
  const sign = sort === 'price-up' ? -1 : 1
  return (item) => {
    const stock = catalog.shown[item] === 1 ? 0 : -outOfStock.sorted
    if (sort === 'new') return stock + catalog.availableFrom[item]!
    const price = catalog.prices[item]!
    return stock + (price < 0 ? -unpriced : sign * price)
  }
}

/** The items with the highest keys, best first; ties by number. */
function firstOf(items: Uint32Array, count: number, key: (item: number) => number): number[] {
  const { top, out } = count <= judgedMax && count > 0 ? usual : { top: new TopK(count), out: new Uint32Array(count) }
  top.reset()
  let floor = top.floor
  for (const item of items) {
    const value = key(item)
    if (value < floor) continue
    top.offer(item, value)
    floor = top.floor
  }
  return Array.from(out.subarray(0, Math.min(top.drain(out), count)))
}
