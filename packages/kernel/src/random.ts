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

  /** Uniform integer in [0, bound). The bias is below bound / 2^32. */
  below(bound: number): number {
    return Math.floor(this.unit() * bound)
  }
}
