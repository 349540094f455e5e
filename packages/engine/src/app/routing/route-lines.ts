import type { LonLat, RouteAsk } from '../../decide/route/ask.ts'
import type { OutcomeRoute, RouteLine, RouteOutcome } from '../../decide/route/outcome.ts'
import { eachAtOnce } from '../../ports/each-at-once.ts'
import type { TravelParts } from './travelled.ts'

/** Routes that a road service is asked for at once. */
const inFlightMost = 4

/**
 * Draws the routes of a plan, in their order: along roads where a road service knows how the vehicle travels, else straight from place
 * to place. A request or more for each route.
 * @throws Refusal TRAVEL_SERVICE, TRAVEL_OFF_ROAD
 */
export async function routeLines(
  { routes }: RouteOutcome,
  { profiles }: Pick<RouteAsk, 'profiles'>,
  { lines }: TravelParts,
): Promise<readonly RouteLine[]> {
  const drawn: RouteLine[] = []
  await eachAtOnce(routes, inFlightMost, async (route, n) => {
    const points = pointsOf(route)
    const { name } = profiles[route.vehicle.profile]!
    const road = points.length > 1 ? await lines?.(name, points) : undefined
    drawn[n] = { points: road ?? points, isRoad: road !== undefined }
  })
  return drawn
}

/** Where it comes by: a place where several stops are only once. */
function pointsOf({ steps }: OutcomeRoute): LonLat[] {
  const points: LonLat[] = []
  for (const { place } of steps) {
    const last = points.at(-1)
    if (place?.at && (place.at[0] !== last?.[0] || place.at[1] !== last[1])) points.push(place.at)
  }
  return points
}
