import { checkVehicle, checkWindows } from './check-vehicle.ts'
import { FaultList, type RoutingFaults } from './fault-list.ts'
import {
  noWay,
  type RoutingProblem,
  type Shipment,
  type Stop,
  type TravelProfile,
  type VehicleType,
} from './problem.ts'
import { paced } from './travel-time.ts'

/**
 * What one problem may have. A full matrix of more places would not fit into the memory of a small machine (20,000
 * places are 1.6 GB for each matrix), and what is near each stop could not be found within the time one waits for a plan.
 */
export const routingBounds = {
  places: 20_000,
  stops: 100_000,
  vehicles: 100_000,
  profiles: 1000,
  dimensions: 64,
  /** That all vehicles could make, with as many reloads as they may: each takes some hundred bytes. */
  trips: 4_000_000,
  /** Of the matrices that a search makes of its own for vehicles that differ in pace or rates: 8 GB. */
  entries: 2_000_000_000,
} as const

/**
 * Lists what is wrong with a problem, so that whoever made it can mend all of it at once: what the solver takes must have
 * no faults. That a stop cannot be served is none; a plan says why it leaves it out (`whyUnserved`).
 * O(size of the problem), matrices included; of one too large only that is said.
 */
export function checkProblem(problem: RoutingProblem): RoutingFaults {
  const faults = new FaultList()
  if (isWithinBounds(problem, faults)) {
    problem.profiles.forEach((profile, i) => {
      checkProfile(profile, problem.places, [faults, `profiles[${i}]`])
    })
    problem.stops.forEach((stop, i) => {
      checkStop(stop, problem, [faults, `stops[${i}]`])
    })
    checkShipments(problem, faults)
    problem.vehicles.forEach((vehicle, i) => {
      checkVehicle(vehicle, problem, [faults, `vehicles[${i}]`])
    })
    checkFixed(problem, faults)
    checkSums(problem, faults)
    checkArcCosts(problem, faults)
    if (faults.count === 0) checkMemory(problem, faults)
  }
  return { count: faults.count, faults: faults.faults }
}

function isWithinBounds(problem: RoutingProblem, faults: FaultList): boolean {
  const { places, dimensions, stops, vehicles, profiles } = problem
  const before = faults.count
  faults.whole('places', places, [0, Number.MAX_SAFE_INTEGER])
  faults.whole('dimensions', dimensions, [0, Number.MAX_SAFE_INTEGER])
  const sizes = { places, stops: stops.length, vehicles: vehicles.length, profiles: profiles.length, dimensions }
  for (const [what, size] of Object.entries(sizes)) {
    const most = routingBounds[what as keyof typeof routingBounds]
    if (size > most)
      faults.add('too-many', what, [
        `There are ${size}, and one problem has at most ${most} ${what}: more does not fit into memory or time.`,
        'plan it in parts, by area or by day',
      ])
  }
  if (vehicles.length === 0) faults.add('none', 'vehicles', ['There are no vehicles.', 'send at least one'])
  if (profiles.length === 0) faults.add('none', 'profiles', ['There is no way of travelling.', 'send at least one'])
  return faults.count === before
}

type At = readonly [faults: FaultList, path: string]

function checkProfile(
  { durations, distances, costs, speeds = [] }: TravelProfile,
  places: number,
  [faults, path]: At,
): void {
  checkMatrix(durations, places, [faults, `${path}.durations`])
  if (distances !== durations) checkMatrix(distances, places, [faults, `${path}.distances`])
  if (costs && costs !== durations && costs !== distances) checkMatrix(costs, places, [faults, `${path}.costs`])
  speeds.forEach(({ from, percent }, i) => {
    faults.whole(`${path}.speeds[${i}].from`, from, [0, noWay])
    faults.whole(`${path}.speeds[${i}].percent`, percent, [1, 1000])
    if (i > 0 && !(from > speeds[i - 1].from))
      faults.add('unsorted', `${path}.speeds[${i}].from`, [
        `${from} does not come after ${speeds[i - 1].from}.`,
        'sort speeds by "from", each moment once',
      ])
  })
}

function checkMatrix(matrix: Int32Array, places: number, [faults, path]: At): void {
  if (matrix.length !== places * places)
    return faults.add('wrong-length', path, [
      `It has ${matrix.length} entries, and ${places} places need ${places * places}.`,
      'send a row and a column for each place',
    ])
  if (hasOnlyWays(matrix)) return
  matrix.forEach((entry, arc) => {
    if (entry >= 0 && entry <= noWay) return
    faults.whole(`${path}[${Math.floor(arc / places)}][${arc % places}]`, entry, [0, noWay])
  })
}

/** Whether all entries are 0 to `noWay`, all of whose bits are set: none has another bit then. 1 ns an entry. */
function hasOnlyWays(matrix: Int32Array): boolean {
  let bits = 0
  for (let arc = 0; arc < matrix.length; arc++) bits |= matrix[arc]
  return (bits & ~noWay) === 0
}

function checkStop(stop: Stop, { places, dimensions, vehicles }: RoutingProblem, [faults, path]: At): void {
  faults.index(`${path}.place`, stop.place, [places, 'places'])
  faults.whole(`${path}.service`, stop.service, [0, noWay])
  faults.whole(`${path}.setup`, stop.setup, [0, noWay])
  checkKinds(stop, [faults, path])
  faults.whole(`${path}.release`, stop.release, [0, noWay])
  faults.whole(`${path}.priority`, stop.priority, [0, 100])
  if (stop.prize !== undefined) faults.whole(`${path}.prize`, stop.prize, [0, Number.MAX_SAFE_INTEGER])
  checkWindows(stop.windows, [faults, `${path}.windows`])
  faults.amounts(`${path}.delivery`, stop.delivery, dimensions)
  faults.amounts(`${path}.pickup`, stop.pickup, dimensions)
  stop.skills.forEach((skill, i) => {
    faults.whole(`${path}.skills[${i}]`, skill, [0, Number.MAX_SAFE_INTEGER])
  })
  stop.vehicles?.forEach((vehicle, i) => {
    faults.index(`${path}.vehicles[${i}]`, vehicle, [vehicles.length, 'vehicles'])
  })
}

function checkKinds({ perKind = [] }: Stop, [faults, path]: At): void {
  const known = new Set<number>()
  perKind.forEach(({ kind, service, setup }, i) => {
    const at = `${path}.perKind[${i}]`
    faults.whole(`${at}.kind`, kind, [0, Number.MAX_SAFE_INTEGER])
    faults.whole(`${at}.service`, service, [0, noWay])
    faults.whole(`${at}.setup`, setup, [0, noWay])
    if (known.has(kind))
      faults.add('twice', `${at}.kind`, [`Kind ${kind} has times already.`, 'give each kind its times once'])
    known.add(kind)
  })
}

function checkShipments({ shipments, stops, dimensions }: RoutingProblem, faults: FaultList): void {
  const shipmentOf = new Map<number, number>()
  const checkEnd = (stop: number, path: string, shipment: number) => {
    if (!faults.index(path, stop, [stops.length, 'stops'])) return
    const other = shipmentOf.get(stop)
    if (other !== undefined)
      faults.add('twice', path, [
        `Stop ${stop} is an end of shipment ${other} already.`,
        'make a stop of its own for each end of each shipment',
      ])
    shipmentOf.set(stop, shipment)
    if ([...stops[stop].delivery, ...stops[stop].pickup].some((amount) => amount > 0))
      faults.add('contradiction', path, [
        `Stop ${stop} also brings or takes something that is no part of the shipment.`,
        'make that a stop of its own',
      ])
  }
  shipments.forEach(({ pickup, delivery, amount }: Shipment, i) => {
    checkEnd(pickup, `shipments[${i}].pickup`, i)
    checkEnd(delivery, `shipments[${i}].delivery`, i)
    faults.amounts(`shipments[${i}].amount`, amount, dimensions)
  })
}

/** A fixed stop is on one vehicle, and after what it needs. */
function checkFixed({ vehicles, shipments }: RoutingProblem, faults: FaultList): void {
  const fixedAt = new Map<number, { readonly path: string; readonly vehicle: number; readonly rank: number }>()
  vehicles.forEach(({ fixed = [] }, vehicle) => {
    fixed.forEach((stop, rank) => {
      const path = `vehicles[${vehicle}].fixed[${rank}]`
      const other = fixedAt.get(stop)
      if (other) faults.add('twice', path, [`Stop ${stop} is fixed at ${other.path} already.`, 'fix it once'])
      else fixedAt.set(stop, { path, vehicle, rank })
    })
  })
  shipments.forEach(({ pickup, delivery }) => {
    const [from, to] = [fixedAt.get(pickup), fixedAt.get(delivery)]
    if (to && (!from || from.vehicle !== to.vehicle || from.rank > to.rank))
      faults.add('contradiction', to.path, [
        `Stop ${delivery} leaves what is taken at stop ${pickup}, which is not fixed before it.`,
        'fix both, the pickup first; what is on board already is a stop with a delivery',
      ])
  })
}

function checkSums({ stops, vehicles }: RoutingProblem, faults: FaultList): void {
  const check = (path: string, what: string, sum: number) => {
    if (sum > Number.MAX_SAFE_INTEGER)
      faults.add('too-large', path, [`Their ${what} are ${sum} in all.`, 'count costs in a larger unit'])
  }
  check(
    'stops',
    'prizes',
    stops.reduce((sum, { prize = 0 }) => sum + prize, 0),
  )
  check(
    'vehicles',
    'fixed costs',
    vehicles.reduce((sum, { count, cost }) => sum + Math.min(count, stops.length) * cost.fixed, 0),
  )
}

/** What is within all other bounds may still ask for more memory than any machine has. O(vehicles). */
function checkMemory({ stops, vehicles, profiles, places }: RoutingProblem, faults: FaultList): void {
  const trips = vehicles.reduce((sum, { count, reload }) => {
    const reloads = Math.min(reload?.most ?? 0, Math.max(0, stops.length - 1))
    return sum + Math.min(count, stops.length) * (1 + reloads)
  }, 0)
  if (trips > routingBounds.trips)
    faults.add('too-many', 'vehicles', [
      `They could make ${trips} trips, and one problem has at most ${routingBounds.trips}: more does not fit into memory.`,
      'let them reload less often, or send fewer',
    ])
  const made = new Set(
    vehicles.flatMap(({ profile, pace, cost }) => {
      const { perDistance, perTravel } = cost
      const own = profiles[profile].costs ? [] : [`${profile} ${pace} ${perDistance} ${perTravel}`]
      return pace === 100 ? own : [`${profile} ${pace}`, ...own]
    }),
  )
  const most = Math.floor(routingBounds.entries / places ** 2)
  if (made.size > most)
    faults.add('too-many', 'vehicles', [
      `Their paces and rates make ${made.size} matrices of ${places} places, and at most ${most} fit into memory.`,
      'let more of them have the same pace and rates, or plan in parts',
    ])
}

/** Rates make costs of times and distances, which must not be too large either. Arcs that are no way are not asked. */
function checkArcCosts({ vehicles, profiles }: RoutingProblem, faults: FaultList): void {
  const asked = new Set<string>()
  const longest = profiles.map(({ durations, distances, costs }) =>
    costs ? undefined : { durations: longestWay(durations), distances: longestWay(distances) },
  )
  vehicles.forEach((type, i) => {
    const key = [type.profile, type.cost.perDistance, type.cost.perTravel, type.pace].join(' ')
    const most = longest[type.profile]
    if (!most || asked.has(key)) return
    asked.add(key)
    if (arcCost(type, most.distances, most.durations) < noWay) return
    const dearest = dearestArc(profiles[type.profile], type)
    if (dearest >= noWay)
      faults.add('too-large', `vehicles[${i}].cost`, [
        `The dearest way costs ${dearest}, and none may cost ${noWay} or more.`,
        'count costs in a larger unit',
      ])
  })
}

function longestWay(matrix: Int32Array): number {
  let longest = 0
  for (let arc = 0; arc < matrix.length; arc++)
    if (matrix[arc] > longest && matrix[arc] !== noWay) longest = matrix[arc]
  return longest
}

const arcCost = ({ cost, pace }: VehicleType, distance: number, duration: number) =>
  distance * cost.perDistance + paced(duration, pace) * cost.perTravel

function dearestArc({ durations, distances }: TravelProfile, type: VehicleType): number {
  let dearest = 0
  for (let arc = 0; arc < durations.length; arc++) {
    if (durations[arc] === noWay || distances[arc] === noWay) continue
    dearest = Math.max(dearest, arcCost(type, distances[arc], durations[arc]))
  }
  return dearest
}
