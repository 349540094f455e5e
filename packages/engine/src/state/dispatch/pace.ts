import type { DeliveryAsk, PlannedTour } from '../../domain/dispatch.ts'
import type { DispatchDay } from './dispatch.ts'
import type { StopOutcome } from './stop-words.ts'

/** What something takes as a share of what was planned for it: on average, and one standard deviation. */
export type Share = { readonly mean: number; readonly spread: number }

/** How the vehicles of a depot drive and hand over, beside what is planned for them. */
export type Pace = { readonly travel: Share; readonly service: Share }

/** What is taken for so while nothing is known of a depot. */
export const statedPace: Pace = { travel: { mean: 1, spread: 0.25 }, service: { mean: 1, spread: 0.4 } }

/** What is stated counts as so many ways driven, or deliveries made. */
const statedCount = 60
/** Below these seconds the time that it takes to tap on a phone is most of it. */
const [travelMin, serviceMin] = [60, 30]
/** What lies further from the median is taken for so far: a lunch, or a tap forgotten for an hour. In standard deviations. */
const deviationsMax = 4

/** Shares that were seen: travel and service apart. */
export type Shares = { readonly travel: readonly number[]; readonly service: readonly number[] }

/**
 * What the drivers of some vehicles took on a day, beside what the accepted plan had meant for it. A way counts where nothing was done
 * between its two stops, and it was planned between these without a break: where a tour was planned anew under way, what was done before its
 * turn stands as it was planned from elsewhere. What was only said to be over, without an arrival, does not count. Time at a door counts
 * also where nothing was handed over: the next in line waits for it all the same, and nobody knows before which door that will be. Left out,
 * all that comes after a failure would be expected too soon, or too late, by as much as failures differ. O(planned stops).
 */
export function sharesOf(day: DispatchDay, isMeant: (vehicle: string) => boolean): Shares {
  const [travel, service]: [number[], number[]] = [[], []]
  for (const tour of day.plans.accepted?.tours ?? []) {
    if (!isMeant(tour.vehicle)) continue
    const outcomes = tour.stops.map((key): StopOutcome & { readonly ask?: DeliveryAsk } => {
      const row = day.deliveries.find(key)
      return row < 0 ? {} : { ...day.words.outcomeOf(row), ask: day.deliveries.askOf(row, day.day) }
    })
    const ends = outcomes.flatMap(({ endedAt }) => endedAt ?? []).sort((a, b) => a - b)
    for (const [n, { ask, arrivedAt, endedAt }] of outcomes.entries()) {
      if (ask === undefined || arrivedAt === undefined) continue
      const from = n === 0 ? day.timesOf(tour.vehicle).startedAt : outcomes[n - 1]!.endedAt
      const planned = tour.travelSeconds[n]!
      const isNext = from !== undefined && from <= arrivedAt && !ends.some((end) => end > from && end < arrivedAt)
      if (isNext && planned >= travelMin && isOneWay(tour, n, outcomes[n - 1]?.ask))
        travel.push((arrivedAt - from) / 1_000 / planned)
      const opens = ask.windows.find(([, until]) => until * 1_000 >= arrivedAt)?.[0] ?? 0
      const begin = Math.max(arrivedAt, opens * 1_000)
      if (endedAt !== undefined && endedAt >= begin && ask.serviceSeconds >= serviceMin)
        service.push((endedAt - begin) / 1_000 / ask.serviceSeconds)
    }
  }
  return { travel, service }
}

/** Whether a tour has the way to a stop as one without a break from the stop before it, or from the depot. */
function isOneWay(tour: PlannedTour, n: number, before: DeliveryAsk | undefined): boolean {
  if (tour.loads?.some((load) => load.before === n)) return false // it was at its depot in between
  const leavesAt = n === 0 ? tour.leavesAt : tour.begins[n - 1]! + (before?.serviceSeconds ?? 0)
  const isFromThere = Math.abs(leavesAt + tour.travelSeconds[n]! - tour.arrivals[n]!) <= 1 // where moments were rounded
  return isFromThere && !tour.pauses?.some(([at]) => at >= leavesAt && at <= tour.begins[n]!)
}

/** The pace that follows from what was seen, and from what is stated while that is little. O(shares * log shares). */
export function paceFrom(seen: readonly Shares[]): Pace {
  return {
    travel: learned(
      seen.flatMap(({ travel }) => travel),
      statedPace.travel,
    ),
    service: learned(
      seen.flatMap(({ service }) => service),
      statedPace.service,
    ),
  }
}

/** Mean and spread of shares without what is far out (winsorised), drawn to what is stated as by `statedCount` more that were so. */
function learned(shares: readonly number[], stated: Share): Share {
  const count = shares.length
  if (count === 0) return stated
  const middle = medianOf(shares)
  const deviation = Math.max(0.05, 1.4826 * medianOf(shares.map((share) => Math.abs(share - middle))))
  const most = deviationsMax * deviation
  const kept = shares.map((share) => Math.min(middle + most, Math.max(middle - most, share)))
  const mean = kept.reduce((sum, share) => sum + share, 0) / count
  const squares = kept.reduce((sum, share) => sum + (share - mean) ** 2, 0)
  return {
    mean: (count * mean + statedCount * stated.mean) / (count + statedCount),
    spread: Math.sqrt((squares + statedCount * stated.spread ** 2) / (count + statedCount)),
  }
}

function medianOf(numbers: readonly number[]): number {
  const sorted = Float64Array.from(numbers).sort()
  const half = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2
}
