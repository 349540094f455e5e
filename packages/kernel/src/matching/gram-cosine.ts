import { gramBucket, gramBuckets } from './grams.ts'
import type { SideText } from './side-text.ts'

/**
 * Cosine of two titles' 3-grams, weighed by rarity: sees spellings that no token shares, in scripts without spaces too.
 * The left one is laid into a table once and compared with many. O(units) a title; 640 KB for the table.
 * Source: Salton and Buckley (1988), Term-weighting approaches in automatic text retrieval,
 * doi:10.1016/0306-4573(88)90021-0. Deviation: a gram counts once, and grams are told apart by a hash of 16 bits.
 */
export class GramCosine {
  readonly #leftRounds = new Uint32Array(gramBuckets)
  readonly #rightRounds = new Uint32Array(gramBuckets)
  #leftRound = 0
  #rightRound = 0
  #leftSquares = 0
  #rarities: Float32Array = new Float32Array()
  /** Grams in a row of the last right title that the left one has, at most: about the longest text that both hold. */
  run = 0

  /** Lays the left title into the table. */
  left({ spaced, spacedCount, vocabulary }: SideText): void {
    this.#leftRound = nextRound(this.#leftRounds, this.#leftRound)
    this.#rarities = vocabulary.gramRarities()
    this.#leftSquares = 0
    for (let i = 0; i + 2 < spacedCount; i++) {
      const gram = gramBucket(spaced[i], spaced[i + 1], spaced[i + 2])
      if (this.#leftRounds[gram] === this.#leftRound) continue
      this.#leftRounds[gram] = this.#leftRound
      this.#leftSquares += this.#rarities[gram] ** 2
    }
  }

  /** Its cosine with a right one, 0 to 1; sets `run`. */
  with({ spaced, spacedCount }: SideText): number {
    const rarities = this.#rarities
    this.#rightRound = nextRound(this.#rightRounds, this.#rightRound)
    let dot = 0
    let squares = 0
    let run = 0
    this.run = 0
    for (let i = 0; i + 2 < spacedCount; i++) {
      const gram = gramBucket(spaced[i], spaced[i + 1], spaced[i + 2])
      const isShared = this.#leftRounds[gram] === this.#leftRound
      run = isShared ? run + 1 : 0
      if (run > this.run) this.run = run
      if (this.#rightRounds[gram] === this.#rightRound) continue
      this.#rightRounds[gram] = this.#rightRound
      const square = rarities[gram] * rarities[gram]
      squares += square
      if (isShared) dot += square
    }
    return dot === 0 ? 0 : dot / Math.sqrt(this.#leftSquares * squares)
  }
}

function nextRound(rounds: Uint32Array, round: number): number {
  if (round < 0xffffffff) return round + 1
  rounds.fill(0)
  return 1
}
