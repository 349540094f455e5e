import { grown } from '@nunchi/kernel'
import { tagTypes } from '../../domain/tags.ts'
import { halfLives, memories, type Profile } from '../../state/profile.ts'

/** How much each memory of an interest counts: this visit, this week, this season. */
const memoryShares = { visit: 0.3, week: 0.3, season: 0.4 } as const
/** Weight (in views) of the prior: a shopper of ten views is believed half. */
const priorWeight = 10
/** Weight at which an interest is half certain. */
const certainWeight = 4

/** One shopper's interests, best first; parallel arrays of which the first `count` count. */
export type Interests = {
  count: number
  tags: Uint32Array
  /** Shrunk log-lift over the population: > 0 more than others, < 0 less or disliked. */
  scores: Float32Array
  /** 0 to 1: how much evidence there is. */
  confidences: Float32Array
  /** Place of each in the profile's lists, to look up the evidence. */
  slots: Uint32Array
}

// One answer is made at a time: scratch is shared by them and grows with the longest.
const found: Interests = {
  count: 0,
  tags: new Uint32Array(128),
  scores: new Float32Array(128),
  confidences: new Float32Array(128),
  slots: new Uint32Array(128),
}
/** Sums of the row's positive weights, shape [tag types * 3]. */
const sums = new Float64Array(tagTypes.length * 3)

/**
 * Reads what the shopper in `row` is more interested in than others are. The object is reused by the next call.
 *
 * For each of the three memories h: lift = ln((a + m p) / ((A + m) p)), where a is the tag's decayed weight, A the sum
 * of weights of the shopper's tags of the same type, p the tag's share of everybody's weight in that type and m the
 * prior's weight; score = certainty * sum of share_h * lift_h, certainty = a / (a + certain). What everybody likes has
 * a large p and a lift near 0. A tag with negative weight (returned, disliked) scores -ln(1 + |a| / certain).
 * The season's weights are taken as of the shopper's last visit: who was away a year has kept their taste, not their errand.
 *
 * O(tags of the shopper, squared at worst: they are put in order one by one), 5 us for 100.
 */
export function readInterests(profile: Profile, types: Uint8Array, row: number, now: number): Interests {
  found.count = 0
  const count = row < 0 ? 0 : profile.lists.countOf(row)
  if (count === 0) return found
  makeRoom(count)
  const from = profile.lists.starts[row]!
  const { tag, weights } = profile.lists.columns
  const away = Math.max(0, now - profile.touchedAt[row]!)
  const visitScale = profile.scaleOf(row, 'visit') * 2 ** (-away / halfLives.visit)
  const weekScale = profile.scaleOf(row, 'week') * 2 ** (-away / halfLives.week)
  const seasonScale = profile.scaleOf(row, 'season')
  sumByType(profile, types, from, count)
  for (let slot = from; slot < from + count; slot++) {
    const type = types[tag[slot]!]! * 3
    const season = weights[slot * 3 + memories.season]! * seasonScale
    const confidence = Math.abs(season) / (Math.abs(season) + certainWeight)
    if (season <= 0) {
      insert({ tag: tag[slot]!, slot, score: -Math.log1p(-season / certainWeight), confidence })
      continue
    }
    const p = shareInPopulation(profile, types, tag[slot]!)
    const lift =
      memoryShares.visit *
        logLift(weights[slot * 3 + memories.visit]! * visitScale, sums[type + memories.visit]! * visitScale, p) +
      memoryShares.week *
        logLift(weights[slot * 3 + memories.week]! * weekScale, sums[type + memories.week]! * weekScale, p) +
      memoryShares.season * logLift(season, sums[type + memories.season]! * seasonScale, p)
    insert({ tag: tag[slot]!, slot, score: confidence * lift, confidence })
  }
  return found
}

function logLift(weight: number, sum: number, share: number): number {
  return Math.log((Math.max(0, weight) + priorWeight * share) / ((sum + priorWeight) * share))
}

function sumByType(profile: Profile, types: Uint8Array, from: number, count: number): void {
  sums.fill(0)
  const { tag, weights } = profile.lists.columns
  for (let slot = from; slot < from + count; slot++) {
    const base = types[tag[slot]!]! * 3
    for (let memory = 0; memory < 3; memory++) {
      const weight = weights[slot * 3 + memory]!
      if (weight > 0) sums[base + memory]! += weight
    }
  }
}

/** The tag's share of everybody's weight in tags of its type, kept above 0. */
function shareInPopulation(profile: Profile, types: Uint8Array, tag: number): number {
  const all = profile.populationByType.scaled[types[tag]!]!
  const own = profile.population.scaled[tag] ?? 0
  return Math.max(own, all * 1e-7, Number.MIN_VALUE) / Math.max(all, Number.MIN_VALUE)
}

function makeRoom(count: number): void {
  found.tags = grown(found.tags, count)
  found.scores = grown(found.scores, count)
  found.confidences = grown(found.confidences, count)
  found.slots = grown(found.slots, count)
}

/** Puts an interest in its place: by score, of equals the lower tag first. There are at most 128, side by side. */
function insert(one: { tag: number; slot: number; score: number; confidence: number }): void {
  const { tags, scores, confidences, slots } = found
  const score = Math.fround(one.score)
  let place = found.count++
  for (; place > 0; place--) {
    const before = place - 1
    if (scores[before]! > score || (scores[before] === score && tags[before]! < one.tag)) break
    tags[place] = tags[before]!
    scores[place] = scores[before]!
    confidences[place] = confidences[before]!
    slots[place] = slots[before]!
  }
  tags[place] = one.tag
  scores[place] = score
  confidences[place] = one.confidence
  slots[place] = one.slot
}
