import { plainStop, plainVehicle, Random, type RoutingProblem } from '@nunchi/kernel'

/** Metres a second: 25 km/h. */
const speed = 7
/** Seconds: from eight in the morning to eight in the evening. */
const day = 12 * 3_600

/**
 * A day of deliveries in a city that we made up: 25 km across, half of the stops in dense quarters, two in five with a window of
 * some hours, ways a third longer than straight lines. Vehicles carry 200 units and are as many as it takes and some more.
 * @param spare  places beyond those of the stops, for orders that come later; the depot is place 0
 */
export function madeUpCity({
  stops,
  spare = 0,
  seed,
}: {
  readonly stops: number
  readonly spare?: number
  readonly seed: number
}) {
  const random = new Random(seed)
  const quarters = Array.from({ length: 12 }, () => [random.below(25_000), random.below(25_000)])
  const near = () => random.below(1_200) + random.below(1_200) - 1_200
  const points = Array.from({ length: stops + spare + 1 }, (_, i) => {
    if (i === 0) return [12_500, 12_500]
    const quarter = quarters[random.below(quarters.length)]
    return random.below(2) === 0 ? [random.below(25_000), random.below(25_000)] : quarter.map((at) => at + near())
  })
  const places = points.length
  const distances = new Int32Array(places * places)
  const durations = new Int32Array(places * places)
  for (let i = 0; i < places; i++) {
    for (let j = 0; j < i; j++) {
      const metres = Math.round(1.33 * Math.hypot(points[i][0] - points[j][0], points[i][1] - points[j][1]))
      distances[i * places + j] = distances[j * places + i] = metres
      durations[i * places + j] = durations[j * places + i] = Math.round(metres / speed)
    }
  }
  const stopAt = (place: number) => {
    const from = 1_800 * random.below(18)
    const windows = random.below(5) < 2 ? [[from, Math.min(day, from + 3_600 * (2 + random.below(3)))] as const] : []
    return plainStop(place, { delivery: [1 + random.below(9)], service: 120 + random.below(180), windows })
  }
  const problem: RoutingProblem = {
    places,
    profiles: [{ durations, distances }],
    dimensions: 1,
    stops: Array.from({ length: stops }, (_, i) => stopAt(i + 1)),
    shipments: [],
    vehicles: [plainVehicle(0, [200], { count: Math.ceil(stops / 20), shift: [0, day] })],
  }
  return { problem, later: Array.from({ length: spare }, (_, i) => stopAt(stops + i + 1)) }
}
