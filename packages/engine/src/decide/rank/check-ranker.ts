import { calibrationError } from '@nunchi/kernel'
import type { Act } from './answer.ts'
import { worthOfOrders } from './lesson-orders.ts'
import type { LessonTable } from './lesson-table.ts'
import { acts, discount, type Ranker, scoreRows, tellChances } from './ranker.ts'
import { rankerFeatures } from './ranker-features.ts'

const width = rankerFeatures.length
/** Fewer moments with an act tell nothing apart. */
const momentsMin = 50

/** How well the chances of one act were told. */
export type ChanceCheck = {
  /** How often the act came. */
  readonly rate: number
  /** Expected calibration error, 0 to 1. */
  readonly calibrationError: number
  readonly logLoss: number
  /** What foretelling the rate for all would lose. */
  readonly logLossOfRate: number
}

export type RankerCheck = {
  /** Moments in which any act came, out of those checked. */
  readonly moments: number
  /** Mean NDCG@20 of the orders by the blend, by the ranker in use and by the new one; what is best came first. */
  readonly ndcg: { readonly blend: number; readonly current?: number; readonly ranker?: number }
  /** Products in their first 20 places. */
  readonly shown: { readonly blend: number; readonly ranker?: number }
  readonly chances: Partial<Readonly<Record<Act, ChanceCheck>>>
  /** Whether the new one orders better than both. */
  readonly isBetter: boolean
}

type Rivals = { readonly current?: Ranker; readonly ranker?: Ranker }

/** Compares the orders of the same candidates, for the moments from `fromMoment` on. O(rows * trees). */
export function checkRanker(table: LessonTable, fromMoment: number, { current, ranker }: Rivals): RankerCheck {
  const from = table.moments[fromMoment]?.from ?? table.rows
  const span = { from: fromMoment, to: table.moments.length }
  const blend = worthOfOrders(table, span, table.blend.subarray(from, table.rows))
  const before = current && worthOfOrders(table, span, scoresBy(current, table, from))
  const after = ranker && worthOfOrders(table, span, scoresBy(ranker, table, from))
  return {
    moments: blend.moments,
    ndcg: { blend: blend.ndcg, current: before?.ndcg, ranker: after?.ndcg },
    shown: { blend: blend.shown, ranker: after?.shown },
    chances: ranker ? chancesOf(ranker, table, from) : {},
    isBetter: blend.moments >= momentsMin && (after?.ndcg ?? 0) > Math.max(blend.ndcg, before?.ndcg ?? 0),
  }
}

function scoresBy(ranker: Ranker, table: LessonTable, from: number): Float64Array {
  const scores = scoreRows(ranker.heads, table.values.subarray(from * width, table.rows * width))
  discount(scores, table.values.subarray(from * width), ranker.novelty)
  return scores
}

function chancesOf({ heads }: Ranker, table: LessonTable, from: number): RankerCheck['chances'] {
  const checks: Partial<Record<Act, ChanceCheck>> = {}
  for (const act of acts) {
    const head = heads[act]
    if (!head || table.rows === from) continue
    const labels = table.done[act].subarray(from, table.rows)
    const chances = new Float64Array(labels.length)
    tellChances(head, table.values.subarray(from * width), chances)
    const weights = table.weights.subarray(from, table.rows)
    const rate = meanOf(labels, weights)
    checks[act] = {
      rate,
      calibrationError: calibrationError(chances, labels, { weights }),
      logLoss: logLossOf(chances, labels, weights),
      logLossOfRate: logLossOf(new Float64Array(labels.length).fill(rate), labels, weights),
    }
  }
  return checks
}

function logLossOf(chances: Float64Array, labels: Uint8Array, weights: Float32Array): number {
  const losses = chances.map((chance, i) => -Math.log(Math.max(1e-15, labels[i] ? chance : 1 - chance)))
  return meanOf(losses, weights)
}

function meanOf(values: ArrayLike<number>, weights: Float32Array): number {
  let sum = 0
  let all = 0
  for (let i = 0; i < weights.length; i++) {
    sum += weights[i]! * values[i]!
    all += weights[i]!
  }
  return sum / all
}
