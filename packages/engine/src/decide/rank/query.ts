import { touchNames, touchWeights } from '../../domain/touch.ts'
import { visitSeconds } from '../../domain/visit.ts'
import type { Views } from '../../state/views.ts'
import { type Blocked, isBlocked } from './blocked.ts'
import { readTouches, type Touches } from './touches.ts'

const ownedMax = 200
const recentMax = 30
/** What a touch still counts after each further product touched. */
const perProduct = 0.9
/** What one look counts against a purchase, before its kind is weighed. */
const lookShare = 0.25

/** What of a shopper's past an answer starts from: weighted items, parallel arrays of which the first `length` count. */
export type Query = {
  readonly items: Uint32Array
  readonly weights: Float32Array
  /** What of the weight is due to looking (viewing, wishing, the cart) and not to owning. */
  readonly looks: Float32Array
  length: number
}

const query = newQuery()
const visit = newQuery()
let order = new Uint32Array(64)

function newQuery(): Query {
  return { items: new Uint32Array(256), weights: new Float32Array(256), looks: new Float32Array(256), length: 0 }
}

/**
 * The items of the shopper in `row` that say most of what comes next: up to 200 owned ones, weighted by habit, and the
 * last 30 looked at and not turned down since, weighted by kind and order. What is hidden says nothing, so that what
 * follows on it does not come either. The object is reused by the next call. O(owned log owned).
 * @param touches what still holds of their latest touches
 */
export function queryOf(views: Views, row: number, blocked: Blocked, touches = readTouches(views, row)): Query {
  query.length = 0
  if (row < 0) return query
  addOwned(views, row, blocked)
  addRecent(views, touches, blocked)
  return query
}

/** The last 30 items of the visit the shopper is on, latest first; none when they have left. Reused by the next call. */
export function visitOf(views: Views, { row, now, blocked }: { row: number; now: number; blocked: Blocked }): Query {
  visit.length = 0
  const { index } = views.sessions
  const session = row < 0 ? -1 : views.sessions.currentOf(row)
  if (session < 0 || now - index.endedAt(session) > visitSeconds) return visit
  const { items, from, to } = index.itemsOf(session)
  for (let slot = to - 1; slot >= from && visit.length < recentMax; slot--) {
    if (isBlocked(views, blocked, items[slot]!)) continue
    visit.items[visit.length] = items[slot]!
    visit.weights[visit.length] = perProduct ** visit.length
    visit.length += 1
  }
  return visit
}

function addOwned(views: Views, row: number, blocked: Blocked): void {
  const { owned } = views.history
  if (row >= owned.rows) return
  const count = owned.counts[row]!
  const from = owned.starts[row]!
  const { item, lastAt, habit } = owned.columns
  if (order.length < count) order = new Uint32Array(count * 2)
  for (let i = 0; i < count; i++) order[i] = from + i
  const newest = order.subarray(0, count)
  if (count > ownedMax) newest.sort((a, b) => lastAt[b]! - lastAt[a]! || a - b)
  let at = -1
  let decay = 0
  for (let i = 0; i < Math.min(count, ownedMax); i++) {
    const slot = newest[i]!
    if (lastAt[slot] !== at) {
      at = lastAt[slot]!
      decay = habit[slot]! > 0 ? views.history.habitNow(row, slot) / habit[slot]! : 0
    }
    if (!isBlocked(views, blocked, item[slot]!)) append(item[slot]!, habit[slot]! * decay, 0)
  }
}

function addRecent(views: Views, { slots, count }: Touches, blocked: Blocked): void {
  const { item, kind } = views.history.recent.columns
  let share = 1
  for (let i = 0, taken = 0; i < count && taken < recentMax; i++) {
    const one = item[slots[i]!]!
    const name = touchNames[kind[slots[i]!]!]!
    if (name === 'order' || isBlocked(views, blocked, one)) continue
    const isNew = look(one, share * Math.min(1, lookShare + touchWeights[name] / touchWeights.order))
    if (!isNew) continue
    share *= perProduct
    taken += 1
  }
}

/** Adds an item looked at, or raises its weight. @returns whether it was not looked at in this query yet */
function look(item: number, weight: number): boolean {
  for (let i = 0; i < query.length; i++) {
    if (query.items[i] !== item) continue
    const isNew = query.looks[i] === 0
    query.weights[i] = Math.max(query.weights[i]!, weight)
    query.looks[i] = Math.max(query.looks[i]!, weight)
    return isNew
  }
  append(item, weight, weight)
  return true
}

function append(item: number, weight: number, looked: number): void {
  query.items[query.length] = item
  query.weights[query.length] = weight
  query.looks[query.length++] = looked
}
