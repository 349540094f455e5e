import { type PlannedRoute, type RoutePlan, RouteScheduler, type RoutingProblem, weightLeft } from '@nunchi/kernel'

/** What plans are compared by: what must be served and is not, then what they cost. */
export type Worth = { readonly weight: number; readonly cost: number }

/**
 * For tests only: the least that any plan of a small problem leaves out and costs, by trying all. Every set of stops in every
 * order on every vehicle, cut into trips in every way, is judged by its schedule; then sets are put together, each
 * vehicle as often as there are. As in a solver's plans, both ends of a shipment are in one trip.
 * O(vehicles * stops! * 2^stops * places to reload at), so up to about six stops.
 */
export function leastOf(problem: RoutingProblem): Worth | undefined {
  const { stops, vehicles, shipments } = problem
  const whole = 2 ** stops.length
  let least: Float64Array = new Float64Array(whole).fill(Number.POSITIVE_INFINITY)
  least[0] = 0
  vehicles.forEach(({ count }, vehicle) => {
    const own = leastOn(problem, vehicle)
    for (let i = 0; i < Math.min(count, stops.length); i++) least = together(least, own)
  })
  let best: Worth | undefined
  const deliveries = new Set(shipments.map(({ delivery }) => delivery))
  for (let set = 0; set < whole; set++) {
    if (least[set] === Number.POSITIVE_INFINITY) continue
    const left = [...stops.keys()].filter((stop) => !((set >> stop) & 1))
    const prizes = left.reduce((sum, stop) => sum + (deliveries.has(stop) ? 0 : (stops[stop].prize ?? 0)), 0)
    const worth = { weight: weightLeft(problem, left), cost: least[set] + prizes }
    if (!best || isBetter(worth, best)) best = worth
  }
  return best
}

export function worthOf(problem: RoutingProblem, { unserved, cost }: RoutePlan): Worth {
  return { weight: weightLeft(problem, unserved), cost }
}

export function isBetter(one: Worth, other: Worth): boolean {
  return one.weight < other.weight || (one.weight === other.weight && one.cost < other.cost)
}

/** Two lots of stops without one in common, at their least: for each set of stops. */
function together(one: Float64Array, other: Float64Array): Float64Array {
  return one.map((_, set) => {
    let least = Number.POSITIVE_INFINITY
    for (let part = set; ; part = (part - 1) & set) {
      least = Math.min(least, one[set ^ part] + other[part])
      if (part === 0) return least
    }
  })
}

/** The least that one vehicle costs that serves just these stops: for each set of stops, Infinity where it cannot. */
function leastOn(problem: RoutingProblem, vehicle: number): Float64Array {
  const scheduler = new RouteScheduler(problem)
  const least = new Float64Array(2 ** problem.stops.length).fill(Number.POSITIVE_INFINITY)
  if (!problem.vehicles[vehicle].fixed?.length) least[0] = 0
  for (const route of routesOf(problem, vehicle)) {
    const { cost, violations } = scheduler.judge(route)
    const set = route.trips.flat().reduce((sum, stop) => sum | (1 << stop), 0)
    if (violations.length === 0 && cost < least[set]) least[set] = cost
  }
  return least
}

/** Each route of a vehicle that begins with what is fixed there, whatever rules it breaks. */
export function* routesOf(problem: RoutingProblem, vehicle: number): Generator<PlannedRoute> {
  const { fixed = [], reload } = problem.vehicles[vehicle]
  const taken = new Set(problem.vehicles.flatMap((type) => type.fixed ?? []))
  const others = [...problem.stops.keys()].filter((stop) => !taken.has(stop))
  for (const order of ordersOf(others)) {
    const stops = [...fixed, ...order]
    if (stops.length === 0) continue
    for (const route of cutInTrips(vehicle, stops, { most: reload?.most ?? 0, places: reload?.places ?? [] })) {
      if (isWhole(problem, route) && fixed.every((stop, i) => route.trips[0][i] === stop)) yield route
    }
  }
}

/** Each order of each set of the stops. */
function* ordersOf(stops: readonly number[]): Generator<number[]> {
  yield []
  for (const first of stops) for (const rest of ordersOf(stops.filter((stop) => stop !== first))) yield [first, ...rest]
}

type Reloads = { readonly most: number; readonly places: readonly number[] }

function* cutInTrips(vehicle: number, stops: readonly number[], { most, places }: Reloads): Generator<PlannedRoute> {
  yield { vehicle, trips: [stops], reloads: [] }
  if (most === 0) return
  for (let first = 1; first < stops.length; first++) {
    for (const rest of cutInTrips(vehicle, stops.slice(first), { most: most - 1, places })) {
      for (const place of places)
        yield { vehicle, trips: [stops.slice(0, first), ...rest.trips], reloads: [place, ...rest.reloads] }
    }
  }
}

/** Whether shipments have both ends in one trip, the pickup first. */
function isWhole({ shipments }: RoutingProblem, { trips }: PlannedRoute): boolean {
  return shipments.every(({ pickup, delivery }) =>
    trips.every((trip) => {
      const [from, to] = [trip.indexOf(pickup), trip.indexOf(delivery)]
      return from < 0 ? to < 0 : from < to
    }),
  )
}
