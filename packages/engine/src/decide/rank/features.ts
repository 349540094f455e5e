import type { SparseScores } from '@nunchi/kernel'
import { seasonHalfLife } from '../../state/history.ts'
import { featurePlaces as places, rankingFeatures } from '../../state/ranking.ts'
import type { Views } from '../../state/views.ts'
import type { Slate } from './slate.ts'
import type { Sources } from './sources.ts'

const day = 86_400
const width = rankingFeatures.length
/** How sharply a source's scores are told apart on the log scale: 1/30 of the best counts a fifth of it. */
const contrast = 30
const contrastScale = 1 / Math.log1p(contrast)
/** So many of the tags that a shopper likes best are taken to come together in the product that suits them best. */
const tagsTogether = 6

/** What each source says at most to this shopper of any product: scores are measured by it, whatever list is asked for. */
export type Scales = Readonly<Record<'next' | 'session' | 'visit' | 'tags' | 'alike', number>>

/** Where what is read ahead goes, so that the reading is not optimised away. */
const readAhead = new Uint32Array(1)
/** By tag, side by side: how much the shopper likes it, and how much it stands out in what they had. 0 between answers. */
let tagSigns = new Float32Array(0)

/** O(sums of the sources). */
export function scalesOf({ next, session, visit, interests, likeness }: Sources): Scales {
  return {
    next: highest(next),
    session: highest(session),
    visit: highest(visit),
    tags: mostTogether(interests.count, (i) => interests.scores[i]!),
    alike: mostTogether(likeness.count, (i) => likeness.lifts.scoreOf(likeness.best[i]!)),
  }
}

function highest(source: SparseScores): number {
  let most = 0
  for (let i = 0; i < source.count; i++) most = Math.max(most, source.scores[i]!)
  return most
}

/** What a product would score by its tags if it carried the best few and nothing else. */
function mostTogether(count: number, scoreOf: (i: number) => number): number {
  let most = 0
  let sum = 0
  for (let i = 0; i < Math.min(count, tagsTogether) && scoreOf(i) > 0; i++) {
    sum += scoreOf(i)
    most = Math.max(most, sum / Math.sqrt(i + 1))
  }
  return most
}

/** Fills the features of the candidates from place `from` on. O(candidates * tags). */
export function describe(
  views: Views,
  slate: Slate,
  { sources, scales, row, now, from }: { sources: Sources; scales: Scales; row: number; now: number; from: number },
): void {
  const { trends } = views
  const { inputs } = slate
  const { next, session, visit, looked } = sources
  layOutTags(views, sources, false)
  describeTags(views, slate, from)
  layOutTags(views, sources, true)
  const nowScale = trends.averageScale('now')
  const seasonScale = trends.averageScale('season')
  for (let c = from; c < slate.count; c++) {
    const item = slate.items[c]!
    const base = c * width
    inputs[base + places.bias] = 1
    inputs[base + places.now] = popularity((trends.now.scaled[item] ?? 0) * nowScale)
    inputs[base + places.season] = popularity((trends.season.scaled[item] ?? 0) * seasonScale)
    inputs[base + places.next] = onLogScale(next.scoreOf(item), scales.next)
    inputs[base + places.session] = onLogScale(session.scoreOf(item), scales.session)
    inputs[base + places.visit] = onLogScale(visit.scoreOf(item), scales.visit)
    inputs[base + places.tags] = onLogScale(inputs[base + places.tags]!, scales.tags)
    inputs[base + places.alike] = onLogScale(inputs[base + places.alike]!, scales.alike)
    inputs[base + places.looked] = looked.scoreOf(item)
    slate.pastItems[c] = next.causeOf(item)
  }
  describeHabits(views, slate, { owned: sources.owned, row, now, from })
}

/** Lays out what is known of every tag where `describeTags` finds it with one look, or wipes it again. */
function layOutTags(views: Views, { interests, likeness: { lifts } }: Sources, isWiped: boolean): void {
  if (tagSigns.length < views.catalog.tagCount * 2) tagSigns = new Float32Array(Math.ceil(views.catalog.tagCount * 2.5))
  for (let i = 0; i < interests.count; i++) tagSigns[interests.tags[i]! * 2] = isWiped ? 0 : interests.scores[i]!
  for (let i = 0; i < lifts.count; i++) tagSigns[lifts.touched[i]! * 2 + 1] = isWiped ? 0 : lifts.scores[i]!
}

/**
 * Sums the shopper's interest in each candidate's tags, and how much these stand out in what they had, and notes the tag
 * that says most.
 */
function describeTags(views: Views, slate: Slate, first: number): void {
  const { tags } = views.catalog
  const { inputs } = slate
  let ahead = 0 // read ahead of their turn, all at once: else the processor waits for one item after the other
  for (let c = first; c < slate.count; c++) ahead ^= tags.columns.tag[tags.starts[slate.items[c]!]!]!
  readAhead[0] = ahead
  for (let c = first; c < slate.count; c++) {
    const from = tags.starts[slate.items[c]!]!
    const count = tags.counts[slate.items[c]!]!
    let interest = 0
    let likeness = 0
    let strongest = 0
    slate.bestTags[c] = -1
    for (let slot = from; slot < from + count; slot++) {
      const tag = tags.columns.tag[slot]!
      const liking = tagSigns[tag * 2]!
      const lift = tagSigns[tag * 2 + 1]!
      interest += liking
      likeness += lift
      if (liking + lift <= strongest) continue
      strongest = liking + lift
      slate.bestTags[c] = tag
    }
    const share = count > 0 ? 1 / Math.sqrt(count) : 0
    inputs[c * width + places.tags] = interest * share
    inputs[c * width + places.alike] = likeness * share
  }
}

/** How much of a habit each owned candidate is. Lines of one order share their moment, and so what decays with it. */
function describeHabits(
  views: Views,
  slate: Slate,
  { owned, row, now, from }: { owned: SparseScores; row: number; now: number; from: number },
): void {
  const { season, habit, lastAt } = views.history.owned.columns
  const { inputs } = slate
  let at = -1
  let days = 0
  let bySeason = 0
  let byOrders = 0
  for (let c = from; c < slate.count; c++) {
    const base = c * width
    if (!slate.isOwned(c)) {
      inputs.fill(0, base + places.habitByTime, base + width)
      continue
    }
    const slot = owned.scoreOf(slate.items[c]!)
    if (lastAt[slot] !== at) {
      at = lastAt[slot]!
      days = Math.max(0, now - at) / day
      bySeason = 2 ** ((-days * day) / seasonHalfLife)
      byOrders = habit[slot]! > 0 ? views.history.habitNow(row, slot) / habit[slot]! : 0
    }
    inputs[base + places.habitByTime] = 0.5 * Math.log(season[slot]! * bySeason + 0.05)
    inputs[base + places.habitByOrders] = 0.5 * Math.log(habit[slot]! * byOrders + 0.05)
    inputs[base + places.away] = 0.3 * Math.log1p(days)
  }
}

/** 0 for nothing, 1 for the most there is, and small scores well apart. A dislike stays below 0. */
function onLogScale(score: number, most: number): number {
  if (most <= 0 || score <= 0) return score < 0 ? Math.max(-1, score) : 0
  return Math.log1p((contrast * score) / most) * contrastScale
}

/** How wanted something is, on a log scale. @param times as much as the average item */
function popularity(times: number): number {
  return 0.3 * Math.log(times + 0.05)
}
