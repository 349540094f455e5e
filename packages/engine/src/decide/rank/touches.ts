import { SparseScores } from '@nunchi/kernel'
import { touchNames, touchWeights } from '../../domain/touch.ts'
import type { Views } from '../../state/views.ts'

/** A touch of this weight or less turns a product down; lighter ones (out of the cart, off the list) undo what was before. */
const refusalWeight = touchWeights.refund
/**
 * What takes a refusal back weighs at least this. Looking does not: it goes on around a refusal, as the time spent on a
 * page is told on leaving it and who returns a product looks it up.
 */
const actWeight = touchWeights.wish

/** What still holds of a shopper's latest touches. The object is reused by the next call. */
export type Touches = {
  /** Slots in `History.recent` of those that draw to a product and were not taken back, latest first. */
  readonly slots: Uint32Array
  count: number
  /** Products turned down: disliked, or returned and not owned any more. */
  readonly refused: number[]
}

const touches: Touches = { slots: new Uint32Array(64), count: 0, refused: [] }
/** By item met with a "no": the slot from which on touches count again, or one of the two below. Scratch. */
const verdicts = new SparseScores()
const disliked = -2
const returned = -1

/**
 * Reads the latest touches of the shopper in `row` so that the last word on a product counts: what came before a touch
 * against it is void, and after a dislike, a bad review or a refund only an act (a wish, the cart, an order) counts again.
 * O(64), and the products bought for each that was returned.
 */
export function readTouches(views: Views, row: number): Touches {
  const { recent } = views.history
  touches.count = 0
  touches.refused.length = 0
  verdicts.reset()
  if (row < 0 || row >= recent.rows) return touches
  const from = recent.starts[row]!
  const to = from + recent.counts[row]!
  for (let slot = from; slot < to; slot++) judge(recent.columns.item[slot]!, recent.columns.kind[slot]!, slot)
  for (let slot = to - 1; slot >= from; slot--) {
    if (touchWeights[touchNames[recent.columns.kind[slot]!]!] <= 0) continue
    const place = verdicts.count > 0 ? verdicts.placeOf(recent.columns.item[slot]!) : -1
    if (place >= 0 && (verdicts.scores[place]! < 0 || slot < verdicts.scores[place]!)) continue
    touches.slots[touches.count++] = slot
  }
  for (let i = 0; i < verdicts.count; i++) {
    const item = verdicts.touched[i]!
    const verdict = verdicts.scores[i]!
    if (verdict === disliked || (verdict === returned && views.history.ownedSlotOf(row, item) < 0)) {
      touches.refused.push(item)
    }
  }
  return touches
}

/** Lets one more touch, the latest so far, bear on the verdict on its item. */
function judge(item: number, kind: number, slot: number): void {
  const name = touchNames[kind]!
  const weight = touchWeights[name]
  if (weight > 0 && verdicts.count === 0) return
  const known = verdicts.placeOf(item)
  const before = known < 0 ? 0 : verdicts.scores[known]!
  if (weight > 0) {
    if (before < 0 && weight >= actWeight) verdicts.scores[known] = slot
    return
  }
  const place = known < 0 ? verdicts.add(item, 0) : known
  if (weight <= refusalWeight) verdicts.scores[place] = name === 'refund' ? Math.min(before, returned) : disliked
  else if (before >= 0) verdicts.scores[place] = slot + 1
}
