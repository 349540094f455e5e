import type { Random } from '../random.ts'
import type { Bank } from './bank.ts'
import { Blinks } from './blinks.ts'
import type { FlatProblem } from './flat-problem.ts'
import { Insertion } from './insertion.ts'
import type { Neighbours } from './neighbours.ts'
import { NewRoutes } from './new-routes.ts'
import { ReloadInsertion } from './reload-insertion.ts'
import { ShipmentInsertion } from './shipment-insertion.ts'
import { nowhere, type Tours } from './tours.ts'

/** How the stops that wait are put in again. */
export type RecreateOptions = {
  /** Chance that a position is not looked at: Christiaens and Vanden Berghe (2020), table 2. */
  readonly blink: number
  /** Positions beside this many near stops are looked at; beside all near stops there are, where none of these will do. */
  readonly near: number
}

export const recreateDefaults: RecreateOptions = { blink: 0.01, near: 40 }

/**
 * Puts the stops that wait into routes one after the other, each where it costs least, blinking now and then; what fits
 * nowhere is left out. Positions looked at are those beside near stops, and on a route of its own; beside stops not so
 * near, where none of the former will do, and all there are where no route is free either.
 * Source: greedy insertion with blinks, Christiaens and Vanden Berghe (2020), section 5.2, DOI 10.1287/trsc.2019.0914.
 * Deviation: near stops only (the sum of a stop's ways there and back), which is what makes it fast on large problems.
 * O(waiting * near stops), and labels of the routes that change.
 */
export class Recreate {
  readonly #flat: FlatProblem
  readonly #tours: Tours
  readonly #bank: Bank
  readonly #near: Neighbours
  readonly #insertion: Insertion
  readonly #shipments: ShipmentInsertion
  readonly #newRoutes: NewRoutes
  readonly #reloads: ReloadInsertion
  readonly #blinks: Blinks
  readonly #looks: number
  /** The best position found. */
  #cost = 0
  #before = nowhere
  #route = nowhere

  constructor(flat: FlatProblem, tours: Tours, bank: Bank, near: Neighbours, random: Random, options: RecreateOptions) {
    this.#flat = flat
    this.#tours = tours
    this.#bank = bank
    this.#near = near
    this.#looks = Math.min(options.near, near.count)
    this.#blinks = new Blinks(random, options.blink)
    this.#insertion = new Insertion(flat, tours)
    this.#reloads = new ReloadInsertion(flat, tours, near, this.#looks)
    this.#newRoutes = new NewRoutes(flat, tours, this.#insertion, random)
    this.#shipments = new ShipmentInsertion(flat, tours, near, this.#looks, this.#blinks)
  }

  run(): void {
    const { waiting, waitingCount } = this.#bank
    const { route } = this.#tours
    this.#newRoutes.begin()
    for (let i = 0; i < waitingCount; i++) {
      const stop = waiting[i]!
      const other = this.#flat.partner[stop]!
      if (other < 0) this.#place(stop)
      else if (route[stop] === nowhere && this.#isFirst(stop, i)) this.#placeShipment(stop, other)
    }
  }

  /** Of the two ends of a shipment the first in the list stands for both. */
  #isFirst(stop: number, at: number): boolean {
    const { waiting } = this.#bank
    const other = this.#flat.partner[stop]!
    for (let i = 0; i < at; i++) if (waiting[i] === other) return false
    return true
  }

  #place(stop: number): void {
    const prize = this.#flat.prize[stop]!
    this.#cost = prize
    this.#route = nowhere
    this.#lookNear(stop, 0, this.#looks)
    if (this.#route === nowhere) this.#lookNear(stop, this.#looks, this.#near.count)
    this.#lookAtNew(stop)
    const { reloads } = this.#flat.has
    if (reloads && this.#reloads.cheapest(stop, this.#cost) < this.#cost) return this.#reloads.put(stop)
    if (this.#route === nowhere && prize === Number.POSITIVE_INFINITY) this.#lookEverywhere(stop)
    if (reloads && this.#route === nowhere && this.#reloads.anywhere(stop, prize)) return this.#reloads.put(stop)
    if (this.#route === nowhere) return this.#bank.leaveOut(stop)
    this.#tours.touch(this.#route)
    this.#tours.put(stop, this.#before, this.#route)
    this.#tours.renewAround(stop, this.#route)
  }

  /** A route of its own. */
  #lookAtNew(stop: number): void {
    const fresh = this.#newRoutes.cheapest(stop, this.#cost)
    if (fresh === nowhere) return
    this.#cost = this.#newRoutes.cost
    this.#route = fresh
    this.#before = this.#flat.startOf(fresh)
  }

  #placeShipment(stop: number, other: number): void {
    const pickup = this.#flat.isTaking[stop] ? stop : other
    const delivery = this.#flat.isTaking[stop] ? other : stop
    if (this.#shipments.place(pickup, delivery)) return
    this.#bank.leaveOut(pickup)
    this.#bank.leaveOut(delivery)
  }

  /**
   * Positions beside near stops, from the nearest but `first` to the nearest but `last`. Their ways are at least `bounds`, and the arc that goes is at most the longer of the two
   * at the stop beside it (`peak`): what cannot be cheaper by that is passed over before anything else is read.
   */
  #lookNear(stop: number, first: number, last: number): void {
    const { list, bounds, count } = this.#near
    const { route, next, prev, arc, peak, costs, into, room } = this.#tours
    const { row, col, isFixed, dims, has, types } = this.#flat
    const insertion = this.#insertion
    const blinks = this.#blinks
    const isPlain = dims === 1 && !has.mixedLoad && !has.choosy
    const amount = isPlain ? this.#flat.delivery[stop]! + this.#flat.pickup[stop]! : 0
    const own = row[stop]!
    const edge = this.#near.toEdge[stop]!
    const isOneCost = types.isOneCost
    let leaving = types.costs[0]!
    let coming = types.into[0]!
    let least = this.#cost
    for (let k = stop * count + first, end = stop * count + last; k < end; k++) {
      const near = list[k]!
      const bound = bounds[k]!
      if (bound + (bound < edge ? bound : edge) - peak[near]! >= least) continue
      const r = route[near]!
      if (r === nowhere || (isPlain ? room[r]! < amount : !insertion.hasRoom(stop, r))) continue
      if (!isOneCost) {
        leaving = costs[r]!
        coming = into[r]!
      }
      const there = own + col[near]!
      const after = next[near]!
      const behind = coming[there]! + leaving[own + col[after]!]! - arc[near]!
      if (behind < least && !blinks.blink() && insertion.canGo(stop, near, after, r)) {
        least = this.#keep(stop, near, after, r, behind)
      }
      const before = prev[near]!
      const ahead = coming[own + col[before]!]! + leaving[there]! - arc[before]!
      if (ahead < least && !blinks.blink() && isFixed[near] === 0 && insertion.canGo(stop, before, near, r)) {
        least = this.#keep(stop, before, near, r, ahead)
      }
    }
  }

  /** All positions of all routes in use. */
  #lookEverywhere(stop: number): void {
    const { next, arc, costs, size, usedEnd, labels } = this.#tours
    const { row, col, has, firstWindow, windowUntil } = this.#flat
    const closes = windowUntil[firstWindow[stop + 1] - 1]
    const from = row[stop]!
    const to = col[stop]!
    for (let r = 0; r < usedEnd; r++) {
      if (size[r] === 0 || !this.#insertion.hasRoom(stop, r)) continue
      const table = costs[r]!
      const end = this.#flat.endOf(r)
      for (let before = this.#flat.startOf(r); before !== end; before = next[before]!) {
        if (has.time && labels.leave[before] > closes) break
        const after = next[before]!
        const cost = table[row[before]! + to]! + table[from + col[after]!]! - arc[before]!
        if (cost < this.#cost && this.#insertion.canGo(stop, before, after, r)) this.#keep(stop, before, after, r, cost)
      }
    }
  }

  /** @returns cost of the best position so far */
  #keep(stop: number, before: number, after: number, route: number, cost: number): number {
    const whole = cost + this.#insertion.extraCost(stop, before, after, route)
    if (whole >= this.#cost) return this.#cost
    this.#cost = whole
    this.#before = before
    this.#route = route
    return whole
  }
}
