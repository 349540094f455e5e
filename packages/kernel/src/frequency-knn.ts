import { grown } from './grown.ts'
import { SlabLists } from './slab-lists.ts'
import { SparseScores } from './sparse-scores.ts'
import { TopK } from './top-k.ts'

/**
 * Who is alike, and how much each of the nearest has to say.
 *
 * distance: the least Euclidean distance; all neighbours alike (TIFU-KNN).
 * cosine: dot / (|asker|^(2 a) |other|^(2 (1 - a)) + shrink), a being the asymmetry; a neighbour counts for the
 * power-th power of it (UP-CF).
 */
export type Likeness =
  | { readonly by: 'distance'; readonly neighbours: number }
  | {
      readonly by: 'cosine'
      readonly neighbours: number
      readonly asymmetry: number
      readonly shrink: number
      readonly power: number
    }

/**
 * Nearest neighbours among users' sparse vectors, found over postings: only users who share an item with the asker are
 * looked at. A user has two vectors: `likes`, by which they are compared, and `gives`, what they pass on to others.
 *
 * set: the postings of the items in the old and the new vector are searched, O(their lengths): what an append costs.
 * addNeighbours: O(postings of the asker's items + neighbours * (log neighbours + items each)); no allocation once warm.
 * Memory: 16 to 32 bytes an entry of likes, 8 to 16 an entry of gives, 46 a user.
 *
 * Sources: Hu, He, Gao, Zhang (2020), Modeling personalized item frequency information for next-basket recommendation,
 * SIGIR, section 4.2, doi:10.1145/3397271.3401066; Faggioli, Polato, Aiolli (2020), Recency aware collaborative filtering
 * for next basket recommendation, UMAP, section 3.3, doi:10.1145/3340631.3394850. Deviations: cosine takes weights
 * where UP-CF takes 0 and 1 (which remain possible); the asker is not their own neighbour.
 */
export class FrequencyKnn {
  readonly #likes = new SlabLists({ item: 'u32', weight: 'f32' }, 3)
  /** By item: the users whose likes hold it. */
  readonly #postings = new SlabLists({ user: 'u32', weight: 'f32' })
  readonly #gives = new SlabLists({ item: 'u32', weight: 'f32' }, 3)
  /** By user: the squared length of likes. */
  #squares: Float64Array = new Float64Array(16)
  /** By user: the part of the divisor of cosine that is theirs. */
  #sizes: Float64Array = new Float64Array(16)
  /** All users, shortest likes first; made anew when it is asked for after a `set`. */
  #shortest: Uint32Array | undefined
  readonly #likeness: Likeness
  readonly #top: TopK
  readonly #found: Uint32Array
  readonly #voices: Float64Array
  readonly #dots = new SparseScores()

  constructor(likeness: Likeness) {
    this.#likeness = likeness
    this.#top = new TopK(likeness.neighbours)
    this.#found = new Uint32Array(likeness.neighbours)
    this.#voices = new Float64Array(likeness.neighbours)
  }

  /** Replaces the user's vectors. */
  set(user: number, likes: SparseScores, gives: SparseScores): void {
    const { starts, columns } = this.#likes
    for (let i = 0, n = this.#likes.countOf(user); i < n; i++) this.#unpost(columns.item[starts[user]! + i]!, user)
    this.#likes.clear(user)
    this.#gives.clear(user)
    this.#likes.reach(user)
    this.#squares = grown(this.#squares, user + 1)
    this.#squares[user] = squareOf(likes)
    this.#sizes = grown(this.#sizes, user + 1)
    if (this.#likeness.by === 'cosine') this.#sizes[user] = this.#squares[user]! ** (1 - this.#likeness.asymmetry)
    this.#shortest = undefined
    for (let i = 0; i < likes.count; i++) {
      write(this.#likes, user, likes.touched[i]!, likes.scores[i]!)
      const slot = this.#postings.push(likes.touched[i]!)
      this.#postings.columns.user[slot] = user
      this.#postings.columns.weight[slot] = likes.scores[i]!
    }
    for (let i = 0; i < gives.count; i++) write(this.#gives, user, gives.touched[i]!, gives.scores[i]!)
  }

  /**
   * Adds what the asker's neighbours pass on, their weights divided by the sum of weights, times `factor`.
   * @param asker  likes of who asks, known or not
   * @param self   a user who is no neighbour (the asker), or -1
   */
  addNeighbours(
    asker: SparseScores,
    { self, factor, into }: { self: number; factor: number; into: SparseScores },
  ): void {
    this.#sumDots(asker)
    this.#top.reset()
    if (this.#likeness.by === 'distance') this.#offerNear(self)
    else this.#offerAlike(asker, self)
    const found = this.#top.drain(this.#found)
    let total = 0
    for (let i = 0; i < found; i++) total += this.#voices[i] = this.#voiceOf(this.#found[i]!)
    if (total <= 0) return
    for (let i = 0; i < found; i++) this.#addGives(this.#found[i]!, (factor * this.#voices[i]!) / total, into)
  }

  #sumDots(asker: SparseScores): void {
    this.#dots.reset()
    const { starts, columns } = this.#postings
    for (let i = 0; i < asker.count; i++) {
      const item = asker.touched[i]!
      const weight = asker.scores[i]!
      const count = this.#postings.countOf(item)
      if (count === 0) continue
      const end = starts[item]! + count
      for (let slot = starts[item]!; slot < end; slot++)
        this.#dots.add(columns.user[slot]!, weight * columns.weight[slot]!)
    }
  }

  /** The asker's own length is the same for all, so the nearest are those of the least |other|^2 - 2 dot. */
  #offerNear(self: number): void {
    for (let i = 0; i < this.#dots.count; i++) {
      const user = this.#dots.touched[i]!
      if (user !== self) this.#top.offer(user, 2 * this.#dots.scores[i]! - this.#squares[user]!)
    }
    this.#shortest ??= shortestFirst(this.#squares, this.#likes.rows)
    for (const user of this.#shortest) {
      if (-this.#squares[user]! < this.#top.floor) break
      if (user !== self && !this.#dots.has(user)) this.#top.offer(user, -this.#squares[user]!)
    }
  }

  /** Turns the dots into likenesses, and offers them. */
  #offerAlike(asker: SparseScores, self: number): void {
    if (this.#likeness.by === 'distance') return
    const { asymmetry, shrink } = this.#likeness
    const size = squareOf(asker) ** asymmetry
    const { scores, touched, count } = this.#dots
    for (let i = 0; i < count; i++) {
      const user = touched[i]!
      scores[i]! /= size * this.#sizes[user]! + shrink
      if (user !== self) this.#top.offer(user, scores[i]!)
    }
  }

  /** How much a neighbour's word weighs. */
  #voiceOf(user: number): number {
    return this.#likeness.by === 'distance' ? 1 : this.#dots.scoreOf(user) ** this.#likeness.power
  }

  #addGives(user: number, factor: number, into: SparseScores): void {
    const count = this.#gives.countOf(user)
    if (count === 0) return
    const { starts, columns } = this.#gives
    const end = starts[user]! + count
    for (let slot = starts[user]!; slot < end; slot++) into.add(columns.item[slot]!, columns.weight[slot]! * factor)
  }

  #unpost(item: number, user: number): void {
    const { starts, columns } = this.#postings
    for (let i = 0, n = this.#postings.countOf(item); i < n; i++) {
      if (columns.user[starts[item]! + i] !== user) continue
      this.#postings.removeAt(item, i)
      return
    }
  }
}

function write(lists: SlabLists<{ item: 'u32'; weight: 'f32' }>, user: number, item: number, weight: number): void {
  const slot = lists.push(user)
  lists.columns.item[slot] = item
  lists.columns.weight[slot] = weight
}

function squareOf(vector: SparseScores): number {
  let sum = 0
  for (let i = 0; i < vector.count; i++) sum += vector.scores[i]! * vector.scores[i]!
  return sum
}

/** Users by squared length, then by number. */
function shortestFirst(squares: Float64Array, users: number): Uint32Array {
  return Uint32Array.from({ length: users }, (_, user) => user).sort((a, b) => squares[a]! - squares[b]! || a - b)
}
