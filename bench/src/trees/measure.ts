import { type Forest, fitIsotonic, isotonicAt, type TreeOptions, TreesTraining, treeDefaults } from '@nunchi/kernel'
import type { BenchRow } from '../bench.ts'
import { calibrationError, logLoss, mean, median, ndcgAt } from '../metrics.ts'
import { runLightgbm } from './lightgbm.ts'
import type { Problem } from './problem.ts'

const predictRows = 300
const calibrationBins = 15

/** What is asked of both: to stop by the validation set, or to grow so many trees and be timed. */
export type Ask = {
  readonly options: Partial<TreeOptions>
  /** A Python with LightGBM; undefined: no yardstick. */
  readonly python: string | undefined
  readonly repeats: number
}

/** How good the trees are on the test rows, beside the yardstick and what needs no learning. */
export function measureLoss(problem: Problem, ask: Ask): BenchRow[] {
  const options = { ...treeDefaults, ...ask.options }
  const { forest } = train(problem, options, true)
  const scores = scored(forest, problem)
  const rows = Object.entries(problem.baselines).flatMap(([name, baseline]) => judged(problem, name, baseline))
  rows.push(...judged(problem, 'nunchi', scores))
  rows.push({ set: problem.set, variant: 'nunchi', metric: 'trees', value: forest.parts.trees.length, unit: '' })
  if (problem.objective.kind === 'logistic') rows.push(...calibrated(problem, forest, scores))
  if (!ask.python) return rows
  const yardstick = runLightgbm(ask.python, problem.objective, problem, options)
  const variant = `yardstick-lightgbm ${yardstick.version}`
  const theirs = judged(problem, variant, yardstick.scores)
  const ours = judged(problem, 'nunchi', scores)[0]
  rows.push(...theirs, { set: problem.set, variant, metric: 'trees', value: yardstick.trees, unit: '' })
  const ratio = ours.value / theirs[0].value
  rows.push({ set: problem.set, variant: 'nunchi', metric: `${ours.metric} / lightgbm`, value: ratio, unit: '' })
  return rows
}

/** How fast training and answering are; medians of `repeats` trainings, all in this process after a first one that is not timed. */
export function measureSpeed(problem: Problem, ask: Ask): BenchRow[] {
  const options = { ...treeDefaults, ...ask.options, patience: 0 }
  const work = problem.train.values.length * options.trees
  train(problem, { ...options, trees: Math.min(10, options.trees) }, false)
  const runs = Array.from({ length: ask.repeats }, () => train(problem, options, false))
  const row = (variant: string, metric: string, value: number, unit: string): BenchRow => {
    return { set: problem.set, variant, metric, value, unit }
  }
  const speed = work / median(runs.map(({ seconds }) => seconds))
  const metric = 'training: rows x features x trees'
  const rows = [
    row('nunchi', metric, speed, '1/s'),
    row('nunchi', 'making bins', median(runs.map(({ binSeconds }) => binSeconds)), 's'),
    row('nunchi', `answering ${predictRows} rows`, predictMs(runs[0].forest, problem), 'ms'),
  ]
  if (!ask.python) return rows
  const yardsticks = Array.from({ length: ask.repeats }, () =>
    runLightgbm(ask.python ?? '', problem.objective, problem, options),
  )
  const variant = `yardstick-lightgbm ${yardsticks[0].version}`
  const theirs = work / median(yardsticks.map(({ trainSeconds }) => trainSeconds))
  rows.push(
    row(variant, metric, theirs, '1/s'),
    row(variant, 'making bins', median(yardsticks.map(({ binSeconds }) => binSeconds)), 's'),
    row(variant, `answering ${predictRows} rows`, median(yardsticks.map(({ predictMs: ms }) => ms)), 'ms'),
    row('nunchi', 'training / lightgbm', speed / theirs, ''),
  )
  return rows
}

type TrainRun = { readonly forest: Forest; readonly binSeconds: number; readonly seconds: number }

function train(problem: Problem, options: TreeOptions, withValidation: boolean): TrainRun {
  const start = performance.now()
  const { objective, train: data, validation } = problem
  const training = new TreesTraining({ objective, data, options, ...(withValidation ? { validation } : {}) })
  const binned = performance.now()
  let isMore = true
  while (isMore) isMore = training.step()
  const seconds = (performance.now() - binned) / 1_000
  return { forest: training.result().forest, binSeconds: (binned - start) / 1_000, seconds }
}

function scored(forest: Forest, { test }: Problem): Float64Array {
  const scores = new Float64Array(test.labels.length)
  forest.predict(test.values, scores.length, scores)
  return scores
}

/** The first row is what is compared. */
function judged({ set, objective, test }: Problem, variant: string, scores: Float64Array): BenchRow[] {
  if (objective.kind === 'lambda-mart') {
    const k = objective.k ?? 10
    return [{ set, variant, metric: `NDCG@${k}`, value: meanNdcg(scores, test.labels, test.groups ?? [], k), unit: '' }]
  }
  const chances = scores.map((score) => 1 / (1 + Math.exp(-score)))
  return [
    { set, variant, metric: 'log loss', value: logLoss(chances, test.labels), unit: '' },
    { set, variant, metric: 'ECE', value: calibrationError(chances, test.labels, calibrationBins), unit: '' },
  ]
}

/** The same after an isotonic fit to the validation rows. */
function calibrated(problem: Problem, forest: Forest, scores: Float64Array): BenchRow[] {
  const { validation, test, set } = problem
  const fitScores = new Float64Array(validation.labels.length)
  forest.predict(validation.values, fitScores.length, fitScores)
  const fit = fitIsotonic(fitScores, validation.labels)
  const chances = scores.map((score) => isotonicAt(fit, score))
  const value = calibrationError(chances, test.labels, calibrationBins)
  return [{ set, variant: 'nunchi, isotonic', metric: 'ECE', value, unit: '' }]
}

function meanNdcg(scores: Float64Array, labels: ArrayLike<number>, groups: Iterable<number>, k: number): number {
  const values: number[] = []
  let start = 0
  for (const count of groups) {
    const rows = Array.from({ length: count }, (_, i) => start + i)
    const relevant = new Set(rows.filter((row) => labels[row] === 1))
    values.push(
      ndcgAt(
        rows.sort((a, b) => scores[b] - scores[a] || a - b),
        relevant,
        k,
      ),
    )
    start += count
  }
  return mean(values)
}

/** The median time of many batches. */
function predictMs(forest: Forest, { test }: Problem): number {
  const width = test.features.length
  const scores = new Float64Array(predictRows)
  const times: number[] = []
  for (let i = 0; i < 200; i++) {
    const start = (i * predictRows) % Math.max(1, test.labels.length - predictRows)
    const rows = Math.min(predictRows, test.labels.length)
    const values = test.values.subarray(start * width, (start + rows) * width)
    const before = performance.now()
    forest.predict(values, rows, scores)
    if (i >= 50) times.push(performance.now() - before)
  }
  return median(times)
}
