import type { Itinerary } from './itinerary.ts'
import { type Timeline, timelineFrom } from './timeline.ts'

/** How many later starts are tried where more than one window, a break, or speeds make the duration jump. */
const triesMost = 200

/**
 * When a route starts: so that least is missed, then (if its duration costs or is too long) for the shortest duration, then
 * to end first, and as late as that allows. Exact where stops have one window, without breaks and speeds of the day; else
 * the shortest duration is searched for. O(legs), and that for each start tried.
 */
export function bestTimeline(way: Itinerary): Timeline {
  const first = tightened(way, timelineFrom(way, way.earliest))
  const { cost, maxDuration } = way.type
  if (cost.perDuty === 0 && durationOf(first) <= maxDuration) return first
  const isSmooth = !way.profile.speeds?.length && way.type.breaks.length === 0
  if (isSmooth && way.legs.every(({ windows }) => windows.length < 2)) return first
  let best = first
  for (const start of way.profile.speeds?.length ? startsOfDay(way, first) : []) {
    const tried = tightened(way, timelineFrom(way, start))
    if (tried.late <= best.late && durationOf(tried) < durationOf(best)) best = tried
  }
  let last = first
  for (let tries = 0; tries < triesMost && last.shift < Number.POSITIVE_INFINITY; tries++) {
    last = tightened(way, timelineFrom(way, last.start + Math.max(0, last.shift) + 1))
    if (last.late > best.late) break
    if (durationOf(last) < durationOf(best)) best = last
  }
  return best
}

function durationOf({ start, end }: Timeline): number {
  return end - start
}

/** The same started as late as it can without ending later or missing more. */
function tightened(way: Itinerary, timeline: Timeline): Timeline {
  let best = timeline
  if (!way.profile.speeds?.length) {
    while (best.free > 0) best = timelineFrom(way, best.start + best.free) // again where a break is had elsewhere then
    return best
  }
  let beyond = timeline.end + 1
  while (beyond - best.start > 1) {
    const start = Math.floor((best.start + beyond) / 2)
    const tried = timelineFrom(way, start)
    if (tried.end <= timeline.end && tried.late <= timeline.late) best = tried
    else beyond = start
  }
  return best
}

/** Starts that see other speeds, and some in between. */
function startsOfDay({ profile, type, earliest }: Itinerary, first: Timeline): number[] {
  const changes = (profile.speeds ?? []).map(({ from }) => from)
  const until = Math.min(type.shift[1], Math.max(earliest, ...changes) + durationOf(first))
  const step = Math.max(1, Math.ceil((until - earliest) / 64))
  const grid = Array.from({ length: 64 }, (_, i) => earliest + i * step)
  return [...changes, ...changes.map((from) => from - durationOf(first)), ...grid].filter(
    (start) => start > earliest && start <= until,
  )
}
