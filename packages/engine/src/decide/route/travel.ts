import type { AskProfile, NoWays, RouteAsk } from './ask.ts'
import { refuseRoute } from './json.ts'

/** Travel that was not sent, and is to be asked of a source: for a profile, between all places. */
export type TravelWanted = { readonly profile: number; readonly name: string }
/** What a source of travel says of a profile: between `places`, row-major, seconds and metres. */
export type TravelFound = {
  readonly durations: Int32Array
  readonly distances: Int32Array
  /** Absent where there is a way between all of them. */
  readonly noWays?: NoWays
}

/**
 * The profiles for which a source of travel has to be asked: those without durations, and those without distances where some vehicle
 * pays or is limited by distance.
 * @throws Refusal ROUTING_INPUT where it cannot be asked, as some place has no coordinates
 */
export function travelWanted(ask: RouteAsk): TravelWanted[] {
  return ask.profiles.flatMap((one, profile) => {
    const byDistance = ask.vehicles.find((vehicle) => vehicle.profile === profile && needsDistances(vehicle))
    if (one.durations && (one.distances || !byDistance)) return []
    if (ask.places.some(({ at }) => at === undefined)) refuseUnplaced(one, byDistance?.field)
    return [{ profile, name: one.name }]
  })
}

const needsDistances = ({ costs, maxDistance }: RouteAsk['vehicles'][number]) =>
  costs.perKm > 0 || maxDistance !== Number.POSITIVE_INFINITY

function refuseUnplaced({ name, durations }: AskProfile, byDistance: string | undefined): never {
  if (durations === undefined)
    refuseRoute(
      `matrices.${name}`,
      'Missing coordinates for routing engine.',
      `send matrices for the profile ${name} too, or the coordinates of every place`,
    )
  refuseRoute(
    `matrices.${name}.distances`,
    `${byDistance} pays or is limited by distance, and there are no distances.`,
    'send distances, or the coordinates of every place',
  )
}

/** The same with what a source said, where nothing was sent. */
export function withTravel(ask: RouteAsk, found: ReadonlyMap<number, TravelFound>): RouteAsk {
  const profiles = ask.profiles.map((one, i) => ({ ...found.get(i), ...one }))
  return { ...ask, profiles }
}
