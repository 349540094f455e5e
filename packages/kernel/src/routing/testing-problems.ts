import { Random } from '../random.ts'
import { plainStop, plainVehicle, type RoutingProblem, type Stop, type VehicleType } from './problem.ts'

/** Stops at random whole-numbered points of a square, the depot at its middle; made up, for tests. */
export function scattered(
  stops: number,
  seed: number,
  wishes: (i: number, random: Random) => Partial<Stop> = () => ({}),
) {
  const random = new Random(seed)
  const points = Array.from({ length: stops + 1 }, () => [random.below(1000), random.below(1000)] as const)
  const distances = Int32Array.from(
    points.flatMap(([x, y]) => points.map(([toX, toY]) => Math.round(Math.hypot(x - toX, y - toY)))),
  )
  const problem = (vehicles: readonly VehicleType[], more: Partial<RoutingProblem> = {}): RoutingProblem => ({
    places: stops + 1,
    profiles: [{ durations: distances, distances }],
    dimensions: 1,
    stops: Array.from({ length: stops }, (_, i) =>
      plainStop(i + 1, { delivery: [1 + random.below(9)], ...wishes(i, random) }),
    ),
    shipments: [],
    vehicles,
    ...more,
  })
  return {
    points,
    distances,
    problem,
    van: (capacity: number, more: Partial<VehicleType> = {}) => plainVehicle(0, [capacity], more),
  }
}
