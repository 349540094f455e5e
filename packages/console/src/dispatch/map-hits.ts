import { distanceToLine, type Metres, pixelOf, type Size, type View } from './map-plane.ts'
import { firstFree } from './place-in.ts'
import type { Chosen, Mark, PlanScene } from './plan-scene.ts'
import type { Target } from './use-moves.ts'

type Shown = { readonly scene: PlanScene; readonly view: View; readonly size: Size; readonly chosen: Chosen }
const reachPixels = 13
const dropPixels = 40

/** The stop at a pixel: the nearest within reach of a finger; those of a tour alone where one is looked at. */
export function markAt({ scene, view, size, chosen }: Shown, at: Metres): Mark | undefined {
  let found: Mark | undefined
  let nearest = reachPixels
  for (const mark of scene.marks) {
    if (chosen.vehicle !== undefined && mark.tour && mark.tour.vehicle !== chosen.vehicle) continue
    const { x, y } = pixelOf(mark.at, view, size)
    const distance = Math.hypot(x - at.x, y - at.y)
    if (distance < nearest) {
      nearest = distance
      found = mark
    }
  }
  return found
}

/**
 * Where a stop that is dropped at a pixel goes: between the two stops of the nearest stretch of a tour.
 * @returns with the points between which it comes, in metres; undefined: no tour is near
 */
export function targetAt({ scene, view, size }: Shown, delivery: string, at: Metres) {
  let found: { readonly target: Target; readonly between: readonly [Metres, Metres] } | undefined
  let nearest = dropPixels
  for (const { tour, points } of scene.lines) {
    const hasDepot = points.length === tour.stops.filter(({ place }) => place).length + 2
    const shown = scene.marks.filter((mark) => mark.tour === tour && mark.delivery !== delivery)
    const way = hasDepot
      ? [{ at: points[0]!, place: -1 }, ...shown, { at: points.at(-1)!, place: Number.POSITIVE_INFINITY }]
      : shown
    const own = tour.stops.findIndex((stop) => stop.delivery === delivery)
    const least = firstFree(tour, delivery)
    for (let index = 1; index < way.length; index++) {
      const [from, to] = [way[index - 1]!, way[index]!]
      const position = from.place + 1 - (own >= 0 && own <= from.place ? 1 : 0)
      if (position < least) continue
      const distance = distanceToLine(at, pixelOf(from.at, view, size), pixelOf(to.at, view, size))
      if (distance >= nearest) continue
      nearest = distance
      found = { target: { vehicle: tour.vehicle, position }, between: [from.at, to.at] }
    }
  }
  return found
}
