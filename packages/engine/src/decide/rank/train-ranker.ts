import { fitPlatt, type PlattFit, type TreeOptions, TreesTraining, type TreeTable } from '@nunchi/kernel'
import type { Act } from './answer.ts'
import { checkRanker, type RankerCheck } from './check-ranker.ts'
import { worthOfOrders } from './lesson-orders.ts'
import type { LessonTable } from './lesson-table.ts'
import { acts, discount, type Head, type Heads, Ranker, scoreRows, tellOdds } from './ranker.ts'
import { rankerFeatures } from './ranker-features.ts'

/** The newest moments, by which rankers are compared, are not learned from. */
const checkedShare = 0.08
/** The newest part of what is learned from is held back: to tell when to stop, and what the chances are these days. */
const heldShare = 0.12
/** An act that came fewer times is not learned. */
export const doneMin = 200
const heldDoneMin = 40
const noveltySteps = [0, 0.01, 0.02, 0.03, 0.04, 0.05, 0.06, 0.08, 0.1, 0.12, 0.15, 0.2, 0.3]
const width = rankerFeatures.length
const treeOptions: Partial<TreeOptions> = {
  trees: 150,
  leavesMax: 15,
  shrinkage: 0.1,
  l2: 20,
  leafRowsMin: 1,
  leafWeightMin: 10,
  featureShare: 0.6,
  binsMax: 64,
  patience: 15,
}

export type RankerProgress = { readonly act: Act; readonly trees: number; readonly treesMax: number }

export type RankerTrained = {
  /** undefined when there was too little to learn from. */
  readonly ranker?: Ranker
  readonly moments: number
  readonly rows: number
  /** How often each act came, in what was learned from. */
  readonly done: Readonly<Record<Act, number>>
  /** How it does on the newest moments, which it did not learn from, beside the blend and the ranker so far. */
  readonly check: RankerCheck
}

/**
 * Learns a ranker from lessons in the order of time: trees for each act that came often enough, from the older ones;
 * when to stop, and how scores become chances, from the newer; and compares it, on the newest of all, with the blend alone
 * and with the ranker in use. Gives way after each tree.
 *
 * Time: 40 s for two million rows and one act. Deterministic.
 */
export function* trainRanker(
  table: LessonTable,
  current: Ranker | undefined,
): Generator<RankerProgress, RankerTrained, void> {
  const learnable = Math.floor(table.moments * (1 - checkedShare))
  const held = Math.floor(learnable * (1 - heldShare))
  const parts: Parts = { older: rowsOf(table, 0, held), newer: rowsOf(table, held, learnable) }
  const count = (act: Act) => countDone(table, act, rowsOf(table, 0, learnable))
  const counts = { click: count('click'), cart: count('cart'), purchase: count('purchase') }
  const known = acts.filter((act) => isLearnable(table, act, parts))
  const rarest = Math.min(...known.map((act) => counts[act]))
  const heads: Partial<Record<Act, Head>> = {}
  for (const act of known) heads[act] = yield* trainHead(table, { ...parts, act, worth: rarest / counts[act] })
  const isLearned = Object.keys(heads).length > 0
  const ranker = isLearned ? new Ranker({ heads, novelty: noveltyFor(table, heads, held, learnable) }) : undefined
  const check = checkRanker(table, learnable, { current, ranker })
  return { ranker, moments: table.moments, rows: table.rows, done: counts, check }
}

/** The least discount with which as many products are shown as by the blend. */
function noveltyFor(table: LessonTable, heads: Heads, from: number, to: number): number {
  const span = rowsOf(table, from, to)
  const values = table.values.subarray(span.from * width, span.to * width)
  const wanted = worthOfOrders(table, { from, to }, table.blend.subarray(span.from, span.to)).shown
  const worth = scoreRows(heads, values)
  for (const novelty of noveltySteps) {
    const scores = worth.slice()
    discount(scores, values, novelty)
    if (worthOfOrders(table, { from, to }, scores).shown >= wanted) return novelty
  }
  return noveltySteps.at(-1)!
}

type Span = { readonly from: number; readonly to: number }
type Parts = { readonly older: Span; readonly newer: Span }

function rowsOf({ starts }: LessonTable, fromMoment: number, toMoment: number): Span {
  return { from: starts[fromMoment]!, to: starts[toMoment]! }
}

function isLearnable(table: LessonTable, act: Act, { older, newer }: Parts): boolean {
  return countDone(table, act, older) >= doneMin && countDone(table, act, newer) >= heldDoneMin
}

function* trainHead(
  table: LessonTable,
  { older, newer, act, worth }: Parts & { readonly act: Act; readonly worth: number },
): Generator<RankerProgress, Head, void> {
  const base = fitPlatt(table.blend.subarray(older.from, older.to), table.done[act].subarray(older.from, older.to))
  const data = treeTable(table, act, older, base)
  const validation = treeTable(table, act, newer, base)
  const training = new TreesTraining({ objective: { kind: 'logistic' }, data, validation, options: treeOptions })
  while (training.step()) yield { act, trees: training.progress.trees, treesMax: treeOptions.trees! }
  const { forest } = training.result()
  const odds = new Float64Array(newer.to - newer.from)
  tellOdds({ base, forest }, validation.values, odds)
  return { base, forest, worth, calibration: fitPlatt(odds, validation.labels) }
}

function treeTable(table: LessonTable, act: Act, { from, to }: Span, { slope, shift }: PlattFit) {
  return {
    features: rankerFeatures,
    values: table.values.subarray(from * width, to * width),
    labels: table.done[act].subarray(from, to),
    startScores: table.blend.subarray(from, to).map((score) => slope * score + shift),
  } satisfies TreeTable
}

function countDone(table: LessonTable, act: Act, { from, to }: Span): number {
  let count = 0
  for (let row = from; row < to; row++) count += table.done[act][row]!
  return count
}
