/** A line through log-odds: chance = 1 / (1 + exp(-(slope * score + shift))). */
export type PlattFit = { readonly slope: number; readonly shift: number }

const stepsMax = 50
const smallest = 1e-9

/**
 * Fits the slope and the shift that make scores the log-odds of what came, by Newton's method on the log loss: for trees
 * that were learned from older rows, when more or less has come since.
 *
 * @param weights shape [n], > 0; absent: 1 each
 * @returns slope 1 and shift 0 when there is nothing to fit, or all labels are alike
 * Time: O(n) a step, 10 steps or so.
 * Source: Platt (1999), Probabilistic outputs for support vector machines; Newton's method as Lin, Lin, Weng (2007),
 * doi:10.1007/s10994-007-5018-6. Deviation: no smoothed labels, as there are thousands of rows for two numbers.
 */
export function fitPlatt(scores: ArrayLike<number>, labels: ArrayLike<number>, weights?: ArrayLike<number>): PlattFit {
  let slope = 1
  let shift = 0
  const { yes, no } = sidesOf(labels)
  if (yes === 0 || no === 0) return { slope, shift }
  let loss = lossOf(scores, labels, weights, { slope, shift })
  for (let step = 0; step < stepsMax; step++) {
    const [bySlope, byShift] = newtonStep(scores, labels, weights, { slope, shift })
    let share = 1
    let next = loss
    for (; share > smallest; share /= 2) {
      next = lossOf(scores, labels, weights, { slope: slope - share * bySlope, shift: shift - share * byShift })
      if (next <= loss) break
    }
    if (share <= smallest || loss - next < smallest * loss) break
    slope -= share * bySlope
    shift -= share * byShift
    loss = next
  }
  return { slope, shift }
}

function sidesOf(labels: ArrayLike<number>): { yes: number; no: number } {
  let yes = 0
  for (let i = 0; i < labels.length; i++) yes += labels[i]!
  return { yes, no: labels.length - yes }
}

function lossOf(
  scores: ArrayLike<number>,
  labels: ArrayLike<number>,
  weights: ArrayLike<number> | undefined,
  { slope, shift }: PlattFit,
): number {
  let loss = 0
  for (let i = 0; i < scores.length; i++) {
    const odds = slope * scores[i]! + shift
    const wrong = labels[i]! > 0 ? -odds : odds
    loss += (weights?.[i] ?? 1) * (wrong > 0 ? wrong + Math.log1p(Math.exp(-wrong)) : Math.log1p(Math.exp(wrong)))
  }
  return loss
}

/** What to take from slope and shift. A ridge keeps it finite where all scores are alike. */
function newtonStep(
  scores: ArrayLike<number>,
  labels: ArrayLike<number>,
  weights: ArrayLike<number> | undefined,
  { slope, shift }: PlattFit,
): readonly [number, number] {
  let gradientSlope = 0
  let gradientShift = 0
  let aa = smallest
  let ab = 0
  let bb = smallest
  for (let i = 0; i < scores.length; i++) {
    const score = scores[i]!
    const weight = weights?.[i] ?? 1
    const chance = 1 / (1 + Math.exp(-(slope * score + shift)))
    const difference = weight * (chance - labels[i]!)
    const curvature = weight * chance * (1 - chance)
    gradientSlope += difference * score
    gradientShift += difference
    aa += curvature * score * score
    ab += curvature * score
    bb += curvature
  }
  const determinant = aa * bb - ab * ab
  return [
    (bb * gradientSlope - ab * gradientShift) / determinant,
    (aa * gradientShift - ab * gradientSlope) / determinant,
  ]
}
