import type { DispatchPlanBody, PlanRouteBody, PlanStopBody, RoadsBody } from '@nunchi/protocol'
import { MapPlane, type Metres, type Spot } from './map-plane.ts'
import { lookOf, type TourLook } from './tour-look.ts'

/** A tour with how it looks everywhere on the page. */
export type Tour = PlanRouteBody & { readonly look: TourLook }
/** What is looked at: one tour alone, and one delivery. */
export type Chosen = { readonly vehicle?: string; readonly delivery?: string }
export type Mark = {
  readonly delivery: string
  readonly at: Metres
  readonly address?: string
  /** Absent: in no tour. */
  readonly tour?: Tour
  readonly stop?: PlanStopBody
  /** From 0 in its tour. */
  readonly place: number
}
export type Depot = Spot & { readonly depot: string; readonly name: string }

/** Everything that a map of a plan draws, in metres. */
export type PlanScene = {
  readonly marks: readonly Mark[]
  readonly lines: readonly { readonly tour: Tour; readonly points: readonly Metres[] }[]
  readonly depots: readonly { readonly name: string; readonly at: Metres }[]
  readonly roads: readonly { readonly kind: RoadsBody['lines'][number]['kind']; readonly points: readonly Metres[] }[]
}

type Parts = {
  readonly tours: readonly Tour[]
  readonly unserved: DispatchPlanBody['unserved']
  readonly depots: readonly Depot[]
  readonly roads: RoadsBody['lines']
}

/** The tours of a plan in their order, each with its look. */
export function toursOf({ routes }: Pick<DispatchPlanBody, 'routes'>, isDark: boolean): Tour[] {
  return routes.map((route, index) => ({ ...route, look: lookOf(index, isDark) }))
}

/** Puts a plan on the plane. Stops of which the place was erased are not on it. O(stops and points of roads). */
export function sceneOf({ tours, unserved, depots, roads }: Parts): PlanScene {
  const stops = tours.flatMap((tour) => tour.stops)
  const plane = new MapPlane([...[...stops, ...unserved].flatMap(({ place }) => place ?? []), ...depots])
  const depotOf = new Map(depots.map((depot) => [depot.depot, plane.metres(depot)]))
  const marks: Mark[] = []
  const lines = tours.map((tour) => {
    const home = depotOf.get(tour.depot)
    const inOrder = tour.stops.flatMap((stop, place): Metres[] => {
      if (!stop.place) return []
      const at = plane.metres(stop.place)
      marks.push({ delivery: stop.delivery, at, address: stop.place.address, tour, stop, place })
      return stop.reload && home ? [home, at] : [at]
    })
    return { tour, points: home ? [home, ...inOrder, ...(tour.returns ? [home] : [])] : inOrder }
  })
  for (const { delivery, place } of unserved)
    if (place) marks.push({ delivery, at: plane.metres(place), address: place.address, place: -1 })
  return {
    marks,
    lines,
    depots: depots.map((depot) => ({ name: depot.name, at: plane.metres(depot) })),
    roads: roads.map(({ kind, points }) => ({
      kind,
      points: points.map(([lon, lat]) => plane.metres({ lon: lon!, lat: lat! })),
    })),
  }
}

/** All that a view has to show: of one tour, or of everything but what is left out far from all tours; roads lead on beyond it. */
export function pointsOf({ marks, depots, lines }: PlanScene, vehicle: string | undefined): readonly Metres[] {
  if (vehicle !== undefined) {
    const line = lines.find(({ tour }) => tour.vehicle === vehicle)
    if (line && line.points.length > 0) return line.points
  }
  const isPlanned = ({ tour }: Mark) => tour !== undefined
  const planned = [...marks.filter(isPlanned), ...depots].map(({ at }) => at)
  const left = marks.filter((mark) => !isPlanned(mark)).map(({ at }) => at)
  return marks.some(isPlanned) ? [...planned, ...left.filter(isNear(planned))] : [...planned, ...left]
}

/** Not further outside of the points than they reach: one wrong coordinate must not make a dot of all the others. */
function isNear(points: readonly Metres[]): (point: Metres) => boolean {
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)]
  const [west, east, south, north] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
  const reach = Math.max(east - west, north - south)
  return ({ x, y }) => x >= west - reach && x <= east + reach && y >= south - reach && y <= north + reach
}
