import type { Tree } from './tree.ts'

/** Rows that are answered side by side. */
export const lanes = 4

/** The sign bit of a leaf's test. */
const leafFlag = 1 << 31

/** What is left of a test, shifted by its bin, without the leaf flag. */
export const slotMask = 0x7fffff

/** A leaf's test sees no code beyond this bin, so that it always goes left. */
const noTest = 255

/** All trees in one array of nodes, leaves among them. */
export type FlatTrees = {
  /**
   * Two words a node: its test (bin in the lowest 8 bits, then the slot of its code times `lanes`, then the leaf flag), and
   * the place of its left child, with the right one next to it. A leaf is its own left child.
   */
  readonly nodes: Int32Array
  /** The answer of each node, 0 where it is none. */
  readonly values: Float64Array
  /** Place of each tree's root. */
  readonly roots: Int32Array
  /** How many codes a row has: two for each feature, one for each set. */
  readonly slots: number
  /** The different sets of categories, eight words each, and the feature of each. */
  readonly sets: Uint32Array
  readonly setFeatures: Uint32Array
}

/** Lays trees out; all their nodes are of the first `features` features. */
export function flatTrees(trees: readonly Tree[], features: number): FlatTrees {
  const sets = new Sets()
  const count = trees.reduce((sum, { feature, values }) => sum + feature.length + values.length, 0)
  const nodes = new Int32Array(count * 2)
  const values = new Float64Array(count)
  const roots = new Int32Array(trees.length)
  let next = 0
  for (const [index, tree] of trees.entries()) {
    roots[index] = next * 2
    // Nodes are laid from the root downwards; children get their places, side by side, when their parent is laid.
    const laid = [tree.feature.length > 0 ? 0 : -1]
    const first = next
    next += 1
    for (let i = 0; i < laid.length; i++) {
      const node = laid[i]
      const at = first + i
      if (node < 0) {
        values[at] = tree.values[~node]
        nodes[at * 2] = leafFlag | noTest
        nodes[at * 2 + 1] = at * 2
        continue
      }
      const set = tree.sets[node]
      const slot = set
        ? features * 2 + sets.add(set, tree.feature[node])
        : tree.feature[node] * 2 + tree.missingLeft[node]
      nodes[at * 2] = ((slot * lanes) << 8) | (set ? 0 : tree.bin[node])
      nodes[at * 2 + 1] = next * 2
      laid.push(tree.left[node], tree.right[node])
      next += 2
    }
  }
  return { nodes, values, roots, slots: features * 2 + sets.features.length, ...sets.columns() }
}

/** Gives out one number to equal sets of one feature. */
class Sets {
  readonly features: number[] = []
  readonly #words: number[] = []
  readonly #numbers = new Map<string, number>()

  add(set: Uint32Array, feature: number): number {
    const key = `${feature} ${set}`
    const known = this.#numbers.get(key)
    if (known !== undefined) return known
    this.#words.push(...set)
    this.#numbers.set(key, this.features.length)
    return this.features.push(feature) - 1
  }

  columns(): { sets: Uint32Array; setFeatures: Uint32Array } {
    return { sets: Uint32Array.from(this.#words), setFeatures: Uint32Array.from(this.features) }
  }
}
