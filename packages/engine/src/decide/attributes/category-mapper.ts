import { type Columns, eachTextFeature, type Saved, TokenList } from '@nunchi/kernel'
import { type CategoryNode, CategoryTreeError } from './category-tree.ts'

/** An offer whose category is known: by a person, or by a feed that has ids of the tree. */
export type CategorySample = { readonly title: string; readonly categoryPath: readonly string[]; readonly id: string }

export type CategoryGuess = { readonly node: CategoryNode; readonly confidence: number }

/** How many words of offers a category's own name is worth. */
const nameWords = 20
const lastLevelWeight = 3
const pathWeight = 2
/** How many words as frequent as everywhere each category is given besides its own. */
const smoothing = 20
/** From this confidence on a path decides alone. */
const sureByPath = 0.9
const knownMax = 100_000

/**
 * Puts offers into one tree of categories, whatever their malls call theirs. Untaught, by the words that the mall's path and the title
 * share with the tree's names; taught, also by which words offers of each category have, and by what the same path of that mall was before.
 *
 * Naive Bayes with Dirichlet smoothing: each word adds the logarithm of how much more frequent it is in the category than in all, and
 * large categories are likelier. The confidence orders guesses and is no chance.
 * map: O(words x categories that have them), 30 to 400 us; a look-up where the path is known.
 */
export class CategoryMapper implements Saved {
  readonly #nodes: readonly CategoryNode[]
  readonly #indexOf: ReadonlyMap<string, number>
  /** Word -> category -> how much of it there is. */
  readonly #words = new Map<number, Map<number, number>>()
  readonly #totals: Float64Array
  /** Word -> how much of it there is in all. */
  readonly #all = new Map<number, number>()
  #sum = 0
  /** A feed's path -> category -> offers. */
  readonly #paths = new Map<string, Map<number, number>>()
  /** What paths alone were mapped to since the last lesson; null: to nothing. */
  readonly #known = new Map<string, CategoryGuess | null>()
  readonly #tokens = new TokenList()

  constructor(nodes: readonly CategoryNode[]) {
    this.#nodes = nodes
    this.#indexOf = new Map(nodes.map(({ id }, i) => [id, i]))
    this.#totals = new Float64Array(nodes.length)
    nodes.forEach(({ path }, node) => {
      const words = this.#wordsOf('', path)
      const count = [...words.values()].reduce((sum, one) => sum + one, 0)
      const weight = nameWords / Math.max(1, count)
      for (const [word, count] of words) this.#add(word, node, count * weight)
    })
  }

  /** Takes in an offer whose category is known; one of a category that the tree has not is passed over. O(words). */
  learn({ title, categoryPath, id }: CategorySample): void {
    const node = this.#indexOf.get(id)
    if (node === undefined) return
    this.#known.clear()
    for (const [word, count] of this.#wordsOf(title, categoryPath)) this.#add(word, node, count)
    if (categoryPath.length === 0) return
    const key = categoryPath.join('\n').toLowerCase()
    const nodes = this.#paths.get(key) ?? new Map<number, number>()
    this.#paths.set(key, nodes.set(node, (nodes.get(node) ?? 0) + 1))
  }

  /**
   * The likeliest category, or undefined when no word of the offer is known. The path alone decides where it is sure enough, and is
   * looked up from its second offer on; else the title has its say.
   */
  map({ title, categoryPath }: Omit<CategorySample, 'id'>): CategoryGuess | undefined {
    if (categoryPath.length === 0) return this.#guess(title, categoryPath)
    const key = categoryPath.join('\n').toLowerCase()
    let byPath = this.#known.get(key)
    if (byPath === undefined) {
      byPath = this.#guess('', categoryPath) ?? null
      if (this.#known.size >= knownMax) this.#known.clear()
      this.#known.set(key, byPath)
    }
    return byPath && byPath.confidence >= sureByPath ? byPath : this.#guess(title, categoryPath)
  }

  #guess(title: string, categoryPath: readonly string[]): CategoryGuess | undefined {
    const scores = new Map<number, number>()
    let asked = 0
    for (const [word, weight] of this.#wordsOf(title, categoryPath)) {
      const share = (this.#all.get(word) ?? 0) / this.#sum
      if (share === 0) continue
      asked += weight
      for (const [node, count] of this.#words.get(word) ?? [])
        scores.set(node, (scores.get(node) ?? 0) + weight * Math.log1p(count / share / smoothing))
    }
    for (const [node, score] of scores) {
      const total = this.#totals[node]!
      scores.set(node, score + asked * Math.log(smoothing / (total + smoothing)) + Math.log(total))
    }
    for (const [node, count] of this.#paths.get(categoryPath.join('\n').toLowerCase()) ?? [])
      scores.set(node, (scores.get(node) ?? 0) + Math.log1p(count) * pathWeight)
    return this.#surest(scores)
  }

  /** What was learnt and the tree's names; the tree itself is handed to the constructor again. */
  save(): Columns {
    const words = [...this.#words].flatMap(([word, nodes]) =>
      [...nodes].map(([node, count]) => ({ word, node, count })),
    )
    const paths = [...this.#paths].flatMap(([path, nodes]) =>
      [...nodes].map(([node, count]) => ({ path, node, count })),
    )
    return {
      nodes: this.#nodes.map(({ id }) => id),
      words: Uint32Array.from(words, ({ word }) => word),
      wordNodes: Uint32Array.from(words, ({ node }) => node),
      wordCounts: Float64Array.from(words, ({ count }) => count),
      paths: paths.map(({ path }) => path),
      pathNodes: Uint32Array.from(paths, ({ node }) => node),
      pathCounts: Uint32Array.from(paths, ({ count }) => count),
    }
  }

  /** @throws CategoryTreeError when it was saved of another tree */
  restore(columns: Columns): void {
    const ids = columns.nodes as readonly string[]
    if (ids.length !== this.#nodes.length || ids.some((id, i) => id !== this.#nodes[i]!.id))
      throw new CategoryTreeError('what was learnt is of another tree; load that tree, or learn anew.')
    const { words, wordNodes, wordCounts, pathNodes, pathCounts } = columns as Record<
      string,
      Uint32Array | Float64Array
    >
    this.#words.clear()
    this.#all.clear()
    this.#paths.clear()
    this.#known.clear()
    this.#totals.fill(0)
    this.#sum = 0
    words!.forEach((word, i) => {
      this.#add(word, wordNodes![i]!, wordCounts![i]!)
    })
    ;(columns.paths as readonly string[]).forEach((path, i) => {
      const nodes = this.#paths.get(path) ?? new Map<number, number>()
      this.#paths.set(path, nodes.set(pathNodes![i]!, pathCounts![i]!))
    })
  }

  #surest(scores: ReadonlyMap<number, number>): CategoryGuess | undefined {
    let [best, most, sum] = [-1, -Infinity, 0]
    for (const [node, score] of scores)
      if (score > most || (score === most && node < best)) [best, most] = [node, score]
    if (best < 0) return undefined
    for (const score of scores.values()) sum += Math.exp(score - most)
    return { node: this.#nodes[best]!, confidence: 1 / sum }
  }

  #add(word: number, node: number, count: number): void {
    const nodes = this.#words.get(word) ?? new Map<number, number>()
    this.#words.set(word, nodes.set(node, (nodes.get(node) ?? 0) + count))
    this.#totals[node]! += count
    this.#all.set(word, (this.#all.get(word) ?? 0) + count)
    this.#sum += count
  }

  /** Words with how much each counts: the mall's narrowest category more than the broader ones, each text's words together one. */
  #wordsOf(title: string, path: readonly string[]): Map<number, number> {
    const words = new Map<number, number>()
    const read = (text: string, weight: number): void =>
      eachTextFeature(this.#tokens.read(text), (word) => words.set(word, (words.get(word) ?? 0) + weight))
    if (title !== '') read(title, 1)
    path.forEach((level, i) => {
      read(level, i === path.length - 1 ? lastLevelWeight : 1)
    })
    return words
  }
}
