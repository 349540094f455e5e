import { TopK } from '@nunchi/kernel'
import type { Views } from '../../state/views.ts'
import type { PolicyName } from './answer.ts'
import { gather, scoreSlate } from './candidates.ts'
import { type List, listFor } from './listed.ts'
import type { Ranker } from './ranker.ts'
import type { Slate } from './slate.ts'
import { isStranger } from './stranger.ts'

const orderMax = 600
let best = new TopK(orderMax)
let bestCount = orderMax
const bestOut = new Uint32Array(orderMax)

/** Items in the order in which a policy would show them, best first, and what that order was read from. */
export type Ordered = { readonly items: readonly number[] } & (
  | { readonly slate: Slate; readonly list?: undefined }
  | { readonly slate?: undefined; readonly list: List }
)

export type OrderAsk = {
  readonly row: number
  readonly now: number
  readonly policy: PolicyName
  /** What was learned on top of the blend. */
  readonly ranker?: Ranker
  /** How many are wanted at most, up to 600. */
  readonly count: number
  /** Leave out what the shopper has bought before. */
  readonly isFresh: boolean
}

/** The whole catalogue as a policy would order it for one shopper, cut after `count`. Shared by `home` and the benches. */
export function orderFor(views: Views, ask: OrderAsk): Ordered {
  return ask.policy === 'individual' && !isStranger(views, ask.row) ? individual(views, ask) : listed(views, ask)
}

function individual(views: Views, { row, now, isFresh, ranker, ...ask }: OrderAsk): Ordered {
  const count = Math.min(orderMax, ask.count)
  const slate = gather(views, { row, now })
  scoreSlate(views, slate, ranker)
  if (bestCount !== count) {
    best = new TopK(count) // sorts only what is asked for
    bestCount = count
  }
  best.reset()
  for (let c = 0; c < slate.count; c++) if (!isFresh || !slate.isOwned(c)) best.offer(c, slate.scores[c]!)
  const items: number[] = []
  for (let i = 0, found = best.drain(bestOut); i < found; i++) items.push(slate.items[bestOut[i]!]!)
  return { items, slate }
}

function listed(views: Views, { row, policy, count, isFresh }: OrderAsk): Ordered {
  const list = listFor(views, { row, policy })
  const kept = new Set<number>()
  for (const item of list.items) {
    if (kept.size >= count) break
    if (!views.catalog.shown[item] || (isFresh && views.history.ownedSlotOf(row, item) >= 0)) continue
    kept.add(item)
  }
  return { items: [...kept], list }
}
