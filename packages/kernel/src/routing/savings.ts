import type { FlatProblem } from './flat-problem.ts'
import { never, openAt, openUntil, setupAt } from './labels.ts'
import type { Neighbours } from './neighbours.ts'
import type { RoutePlan } from './plan.ts'

/** Near stops of which each may become the next of a stop. */
const looks = 60

/** A plan by savings where they know the rules that matter; nothing where a plan is better begun stop by stop. */
export function savingsPlan(flat: FlatProblem, near: Neighbours): RoutePlan | undefined {
  const { has, types } = flat
  const isSimple = types.count === 1 && !has.mixedLoad && !has.reloads && !has.fixed && !has.backhauls && !has.prizes
  if (!isSimple || types.isLimited[0] || has.duty || has.choosy) return undefined
  const routes = savingsRoutes(flat, near).map((stops) => ({
    vehicle: types.members[0][0],
    trips: [stops],
    reloads: [],
  }))
  return { routes, unserved: [], cost: Number.POSITIVE_INFINITY }
}

/**
 * Makes routes by savings: each stop alone at first, then routes are joined end to start, those first that save most.
 * Where costs are symmetric and time does not matter a route may be turned round.
 * Source: Clarke and Wright (1964), DOI 10.1287/opre.12.4.568; only near stops are candidates for being neighbours.
 * For one type of vehicle without shipments, limits and reloads: what other rules say is asked when the routes are loaded.
 * @returns routes as lists of stops, most stops first
 * O(stops * near * log) for sorting, and O(length) for each join.
 */
function savingsRoutes(flat: FlatProblem, near: Neighbours): number[][] {
  const chains = new Chains(flat)
  const { stops, row, col, types } = flat
  const table = types.costs[0]
  const start = types.start[0]
  const end = types.end[0]
  const most = Math.min(looks, near.count)
  const froms = new Int32Array(stops * most)
  const tos = new Int32Array(stops * most)
  const saves = new Float64Array(stops * most)
  let count = 0
  for (let i = 0; i < stops; i++) {
    for (let k = 0; k < most; k++) {
      const j = near.list[i * near.count + k]
      const saved = table[row[i] + end] + table[start * types.width + col[j]] - table[row[i] + col[j]]
      if (saved <= 0) continue
      froms[count] = i
      tos[count] = j
      saves[count++] = saved
    }
  }
  const order = Uint32Array.from({ length: count }, (_, i) => i).sort((a, b) => saves[b] - saves[a] || a - b)
  for (const pair of order) chains.join(froms[pair], tos[pair])
  return chains.lists()
}

/** Routes while they grow together, each named by one of its stops. */
class Chains {
  readonly #flat: FlatProblem
  readonly #next: Int32Array
  readonly #prev: Int32Array
  readonly #name: Int32Array
  readonly #first: Int32Array
  readonly #last: Int32Array
  readonly #size: Int32Array
  /** Deliveries and pickups together, shape [stops * dims]. */
  readonly #load: Float64Array
  /** Earliest time to leave a stop, and latest to arrive there, in its route. */
  readonly #leave: Int32Array
  readonly #late: Int32Array
  readonly #mayTurn: boolean

  constructor(flat: FlatProblem) {
    const { stops, types } = flat
    this.#flat = flat
    this.#next = new Int32Array(stops).fill(-1)
    this.#prev = new Int32Array(stops).fill(-1)
    this.#name = Int32Array.from({ length: stops }, (_, i) => i)
    this.#first = this.#name.slice()
    this.#last = this.#name.slice()
    this.#size = new Int32Array(stops).fill(1)
    this.#load = Float64Array.from(flat.delivery, (amount, i) => amount + flat.pickup[i])
    this.#leave = new Int32Array(stops)
    this.#late = new Int32Array(stops)
    this.#mayTurn = !flat.has.time && types.into[0] === types.costs[0] && types.start[0] === types.end[0]
    for (let stop = 0; stop < stops; stop++) this.#time(stop)
  }

  /** Lets `j` follow `i`, if they are ends of two routes and one vehicle can do both. */
  join(i: number, j: number): void {
    const a = this.#name[i]
    const b = this.#name[j]
    if (a === b || !this.#fits(a, b)) return
    if (this.#mayTurn) {
      if (this.#last[a] !== i && this.#first[a] === i) this.#turn(a)
      if (this.#first[b] !== j && this.#last[b] === j) this.#turn(b)
    }
    if (this.#last[a] !== i || this.#first[b] !== j || !this.#isInTime(i, j)) return
    this.#next[i] = j
    this.#prev[j] = i
    this.#last[a] = this.#last[b]
    this.#size[a] += this.#size[b]
    this.#size[b] = 0
    const { dims } = this.#flat
    for (let d = 0; d < dims; d++) this.#load[a * dims + d] += this.#load[b * dims + d]
    for (let stop = j; stop >= 0; stop = this.#next[stop]) this.#name[stop] = a
    this.#time(a)
  }

  lists(): number[][] {
    const lists: number[][] = []
    for (let name = 0; name < this.#size.length; name++) {
      if (this.#size[name] === 0) continue
      const list: number[] = []
      for (let stop = this.#first[name]; stop >= 0; stop = this.#next[stop]) list.push(stop)
      lists.push(list)
    }
    return lists.sort((a, b) => b.length - a.length)
  }

  #fits(a: number, b: number): boolean {
    const { dims, types } = this.#flat
    if (this.#size[a] + this.#size[b] > types.maxStops[0]) return false
    for (let d = 0; d < dims; d++) {
      if (this.#load[a * dims + d] + this.#load[b * dims + d] > types.capacity[d]) return false
    }
    return true
  }

  #isInTime(i: number, j: number): boolean {
    const { has, types, row, col } = this.#flat
    return !has.time || this.#leave[i] + types.times[0][row[i] + col[j]] <= this.#late[j]
  }

  #turn(name: number): void {
    for (let stop = this.#first[name]; stop >= 0; stop = this.#prev[stop]) {
      const next = this.#next[stop]
      this.#next[stop] = this.#prev[stop]
      this.#prev[stop] = next
    }
    const first = this.#first[name]
    this.#first[name] = this.#last[name]
    this.#last[name] = first
  }

  /** Reads the times of a route anew. A stop that cannot be reached in time at all stays alone. */
  #time(name: number): void {
    const flat = this.#flat
    const { has, types, row, col } = flat
    if (!has.time) return
    const times = types.times[0]
    const service = flat.services[0]
    const setup = (before: number, stop: number) => (before < 0 ? flat.setups[0][stop] : setupAt(flat, 0, before, stop))
    let at = types.from[0]
    let before = -1
    for (let stop = this.#first[name]; stop >= 0; before = stop, stop = this.#next[stop]) {
      at += times[(before < 0 ? types.start[0] * types.width : row[before]) + col[stop]]
      at = openAt(flat, stop, Math.min(at, never))
      at = Math.min(never, at + service[stop] + setup(before, stop))
      this.#leave[stop] = at
    }
    at = types.until[0]
    let after = -1
    for (let stop = this.#last[name]; stop >= 0; after = stop, stop = this.#prev[stop]) {
      at -= times[row[stop] + (after < 0 ? types.end[0] : col[after])]
      at = openUntil(flat, stop, at - service[stop] - setup(this.#prev[stop], stop))
      this.#late[stop] = at
    }
  }
}
