/**
 * Seeded random numbers: the same seed gives the same sequence on every machine. Not for secrets.
 * Source: sfc32 (Chris Doty-Humphrey's Small Fast Counting generator, PractRand). Deviation: the seed is an integer
 * below 2^53, its low half in c and its high half in b; 12 rounds are discarded.
 */
export class Random {
  #a = 0
  #b = 0
  #c: number
  #counter = 1

  constructor(seed: number) {
    this.#c = seed >>> 0
    this.#b = Math.floor(seed / 4294967296) >>> 0
    for (let i = 0; i < 12; i++) this.uint32()
  }

  /** Uniform integer in [0, 2^32). */
  uint32(): number {
    const mixed = (this.#a + this.#b + this.#counter) | 0
    this.#counter = (this.#counter + 1) | 0
    this.#a = this.#b ^ (this.#b >>> 9)
    this.#b = (this.#c + (this.#c << 3)) | 0
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + mixed) | 0
    return mixed >>> 0
  }

  /** Uniform in [0, 1). */
  unit(): number {
    return this.uint32() / 4294967296
  }

  /** Uniform in (0, 1), one of 2^52 evenly spaced numbers: never 0 or 1, so that its logarithm can be taken. */
  openUnit(): number {
    return ((this.uint32() >>> 6) * 67108864 + (this.uint32() >>> 6) + 0.5) / 4503599627370496
  }

  /** Uniform integer in [0, bound). The bias is below bound / 2^32. */
  below(bound: number): number {
    return Math.floor(this.unit() * bound)
  }

  /**
   * Puts a list in a random order, in place. @returns the list
   * Source: Fisher and Yates in the form of Durstenfeld (1964), Algorithm 235, CACM 7(7), doi:10.1145/364520.364540.
   */
  shuffle<List extends Shuffled>(list: List): List {
    for (let i = list.length - 1; i > 0; i--) swap(list, i, this.below(i + 1))
    return list
  }

  /** Brings `count` elements drawn at random to the front of the list, in place: a shuffle that stops there. O(count). */
  draw(list: Shuffled, count: number): void {
    for (let i = 0; i < count; i++) swap(list, i, i + this.below(list.length - i))
  }
}

type Shuffled = unknown[] | Uint32Array

function swap(list: Shuffled, i: number, j: number): void {
  const moved = list[i]
  list[i] = list[j]!
  list[j] = moved as number
}
