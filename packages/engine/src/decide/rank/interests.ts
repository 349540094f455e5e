import { tagTypes } from '../../domain/tags.ts'
import { halfLives, type Profile } from '../../state/profile.ts'

/** How much each memory of an interest counts: this visit, this week, this season. */
const memoryShares = { visit: 0.3, week: 0.3, season: 0.4 } as const
/** Weight (in views) of the prior: a shopper of ten views is believed half. */
const priorWeight = 10
/** Weight at which an interest is half certain. */
const certainWeight = 4

/** One shopper's interests, best first; parallel arrays of length `count`. */
export type Interests = {
  count: number
  tags: Uint32Array
  /** Shrunk log-lift over the population: > 0 more than others, < 0 less or disliked. */
  scores: Float32Array
  /** 0 to 1: how much evidence there is. */
  confidences: Float32Array
  /** Place of each in the row's list, to look up the evidence. */
  slots: Uint32Array
}

/**
 * Reads what the shopper in `row` is more interested in than others are.
 *
 * For each of the three memories h: lift = ln((a + m p) / ((A + m) p)), where a is the tag's decayed weight, A the sum
 * of weights of the shopper's tags of the same type, p the tag's share of everybody's weight in that type and m the
 * prior's weight; score = certainty * sum of share_h * lift_h, certainty = a / (a + certain). What everybody likes has
 * a large p and a lift near 0. A tag with negative weight (returned, disliked) scores -ln(1 + |a| / certain).
 * The season's weights are taken as of the shopper's last visit: who was away a year has kept their taste, not their errand.
 *
 * O(tags of the shopper), 2 to 6 us.
 */
export function readInterests(profile: Profile, types: Uint8Array, row: number, now: number): Interests {
  const count = row >= 0 && row < profile.lists.rows ? profile.lists.counts[row]! : 0
  const from = count > 0 ? profile.lists.starts[row]! : 0
  const { tag, visit, week, season } = profile.lists.columns
  const away = count > 0 ? Math.max(0, now - profile.asOf[row]!) : 0
  const visitNow = 2 ** (-away / halfLives.visit)
  const weekNow = 2 ** (-away / halfLives.week)
  const sums = sumByType(profile, types, from, count)
  const scores = new Float32Array(count)
  const confidences = new Float32Array(count)
  const shareOf = (t: number) => shareInPopulation(profile, types, t)
  for (let i = 0; i < count; i++) {
    const slot = from + i
    const type = types[tag[slot]!]!
    const weight = season[slot]!
    confidences[i] = Math.abs(weight) / (Math.abs(weight) + certainWeight)
    if (weight <= 0) {
      scores[i] = -Math.log1p(-weight / certainWeight)
      continue
    }
    const p = shareOf(tag[slot]!)
    const lift =
      memoryShares.visit * logLift(visit[slot]! * visitNow, sums[type * 3]! * visitNow, p) +
      memoryShares.week * logLift(week[slot]! * weekNow, sums[type * 3 + 1]! * weekNow, p) +
      memoryShares.season * logLift(weight, sums[type * 3 + 2]!, p)
    scores[i] = confidences[i]! * lift
  }
  return sorted({ tag, from, scores, confidences })
}

function logLift(weight: number, sum: number, share: number): number {
  return Math.log((Math.max(0, weight) + priorWeight * share) / ((sum + priorWeight) * share))
}

/** Sums of the row's positive weights, shape [tag types * 3]: visit, week, season. */
function sumByType(profile: Profile, types: Uint8Array, from: number, count: number): Float64Array {
  const sums = new Float64Array(tagTypes.length * 3)
  const { tag, visit, week, season } = profile.lists.columns
  for (let slot = from; slot < from + count; slot++) {
    const base = types[tag[slot]!]! * 3
    if (visit[slot]! > 0) sums[base]! += visit[slot]!
    if (week[slot]! > 0) sums[base + 1]! += week[slot]!
    if (season[slot]! > 0) sums[base + 2]! += season[slot]!
  }
  return sums
}

/** The tag's share of everybody's weight in tags of its type, kept above 0. */
function shareInPopulation(profile: Profile, types: Uint8Array, tag: number): number {
  const all = profile.populationByType.scaled[types[tag]!]!
  const own = profile.population.scaled[tag] ?? 0
  return Math.max(own, all * 1e-7, Number.MIN_VALUE) / Math.max(all, Number.MIN_VALUE)
}

function sorted(found: { tag: Uint32Array; from: number; scores: Float32Array; confidences: Float32Array }): Interests {
  const { tag, from, scores, confidences } = found
  const order = Uint32Array.from(scores, (_, i) => i).sort(
    (a, b) => scores[b]! - scores[a]! || tag[from + a]! - tag[from + b]!,
  )
  return {
    count: scores.length,
    tags: Uint32Array.from(order, (i) => tag[from + i]!),
    scores: Float32Array.from(order, (i) => scores[i]!),
    confidences: Float32Array.from(order, (i) => confidences[i]!),
    slots: Uint32Array.from(order, (i) => from + i),
  }
}
