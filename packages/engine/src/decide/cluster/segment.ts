import { Random, TopK } from '@nunchi/kernel'
import type { EpochMs } from '../../domain/units.ts'
import type { ClusterPlan, PlanEvent } from '../../events/plan.ts'
import type { Views } from '../../state/views.ts'

const shoppersMax = 10_000
const tagsMax = 256
const productsMax = 200
const centreTagsMax = 64
const purchaseHalfLife = 30 * 86_400

/** What a segmentation is computed from: shoppers as rows of weighted tags. */
export type SegmentSample = {
  /** Rows of the shoppers sampled, shape [n]. */
  readonly rows: Uint32Array
  /** Tags that span the space, shape [dims], and their weights against commonness. */
  readonly tags: Uint32Array
  readonly rarity: Float32Array
  /** Row-major, shape [n * dims]: log(1 + season weight) * rarity. */
  readonly points: Float32Array
}

/**
 * Draws the shoppers and tags for a segmentation as a marketing team would run it overnight: up to 10,000 shoppers with
 * any interest, in the space of the 256 heaviest tags. O(shoppers + sampled * tags each).
 */
export function sampleForSegments(views: Views, seed: number): SegmentSample {
  const { profile } = views
  const heaviest = new TopK(tagsMax)
  for (let tag = 0; tag < views.catalog.tagCount; tag++) {
    const weight = profile.population.scaled[tag] ?? 0
    if (weight > 0) heaviest.offer(tag, weight)
  }
  const buffer = new Uint32Array(tagsMax)
  const tags = buffer.slice(0, heaviest.drain(buffer))
  const rarity = Float32Array.from(tags, (tag) => {
    const all = profile.populationByType.scaled[views.catalog.tagTypes[tag]!]!
    return Math.log(1 + all / profile.population.scaled[tag]!)
  })
  const rows = drawRows(views, new Random(seed))
  const place = new Map([...tags].map((tag, dim) => [tag, dim]))
  const points = new Float32Array(rows.length * tags.length)
  rows.forEach((row, n) => {
    const season = profile.seasonOf(row)
    season.tags.forEach((tag, i) => {
      const dim = place.get(tag)
      if (dim !== undefined && season.weights[i]! > 0)
        points[n * tags.length + dim] = Math.log1p(season.weights[i]!) * rarity[dim]!
    })
  })
  return { rows, tags, rarity, points }
}

/** Reservoir sample of the rows that have an interest. */
function drawRows(views: Views, random: Random): Uint32Array {
  const rows: number[] = []
  let seen = 0
  for (let row = 0; row < views.profile.lists.rows; row++) {
    if (views.profile.lists.counts[row] === 0) continue
    const at = seen++ < shoppersMax ? seen - 1 : random.below(seen)
    if (at < shoppersMax) rows[at] = row
  }
  return Uint32Array.from(rows)
}

/** Turns a finished k-means into the plan: each cluster's centre and what it buys most, decayed at 30 days. */
export function planSegments(
  views: Views,
  sample: SegmentSample,
  found: { readonly centres: Float32Array; readonly assigned: Uint32Array },
  { at, basedOn }: { at: EpochMs; basedOn: number },
): PlanEvent {
  const dims = sample.tags.length
  const count = dims === 0 ? 0 : found.centres.length / dims
  const clusters = Array.from({ length: count }, (_, cluster): ClusterPlan => {
    const members = sample.rows.filter((_, n) => found.assigned[n] === cluster)
    const centre = found.centres.subarray(cluster * dims, (cluster + 1) * dims)
    return {
      centre: Object.fromEntries(
        [...centre.keys()]
          .filter((dim) => centre[dim]! > 0)
          .sort((a, b) => centre[b]! - centre[a]! || a - b)
          .slice(0, centreTagsMax)
          .map((dim) => [views.catalog.tagName(sample.tags[dim]!), centre[dim]! * sample.rarity[dim]!]),
      ),
      share: members.length / Math.max(1, sample.rows.length),
      products: bestSellers(views, members).map((item) => views.catalog.idOf(item)),
    }
  })
  return { kind: 'clusters.fitted', at, id: `clusters:${basedOn}`, basedOn, clusters }
}

function bestSellers(views: Views, rows: Uint32Array): number[] {
  const { owned } = views.history
  const sums = new Map<number, number>()
  let newest = 0
  for (const row of rows)
    for (let i = 0; i < owned.countOf(row); i++)
      newest = Math.max(newest, owned.columns.lastAt[owned.starts[row]! + i]!)
  for (const row of rows) {
    for (let i = 0; i < owned.countOf(row); i++) {
      const slot = owned.starts[row]! + i
      const weight = 2 ** ((owned.columns.lastAt[slot]! - newest) / purchaseHalfLife)
      sums.set(owned.columns.item[slot]!, (sums.get(owned.columns.item[slot]!) ?? 0) + weight)
    }
  }
  return [...sums]
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .slice(0, productsMax)
    .map(([item]) => item)
}
