import type { BasketHistory } from './basket-history.ts'
import type { SparseScores } from './sparse-scores.ts'

/** How much a basket counts by its age: groups of neighbouring baskets, decayed within and between them. */
export type GroupDecay = { readonly groups: number; readonly within: number; readonly between: number }

/**
 * The weight of each of a user's `baskets`, oldest first: with these, the sum over baskets is the user's personalised
 * item frequency. With as many groups as baskets or more every basket is a group; else the groups differ by at most
 * one basket, the larger ones last, and a basket counts for the mean of its group.
 *
 * @param weights  out, room for `baskets`
 * O(baskets), no allocation.
 *
 * Source: Hu, He, Gao, Zhang (2020), Modeling personalized item frequency information for next-basket recommendation,
 * SIGIR, section 4.1, doi:10.1145/3397271.3401066. Deviation: the decay within runs over all later baskets, not only
 * those of the same group; so does the code that the authors published and from which the printed figures come.
 */
export function groupDecay(baskets: number, { groups, within, between }: GroupDecay, weights: Float64Array): void {
  const used = Math.min(groups, baskets)
  const small = Math.floor(baskets / used)
  const smallGroups = used - (baskets % used)
  for (let basket = 0; basket < baskets; basket++) {
    const isSmall = basket < smallGroups * small
    const size = isSmall ? small : small + 1
    const group = isSmall ? Math.floor(basket / small) : smallGroups + Math.floor((basket - smallGroups * small) / size)
    weights[basket] = (within ** (baskets - 1 - basket) * between ** (groups - 1 - group)) / (size * used)
  }
}

/**
 * The weight of each basket when only the last `window` count, all alike: the frequency is then the share of these
 * baskets that held the item.
 *
 * Source: Faggioli, Polato, Aiolli (2020), Recency aware collaborative filtering for next basket recommendation, UMAP,
 * section 3.2, doi:10.1145/3340631.3394850.
 */
export function windowDecay(baskets: number, window: number, weights: Float64Array): void {
  const used = Math.min(window, baskets)
  for (let basket = 0; basket < baskets; basket++) weights[basket] = basket < baskets - used ? 0 : 1 / used
}

/** Adds the user's item frequency under the given weights of baskets, times `factor`. O(items bought), no allocation. */
export function addFrequency(
  history: BasketHistory,
  user: number,
  { weights, factor, into }: { weights: Float64Array; factor: number; into: SparseScores },
): void {
  const count = history.entries.countOf(user)
  if (count === 0) return
  const { item, basket } = history.entries.columns
  const start = history.entries.starts[user]!
  for (let slot = start; slot < start + count; slot++) {
    const weight = weights[basket[slot]!]!
    if (weight > 0) into.add(item[slot]!, weight * factor)
  }
}
