import { type LoneFault, loneFault } from './alone.ts'
import type { RoutePlan } from './plan.ts'
import type { RoutingProblem } from './problem.ts'
import { Reach } from './reach.ts'
import { type Insertion, isWelcome, type Job, missOf, RouteBook } from './route-book.ts'
import { TotalDemand } from './total-demand.ts'
import type { JobReason, UnservedReason } from './unserved-reason.ts'

/**
 * Says of every stop that a plan leaves out which rule says so: proven where that is cheap (no vehicle may come, none is
 * large enough, none gets there in time even alone, all that is asked is more than all can carry), else by the nearest miss:
 * the rule that putting it into this plan would break least.
 * O(size of the problem), and for each stop left out up to 64 schedules of routes (fewer where many are left out).
 */
export function whyUnserved(problem: RoutingProblem, plan: Pick<RoutePlan, 'routes' | 'unserved'>): UnservedReason[] {
  const reasons = new Reasons(problem, plan)
  const known = new Map<number, JobReason>()
  const left = new Set(plan.unserved)
  return plan.unserved.map((stop) => {
    const job = reasons.book.jobOf(stop).filter((end) => left.has(end)) // of what is on board only where it is left
    const reason = known.get(job[0]) ?? reasons.of(job)
    known.set(job[0], reason)
    const { end, ...rest } = reason
    return { stop, ...(end === undefined || end === stop ? {} : { because: end }), ...rest }
  })
}

class Reasons {
  readonly book: RouteBook
  readonly #problem: RoutingProblem
  readonly #reach: Reach
  readonly #total: TotalDemand
  /** One vehicle of those that are alike. */
  readonly #vehicles: readonly number[]
  readonly #most: number

  constructor(problem: RoutingProblem, { routes, unserved }: Pick<RoutePlan, 'routes' | 'unserved'>) {
    this.#problem = problem
    this.book = new RouteBook(problem, routes)
    this.#reach = new Reach(problem)
    this.#total = new TotalDemand(problem)
    this.#vehicles = differing(problem)
    this.#most = Math.max(4, Math.min(64, Math.floor(20_000 / Math.max(1, unserved.length))))
  }

  of(job: Job): JobReason {
    return this.#welcome(job) ?? this.#size(job) ?? this.#alone(job) ?? this.#all(job) ?? this.#inPlan(job)
  }

  /** Skills, and vehicles promised: of one end that nobody may come to, or of both where nobody may come to the two. */
  #welcome(job: Job): JobReason | undefined {
    const { stops, vehicles } = this.#problem
    const may = (stop: number) => this.#vehicles.filter((v) => isWelcome(stops[stop], v, vehicles[v]))
    const second = new Set(may(job[job.length - 1]))
    if (may(job[0]).some((vehicle) => second.has(vehicle))) return undefined
    const end = job.find((stop) => may(stop).length === 0)
    const [asked, about] = end === undefined ? [job, 'both ends of it'] : [[end], 'it']
    const skills = [...new Set(asked.flatMap((stop) => stops[stop].skills))]
    const lacking = vehicles.map((type) => skills.filter((skill) => !type.skills.includes(skill)).length)
    const excess = Math.min(...lacking)
    const at = end === undefined ? {} : { end }
    if (excess === 0)
      return {
        rule: 'vehicle',
        isProven: true,
        ...at,
        detail: `No vehicle that ${about} is kept for may come to ${about}.`,
      }
    const vehicle = lacking.indexOf(excess)
    const detail = `No vehicle has all the skills for ${about}; vehicle ${vehicle} lacks ${excess}.`
    return { rule: 'skills', isProven: true, ...at, vehicle, excess, detail }
  }

  #size(job: Job): JobReason | undefined {
    if (this.#candidates(job).length > 0) return undefined
    const { stops, vehicles, shipments } = this.#problem
    const shipment = shipments.find(({ pickup }) => pickup === job[0])
    const amounts = job.length > 1 ? [shipment!.amount] : [stops[job[0]].delivery, stops[job[0]].pickup]
    const welcome = this.#vehicles.filter((v) => job.every((stop) => isWelcome(stops[stop], v, vehicles[v])))
    const over = welcome.map((v) =>
      Math.max(...amounts.flatMap((amount) => amount.map((one, d) => one - vehicles[v].capacity[d]))),
    )
    const excess = Math.min(...over)
    const vehicle = welcome[over.indexOf(excess)]
    const detail = `It is too large for every vehicle that may come; for vehicle ${vehicle} by ${excess}.`
    return { rule: 'capacity', isProven: true, vehicle, excess, detail }
  }

  #alone(job: Job): JobReason | undefined {
    let nearest: (LoneFault & { readonly vehicle: number }) | undefined
    let isProven = true
    for (const vehicle of this.#candidates(job)) {
      const fault = loneFault(this.#problem, this.#reach, [job, vehicle]) ?? this.#driven(job, vehicle)
      if (!fault) return undefined
      isProven &&= !('isDriven' in fault)
      if (!nearest || fault.excess < nearest.excess) nearest = { ...fault, vehicle }
    }
    if (!nearest) return undefined
    const { rule, excess, vehicle, stop } = nearest
    const detail = `Even alone on vehicle ${vehicle}, which comes nearest, it breaks ${rule} by ${excess}.`
    return { rule, isProven, ...(stop === undefined ? {} : { end: stop }), vehicle, excess, detail }
  }

  /** What breaks if the vehicle goes nowhere else, as it would drive: with breaks and set-ups. */
  #driven(job: Job, vehicle: number): (LoneFault & { readonly isDriven: true }) | undefined {
    const { fixed = [] } = this.#problem.vehicles[vehicle]
    const { violations, steps } = this.book.schedule({ vehicle, trips: [[...fixed, ...job]], reloads: [] })
    if (violations.length === 0) return undefined
    const { rule, step, excess } = violations[0]
    const stop = step === undefined || steps[step].kind !== 'stop' ? undefined : steps[step].index
    return { rule, excess, isDriven: true, ...(stop !== undefined && job.includes(stop) ? { stop } : {}) }
  }

  #all(job: Job): JobReason | undefined {
    const fault = job.length > 1 ? undefined : this.#total.faultOf(job[0])
    if (!fault) return undefined
    const { excess, dimension, isDelivery } = fault
    const detail = `All that is to be ${isDelivery ? 'delivered' : 'picked up'} by the vehicles that may come is ${excess} more than they carry (dimension ${dimension}).`
    return { rule: 'total', isProven: true, excess, detail }
  }

  #inPlan(job: Job): JobReason {
    const hopeful = this.book.insertions(job, { most: this.#most, isHopeful: true })
    let cheapest = Number.POSITIVE_INFINITY
    let best: Insertion | undefined
    for (const insertion of hopeful) {
      if (insertion.detour >= cheapest) break
      const verdict = this.book.judge(this.book.with(job, insertion))
      const cost = verdict.cost - (insertion.route < 0 ? 0 : this.book.routes[insertion.route].verdict.cost)
      if (verdict.violations.length > 0 || cost >= cheapest) continue
      cheapest = cost
      best = insertion
    }
    if (!best) return this.#nearestMiss(job)
    const on = { vehicle: best.vehicle, ...(best.route < 0 ? {} : { route: best.route }) }
    const { prize } = this.#problem.stops[job[0]]
    if (prize !== undefined && prize <= cheapest) {
      const detail = `Serving it costs ${cheapest} at least in this plan, and leaving it out ${prize}.`
      return { rule: 'prize', isProven: false, ...on, excess: cheapest - prize, detail }
    }
    const detail = `There is room for it on vehicle ${best.vehicle} for ${cheapest}: plan for longer, or put it there.`
    return { rule: 'search', isProven: false, ...on, detail }
  }

  #nearestMiss(job: Job): JobReason {
    const tried = this.book
      .insertions(job, { most: this.#most, isHopeful: false })
      .map((insertion) => ({ insertion, schedule: this.book.schedule(this.book.with(job, insertion)) }))
      .filter(({ schedule }) => schedule.violations.length > 0)
      .sort((a, b) => missOf(a.schedule) - missOf(b.schedule))
    const [nearest] = tried
    if (!nearest) {
      const detail = 'All vehicles that may come are in use, and their routes have no room for it among what is fixed.'
      return { rule: 'vehicle', isProven: false, detail }
    }
    const { insertion, schedule } = nearest
    const { rule, excess, step } = schedule.violations[0]
    const at = step === undefined || schedule.steps[step].kind !== 'stop' ? undefined : schedule.steps[step].index
    const where = at === undefined ? '' : ` at stop ${at}`
    const detail = `No room was found: on vehicle ${insertion.vehicle}, which comes nearest, it would break ${rule} by ${excess}${where}.`
    return {
      rule,
      isProven: false,
      vehicle: insertion.vehicle,
      ...(insertion.route < 0 ? {} : { route: insertion.route }),
      excess,
      ...(at === undefined || job.includes(at) ? {} : { at }),
      detail,
    }
  }

  #candidates(job: Job): number[] {
    return this.#vehicles.filter((vehicle) => this.book.mayCome(job, vehicle))
  }
}

/** The first vehicle of each kind that nothing tells apart from another. */
function differing({ vehicles, stops }: RoutingProblem): number[] {
  const promised = new Set(stops.flatMap((stop) => stop.vehicles ?? []))
  const known = new Set<string>()
  return vehicles.flatMap((type, vehicle) => {
    const key = promised.has(vehicle) ? `${vehicle}` : JSON.stringify({ ...type, count: 1 })
    if (known.has(key)) return []
    known.add(key)
    return [vehicle]
  })
}
