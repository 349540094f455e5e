import { touchNames, touchWeights } from '../../domain/touch.ts'
import type { Views } from '../../state/views.ts'

const ownedMax = 100
const recentMax = 30
/** What a touch still counts after each further product touched. */
const perProduct = 0.9
/** What one look counts against a purchase, before its kind is weighed. */
const lookShare = 0.25

/** What of a shopper's past an answer starts from: weighted items, parallel arrays of which the first `length` count. */
export type Query = { readonly items: Uint32Array; readonly weights: Float32Array; length: number }

const query: Query = { items: new Uint32Array(256), weights: new Float32Array(256), length: 0 }
let order = new Uint32Array(64)

/**
 * The items of the shopper in `row` that say most of what comes next: up to 100 owned ones, weighted by habit, and the
 * last 30 looked at, weighted by kind and order. The object is reused by the next call. O(owned log owned).
 */
export function queryOf(views: Views, row: number): Query {
  query.length = 0
  if (row < 0) return query
  addOwned(views, row)
  addRecent(views, row)
  return query
}

function addOwned(views: Views, row: number): void {
  const { owned } = views.history
  if (row >= owned.rows) return
  const count = owned.counts[row]!
  const from = owned.starts[row]!
  const { item, lastAt } = owned.columns
  if (order.length < count) order = new Uint32Array(count * 2)
  for (let i = 0; i < count; i++) order[i] = from + i
  const newest = order.subarray(0, count)
  if (count > ownedMax) newest.sort((a, b) => lastAt[b]! - lastAt[a]! || a - b)
  for (let i = 0; i < Math.min(count, ownedMax); i++) add(item[newest[i]!]!, views.history.habitNow(row, newest[i]!))
}

function addRecent(views: Views, row: number): void {
  const { recent } = views.history
  if (row >= recent.rows) return
  const from = recent.starts[row]!
  const { item, kind } = recent.columns
  let share = 1
  for (let i = recent.counts[row]! - 1, taken = 0; i >= 0 && taken < recentMax; i--) {
    const name = touchNames[kind[from + i]!]!
    if (name === 'order' || touchWeights[name] <= 0) continue
    const isNew = add(item[from + i]!, share * Math.min(1, lookShare + touchWeights[name] / touchWeights.order))
    if (!isNew) continue
    share *= perProduct
    taken += 1
  }
}

/** Adds an item, or raises its weight. @returns whether it was not there yet */
function add(item: number, weight: number): boolean {
  for (let i = 0; i < query.length; i++) {
    if (query.items[i] !== item) continue
    query.weights[i] = Math.max(query.weights[i]!, weight)
    return false
  }
  query.items[query.length] = item
  query.weights[query.length++] = weight
  return true
}
