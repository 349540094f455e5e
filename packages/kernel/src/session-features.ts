import { type SessionQuery, signalOf } from './session-signals.ts'
import type { SignalTable } from './signal-table.ts'

/** What the blend knows of a candidate, then of the question it is a candidate for. */
export const sessionFeatures = [
  'near',
  'nearLog',
  'alikeLog',
  'pair',
  'next',
  'forwardLast',
  'backwardLast',
  'forward',
  'backward',
  'hops',
  'clicks',
  'clicksLately',
  'isRepeat',
  'repeatRecency',
  'repeatCount',
  'repeatOfLong',
  'isLast',
  'place',
  'isFirst',
  'isSecond',
  'length',
  'clicksOfLast',
  'repeatShare',
] as const

/** Where the preliminary place stands among the features: a net that learned nothing yet ranks by it. */
export const placeFeature = sessionFeatures.indexOf('place')

/** What is known of items beside the session; `ClickCounts` does. */
export type ItemClicks = { readonly countOf: (item: number) => number; readonly lateShareOf: (item: number) => number }

/** Shares are compared on a logarithmic scale that is linear below one in a hundred. */
function logShare(share: number): number {
  return Math.log1p(share * 100) / 4
}

/** A part of the highest on a logarithmic scale: 0 for the highest, -1 for a thousandth or nothing. */
function logPart(part: number): number {
  return Math.log(part + 1e-3) / 7
}

/** Looking at a repeat closer costs little and misses nothing, so all of them come first. */
const repeatBonus = 10

/** The order in which candidates are looked at closer: a plain sum. */
export function preliminaryScore(values: Float64Array, at: number, nearMax: number): number {
  return (
    values[at + signalOf.near]! / nearMax +
    2 * (values[at + signalOf.forward]! + values[at + signalOf.backward]!) +
    0.5 * values[at + signalOf.hops]! +
    (values[at + signalOf.repeat]! > 0 ? repeatBonus : 0)
  )
}

/**
 * Writes the features of the candidates into `inputs`, row-major, each of the order of 1.
 * @param places the candidates' places in `table`, best first by the preliminary score
 * O(n * (features + length)); no allocation.
 */
export function writeFeatures(
  inputs: Float32Array,
  task: {
    readonly query: SessionQuery
    readonly table: SignalTable
    readonly places: Uint32Array
    readonly n: number
    readonly clicks: ItemClicks
  },
): void {
  const { query, table, places, n, clicks } = task
  const { values, width, touched } = table
  const nearMax = table.highestOf(signalOf.near) || 1
  const alikeMax = table.highestOf(signalOf.alike) || 1
  const pairs = pairsOf(table) + 1
  const lastItem = query.items[query.length - 1]!
  const lastClicks = Math.log1p(clicks.countOf(lastItem)) / 5
  const repeatShare = repeatShareOf(query)
  const length = Math.log(query.length) / 2
  for (let c = 0, x = 0; c < n; c++) {
    const item = touched[places[c]!]!
    const at = places[c]! * width
    inputs[x++] = values[at + signalOf.near]! / nearMax
    inputs[x++] = logPart(values[at + signalOf.near]! / nearMax)
    inputs[x++] = logPart(values[at + signalOf.alike]! / alikeMax)
    inputs[x++] = values[at + signalOf.pair]! / pairs
    inputs[x++] = logShare(values[at + signalOf.next]!)
    inputs[x++] = logShare(values[at + signalOf.forwardLast]!)
    inputs[x++] = logShare(values[at + signalOf.backwardLast]!)
    inputs[x++] = logShare(values[at + signalOf.forward]!)
    inputs[x++] = logShare(values[at + signalOf.backward]!)
    inputs[x++] = logShare(values[at + signalOf.hops]!)
    inputs[x++] = Math.log1p(clicks.countOf(item)) / 5
    inputs[x++] = Math.log(clicks.lateShareOf(item) * 1e5 + 0.1) / 5
    x = writeRepeat(inputs, x, { query, item })
    inputs[x++] = item === lastItem ? 1 : 0
    inputs[x++] = Math.log(c + 1) / 5
    inputs[x++] = query.length === 1 ? 1 : 0
    inputs[x++] = query.length === 2 ? 1 : 0
    inputs[x++] = length
    inputs[x++] = lastClicks
    inputs[x++] = repeatShare
  }
}

/** What the session itself says of an item: that it was looked at, how lately, how often. @returns where to write on */
function writeRepeat(
  inputs: Float32Array,
  at: number,
  { query: { items, length }, item }: { query: SessionQuery; item: number },
): number {
  let count = 0
  let stepsBack = 0
  for (let i = 0; i < length; i++) {
    if (items[i] !== item) continue
    count += 1
    stepsBack = length - i
  }
  inputs[at] = count > 0 ? 1 : 0
  inputs[at + 1] = count > 0 ? 1 / stepsBack : 0
  inputs[at + 2] = Math.log1p(count)
  inputs[at + 3] = count > 0 ? Math.log(length) / 2 : 0
  return at + 4
}

function pairsOf({ values, width, count }: SignalTable): number {
  let sum = 0
  for (let place = 0; place < count; place++) sum += values[place * width + signalOf.pair]!
  return sum
}

/** The share of the query that had been in it before. */
function repeatShareOf({ items, length }: SessionQuery): number {
  let repeats = 0
  for (let i = 1; i < length; i++) if (items.indexOf(items[i]!) < i) repeats += 1
  return repeats / length
}
