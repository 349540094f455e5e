/**
 * Random numbers by name instead of in a row: the draw of (seed, shopper, visit, product, what for) is the same whatever was
 * drawn before it. So a shopper who is shown another page still has the same mood, the same patience and the same opinion
 * of each product, and what differs between two policies is what they showed (common random numbers).
 */
export class Draws {
  readonly #state: number

  constructor(seed: number, ...names: readonly number[]) {
    let state = mixed(seed >>> 0, Math.floor(seed / 4294967296) >>> 0)
    for (const name of names) state = mixed(state, name)
    this.#state = state
  }

  /** The draws of one part of what these are the draws of. */
  of(...names: readonly number[]): Draws {
    return new Draws(this.#state, ...names)
  }

  /** Uniform in (0, 1): never 0 or 1, so that its logarithm can be taken. */
  unit(what: number, which = 0): number {
    return (mixed(mixed(this.#state, what), which) + 0.5) / 4294967296
  }

  /** Uniform integer in [0, bound). */
  below(bound: number, what: number, which = 0): number {
    return Math.floor(this.unit(what, which) * bound)
  }

  /** How often something happens that happens `mean` times on average: a Poisson number, by inversion; small means only. */
  count(mean: number, what: number, which = 0): number {
    let left = this.unit(what, which)
    let chance = Math.exp(-mean)
    let count = 0
    while (left > chance && count < 50) {
      left -= chance
      count += 1
      chance *= mean / count
    }
    return count
  }

  /** An index drawn in proportion to its weight; the last one when all weigh nothing. */
  weighted(weights: ArrayLike<number>, what: number, which = 0): number {
    let sum = 0
    for (let i = 0; i < weights.length; i++) sum += weights[i]!
    let left = this.unit(what, which) * sum
    for (let i = 0; i < weights.length; i++) {
      left -= weights[i]!
      if (left < 0) return i
    }
    return weights.length - 1
  }
}

/**
 * Mixes a number into another so that every bit of either changes about half of the result's.
 * Source: the finaliser of MurmurHash3 (Austin Appleby, public domain), with the second number multiplied in first,
 * and a constant added so that nothing does not stay nothing.
 */
function mixed(state: number, name: number): number {
  let h = ((state ^ Math.imul(name ^ (name >>> 16), 0x9e3779b1)) + 0x6d2b79f5) | 0
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}
