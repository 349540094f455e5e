/** The standard normal distribution's 97.5 % point: 95 % of it lie within so many standard deviations. */
const z = 1.959963984540054

/** A figure and its 95 % interval. */
export type Estimate = { readonly value: number; readonly low: number; readonly high: number }

/** How many there are, the sum of what each has, and the sum of its squares. */
export type Moments = { readonly count: number; readonly sum: number; readonly squares: number }

/**
 * A share and its 95 % interval: of `count`, `hits` did. Holds for few and for rare as well, and stays within 0 to 1; of none
 * it is 0, from 0 to 1.
 *
 * Source: Wilson (1927), Probable inference, the law of succession, and statistical inference, Journal of the American
 * Statistical Association 22(158), 209-212, doi:10.1080/01621459.1927.10502953. Without continuity correction.
 */
export function wilsonInterval(hits: number, count: number): Estimate {
  if (count === 0) return { value: 0, low: 0, high: 1 }
  const share = hits / count
  const denominator = 1 + (z * z) / count
  const centre = (share + (z * z) / (2 * count)) / denominator
  const half = (z / denominator) * Math.sqrt((share * (1 - share)) / count + (z * z) / (4 * count * count))
  // At both ends the interval reaches the end itself; rounding would miss it by a hair.
  const low = hits === 0 ? 0 : Math.max(0, centre - half)
  return { value: share, low, high: hits === count ? 1 : Math.min(1, centre + half) }
}

/**
 * A mean and its 95 % interval by the normal distribution, with the variance of the sample (divided by count - 1). Of few who are
 * alike that variance says too little, of all alike nothing: so each half of the interval is never below `apart` times the share
 * of others that may be there without one having come up, z^2 / (count + z^2) by Wilson's interval (1927) for 0 of `count`.
 * Undefined for fewer than two, and where neither a spread nor `apart` is known (all have 0). For amounts with a long tail it takes
 * some thousands until 95 % hold.
 *
 * @param apart  how far somebody may be from those seen, in the unit of the mean; as far as the mean is from 0 when absent
 */
export function meanInterval(moments: Moments, apart?: number): Estimate | undefined {
  const { count, sum } = moments
  if (count < 2) return undefined
  const value = sum / count
  const unseen = (z * z) / (count + z * z)
  const half = Math.max(z * Math.sqrt(varianceOfMean(moments)), (apart ?? Math.abs(value)) * unseen)
  return half > 0 ? { value, low: value - half, high: value + half } : undefined
}

/**
 * By what part the mean of one group is higher than that of another, `one / other - 1`, with its 95 % interval by the delta
 * method for the ratio of two independent means: Var(X/Y) = Var(X) / y^2 + x^2 Var(Y) / y^4. Undefined while one of the groups
 * has fewer than two or shows no spread (nobody of a few bought: that would look like a certainty), or the other's mean is not
 * above 0. The shakier the other's mean, the less the interval holds.
 *
 * Source: Deng, Knoblich, Lu (2018), Applying the delta method in metric analytics: a practical guide with novel ideas,
 * KDD 2018, 233-242, doi:10.1145/3219819.3219919, section 2.1 (percent change).
 */
export function liftInterval(one: Moments, other: Moments): Estimate | undefined {
  if (one.count < 2 || other.count < 2 || other.sum <= 0) return undefined
  const x = one.sum / one.count
  const y = other.sum / other.count
  const [ofOne, ofOther] = [varianceOfMean(one), varianceOfMean(other)]
  if (ofOne === 0 || ofOther === 0) return undefined
  const variance = ofOne / (y * y) + (x * x * ofOther) / (y * y * y * y)
  const half = z * Math.sqrt(variance)
  const value = x / y - 1
  return { value, low: value - half, high: value + half }
}

function varianceOfMean({ count, sum, squares }: Moments): number {
  const centred = squares - (sum * sum) / count
  return Math.max(0, centred) / (count - 1) / count
}
