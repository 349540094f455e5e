import { SparseScores } from '@nunchi/kernel'
import type { Views } from '../../state/views.ts'
import type { Blocked } from './blocked.ts'
import { type Interests, readInterests } from './interests.ts'
import { type Likeness, readLikeness } from './likeness.ts'
import { type Query, queryOf, visitOf } from './query.ts'
import { readTouches } from './touches.ts'

const day = 86_400
const sessionsMax = 120
/** Sessions looked at per answer, over all items of the past alike: 200 items share what 40 would look at. */
const postingsMax = 4_000
const visitSessionsMax = 50
const visitPostingsMax = 500
const sessionHalfLife = 14 * day

/** What a shopper's past says, item by item, before anything is chosen from it. */
export type Sources = {
  /** What follows on the past, with the item of it that speaks most as the cause. */
  readonly next: SparseScores
  /** How sessions like the past, and like the visit, went on. */
  readonly session: SparseScores
  readonly visit: SparseScores
  /** How much the shopper looked at something. */
  readonly looked: SparseScores
  /** What they own: item -> slot in `History.owned`. */
  readonly owned: SparseScores
  /** What they turned down: it is not shown unless asked for. */
  readonly refused: SparseScores
  readonly interests: Interests
  readonly likeness: Likeness
  /** The past that speaks. */
  readonly query: Query
  /** How many products of the visit speak; 0 when they are on none. */
  readonly visitLength: number
}

export type Asker = {
  /** The shopper's row, -1 for a stranger. */
  readonly row: number
  /** Seconds since 1970. */
  readonly now: number
  readonly blocked: Blocked
}

// One answer is made at a time: the sums are shared by them.
const sums = {
  next: new SparseScores(),
  session: new SparseScores(),
  visit: new SparseScores(),
  looked: new SparseScores(),
  owned: new SparseScores(),
  refused: new SparseScores(),
}

/** Lets everything that is known of a shopper speak. What it gives is reused by the next call. */
export function readSources(views: Views, asker: Asker): Sources {
  for (const scores of Object.values(sums)) scores.reset()
  readOwned(views, asker.row)
  const touches = readTouches(views, asker.row)
  const query = queryOf(views, asker.row, asker.blocked, touches)
  for (const item of touches.refused) sums.refused.add(item, 1)
  readQuery(views, query, asker)
  const visitLength = readVisit(views, asker)
  return {
    ...sums,
    interests: readInterests(views.profile, views.catalog.tagTypes, asker.row, asker.now),
    likeness: readLikeness(views, query),
    query,
    visitLength,
  }
}

function readOwned(views: Views, row: number): void {
  const { owned } = views.history
  if (row < 0 || row >= owned.rows) return
  const from = owned.starts[row]!
  for (let slot = from; slot < from + owned.counts[row]!; slot++) sums.owned.add(owned.columns.item[slot]!, slot)
}

/** Lets the shopper's past speak: what follows on it, and how sessions like it went on. */
function readQuery(views: Views, query: Query, { row, now }: Asker): void {
  const { transitions, index } = views.sessions
  const { lists, sums: totals } = transitions
  const { next, looked, session } = sums
  for (let i = 0; i < query.length; i++) {
    const past = query.items[i]!
    if (query.looks[i]! > 0) looked.add(past, query.looks[i]!)
    if (past >= lists.rows || lists.counts[past] === 0) continue
    const share = query.weights[i]! / Math.sqrt(totals[past]!)
    const from = lists.starts[past]!
    for (let slot = from; slot < from + lists.counts[past]!; slot++) {
      next.addFrom(lists.columns.item[slot]!, share * lists.columns.weight[slot]!, past)
    }
  }
  index.neighbours(
    query,
    { count: sessionsMax, exceptOwner: row < 0 ? 0xffffffff : row, now, halfLife: sessionHalfLife, postingsMax },
    session,
  )
}

/** Lets the visit speak, if the shopper is on one: how sessions like it went on. @returns how many products speak */
function readVisit(views: Views, asker: Asker): number {
  const query = visitOf(views, asker)
  if (query.length === 0) return 0
  views.sessions.index.neighbours(
    query,
    {
      count: visitSessionsMax,
      exceptOwner: asker.row,
      now: asker.now,
      halfLife: sessionHalfLife,
      postingsMax: visitPostingsMax,
    },
    sums.visit,
  )
  return query.length
}
