import type { Random } from '../random.ts'

/**
 * Blinks with a given chance each time it is asked, by drawing how often it will not: one random number a blink instead
 * of one a question. O(1).
 */
export class Blinks {
  readonly #random: Random
  readonly #scale: number
  #left: number

  constructor(random: Random, chance: number) {
    this.#random = random
    this.#scale = chance > 0 ? 1 / Math.log1p(-chance) : Number.NEGATIVE_INFINITY
    this.#left = this.#draw()
  }

  blink(): boolean {
    if (this.#left-- > 0) return false
    this.#left = this.#draw()
    return true
  }

  /** Geometric: how many questions pass before the next blink. */
  #draw(): number {
    return Math.floor(Math.log(this.#random.openUnit()) * this.#scale)
  }
}
