import { fitPlatt, type PlattFit } from '../platt.ts'
import { type Forest, forestFile, parseForest, type TreeOptions, trainTrees } from '../trees/index.ts'
import { MatcherError } from './matcher-error.ts'
import { binsForMean, meanForest } from './mean-forest.ts'

/** The mean of several forests over the same features, as one, and what turns its answer into calibrated log-odds. */
export class ForestBag {
  readonly names: readonly string[]
  readonly forest: Forest
  readonly platt: PlattFit

  constructor(parts: { names: readonly string[]; forest: Forest; platt: PlattFit }) {
    this.names = parts.names
    this.forest = parts.forest
    this.platt = parts.platt
  }

  /** Calibrated log-odds of `rows` rows of `names`; scores is the out-array, shape [rows]. */
  logOdds(values: Float64Array, rows: number, scores: Float64Array): void {
    const { slope, shift } = this.platt
    this.forest.predict(values, rows, scores)
    for (let row = 0; row < rows; row++) scores[row] = slope * scores[row] + shift
  }

  toFile(): object {
    return { forest: forestFile(this.forest), platt: this.platt }
  }

  /** @throws MatcherError MATCHER_FILE, or TreesError for a forest that cannot be read */
  static parse(file: unknown, names: readonly string[], place: string): ForestBag {
    const { forest, platt } = (file ?? {}) as { forest?: unknown; platt?: Partial<PlattFit> }
    const slope = platt?.slope
    const shift = platt?.shift
    if (!Number.isFinite(slope) || !Number.isFinite(shift))
      throw new MatcherError('MATCHER_FILE', `${place}.platt`, 'has no slope or no shift; train the matcher anew')
    const features = names.map((name) => ({ name }))
    const fit = { slope: slope as number, shift: shift as number }
    return new ForestBag({ names, forest: parseForest(forest, features), platt: fit })
  }
}

export type BagTask = {
  readonly names: readonly string[]
  /** Shape [n * names], row by row. */
  readonly values: Float64Array
  readonly labels: Uint8Array
  /** Which part each row falls into, 0 to parts - 1: forest i learns from all other parts, and answers for part i. */
  readonly parts: Uint8Array
  readonly partCount: number
  /** Of each row, bit i: forest i learns from it. Without, all do but that of its part. */
  readonly teaches?: Uint32Array
  /** So many rows, the first, calibrate; all where it is not said. */
  readonly calibrated?: number
  readonly options: Partial<TreeOptions>
}

export type TrainedBag = {
  readonly bag: ForestBag
  /** What the forest that has not seen a row makes of it: calibrated log-odds, shape [n]. */
  readonly outOfPart: Float64Array
}

/**
 * One forest for each part of the rows, taught with the others: together they answer for new rows, and each row of the lessons
 * has one that did not see it, whose answer calibrates them all and is fit to teach a next stage.
 * Source: Wolpert (1992), Stacked generalization, doi:10.1016/S0893-6080(05)80023-1.
 */
export function trainBag({ names, values, labels, parts, partCount, options, ...task }: BagTask): TrainedBag {
  const features = names.map((name) => ({ name }))
  const raw = new Float64Array(labels.length)
  const forests = Array.from({ length: partCount }, (_, part) => {
    const learns = (row: number): boolean =>
      task.teaches ? ((task.teaches[row] >>> part) & 1) === 1 : parts[row] !== part
    const lessons = rowsWhere(labels.length, learns)
    const held = rowsWhere(labels.length, (row) => parts[row] === part)
    const data = {
      features,
      values: pick(values, lessons, names.length),
      labels: Uint8Array.from(lessons, (i) => labels[i]),
    }
    const { forest } = trainTrees({
      objective: { kind: 'logistic' },
      data,
      options: { binsMax: binsForMean(partCount), ...options, seed: (options.seed ?? 1) * 64 + part },
    })
    const scores = new Float64Array(held.length)
    forest.predict(pick(values, held, names.length), held.length, scores)
    for (let i = 0; i < held.length; i++) raw[held[i]] = scores[i]
    return forest
  })
  const platt = fitPlatt(raw.subarray(0, task.calibrated), labels.subarray(0, task.calibrated))
  const outOfPart = raw.map((score) => platt.slope * score + platt.shift)
  return { bag: new ForestBag({ names, forest: meanForest(forests), platt }), outOfPart }
}

function rowsWhere(rows: number, isIn: (row: number) => boolean): Uint32Array {
  return Uint32Array.from({ length: rows }, (_, row) => row).filter(isIn)
}

function pick(values: Float64Array, rows: Uint32Array, width: number): Float64Array {
  const picked = new Float64Array(rows.length * width)
  for (let i = 0; i < rows.length; i++) picked.set(values.subarray(rows[i] * width, (rows[i] + 1) * width), i * width)
  return picked
}
