/** What one question found: places in `texts` and `scores`, the first `count` of them. */
export type FoundTexts = {
  readonly texts: Uint32Array
  readonly scores: Float64Array
  readonly count: number
}

/** Of the best scores that a text gets as a question, so many are its own level. */
const levelOf = 5

/**
 * How high a text scores when it is itself the question: the mean of its best five scores in the other index, what is
 * missing counting 0. Texts full of common words score high with all; the level tells them from those that fit. O(1)
 */
export function levelOfText({ scores, count }: FoundTexts): number {
  let sum = 0
  for (let i = 0; i < Math.min(levelOf, count); i++) sum += scores[i]!
  return sum / levelOf
}

/**
 * Puts candidates into the order of score - share * level of the candidate, best first; of equals the one with the lower number.
 * Only where both sides are at hand, as when two files are joined.
 *
 * @param levels by text: `levelOfText` of it
 * @param share  how much a level counts against a candidate; 0 leaves the order as it is
 * @returns the candidates in their new order. O(n log n)
 *
 * Source: Conneau et al. (2018), Word Translation Without Parallel Data, ICLR, arXiv:1710.04087 (cross-domain similarity
 * local scaling). Deviation: the question's own level is left out, as it changes no order.
 */
export function mutualOrder({ texts, scores, count }: FoundTexts, levels: Float64Array, share: number): Uint32Array {
  const amounts = Float64Array.from({ length: count }, (_, i) => scores[i]! - share * levels[texts[i]!]!)
  const order = Array.from(amounts.keys())
  order.sort((a, b) => amounts[b]! - amounts[a]! || texts[a]! - texts[b]!)
  return Uint32Array.from(order, (i) => texts[i]!)
}
