import { Random } from '../random.ts'
import { Absences } from './absences.ts'
import { Bank } from './bank.ts'
import { FlatProblem } from './flat-problem.ts'
import { Neighbours } from './neighbours.ts'
import type { RoutePlan } from './plan.ts'
import { planCost } from './plan-cost.ts'
import type { PlanPart } from './plan-parts.ts'
import type { RoutingProblem } from './problem.ts'
import { Recreate, recreateDefaults } from './recreate.ts'
import { Refit } from './refit.ts'
import { RoutePool } from './route-pool.ts'
import { Ruin, ruinDefaults } from './ruin.ts'
import { savingsPlan } from './savings.ts'
import { loadFixed, loadOwed, loadPlan, Snapshot } from './snapshot.ts'
import { temperatures } from './temperature.ts'
import { nowhere, Tours } from './tours.ts'
import { WaitingOrder } from './waiting-order.ts'

export type RouteSearchOptions = {
  readonly seed: number
  /** Where to begin; without it the search makes a plan of its own. What breaks a rule in it is planned anew. */
  readonly start?: RoutePlan
}

/** Which share of a search may try to serve all, with as few vehicles as can be, before it looks at costs alone. */
export const fleetShare = 0.3

/** With so few stops a search is soon stuck: where time allows it is cooled several times. */
const fewStops = 200
const fewCoolings = 3

/** Iterations a stop from which on a search may begin as hot as is best in the long run. */
const unhurried = 400

/**
 * Routes of one in so many plans that are at most this much dearer than the best are kept, and put together anew where a cooling is
 * nearly over: so long that it takes less than a tenth of the time.
 */
const pooledEvery = 50
const poolWorst = 1.04
const poolAt = 0.97
const iterationsPerNode = 500
/**
 * Where they are, the search cools once for about so many iterations a stop, up to so many times: who drives what, and who goes where in
 * which window, freezes early, often badly, and each time brings other routes. Before this share of the search each cooling begins from
 * nothing: however hot, a plan keeps much of its fleet.
 */
const poolCooling = 1400
const poolCoolings = 16
const forgetful = 0.5

/**
 * Searches for the cheapest plan of a routing problem, a little at a time: after each `run` the best plan so far can be
 * read, a better one from elsewhere can be taken over, and nothing need be run to its end.
 * Plans that serve more (by priority) come before plans that cost less.
 * Source: slack induction by string removals with simulated annealing, Christiaens and Vanden Berghe (2020),
 * DOI 10.1287/trsc.2019.0914. O(stops^2) to begin with (near stops), then some microseconds an iteration.
 */
export class RouteSearch {
  /** Iterations run so far. */
  iterations = 0
  readonly #problem: RoutingProblem
  readonly #flat: FlatProblem
  readonly #tours: Tours
  readonly #bank: Bank
  readonly #ruin: Ruin
  readonly #recreate: Recreate
  readonly #refit: Refit
  readonly #absences: Absences
  readonly #order: WaitingOrder
  readonly #random: Random
  readonly #pool: RoutePool
  readonly #best: Snapshot
  readonly #hot: number
  readonly #cold: number
  /** What it plans where it does not plan all. */
  #part: PlanPart | undefined
  /** How many stops it plans. */
  #stops: number
  #pooledAt = 0
  #toPool = pooledEvery
  #isPooled = false

  constructor(problem: RoutingProblem, { seed, start }: RouteSearchOptions) {
    const flat = new FlatProblem(problem)
    this.#problem = problem
    const random = new Random(seed)
    const near = new Neighbours(flat, 256)
    this.#flat = flat
    this.#stops = flat.stops
    this.#random = random
    this.#tours = new Tours(flat)
    this.#bank = new Bank(flat)
    this.#ruin = new Ruin(flat, this.#tours, this.#bank, near, random, ruinDefaults)
    this.#recreate = new Recreate(flat, this.#tours, this.#bank, near, random, recreateDefaults)
    this.#refit = new Refit(flat, this.#tours)
    this.#absences = new Absences(flat, this.#bank)
    this.#order = new WaitingOrder(flat, random)
    this.#pool = new RoutePool(flat, this.#tours, random)
    this.#best = new Snapshot(flat)
    this.#begin(start ?? savingsPlan(flat, near))
    const { hot, cold } = temperatures(flat)
    this.#hot = hot
    this.#cold = cold
  }

  /** Cost of the best plan so far, with the prizes of what it leaves out. */
  get bestCost(): number {
    return this.#best.value
  }

  /** The best plan so far. Where costs depend on times, or on what is fixed, they are those of its schedule. O(size of the plan). */
  best(): RoutePlan {
    return this.#told(this.#best)
  }

  /** The plan that the search is at: not the best while it is hot. O(size of the plan). */
  current(): RoutePlan {
    const now = new Snapshot(this.#flat)
    now.keep(this.#tours, this.#bank)
    return this.#told(now)
  }

  /** Of a part of a plan the cost is that of its routes alone. */
  #told(kept: Snapshot): RoutePlan {
    const { types, has } = this.#flat
    if (this.#part) return kept.plan(this.#part.vehicles)
    const plan = kept.plan()
    return types.isExact.includes(1) || has.fixed ? { ...plan, cost: planCost(this.#problem, plan) } : plan
  }

  /** @param progress 0 to 1: how far the search as a whole is; it cools with it, and tries first to serve all with few vehicles */
  run(iterations: number, progress: number): void {
    const temperature = this.#temperature(progress)
    const isFleetTime = progress < fleetShare && !this.#part
    if (!isFleetTime && this.#tours.mostUsed < Number.POSITIVE_INFINITY) this.#backToBest()
    for (let i = 0; i < iterations; i++) {
      if (isFleetTime && this.#bank.absentCount === 0 && this.#isFleetDear()) this.#giveUpRoute()
      this.#step(temperature, isFleetTime)
    }
    if (!this.#pool.isOpen || this.#part) return
    const isCold = this.#cooled(progress) >= poolAt
    if (isCold && !this.#isPooled) this.#poolNow()
    if (this.#isPooled && !isCold && progress < forgetful) this.#begin()
    this.#isPooled = isCold
  }

  /** Where there is time for few changes of each stop, a plan is not taken apart first. */
  #temperature(progress: number): number {
    const hot = this.#hot * Math.min(1, (this.#changes(progress) / unhurried) ** 2)
    return hot <= this.#cold ? hot : hot * (this.#cold / hot) ** this.#cooled(progress)
  }

  /** 0 to 1: how far it is cooled this time. */
  #cooled(progress: number): number {
    const share = this.#cooling(Math.min(1, Math.max(0, progress)))
    return share < 1 ? (share * this.#coolings(progress)) % 1 : share
  }

  #coolings(progress: number): number {
    const changes = this.#changes(progress)
    // A power of 2: the pace is known better and better, and the temperature does not jump each time.
    if (this.#pool.isOpen) return 2 ** Math.round(Math.log2(Math.min(poolCoolings, Math.max(1, changes / poolCooling))))
    return this.#stops <= fewStops && changes > fewCoolings * 1000 ? fewCoolings : 1
  }

  /** How often each stop will have been moved in all, at the pace so far. */
  #changes(progress: number): number {
    return this.iterations / Math.max(progress, 0.005) / Math.max(1, this.#stops)
  }

  /** How far it is cooled; where vehicles are dear once while few are sought, and once more from the beginning for costs. */
  #cooling(progress: number): number {
    if (!this.#isFleetDear()) return progress
    return progress < fleetShare ? progress / fleetShare : (progress - fleetShare) / (1 - fleetShare)
  }

  /** Goes on from a plan that was found elsewhere. */
  adopt(plan: RoutePlan): void {
    this.#begin(plan)
  }

  /**
   * From here on plans a part alone, while others plan the rest: the best plan is the best of this part, and names no other routes.
   * Nothing may be fixed. O(stops).
   */
  confine(part: PlanPart): void {
    const { mostOf, isAway } = this.#tours
    const { types, firstRoute } = this.#flat
    this.#part = part
    this.#stops = part.stops.length
    mostOf.fill(0)
    part.vehicles.forEach((count, vehicle) => {
      const type = types.of[vehicle]
      mostOf[type] = Math.min(mostOf[type] + count, firstRoute[type + 1] - firstRoute[type])
    })
    isAway.fill(1)
    for (const stop of part.stops) isAway[stop] = 0
    this.#best.forget()
    this.#begin(part)
  }

  #begin(start?: Pick<RoutePlan, 'routes'>): void {
    const tours = this.#tours
    const bank = this.#bank
    tours.begin()
    tours.vacateAll()
    bank.clear()
    loadFixed(this.#flat, tours)
    if (start) loadPlan(this.#flat, tours, start)
    loadOwed(this.#flat, tours)
    for (let stop = 0; stop < this.#flat.stops; stop++)
      if (tours.route[stop] === nowhere && !tours.isAway[stop]) bank.wait(stop)
    this.#order.sort(bank.waiting, bank.waitingCount)
    this.#recreate.run()
    if (this.#best.isWorseThan(tours, bank)) this.#best.keep(tours, bank)
  }

  #step(temperature: number, isFleetTime: boolean): void {
    this.iterations++
    const tours = this.#tours
    const bank = this.#bank
    tours.begin()
    bank.begin()
    this.#ruin.run()
    this.#order.sort(bank.waiting, bank.waitingCount)
    this.#recreate.run()
    if (this.#flat.types.count > 1) this.#refit.run()
    const isAccepted = this.#isAccepted(temperature) || (isFleetTime && this.#absences.areEasier())
    if (isFleetTime) this.#absences.count()
    if (!isAccepted) {
      tours.undo()
      bank.undo()
      return
    }
    if (this.#best.isWorseThan(tours, bank)) this.#best.keep(tours, bank)
    if (!this.#pool.isOpen || bank.weight > 0 || tours.cost > poolWorst * this.#best.value || --this.#toPool > 0) return
    this.#toPool = pooledEvery
    this.#pool.collect()
  }

  /** Goes on from the best plan, or from a better one that the pool makes. */
  #poolNow(): void {
    if (this.#best.weight > 0) return
    const nodes = Math.ceil((this.iterations - this.#pooledAt) / iterationsPerNode)
    this.#pooledAt = this.iterations
    this.#begin(this.#best.plan())
    this.#pool.collect()
    const routes = this.#pool.cheaper(nodes)
    if (!routes) return
    const tours = this.#tours
    tours.begin()
    tours.vacateAll()
    this.#bank.clear()
    for (const { type, stops } of routes) tours.append(stops, tours.freeOf(type))
    if (this.#best.isWorseThan(tours, this.#bank)) this.#best.keep(tours, this.#bank)
  }

  /** What serves more is; what serves as much by the rule of annealing. */
  #isAccepted(temperature: number): boolean {
    const { prize, prizeBefore, weight, weightBefore } = this.#bank
    if (weight !== weightBefore) return weight < weightBefore
    const delta = this.#tours.delta + prize - prizeBefore
    return delta < -temperature * Math.log(this.#random.openUnit())
  }

  /** Whether a vehicle costs more than what it does: then it is worth trying to do without. */
  #isFleetDear(): boolean {
    const { types } = this.#flat
    const { used, cost } = this.#tours
    const fixed = types.fixedCost[0]!
    return types.count === 1 && used > 1 && fixed > cost / used - fixed
  }

  /** Leaves out the stops of one route, those that were left out least often, and allows for no other in its place. */
  #giveUpRoute(): void {
    const tours = this.#tours
    let least = Number.POSITIVE_INFINITY
    let route = nowhere
    for (let r = 0; r < this.#flat.routes; r++) {
      if (tours.size[r] === 0 || this.#flat.isFixed[tours.next[this.#flat.startOf(r)]!]) continue
      const sum = this.#absences.onRoute(tours, r)
      if (sum >= least) continue
      least = sum
      route = r
    }
    if (route === nowhere) return
    tours.begin()
    this.#bank.begin()
    tours.mostUsed = tours.used - 1
    for (const stop of tours.vacate(route)) this.#bank.leaveOut(stop)
  }

  #backToBest(): void {
    this.#tours.mostUsed = Number.POSITIVE_INFINITY
    this.#begin(this.#best.plan())
  }
}

/** Same seed, same iterations, same plan. */
export function solveRoutes(
  problem: RoutingProblem,
  options: RouteSearchOptions & { readonly iterations: number },
): RoutePlan {
  const search = new RouteSearch(problem, options)
  const slice = 256
  while (search.iterations < options.iterations) {
    search.run(Math.min(slice, options.iterations - search.iterations), search.iterations / options.iterations)
  }
  return search.best()
}
