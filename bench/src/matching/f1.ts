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

/** Log-odds over which `steadyThreshold` takes the mean, and the grid on which it looks. */
const blur = { width: 0.6, slope: 1.7, from: -6, to: 6, step: 0.02 }

/**
 * The threshold of log-odds with the best F1 when each score is blurred by a little: of a few hundred pairs the single best one hangs on
 * two or three of them. Chosen by cross-validation: its spread over parts of the pairs is a third of the single best's. O(600 n).
 */
export function steadyThreshold(scores: ArrayLike<number>, labels: ArrayLike<number>): number {
  let same = 0
  for (let i = 0; i < labels.length; i++) same += labels[i]
  let best = -1
  let threshold = blur.from
  for (let at = blur.from; at <= blur.to; at += blur.step) {
    let right = 0
    let called = 0
    for (let i = 0; i < labels.length; i++) {
      const above = 1 / (1 + Math.exp((blur.slope * (at - scores[i])) / blur.width))
      called += above
      right += above * labels[i]
    }
    const f1 = (2 * right) / (called + same)
    if (f1 <= best) continue
    best = f1
    threshold = at
  }
  return threshold
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
