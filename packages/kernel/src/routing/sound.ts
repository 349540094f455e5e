import type { FlatProblem } from './flat-problem.ts'
import type { Tours } from './tours.ts'

/** Whether a route keeps all rules that its labels know of; they must be fresh. O(dims * trips + fixed stops). */
export function isSound(flat: FlatProblem, tours: Tours, route: number): boolean {
  const { has, types } = flat
  const type = flat.typeOf[route]
  const { labels } = tours
  if (tours.size[route] === 0) return true
  if (tours.size[route] > types.maxStops[type]) return false
  if (has.time && !isInTime(flat, tours, route)) return false
  if (!isCarried(flat, tours, route)) return false
  if (types.isLimited[type] && labels.distance[route] > types.maxDistance[type]) return false
  if (types.isLimited[type] && labels.travel[route] > types.maxTravel[type]) return false
  if (types.isExact[type]) return tours.exact.isGood(route)
  if (!types.isTimed[type]) return true
  return (
    labels.duty(route) <= types.maxDuration[type] && labels.release[route] <= labels.before.latest[flat.endOf(route)]
  )
}

/** Stops that are fixed may be late; what comes after them may not. */
function isInTime(flat: FlatProblem, { labels, next }: Tours, route: number): boolean {
  let node = flat.startOf(route)
  while (flat.has.fixed && flat.isFixed[next[node]]) node = next[node]
  return labels.leave[node] <= labels.due[node]
}

function isCarried(flat: FlatProblem, { labels, room, next }: Tours, route: number): boolean {
  const { dims, types, has, stops } = flat
  if (!has.mixedLoad) {
    for (let d = 0; d < dims; d++) if (room[route * dims + d] < 0) return false
    return true
  }
  const type = flat.typeOf[route]
  const end = flat.endOf(route)
  for (let node = flat.startOf(route); node !== end; node = next[node]) {
    if (node < stops) continue
    for (let d = 0; d < dims; d++) {
      if (labels.onward[node * dims + d] > types.capacity[type * dims + d]) return false
    }
  }
  return true
}
