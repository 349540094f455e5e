import { withoutStops } from './kept-routes.ts'
import type { PlannedRoute } from './plan.ts'
import type { RoutingProblem } from './problem.ts'
import { type Insertion, type Job, missOf, RouteBook } from './route-book.ts'

/** Positions that are looked at for a job, and of those that have no room, how many are tried with another stop moved away. */
const positionsMost = 1024
const crowdedMost = 24

/** Makes routes keep their rules by taking out and putting in as few stops as that needs. */
export class RouteRepair {
  readonly #book: RouteBook
  readonly #problem: RoutingProblem
  readonly #fixed: ReadonlySet<number>
  readonly #taken: number[] = []

  constructor(problem: RoutingProblem, routes: readonly PlannedRoute[]) {
    this.#problem = problem
    this.#book = new RouteBook(problem, routes)
    this.#fixed = new Set(problem.vehicles.flatMap(({ fixed = [] }) => fixed))
  }

  /** Of all routes as they are now. */
  get cost(): number {
    return this.#book.cost
  }

  routes(): PlannedRoute[] {
    return this.#book.routes.map(({ planned }) => planned)
  }

  /**
   * Takes stops out until no route breaks a rule: each time the one without which the route breaks least, of those the one
   * of lowest priority, then that without which all costs least. O(length) schedules of the route for each.
   */
  mend(): void {
    for (let index = this.#book.routes.length - 1; index >= 0; index--) {
      let job: Job | undefined
      do {
        job = this.#worstOn(index)
        if (job) this.#takeOut(index, job)
      } while (job && this.#book.routes[index])
    }
  }

  /** Puts in what is waiting and what was taken out, first what is most important; of what nobody can serve, the rest stays out. */
  place(waiting: readonly number[]): void {
    const jobs = [...waiting, ...this.#taken].map((stop) => this.#book.jobOf(stop))
    const weight = (job: Job) => this.#weight(job)
    const tightness = (job: Job) => Math.min(...job.map((stop) => lastMoment(this.#problem, stop)))
    jobs.sort((a, b) => weight(b) - weight(a) || tightness(a) - tightness(b) || a[0] - b[0])
    for (const job of jobs) {
      const found = this.#cheapest(job)
      if (found) {
        if (found.cost < (this.#problem.stops[job[0]].prize ?? Number.POSITIVE_INFINITY))
          this.#book.put(job, found.insertion)
      } else this.#makeRoom(job)
    }
  }

  /** What must be served before what may be left out, by priority; between those that may be, prizes decide. */
  #weight(job: Job): number {
    const { prize, priority } = this.#problem.stops[job[0]]
    return prize === undefined ? 1 + priority : 0
  }

  /** What leaving it out costs: of what must be served nothing, as it weighs. */
  #prize(job: Job): number {
    return this.#problem.stops[job[0]].prize ?? 0
  }

  #worstOn(index: number): Job | undefined {
    const { planned, verdict } = this.#book.routes[index]
    if (verdict.violations.length === 0) return undefined
    let worst: { readonly job: Job; readonly miss: number; readonly weight: number; readonly cost: number } | undefined
    for (const job of this.#jobsOn(planned)) {
      const [rest] = withoutStops(planned, job)
      const left = rest && this.#book.judge(rest)
      const found = {
        job,
        miss: left ? missOf(left) : 0,
        weight: this.#weight(job),
        cost: (left?.cost ?? 0) + this.#prize(job),
      }
      const order = worst ? found.miss - worst.miss || found.weight - worst.weight || found.cost - worst.cost : -1
      if (order < 0) worst = found
    }
    return worst && (worst.miss < missOf(verdict) || this.#canBeMended(planned)) ? worst.job : undefined
  }

  /** Where what is fixed keeps all rules, less stops do at last, though on the way there may be more broken. */
  #canBeMended({ vehicle }: PlannedRoute): boolean {
    const { fixed = [] } = this.#problem.vehicles[vehicle]
    return fixed.length === 0 || this.#book.judge({ vehicle, trips: [fixed], reloads: [] }).violations.length === 0
  }

  /** What could leave a route: no shipment with a fixed end. */
  #jobsOn({ trips }: PlannedRoute): Job[] {
    const known = new Set<number>()
    return trips.flat().flatMap((stop) => {
      const job = this.#book.jobOf(stop)
      if (known.has(job[0]) || job.some((one) => this.#fixed.has(one))) return []
      known.add(job[0])
      return [job]
    })
  }

  #takeOut(index: number, job: Job): void {
    const [rest] = withoutStops(this.#book.routes[index].planned, job)
    this.#book.change(index, rest)
    this.#taken.push(job[0])
  }

  #cheapest(job: Job): { readonly insertion: Insertion; readonly cost: number } | undefined {
    let best: { readonly insertion: Insertion; readonly cost: number } | undefined
    for (const insertion of this.#book.insertions(job, { most: positionsMost, isHopeful: true })) {
      if (best && insertion.detour >= best.cost) break
      const verdict = this.#book.judge(this.#book.with(job, insertion))
      const before = insertion.route < 0 ? undefined : this.#book.routes[insertion.route].verdict
      if (missOf(verdict) > (before ? missOf(before) : 0)) continue
      const cost = verdict.cost - (before?.cost ?? 0)
      if (!best || cost < best.cost) best = { insertion, cost }
    }
    return best
  }

  /** Moves one other stop away for it, to where it finds room, or out of the plan if it matters less. */
  #makeRoom(job: Job): void {
    const crowded = this.#book
      .insertions(job, { most: crowdedMost, isHopeful: false })
      .filter(({ route }) => route >= 0)
    const weight = this.#weight(job)
    // What may be left out is worth its prize, and no more.
    const most = weight === 0 ? this.#prize(job) : Number.POSITIVE_INFINITY
    let out: { readonly insertion: Insertion; readonly other: Job } | undefined
    for (const insertion of crowded) {
      const full = this.#book.with(job, insertion)
      for (const other of this.#jobsOn(full)) {
        if (other[0] === job[0]) continue
        const [rest] = withoutStops(full, other)
        const { violations, cost } = this.#book.judge(rest)
        if (violations.length > 0) continue
        const { planned: before, verdict } = this.#book.routes[insertion.route]
        const more = cost - verdict.cost
        this.#book.change(insertion.route, rest)
        const elsewhere = this.#cheapest(other)
        if (elsewhere && more + elsewhere.cost < most) return this.#book.put(other, elsewhere.insertion)
        this.#book.change(insertion.route, before)
        const isLess = this.#weight(other) < weight || (this.#weight(other) === 0 && more + this.#prize(other) < most)
        if (isLess && (!out || this.#weight(other) < this.#weight(out.other))) out = { insertion, other }
      }
    }
    if (!out) return
    const [rest] = withoutStops(this.#book.with(job, out.insertion), out.other)
    this.#book.change(out.insertion.route, rest)
  }
}

function lastMoment({ stops }: RoutingProblem, stop: number): number {
  const { windows } = stops[stop]
  return windows.length === 0 ? Number.POSITIVE_INFINITY : windows[windows.length - 1][1]
}
