import type { Random } from '../random.ts'
import type { Bank } from './bank.ts'
import type { FlatProblem } from './flat-problem.ts'
import type { Neighbours } from './neighbours.ts'
import { isSound } from './sound.ts'
import { nowhere, type Tours } from './tours.ts'

/** How much is torn down: averages and limits of Christiaens and Vanden Berghe (2020), table 2. */
export type RuinOptions = {
  /** Stops taken out on average. */
  readonly stops: number
  /** Longest string taken out of one route. */
  readonly string: number
  /** Chance that a string keeps some of its stops in the middle, and that it keeps one more. */
  readonly split: number
  readonly keepMore: number
  /** Among so many near stops the next places to tear at are drawn, so many times in a row. */
  readonly region: number
  readonly stay: number
}

export const ruinDefaults: RuinOptions = {
  stops: 10,
  string: 10,
  split: 0.5,
  keepMore: 0.01,
  region: 256,
  stay: 2_000,
}

/** How often a stop is drawn until it is one that is planned here. */
const seedDraws = 16

/**
 * Takes strings of stops out of routes that are near one another, so that there is slack in the same place on several
 * routes at once.
 * Source: adjacent string removal, Christiaens and Vanden Berghe (2020), section 5.1, DOI 10.1287/trsc.2019.0914. The
 * other end of a shipment goes out with the one in the string. O(stops taken out + length of the routes touched).
 * Deviation: it stays in one region for a while, as what is read there is then in the processor's caches: with 1,000 stops
 * a third more iterations a second, with 5,000 twice as many.
 */
export class Ruin {
  readonly #flat: FlatProblem
  readonly #tours: Tours
  readonly #bank: Bank
  readonly #near: Neighbours
  readonly #random: Random
  readonly #options: RuinOptions
  readonly #string: Int32Array
  /** Longest string in mean lengths of routes: those of vehicles that differ are of many lengths. */
  readonly #stretch: number
  /** The stop in the middle of the region where it is, and how often it tears there before it goes on. */
  #middle = 0
  #left = 0
  /** Whether a route that lost stops may break a rule that it kept with them. */
  readonly #mayGrow: boolean

  constructor(flat: FlatProblem, tours: Tours, bank: Bank, near: Neighbours, random: Random, options: RuinOptions) {
    this.#flat = flat
    this.#tours = tours
    this.#bank = bank
    this.#near = near
    this.#random = random
    this.#options = options
    this.#string = new Int32Array(flat.nodes)
    this.#stretch = flat.types.count > 1 ? 2 : 1
    this.#mayGrow = flat.has.time || flat.types.isLimited.some((one) => one === 1)
  }

  run(): void {
    const { route, used, served, size } = this.#tours
    if (served === 0) return
    const random = this.#random
    const longest = Math.min(this.#options.string, (this.#stretch * served) / used)
    const strings = Math.floor(random.unit() * ((4 * this.#options.stops) / (1 + longest) - 1) + 1)
    const seed = this.#seed()
    const { list, count } = this.#near
    let ruined = 0
    for (let k = -1; k < count && ruined < strings; k++) {
      const stop = k < 0 ? seed : list[seed * count + k]!
      const r = route[stop]!
      if (r === nowhere || this.#tours.isTouched(r)) continue
      this.#tours.touch(r)
      ruined++
      const length = Math.floor(random.unit() * Math.min(size[r]!, longest) + 1)
      this.#tear(stop, r, length)
    }
    this.#settle()
  }

  /** A stop of the region; one that is planned elsewhere only if it is hard to find another. */
  #seed(): number {
    const random = this.#random
    const { isAway } = this.#tours
    if (this.#left-- <= 0) {
      this.#left = this.#options.stay
      for (let i = 0; i === 0 || (isAway[this.#middle] && i < seedDraws); i++)
        this.#middle = random.below(this.#flat.stops)
    }
    const { list, count } = this.#near
    const region = Math.min(this.#options.region, count + 1)
    let seed = this.#middle
    for (let i = 0; i === 0 || (isAway[seed] && i < seedDraws); i++) {
      const drawn = random.below(region)
      seed = drawn === 0 ? this.#middle : list[this.#middle * count + drawn - 1]
    }
    return seed
  }

  /** Takes a string of `length` stops that holds `stop` out of its route, perhaps with some in its middle kept. */
  #tear(stop: number, route: number, length: number): void {
    const random = this.#random
    let kept = 0
    if (length > 1 && length < this.#tours.size[route]! && random.unit() < this.#options.split) {
      kept = 1
      while (length + kept < this.#tours.size[route]! && random.unit() < this.#options.keepMore) kept++
    }
    const total = this.#pick(stop, length + kept)
    const from = kept > 0 ? 1 + random.below(length - 1) : total
    for (let i = 0; i < total; i++) if (i < from || i >= from + kept) this.#takeOut(this.#string[i]!)
  }

  /** Writes a stretch of stops that holds `stop`, `length` long if the route is, into the string. @returns how many */
  #pick(stop: number, length: number): number {
    const { stops } = this.#flat
    let before = 0
    for (let node = this.#stopBefore(stop); before < length - 1 && node < stops; node = this.#stopBefore(node)) before++
    let after = 0
    for (let node = this.#stopAfter(stop); after < length - 1 && node < stops; node = this.#stopAfter(node)) after++
    const least = Math.max(0, length - 1 - after)
    let node = stop
    for (let back = least + this.#random.below(before - least + 1); back > 0; back--) node = this.#stopBefore(node)
    let total = 0
    for (; total < length && node < stops; node = this.#stopAfter(node)) this.#string[total++] = node
    return total
  }

  #stopBefore(node: number): number {
    const { prev } = this.#tours
    const { stops } = this.#flat
    const start = this.#flat.startOf(this.#tours.route[node]!)
    let at = prev[node]!
    while (at >= stops && at !== start) at = prev[at]!
    return at
  }

  #stopAfter(node: number): number {
    const { next } = this.#tours
    const { stops } = this.#flat
    const end = this.#flat.endOf(this.#tours.route[node]!)
    let at = next[node]!
    while (at >= stops && at !== end) at = next[at]!
    return at
  }

  #takeOut(stop: number): void {
    const { isFixed, partner } = this.#flat
    const other = partner[stop]!
    if (this.#tours.route[stop] === nowhere || isFixed[stop] || (other >= 0 && isFixed[other])) return
    this.#tours.takeOut(stop)
    this.#bank.wait(stop)
    if (other < 0) return
    this.#tours.takeOut(other)
    this.#bank.wait(other)
  }

  /** Labels of what was touched are read anew; reloads that part nothing from nothing, or are not needed any more, go. */
  #settle(): void {
    const tours = this.#tours
    for (let k = 0; k < tours.touchedCount; k++) {
      if (this.#flat.has.reloads) this.#dropReloads(tours.touched[k])
      tours.renew(tours.touched[k])
      if (this.#mayGrow && !isSound(this.#flat, tours, tours.touched[k])) this.#vacate(tours.touched[k])
    }
  }

  /** What is left may take longer than it did with the stops between, where ways are no triangles or set-up was shared. */
  #vacate(route: number): void {
    const { next } = this.#tours
    const end = this.#flat.endOf(route)
    let total = 0
    for (let node = next[this.#flat.startOf(route)]!; node !== end; node = next[node]!)
      if (node < this.#flat.stops) this.#string[total++] = node
    for (let i = 0; i < total; i++) this.#takeOut(this.#string[i]!)
    if (this.#flat.has.reloads) this.#dropReloads(route)
    this.#tours.renew(route)
  }

  #dropReloads(route: number): void {
    const tours = this.#tours
    const end = this.#flat.endOf(route)
    for (let node = this.#flat.startOf(route), reload = 0; node !== end; node = reload) {
      reload = tours.next[node]
      while (reload !== end && reload >= this.#flat.stops) {
        const after = tours.next[reload]
        const isIdle = node >= this.#flat.stops || after === end
        tours.takeOut(reload)
        tours.renew(route)
        if (!isIdle && !isSound(this.#flat, tours, route)) {
          tours.put(reload, node, route)
          break
        }
        reload = after
      }
    }
  }
}
