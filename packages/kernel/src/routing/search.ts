import { Random } from '../random.ts'
import { Bank } from './bank.ts'
import { FlatProblem } from './flat-problem.ts'
import { Neighbours } from './neighbours.ts'
import type { RoutePlan } from './plan.ts'
import type { RoutingProblem } from './problem.ts'
import { Recreate, recreateDefaults } from './recreate.ts'
import { Ruin, ruinDefaults } from './ruin.ts'
import { loadPlan, Snapshot } from './snapshot.ts'
import { temperatures } from './temperature.ts'
import { nowhere, Tours } from './tours.ts'
import { WaitingOrder } from './waiting-order.ts'

export type RouteSearchOptions = {
  readonly seed: number
  /** Where to begin; without it the search makes a plan of its own. What breaks a rule in it is planned anew. */
  readonly start?: RoutePlan
}

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
  readonly #flat: FlatProblem
  readonly #tours: Tours
  readonly #bank: Bank
  readonly #ruin: Ruin
  readonly #recreate: Recreate
  readonly #order: WaitingOrder
  readonly #random: Random
  readonly #best: Snapshot
  readonly #hot: number
  readonly #cold: number

  constructor(problem: RoutingProblem, { seed, start }: RouteSearchOptions) {
    const flat = new FlatProblem(problem)
    const random = new Random(seed)
    const near = new Neighbours(flat, 256)
    this.#flat = flat
    this.#random = random
    this.#tours = new Tours(flat)
    this.#bank = new Bank(flat)
    this.#ruin = new Ruin(flat, this.#tours, this.#bank, near, random, ruinDefaults)
    this.#recreate = new Recreate(flat, this.#tours, this.#bank, near, random, recreateDefaults)
    this.#order = new WaitingOrder(flat, random)
    this.#best = new Snapshot(flat)
    this.#begin(start)
    const { hot, cold } = temperatures(flat)
    this.#hot = hot
    this.#cold = cold
  }

  /** Cost of the best plan so far, with the prizes of what it leaves out. */
  get bestCost(): number {
    return this.#best.value
  }

  best(): RoutePlan {
    return this.#best.plan()
  }

  /** @param progress 0 to 1: how far the search as a whole is; it cools with it */
  run(iterations: number, progress: number): void {
    const temperature = this.#hot * (this.#cold / this.#hot) ** Math.min(1, Math.max(0, progress))
    for (let i = 0; i < iterations; i++) this.#step(temperature)
  }

  /** Goes on from a plan that was found elsewhere. */
  adopt(plan: RoutePlan): void {
    this.#begin(plan)
  }

  #begin(start?: RoutePlan): void {
    const { stops } = this.#flat
    this.#tours.begin()
    this.#bank.begin()
    this.#bank.waitingCount = 0
    if (start) loadPlan(this.#flat, this.#tours, start)
    for (let stop = 0; stop < stops; stop++) if (this.#tours.route[stop] === nowhere) this.#bank.wait(stop)
    this.#order.sort(this.#bank.waiting, this.#bank.waitingCount)
    this.#recreate.run()
    if (this.#best.isWorseThan(this.#tours, this.#bank)) this.#best.keep(this.#tours, this.#bank)
  }

  #step(temperature: number): void {
    this.iterations++
    const tours = this.#tours
    const bank = this.#bank
    tours.begin()
    bank.begin()
    this.#ruin.run()
    this.#order.sort(bank.waiting, bank.waitingCount)
    this.#recreate.run()
    if (this.#isAccepted(temperature)) {
      if (this.#best.isWorseThan(tours, bank)) this.#best.keep(tours, bank)
    } else {
      tours.undo()
      bank.undo()
    }
  }

  /** What serves more is; what serves as much by the rule of annealing. */
  #isAccepted(temperature: number): boolean {
    const { prize, prizeBefore, weight, weightBefore } = this.#bank
    if (weight !== weightBefore) return weight < weightBefore
    const delta = this.#tours.delta + prize - prizeBefore
    return delta < -temperature * Math.log(this.#random.openUnit())
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
