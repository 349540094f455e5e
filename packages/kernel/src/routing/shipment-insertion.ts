import type { Blinks } from './blinks.ts'
import type { FlatProblem } from './flat-problem.ts'
import { never, openAt, setupAt } from './labels.ts'
import type { Neighbours } from './neighbours.ts'
import { nowhere, type Tours } from './tours.ts'

/**
 * Puts both ends of a shipment into one route, where they cost least together. For each place of the pickup the places
 * of the delivery behind it are tried in turn, carrying time and load along, until one of the two forbids to go on.
 * O(routes near either end * length^2) at worst; time windows and capacity end most scans early.
 */
export class ShipmentInsertion {
  readonly #flat: FlatProblem
  readonly #tours: Tours
  readonly #near: Neighbours
  readonly #looks: number
  readonly #blinks: Blinks
  readonly #seenAt: Int32Array
  #ask = 0
  #cost = 0
  #route = nowhere
  #beforePickup = nowhere
  #beforeDelivery = nowhere

  constructor(flat: FlatProblem, tours: Tours, near: Neighbours, looks: number, blinks: Blinks) {
    this.#flat = flat
    this.#tours = tours
    this.#near = near
    this.#looks = looks
    this.#blinks = blinks
    this.#seenAt = new Int32Array(flat.routes)
  }

  /** @returns whether there was a place */
  place(pickup: number, delivery: number): boolean {
    const prize = this.#flat.prize[pickup]
    this.#cost = 2 * prize
    this.#route = nowhere
    this.#ask++
    this.#lookNear(pickup, pickup, delivery)
    this.#lookNear(delivery, pickup, delivery)
    this.#lookElsewhere(pickup, delivery)
    if (this.#route === nowhere) return false
    this.#tours.touch(this.#route)
    this.#tours.put(pickup, this.#beforePickup, this.#route)
    this.#tours.put(delivery, this.#beforeDelivery === this.#beforePickup ? pickup : this.#beforeDelivery, this.#route)
    this.#tours.renew(this.#route)
    return true
  }

  #lookNear(stop: number, pickup: number, delivery: number): void {
    const { list, count } = this.#near
    const { route } = this.#tours
    for (let k = stop * count, end = k + this.#looks; k < end; k++) {
      const r = route[list[k]]
      if (r !== nowhere) this.#look(r, pickup, delivery)
    }
  }

  /** A vehicle of each type that is not in use, and, where nothing was found, all that are. */
  #lookElsewhere(pickup: number, delivery: number): void {
    const { types, routes } = this.#flat
    const { size } = this.#tours
    if (this.#route === nowhere) for (let r = 0; r < routes; r++) if (size[r] > 0) this.#look(r, pickup, delivery)
    for (let t = 0; t < types.count; t++) {
      const free = this.#tours.freeOf(t)
      if (free !== nowhere) this.#look(free, pickup, delivery)
    }
  }

  #look(route: number, pickup: number, delivery: number): void {
    if (this.#seenAt[route] === this.#ask) return
    this.#seenAt[route] = this.#ask
    const { types, typeOf, allowed, row, col, isFixed, stops } = this.#flat
    const { next, arc, size, costs } = this.#tours
    const type = typeOf[route]
    if (allowed[pickup * types.count + type] === 0 || size[route] + 2 > types.maxStops[type]) return
    const table = costs[route]
    const end = this.#flat.endOf(route)
    const fixed = size[route] === 0 ? types.fixedCost[type] : 0
    for (let before = this.#flat.startOf(route); before !== end; before = next[before]) {
      const after = next[before]
      if (after < stops && isFixed[after]) continue
      const arrive = fixed + table[row[before] + col[pickup]] - arc[before]
      if (arrive < this.#cost && !this.#blinks.blink()) this.#scan(route, pickup, delivery, before, arrive)
    }
  }

  /** Tries the delivery at all places behind a pickup that comes after `before`. `arrive` is what coming to the pickup adds. */
  #scan(route: number, pickup: number, delivery: number, before: number, arrive: number): void {
    const flat = this.#flat
    const { row, col, has, stops } = flat
    const { next, arc, labels } = this.#tours
    const type = flat.typeOf[route]
    const table = this.#tours.costs[route]
    let after = next[before]
    if (!this.#hasRoom(before, pickup, type)) return
    let time = has.time ? this.#serve(pickup, before, labels.leave[before], type) : 0
    if (time === never) return
    const away = table[row[delivery] + col[after]]
    const atOnce = arrive + table[row[pickup] + col[delivery]] + away
    if (atOnce < this.#cost && this.#isDelivered(delivery, pickup, after, time, type)) {
      this.#keep(atOnce, route, pickup, delivery, before, before)
    }
    const cost = arrive + table[row[pickup] + col[after]]
    let last = pickup
    while (after < stops) {
      if (has.time) {
        time = this.#serve(after, last, time, type)
        if (time === never || time > labels.due[after]) return
      }
      if (!this.#hasRoom(after, pickup, type)) return
      last = after
      after = next[last]
      const detour = table[row[last] + col[delivery]] + table[row[delivery] + col[after]] - arc[last]
      if (cost + detour < this.#cost && this.#isDelivered(delivery, last, after, time, type)) {
        this.#keep(cost + detour, route, pickup, delivery, before, last)
      }
    }
  }

  #keep(cost: number, route: number, pickup: number, delivery: number, before: number, beforeDelivery: number): void {
    if (this.#blinks.blink()) return
    let whole = cost
    if (this.#isJudged(route)) {
      const { exact, extra } = this.#tours
      if (!exact.isGoodWith(route, pickup, before, delivery, beforeDelivery)) return
      whole += exact.extra - extra[route]
      if (whole >= this.#cost) return
    }
    this.#cost = whole
    this.#route = route
    this.#beforePickup = before
    this.#beforeDelivery = beforeDelivery
  }

  /** Whether the scan alone does not know all rules of the route. */
  #isJudged(route: number): boolean {
    const { has, types, typeOf } = this.#flat
    const type = typeOf[route]
    return has.backhauls || types.isTimed[type] === 1 || types.isExact[type] === 1 || types.isLimited[type] === 1
  }

  /** When the vehicle leaves `node` if it left `from` at `time`; `never` if that is too late. */
  #serve(node: number, from: number, time: number, type: number): number {
    const flat = this.#flat
    const at = time + flat.types.times[type][flat.row[from] + flat.col[node]]
    const open = flat.isFixed[node] ? at : openAt(flat, node, at)
    return open === never ? never : open + flat.services[type][node] + setupAt(flat, type, from, node)
  }

  #isDelivered(delivery: number, from: number, after: number, time: number, type: number): boolean {
    const flat = this.#flat
    if (!flat.has.time) return true
    const left = this.#serve(delivery, from, time, type)
    if (left === never) return false
    const at = left + flat.types.times[type][flat.row[delivery] + flat.col[after]]
    if (!flat.has.setup || after >= flat.stops) return at <= this.#tours.labels.late[after]
    return this.#serve(after, delivery, left, type) <= this.#tours.labels.due[after]
  }

  /** Whether what is taken at the pickup fits beside what is on board after `node`. */
  #hasRoom(node: number, pickup: number, type: number): boolean {
    const { dims, amount, types } = this.#flat
    const { on } = this.#tours.labels
    for (let d = 0; d < dims; d++) {
      if (on[node * dims + d] + amount[pickup * dims + d] > types.capacity[type * dims + d]) return false
    }
    return true
  }
}
