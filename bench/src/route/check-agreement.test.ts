import { plainStop, plainVehicle, planCost, Random, type RoutingProblem, scheduleRoute } from '@nunchi/kernel'
import { expect, test } from 'vitest'
import { checkPlan } from './check-plan.ts'
import { checkRoute } from './check-route.ts'

/** Small problems in which much may go wrong, with a route through some of their stops. */
function drawn(random: Random, hasSpeeds: boolean) {
  const below = (most: number) => random.below(most)
  const places = 5
  const ways = Int32Array.from({ length: places ** 2 }, (_, i) => (i % (places + 1) === 0 ? 0 : 1 + below(20)))
  const window = (): readonly [number, number] => {
    const from = below(80)
    return [from, from + below(60)]
  }
  const stops = Array.from({ length: 4 }, () =>
    plainStop(below(places), {
      service: below(8),
      setup: below(3) === 0 ? below(5) : 0,
      windows: below(2) === 0 ? [] : [window()],
      release: below(4) === 0 ? below(40) : 0,
      delivery: [below(4)],
      pickup: [below(3)],
      isBackhaul: below(5) === 0,
    }),
  )
  const vehicle = plainVehicle(0, [3 + below(8)], {
    end: below(4) === 0 ? undefined : 0,
    pace: 100 + 10 * below(3),
    shift: [below(10), 60 + below(100)],
    breaks: Array.from({ length: below(3) }, () => ({ windows: [window()], duration: 1 + below(9) })),
    cost: { fixed: 5, perDistance: below(3), perTravel: 0, perDuty: below(2) },
    maxDuration: below(3) === 0 ? 40 + below(60) : Number.POSITIVE_INFINITY,
    reload: { places: [0], service: below(4), most: 1 },
  })
  const speeds = [
    { from: 20 + below(20), percent: 40 + below(40) },
    { from: 60 + below(20), percent: 100 },
  ]
  const profile = { durations: ways, distances: ways, ...(hasSpeeds ? { speeds } : {}) }
  const problem: RoutingProblem = {
    places,
    profiles: [profile],
    dimensions: 1,
    stops,
    shipments: [],
    vehicles: [vehicle],
  }
  const order = [0, 1, 2, 3]
  const cut = below(3) === 0 ? 2 : 4
  const trips = [order.slice(0, cut), order.slice(cut)].filter((trip) => trip.length > 0)
  return { problem, route: { vehicle: 0, trips, reloads: trips.slice(1).map(() => 0) } }
}

test.each([false, true])('schedules and the check agree on what is allowed, with speeds: %s', (hasSpeeds) => {
  const random = new Random(20_240_517)
  const cases = hasSpeeds ? 100 : 2_000
  let allowed = 0
  for (let i = 0; i < cases; i++) {
    const { problem, route } = drawn(random, hasSpeeds)
    const { violations } = scheduleRoute(problem, route)
    const routes = [route]
    const faults = checkPlan(problem, { routes, unserved: [], cost: planCost(problem, { routes }) })
    if (violations.length === 0) allowed++
    if ((faults.length === 0) !== (violations.length === 0))
      expect.soft({ i, faults, vehicle: problem.vehicles[0], stops: problem.stops }).toEqual({ violations })
  }
  expect(allowed).toBeGreaterThan(cases / 20)
})

test.each([false, true])(
  'a shift too long to try each start never makes a route dearer, with speeds: %s',
  (hasSpeeds) => {
    const random = new Random(20_241_126)
    let compared = 0
    for (let i = 0; i < 300; i++) {
      const { problem, route } = drawn(random, hasSpeeds)
      const short = checkRoute(problem, route)
      if (short.faults.length > 0) continue
      const vehicles = problem.vehicles.map((type) => ({ ...type, shift: [type.shift[0], 100_000] as const }))
      const long = checkRoute({ ...problem, vehicles }, route)
      expect({ i, faults: long.faults }).toEqual({ i, faults: [] })
      expect.soft({ i, isDearer: long.cost[0] > short.cost[0] }).toEqual({ i, isDearer: false })
      compared++
    }
    expect(compared).toBeGreaterThan(10)
  },
)
