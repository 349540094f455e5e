import type { Random } from '../random.ts'
import { PartitionDive } from './partition-dive.ts'
import { PartitionParts } from './partition-parts.ts'
import { PartitionPrices } from './partition-prices.ts'
import { type Columns, PartitionSets } from './partition-sets.ts'

export type PartitionAsk = {
  /** What a choice must cost less than. */
  readonly bound: number
  /** Decisions that may be tried, and parts that may be put together anew. */
  readonly nodes: number
  readonly random: Random
  /** A choice that costs `bound` at most, where one is known. */
  readonly start?: readonly number[] | undefined
}

const ascentSteps = 300

/**
 * A cheap choice of sets that has every item exactly once, if one is found that costs less than `bound`: indices of the sets. Sets whose
 * reduced cost leaves no chance are not looked at. A dive looks for a first choice where none is known, or for all of them where they are few; then parts of it are
 * put together anew. Deterministic. O(300 * total length of sets + nodes * sets).
 */
export function cheapestPartition(columns: Columns, ask: PartitionAsk): number[] | undefined {
  const { bound, nodes, random, start } = ask
  const sets = new PartitionSets(columns)
  const prices = new PartitionPrices(sets, bound)
  for (let step = 0; step < ascentSteps && prices.best < bound; step++) prices.step()
  if (prices.best >= bound) return undefined
  const { reduced, best: lower } = prices
  const hopeful = Int32Array.from(columns.sets.keys())
    .filter((j) => lower + Math.max(0, reduced[j]) < bound)
    .sort((a, b) => reduced[a] - reduced[b] || a - b)
  const dive = new PartitionDive(sets, reduced)
  const items = Int32Array.from({ length: sets.items }, (_, item) => item)
  const found = dive.run({ items, sets: hopeful, left: sets.limits, lower, bound }, start ? nodes >> 2 : nodes)
  const chosen = found ?? start
  if (!chosen || hopeful.length === 0) return undefined
  const parts = new PartitionParts({ sets, dive, prices, hopeful, random, chosen })
  for (let round = 0; round < nodes; round++) parts.improve()
  const cost = parts.chosen.reduce((sum, j) => sum + sets.cost[j], 0)
  return cost < bound ? [...parts.chosen] : undefined
}
