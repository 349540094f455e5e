import type { SparseScores } from '@nunchi/kernel'

const buckets = 256
/** A source that says nothing of an item has it behind all others. */
const unranked = Number.NaN

/** Where an item stands among all that a source names. */
export type RankIn = { rankOf(score: number): number }

class Ranks implements RankIn {
  /** By bucket of the square root of the score: how many scores are higher. */
  readonly #above = new Uint32Array(buckets)
  #scale = 0

  read({ scores, count }: SparseScores): void {
    let most = 0
    for (let i = 0; i < count; i++) most = Math.max(most, scores[i]!)
    this.#scale = most > 0 ? (buckets - 1) / Math.sqrt(most) : 0
    this.#above.fill(0)
    for (let i = 0; i < count; i++) if (scores[i]! > 0) this.#above[this.#bucketOf(scores[i]!)]! += 1
    for (let bucket = buckets - 1, sum = 0; bucket >= 0; bucket--) {
      const here = this.#above[bucket]!
      this.#above[bucket] = sum
      sum += here
    }
  }

  /** ln(1 + how many the source says clearly more of), to one of 256 steps; NaN for what it says nothing of. */
  rankOf(score: number): number {
    return score > 0 ? Math.log1p(this.#above[this.#bucketOf(score)]!) : unranked
  }

  #bucketOf(score: number): number {
    return Math.min(buckets - 1, Math.floor(Math.sqrt(score) * this.#scale))
  }
}

const ranks = { next: new Ranks(), session: new Ranks() }

/** Ranks what a source says, without sorting; reused by the next call for the same source. O(sums). */
export function placesIn(source: SparseScores, name: keyof typeof ranks): RankIn {
  ranks[name].read(source)
  return ranks[name]
}
