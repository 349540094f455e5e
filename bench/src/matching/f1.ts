export type F1 = { readonly f1: number; readonly precision: number; readonly recall: number }

/** F1 of calling all from the threshold on the same; 0 when nothing is, or nothing is called so. */
export function f1At(scores: ArrayLike<number>, labels: ArrayLike<number>, threshold: number): F1 {
  let right = 0
  let called = 0
  let same = 0
  for (let i = 0; i < labels.length; i++) {
    same += labels[i]
    if (!(scores[i] >= threshold)) continue
    called++
    right += labels[i]
  }
  const precision = called > 0 ? right / called : 0
  const recall = same > 0 ? right / same : 0
  return { f1: right > 0 ? (2 * precision * recall) / (precision + recall) : 0, precision, recall }
}

/** The threshold with the best F1, half way between two scores; of equally good ones the highest. O(n log n). */
export function bestThreshold(scores: ArrayLike<number>, labels: ArrayLike<number>): number {
  const order = Array.from({ length: scores.length }, (_, i) => i).sort((a, b) => scores[b] - scores[a])
  let same = 0
  for (let i = 0; i < labels.length; i++) same += labels[i]
  let right = 0
  let best = -1
  let threshold = Number.POSITIVE_INFINITY
  for (const [place, i] of order.entries()) {
    right += labels[i]
    const next = order[place + 1]
    if (next !== undefined && scores[next] === scores[i]) continue
    const f1 = (2 * right) / (place + 1 + same)
    if (f1 <= best) continue
    best = f1
    threshold = next === undefined ? scores[i] : (scores[i] + scores[next]) / 2
  }
  return threshold
}
