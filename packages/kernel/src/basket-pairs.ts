import type { BasketHistory } from './basket-history.ts'
import { SlabLists } from './slab-lists.ts'
import { SparseScores } from './sparse-scores.ts'
import { TopK } from './top-k.ts'

export type BasketPairsOptions = {
  /** within: bought in the same basket. after: bought in a later basket. */
  readonly pair: 'within' | 'after'
  /** What a basket one later counts less by; only with `after`. A pair `gap` baskets apart counts decay^(gap - 1). */
  readonly decay: number
  /** Baskets further apart than this are no pair. */
  readonly gapMax: number
  /** Weight divided by popularity(to)^discount: 0 asks what is bought with it, 1 what is bought with it more than else. */
  readonly discount: number
  /** Added to the divisor: how many chance baskets a pair must beat. */
  readonly shrink: number
  readonly neighboursMax: number
}

/**
 * What goes with an item: in the same basket, or in the baskets after. For each item the strongest others, with the
 * share of the item's baskets that they were in, discounted by how popular they are anyway.
 *
 * A rebuild costs, for every bought item, the items of its user within the gap; the lists do not take appends (for
 * appends with forgetting there is ItemTransitions). add: O(neighboursMax). Memory: 8 to 16 bytes a kept pair.
 *
 * Source: item-based top-N by conditional probability: Deshpande, Karypis (2004), Item-based top-N recommendation
 * algorithms, ACM TOIS 22(1), section 4.1, doi:10.1145/963770.963776. Deviations: counts over baskets instead of users,
 * decay by gap as in a Markov chain of baskets, in which an item may also follow itself.
 */
export class BasketPairs {
  readonly #lists = new SlabLists({ item: 'u32', weight: 'f32' })

  constructor(history: BasketHistory, options: BasketPairsOptions) {
    const buyers = buyersOf(history)
    const top = new TopK(options.neighboursMax)
    const found = new Uint32Array(options.neighboursMax)
    const sums = new SparseScores()
    for (let item = 0; item < history.items; item++) {
      const baskets = buyers.countOf(item)
      if (baskets === 0) continue
      sums.reset()
      top.reset()
      for (let i = 0; i < baskets; i++)
        count(history, buyers.columns.slot[buyers.starts[item]! + i]!, {
          item,
          user: buyers.columns.user[buyers.starts[item]! + i]!,
          options,
          sums,
        })
      for (let place = 0; place < sums.count; place++) {
        const popularity = buyers.countOf(sums.touched[place]!)
        sums.scores[place]! /= (baskets + options.shrink) * popularity ** options.discount
        top.offer(sums.touched[place]!, sums.scores[place]!)
      }
      const kept = top.drain(found)
      for (let i = 0; i < kept; i++) {
        const slot = this.#lists.push(item)
        this.#lists.columns.item[slot] = found[i]!
        this.#lists.columns.weight[slot] = sums.scoreOf(found[i]!)
      }
    }
  }

  /** Adds what goes with `item`, times `factor`. */
  add(item: number, factor: number, into: SparseScores): void {
    const kept = this.#lists.countOf(item)
    if (kept === 0) return
    const { starts, columns } = this.#lists
    for (let slot = starts[item]!; slot < starts[item]! + kept; slot++)
      into.add(columns.item[slot]!, columns.weight[slot]! * factor)
  }
}

/** By item: who bought it, and where in their history that stands. */
function buyersOf(history: BasketHistory): SlabLists<{ user: 'u32'; slot: 'u32' }> {
  const buyers = new SlabLists({ user: 'u32', slot: 'u32' })
  for (let user = 0; user < history.users; user++) {
    const start = history.entries.starts[user]!
    for (let slot = start; slot < start + history.entries.countOf(user); slot++) {
      const to = buyers.push(history.entries.columns.item[slot]!)
      buyers.columns.user[to] = user
      buyers.columns.slot[to] = slot
    }
  }
  return buyers
}

/** Counts what stands, in the user's history, in the basket of `slot` or in those after it. */
function count(
  history: BasketHistory,
  slot: number,
  { item, user, options, sums }: { item: number; user: number; options: BasketPairsOptions; sums: SparseScores },
): void {
  const { columns, starts } = history.entries
  const from = columns.basket[slot]!
  const first = starts[user]!
  const end = first + history.entries.countOf(user)
  if (options.pair === 'within') {
    for (let at = slot; at >= first && columns.basket[at] === from; at--)
      if (columns.item[at] !== item) sums.add(columns.item[at]!, 1)
    for (let at = slot + 1; at < end && columns.basket[at] === from; at++) sums.add(columns.item[at]!, 1)
    return
  }
  for (let at = slot + 1; at < end; at++) {
    const gap = columns.basket[at]! - from
    if (gap > options.gapMax) return
    if (gap > 0) sums.add(columns.item[at]!, options.decay ** (gap - 1))
  }
}
