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

/** How much better than another an order is, moment by moment. */
export type Lead = {
  readonly ndcg: number
  /** Standard error of that mean. */
  readonly error: number
}

export type RankerCheck = {
  /** Moments in which any act came, out of those checked. */
  readonly moments: number
  /** Mean NDCG@20 of the orders by the blend, by the ranker in use and by the new one. */
  readonly ndcg: { readonly blend: number; readonly current?: number; readonly ranker?: number }
  /** The new one's lead over the blend, and over the ranker in use. */
  readonly lead: { readonly blend?: Lead; readonly current?: Lead }
  /** Products in the first 20 places. */
  readonly shown: { readonly blend: number; readonly ranker?: number }
  readonly chances: Partial<Readonly<Record<Act, ChanceCheck>>>
  /** Whether the new one's lead over both is more than its standard error. */
  readonly isBetter: boolean
}

type Rivals = { readonly current?: Ranker; readonly ranker?: Ranker }

/** Compares the orders of the same candidates, for the moments from `fromMoment` on. O(rows * trees). */
export function checkRanker(table: LessonTable, fromMoment: number, { current, ranker }: Rivals): RankerCheck {
  const from = table.starts[fromMoment]!
  const stretch = { from: fromMoment, to: table.moments }
  const blend = worthOfOrders(table, stretch, table.blend.subarray(from))
  const before = current && worthOfOrders(table, stretch, scoresBy(current, table, from))
  const after = ranker && worthOfOrders(table, stretch, scoresBy(ranker, table, from))
  const lead = {
    blend: after && leadOf(after.ndcgs, blend.ndcgs),
    current: after && before && leadOf(after.ndcgs, before.ndcgs),
  }
  const leads = [lead.blend, lead.current].filter((one) => one !== undefined)
  return {
    moments: blend.ndcgs.length,
    ndcg: { blend: meanOf(blend.ndcgs), current: before && meanOf(before.ndcgs), ranker: after && meanOf(after.ndcgs) },
    lead,
    shown: { blend: blend.shown, ranker: after?.shown },
    chances: ranker ? chancesOf(ranker, table, from) : {},
    isBetter: blend.ndcgs.length >= momentsMin && leads.length > 0 && leads.every(({ ndcg, error }) => ndcg > error),
  }
}

function scoresBy(ranker: Ranker, table: LessonTable, from: number): Float64Array {
  const values = table.values.subarray(from * width)
  const scores = scoreRows(ranker.heads, values)
  discount(scores, values, ranker.novelty)
  return scores
}

function leadOf(ndcgs: readonly number[], others: readonly number[]): Lead {
  const differences = ndcgs.map((ndcg, i) => ndcg - others[i]!)
  const ndcg = meanOf(differences)
  const variance = meanOf(differences.map((one) => (one - ndcg) ** 2))
  return { ndcg, error: Math.sqrt(variance / Math.max(1, differences.length - 1)) }
}

function chancesOf({ heads }: Ranker, table: LessonTable, from: number): RankerCheck['chances'] {
  const checks: Partial<Record<Act, ChanceCheck>> = {}
  for (const act of acts) {
    const head = heads[act]
    if (!head || table.rows === from) continue
    const labels = table.done[act].subarray(from)
    const chances = new Float64Array(labels.length)
    tellChances(head, table.values.subarray(from * width), chances)
    const rate = meanOf(labels)
    checks[act] = {
      rate,
      calibrationError: calibrationError(chances, labels),
      logLoss: logLossOf(chances, labels),
      logLossOfRate: logLossOf(new Float64Array(labels.length).fill(rate), labels),
    }
  }
  return checks
}

function logLossOf(chances: Float64Array, labels: Uint8Array): number {
  return meanOf(chances.map((chance, i) => -Math.log(Math.max(1e-15, labels[i] ? chance : 1 - chance))))
}

function meanOf(values: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]!
  return values.length > 0 ? sum / values.length : 0
}
