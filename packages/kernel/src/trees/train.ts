import { Random } from '../random.ts'
import { type BinnedMatrix, fitBins, toBins } from './binned-matrix.ts'
import { Forest, pruned } from './forest.ts'
import { TreeGrower } from './grow.ts'
import { type Objective, type ObjectiveSpec, objectiveOf } from './objective.ts'
import { addTree, type Tree } from './tree.ts'
import { type TreeOptions, treeOptions } from './tree-options.ts'
import { checkTable, rowsOf, type TreeTable } from './tree-table.ts'
import { TreesError } from './trees-error.ts'

/** What is to be learned, from what. */
export type TrainTask = {
  readonly objective: ObjectiveSpec
  readonly data: TreeTable
  /** Rows that no tree learns from, with the same features: training ends when its loss no longer falls. */
  readonly validation?: TreeTable
  readonly options?: Partial<TreeOptions>
}

/** How far training is. */
export type TrainProgress = {
  readonly trees: number
  /** The loss on the validation set after this tree; undefined without one. */
  readonly validationLoss: number | undefined
}

export type Trained = {
  readonly forest: Forest
  /** Validation loss before the first tree and after each; empty without a validation set. */
  readonly losses: readonly number[]
  readonly end: 'all-trees' | 'no-split' | 'patience' | 'cancelled'
}

/**
 * Gradient boosting: each tree is grown on the derivatives of the loss at the scores so far, and adds a part of its
 * answer. One call of `step` grows one tree, so that a caller can give way, tell how far it is, or stop in between.
 *
 * Deterministic for a seed. Time per tree as in TreeGrower; memory: one byte per value, 60 bytes per row beside it. New
 * rows need a new training; `startScores` lets one go on from an older model's scores.
 *
 * Sources: Friedman (2001), doi:10.1214/aos/1013203451, and (2002), Stochastic gradient boosting,
 * doi:10.1016/S0167-9473(01)00065-2; Ke et al. (2017), LightGBM, NIPS 30, 3146-3154.
 */
export class TreesTraining {
  readonly #options: TreeOptions
  readonly #kind: ObjectiveSpec['kind']
  readonly #objective: Objective
  readonly #matrix: BinnedMatrix
  readonly #grower: TreeGrower
  readonly #random: Random
  readonly #scores: Float64Array
  readonly #gradients: Float64Array
  readonly #hessians: Float64Array
  readonly #rows: Uint32Array
  readonly #start: number
  readonly #held: Held | undefined
  readonly #trees: Tree[] = []
  readonly #losses: number[] = []
  #best = 0
  #end: Trained['end'] | undefined

  constructor({ objective, data, validation, options }: TrainTask) {
    this.#options = treeOptions(options)
    checkTable(data, 'data')
    const rows = rowsOf(data)
    this.#kind = objective.kind
    this.#objective = objectiveOf(objective, data, 'data')
    this.#start = data.startScores ? 0 : this.#objective.start
    const features = fitBins(data, this.#options.binsMax, this.#options.seed)
    this.#matrix = toBins(data.values, features)
    this.#grower = new TreeGrower(this.#matrix, this.#options)
    this.#random = new Random(this.#options.seed)
    this.#scores = startScores(data, this.#start)
    this.#gradients = new Float64Array(rows)
    this.#hessians = new Float64Array(rows)
    this.#rows = Uint32Array.from({ length: rows }, (_, row) => row)
    if (!validation) return
    checkTable(validation, 'validation')
    checkSameFeatures(data, validation)
    const scores = startScores(validation, this.#start)
    const judge = objectiveOf(objective, validation, 'validation')
    this.#held = { matrix: toBins(validation.values, features), all: listOf(rowsOf(validation)), scores, judge }
    this.#losses.push(judge.loss(scores))
  }

  /** How far training is. */
  get progress(): TrainProgress {
    return { trees: this.#trees.length, validationLoss: this.#losses[this.#losses.length - 1] }
  }

  /** Grows one tree. @returns whether there is more to do */
  step(): boolean {
    if (this.#end) return false
    this.#objective.derive(this.#scores, this.#gradients, this.#hessians)
    const { inBag, outOfBag } = this.#drawRows()
    const task = { gradients: this.#gradients, hessians: this.#hessians, rows: inBag, features: this.#drawFeatures() }
    const { tree, starts, ends } = this.#grower.grow(task)
    // Without a draw the next tree would come out the same.
    const isDrawn = outOfBag.length > 0 || task.features.length < this.#matrix.features.length
    if (tree.feature.length === 0 && !isDrawn) return this.#finish('no-split')
    this.#trees.push(tree)
    for (let leaf = 0; leaf < starts.length; leaf++)
      for (let i = starts[leaf]; i < ends[leaf]; i++) this.#scores[inBag[i]] += tree.values[leaf]
    addTree(tree, this.#matrix, { list: outOfBag, start: 0, end: outOfBag.length }, this.#scores)
    this.#judge(tree)
    if (this.#end) return false
    return this.#trees.length < this.#options.trees || this.#finish('all-trees')
  }

  /** What was learned so far; with a validation set, up to the tree after which its loss was smallest. */
  result(): Trained {
    const trees = this.#held ? this.#trees.slice(0, this.#best) : this.#trees
    const parts = { objective: this.#kind, start: this.#start, features: this.#matrix.features, trees }
    return { forest: new Forest(pruned(parts)), losses: this.#losses, end: this.#end ?? 'cancelled' }
  }

  #judge(tree: Tree): void {
    if (!this.#held) return
    const { matrix, all, scores, judge } = this.#held
    addTree(tree, matrix, { list: all, start: 0, end: all.length }, scores)
    const loss = judge.loss(scores)
    this.#losses.push(loss)
    if (loss < this.#losses[this.#best]) this.#best = this.#losses.length - 1
    const { patience } = this.#options
    if (patience > 0 && this.#losses.length - 1 - this.#best >= patience) this.#finish('patience')
  }

  #finish(end: Trained['end']): false {
    this.#end = end
    return false
  }

  /** Draws the rows of the next tree (selection sampling, so both lists are ascending). */
  #drawRows(): { inBag: Uint32Array; outOfBag: Uint32Array } {
    const rows = this.#rows
    const wanted = Math.max(1, Math.round(this.#options.rowShare * rows.length))
    if (wanted === rows.length) {
      for (let row = 0; row < wanted; row++) rows[row] = row
      return { inBag: rows, outOfBag: rows.subarray(wanted) }
    }
    let inside = 0
    for (let row = 0; row < rows.length; row++) {
      const isIn = this.#random.unit() * (rows.length - row) < wanted - inside
      rows[isIn ? inside++ : wanted + row - inside] = row
    }
    return { inBag: rows.subarray(0, wanted), outOfBag: rows.subarray(wanted) }
  }

  #drawFeatures(): Uint32Array {
    const features = listOf(this.#matrix.features.length)
    const wanted = Math.max(1, Math.round(this.#options.featureShare * features.length))
    if (wanted === features.length) return features
    this.#random.draw(features, wanted)
    return features.subarray(0, wanted).sort()
  }
}

/**
 * Trains to the end.
 * @param onProgress called after each tree; `false` ends training there, and what was learned is kept
 */
export function trainTrees(task: TrainTask, onProgress?: (progress: TrainProgress) => boolean): Trained {
  const training = new TreesTraining(task)
  while (training.step()) if (onProgress?.(training.progress) === false) break
  return training.result()
}

/** The validation set, and its scores so far. */
type Held = {
  readonly matrix: BinnedMatrix
  readonly all: Uint32Array
  readonly scores: Float64Array
  readonly judge: Objective
}

function startScores(table: TreeTable, start: number): Float64Array {
  return table.startScores ? Float64Array.from(table.startScores) : new Float64Array(rowsOf(table)).fill(start)
}

function listOf(count: number): Uint32Array {
  return Uint32Array.from({ length: count }, (_, i) => i)
}

function checkSameFeatures(data: TreeTable, validation: TreeTable): void {
  const names = (table: TreeTable): string =>
    table.features.map(({ name, kind = 'number' }) => `${name} ${kind}`).join()
  if (names(data) !== names(validation))
    throw new TreesError('TREES_DATA', 'validation.features', 'they differ from those of data; give the same, in order')
  if (Boolean(data.startScores) !== Boolean(validation.startScores))
    throw new TreesError('TREES_DATA', 'validation.startScores', 'give them for both tables or for none')
}
