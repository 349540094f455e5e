import type { Random } from './random.ts'

/** Below it the logarithm of a draw would not be finite. */
const shapeMin = 1e-300

/**
 * A number of the normal distribution with mean 0 and variance 1. Two uniform numbers each.
 * Source: Box and Muller (1958), doi:10.1214/aoms/1177706645. Deviation: the second of the pair is not used, so that nothing is
 * kept between calls.
 */
export function drawNormal(random: Random): number {
  return Math.sqrt(-2 * Math.log(random.openUnit())) * Math.cos(2 * Math.PI * random.openUnit())
}

/**
 * The logarithm of a number of the Gamma distribution with scale 1. As a logarithm, for with a small shape most numbers are
 * too small to be told from 0. On average below 1.1 rounds for a shape of 1 or more, one uniform number more below that.
 *
 * Source: Marsaglia and Tsang (2000), A simple method for generating gamma variables, doi:10.1145/358407.358414; shapes
 * below 1 by its section 6: Gamma(a) = Gamma(a + 1) U^(1 / a).
 * @throws RangeError for a shape that is not above 0
 */
export function drawLogGamma(random: Random, shape: number): number {
  if (!(shape >= shapeMin && shape < Number.POSITIVE_INFINITY)) throw new RangeError(`a Gamma of shape ${shape}`)
  if (shape < 1) return drawLogGamma(random, shape + 1) + Math.log(random.openUnit()) / shape
  const d = shape - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const x = drawNormal(random)
    const root = 1 + c * x
    if (root <= 0) continue
    const logV = 3 * Math.log(root)
    const v = root * root * root
    const u = random.openUnit()
    if (u < 1 - 0.0331 * x * x * x * x || Math.log(u) < 0.5 * x * x + d * (1 - v + logV)) return Math.log(d) + logV
  }
}

/**
 * A number of the Beta distribution, in [0, 1]: what a chance may be after `hits` and `misses` were seen (each with what was
 * thought before added). Mean hits / (hits + misses). Two Gamma draws.
 * Source: Devroye (1986), Non-uniform random variate generation, IX.3.1: X / (X + Y) of Gamma variables, here by logarithms.
 * @throws RangeError for counts that are not above 0
 */
export function drawBeta(random: Random, hits: number, misses: number): number {
  const logHit = drawLogGamma(random, hits)
  return 1 / (1 + Math.exp(drawLogGamma(random, misses) - logHit))
}
