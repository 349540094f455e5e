import { eachTextFeature, TokenList } from '@nunchi/kernel'
import type { CategoryNode } from './category-tree.ts'

/** An offer whose category is known: by a person, or by a feed that has ids of the tree. */
export type CategorySample = { readonly title: string; readonly categoryPath: readonly string[]; readonly id: string }

export type CategoryGuess = { readonly node: CategoryNode; readonly confidence: number }

/** How many words of offers a category's own name is worth. */
const nameWords = 20
const lastLevelWeight = 3
const pathWeight = 2

/**
 * Puts offers into one tree of categories, whatever their malls call theirs. Untaught, by the words that the mall's path and the title
 * share with the tree's names; taught, also by which words offers of each category have, and by what the same path of that mall was before.
 *
 * Each word adds the logarithm of how much more frequent it is in the category than in all; the surest category wins. The confidence orders
 * guesses and is no chance. map: O(words x categories that have them); the same path and title of a feed are best asked once.
 */
export class CategoryMapper {
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
  readonly #tokens = new TokenList()

  constructor(nodes: readonly CategoryNode[]) {
    this.#nodes = nodes
    this.#indexOf = new Map(nodes.map(({ id }, i) => [id, i]))
    this.#totals = new Float64Array(nodes.length)
    nodes.forEach(({ path }, node) => {
      const words = this.#wordsOf('', path)
      const weight =
        nameWords /
        Math.max(
          1,
          [...words.values()].reduce((sum, one) => sum + one, 0),
        )
      for (const [word, count] of words) this.#add(word, node, count * weight)
    })
  }

  /** Takes in an offer whose category is known; one of a category that the tree has not is passed over. O(words). */
  learn({ title, categoryPath, id }: CategorySample): void {
    const node = this.#indexOf.get(id)
    if (node === undefined) return
    for (const [word, count] of this.#wordsOf(title, categoryPath)) this.#add(word, node, count)
    if (categoryPath.length === 0) return
    const key = categoryPath.join('\n').toLowerCase()
    const nodes = this.#paths.get(key) ?? new Map<number, number>()
    this.#paths.set(key, nodes.set(node, (nodes.get(node) ?? 0) + 1))
  }

  /** The likeliest category, or undefined when no word of the offer is known. */
  map({ title, categoryPath }: Omit<CategorySample, 'id'>): CategoryGuess | undefined {
    const scores = new Map<number, number>()
    for (const [word, weight] of this.#wordsOf(title, categoryPath)) {
      const share = (this.#all.get(word) ?? 0) / this.#sum
      for (const [node, count] of this.#words.get(word) ?? []) {
        const lift = count / this.#totals[node]! / share
        scores.set(node, (scores.get(node) ?? 0) + weight * Math.log1p(lift))
      }
    }
    for (const [node, count] of this.#paths.get(categoryPath.join('\n').toLowerCase()) ?? [])
      scores.set(node, (scores.get(node) ?? 0) + Math.log1p(count) * pathWeight)
    return this.#surest(scores)
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
