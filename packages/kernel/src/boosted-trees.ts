import { QuantileBins } from './quantile-bins.ts'
import { Random } from './random.ts'
import { type GrownTree, TreeGrower, type TreeShape } from './tree-grower.ts'

export type BoostedTreesOptions = TreeShape & {
  readonly trees: number
  /** What each tree's values are multiplied by. */
  readonly rate: number
  /** Share of the features that a tree may use, drawn anew for each. */
  readonly featureShare: number
  readonly seed: number
}

export type Examples = {
  /** Row-major, shape [n * features]. */
  readonly inputs: Float32Array
  readonly features: number
  /** 1 or 0, shape [n]. */
  readonly outcomes: Uint8Array
  /** How much each row counts, shape [n]. */
  readonly weights: Float32Array
}

/**
 * The log-odds of an outcome as a sum of trees, each fitted to what those before it leave unexplained (logistic loss).
 *
 * Learning: O(trees * rows * features * depth / 2); memory 1 byte an input beside the examples, 20 a row. Takes no appends: a
 * rebuild is all there is. score: O(trees * depth) a row, no allocation. Deterministic for a seed.
 *
 * Source: Friedman (2001), Greedy function approximation: a gradient boosting machine, Annals of Statistics 29(5),
 * sections 4.4 to 4.5, doi:10.1214/aos/1013203451; trees by TreeGrower.
 */
export class BoostedTrees {
  /** Log-odds before any tree. */
  readonly start: number
  readonly #roots: Int32Array
  readonly #features: Uint16Array
  readonly #edges: Float64Array
  /** By split: where rows go whose value is at most the edge; >= 0 a split, else leaf ~it. */
  readonly #left: Int32Array
  readonly #right: Int32Array
  readonly #values: Float64Array

  constructor(examples: Examples, options: BoostedTreesOptions) {
    const bins = new QuantileBins(examples.inputs, examples.features)
    this.start = startOf(examples)
    const trees = grownTrees(examples, { bins, start: this.start, options })
    const splits = sumOf(trees, (tree) => tree.splitFeatures.length)
    this.#roots = new Int32Array(trees.length)
    this.#features = new Uint16Array(splits)
    this.#edges = new Float64Array(splits)
    this.#left = new Int32Array(splits)
    this.#right = new Int32Array(splits)
    this.#values = new Float64Array(sumOf(trees, (tree) => tree.values.length))
    this.#pack(trees, bins, options.rate)
  }

  get trees(): number {
    return this.#roots.length
  }

  /** The log-odds of one row, which begins at `base` of the inputs. */
  score(inputs: Float32Array, base: number): number {
    return this.start + this.add(inputs, base, { from: 0, to: this.trees })
  }

  /** What the trees `from` to before `to` add to the log-odds of the row: with fewer trees, or step by step. */
  add(inputs: Float32Array, base: number, { from, to }: { from: number; to: number }): number {
    let sum = 0
    for (let tree = from; tree < to; tree++) {
      let at = this.#roots[tree]!
      while (at >= 0) at = inputs[base + this.#features[at]!]! > this.#edges[at]! ? this.#right[at]! : this.#left[at]!
      sum += this.#values[~at]!
    }
    return sum
  }

  #pack(trees: readonly GrownTree[], bins: QuantileBins, rate: number): void {
    let splits = 0
    let leaves = 0
    trees.forEach((tree, number) => {
      const moved = (child: number) => (child >= 0 ? child + splits : ~(~child + leaves))
      this.#roots[number] = moved(tree.splitFeatures.length > 0 ? 0 : -1)
      tree.splitFeatures.forEach((feature, split) => {
        this.#features[splits + split] = feature
        this.#edges[splits + split] = bins.edges[feature]![tree.splitCodes[split]!] ?? Number.POSITIVE_INFINITY
        this.#left[splits + split] = moved(tree.left[split]!)
        this.#right[splits + split] = moved(tree.right[split]!)
      })
      for (const [leaf, value] of tree.values.entries()) this.#values[leaves + leaf] = value * rate
      splits += tree.splitFeatures.length
      leaves += tree.values.length
    })
  }
}

function grownTrees(
  { inputs, features, outcomes, weights }: Examples,
  { bins, start, options }: { bins: QuantileBins; start: number; options: BoostedTreesOptions },
): GrownTree[] {
  const n = outcomes.length
  const scores = new Float32Array(n).fill(start)
  const slopes = new Float32Array(n)
  const curvatures = new Float32Array(n)
  const grower = new TreeGrower({ codes: bins.codes(inputs), features, slopes, curvatures }, options)
  const random = new Random(options.seed)
  return Array.from({ length: options.trees }, () => {
    for (let row = 0; row < n; row++) {
      const chance = 1 / (1 + Math.exp(-scores[row]!))
      slopes[row] = weights[row]! * (chance - outcomes[row]!)
      curvatures[row] = weights[row]! * chance * (1 - chance)
    }
    const tree = grower.grow(drawn(features, options.featureShare, random))
    grower.eachRow((row, leaf) => {
      scores[row]! += options.rate * tree.values[leaf]!
    })
    return tree
  })
}

/** A share of the numbers below `features`, at least one, rising. */
function drawn(features: number, share: number, random: Random): Uint16Array {
  const wanted = Math.max(1, Math.round(features * share))
  const all = Uint16Array.from({ length: features }, (_, feature) => feature)
  for (let i = 0; i < wanted; i++) {
    const j = i + random.below(features - i)
    const feature = all[i]!
    all[i] = all[j]!
    all[j] = feature
  }
  return all.slice(0, wanted).sort()
}

/** Log-odds of the outcome over all examples, half an example of each added. */
function startOf({ outcomes, weights }: Examples): number {
  let yes = 0.5
  let no = 0.5
  for (let row = 0; row < outcomes.length; row++)
    if (outcomes[row] === 1) yes += weights[row]!
    else no += weights[row]!
  return Math.log(yes / no)
}

function sumOf(trees: readonly GrownTree[], of: (tree: GrownTree) => number): number {
  return trees.reduce((sum, tree) => sum + of(tree), 0)
}
