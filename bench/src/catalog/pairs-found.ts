/** Of the pairs of offers that are of one product, how many were put together; and of those put together, how many are. In percent. */
export type PairsFound = { readonly precision: number; readonly recall: number; readonly f1: number }

/** Compares two ways to share offers out, by the pairs that each puts together. O(offers) */
export function pairsFound(truth: ArrayLike<number>, found: ArrayLike<number>): PairsFound {
  const both = pairsIn(Array.from(truth, (one, i) => `${one} ${found[i]}`))
  const inTruth = pairsIn(truth)
  const inFound = pairsIn(found)
  const precision = inFound === 0 ? 100 : (100 * both) / inFound
  const recall = inTruth === 0 ? 100 : (100 * both) / inTruth
  return { precision, recall, f1: both === 0 ? 0 : (2 * precision * recall) / (precision + recall) }
}

function pairsIn(labels: ArrayLike<number | string>): number {
  const counts = new Map<number | string, number>()
  for (let i = 0; i < labels.length; i++) counts.set(labels[i]!, (counts.get(labels[i]!) ?? 0) + 1)
  let pairs = 0
  for (const count of counts.values()) pairs += (count * (count - 1)) / 2
  return pairs
}
