import type { LonLat, RouteAsk } from '../../decide/route/ask.ts'
import { type TravelFound, travelWanted, withTravel } from '../../decide/route/travel.ts'
import type { StraightWay } from '../../domain/dispatch.ts'
import { Refusal } from '../../domain/refusal.ts'
import { straightInSlices } from './straight.ts'

/** Straight lines over the globe, or around blocks, at one speed: what somebody asked for who knows that it is no road. */
export type TravelAsk = { readonly by: StraightWay; readonly kmPerHour: number; readonly detourPercent: number }

export type TravelParts = {
  /** Asks a service how long ways by road are, by the name of a profile; undefined where it has no such profile. */
  readonly roads?: {
    (profile: string, points: readonly LonLat[]): Promise<TravelFound | undefined>
    /** Lets go of the places that it remembers, as somebody's was erased. */
    readonly forget?: () => void
  }
  /** The line along roads through places in their order; undefined where there is no such profile. Nothing of it is remembered. */
  readonly lines?: (profile: string, points: readonly LonLat[]) => Promise<readonly LonLat[] | undefined>
}

/**
 * What was asked with every way's duration and distance: as sent, else by the way of travelling that the asker named, else by the road
 * service of this server. None of these: a refusal.
 * @throws Refusal ROUTING_INPUT, ROUTING_TRAVEL_NONE
 */
export async function travelled(ask: RouteAsk, by: TravelAsk | undefined, { roads }: TravelParts): Promise<RouteAsk> {
  const wanted = travelWanted(ask)
  if (wanted.length === 0) return ask
  const points = ask.places.map(({ at }) => at!)
  const found = new Map<number, TravelFound>()
  for (const { profile, name } of wanted) {
    const travel = by ? await straightInSlices(points, by) : await roads?.(name, points)
    if (travel === undefined) throw new Refusal('ROUTING_TRAVEL_NONE', { profile: name })
    found.set(profile, travel)
  }
  return withTravel(ask, found)
}
