import type { CategoryTree } from '../decide/attributes/learn-categories.ts'
import type { PolicyShares } from '../decide/rank/policy.ts'
import type { Clock } from '../ports/clock.ts'
import type { EventLog } from '../ports/event-log.ts'
import type { ModelStore } from '../ports/model-store.ts'
import type { SnapshotStore } from '../ports/snapshot-store.ts'
import type { Vault } from '../ports/vault.ts'
import type { Newcomers } from './allowances.ts'
import type { Trouble } from './chores.ts'
import type { WaitingParts } from './deals/waiting-learning.ts'
import type { RoadTable } from './dispatch/place-book.ts'
import type { Storage } from './face.ts'
import type { MatchingMaker } from './malls/matching.ts'
import type { ReaderTeacher } from './malls/reader-learning.ts'
import type { Snapshotter } from './snapshots.ts'
import type { Trainer } from './training.ts'

/** What a shop is made of: its adapters, and how it is to be run. */
export type ShopParts = {
  readonly log: EventLog
  readonly vault: Vault
  readonly snapshots: SnapshotStore
  readonly clock: Clock
  /** Makes snapshots in another thread; without it they are made in this one. */
  readonly inBackground?: Snapshotter
  /** Share of shoppers per policy, summing to 1, where a request names none. */
  readonly policies?: PolicyShares
  /** Share of the pages on which something is tried by chance, 0 to 0.2; none when absent. The seed is for replays. */
  readonly explore?: { readonly share: number; readonly seed?: number }
  readonly snapshotEvery?: number
  /** Keeps learned rankers; without it there are none. */
  readonly models?: ModelStore
  /** Learns rankers beside the shop; without it none are learned. */
  readonly trainer?: Trainer
  /** Days after which a ranker is learned anew by itself; absent: only when told. */
  readonly trainEveryDays?: number
  /** Learns whether waiting for a price pays; without it, that is not told. */
  readonly waiting?: WaitingParts
  /** Hours after which a price that was held is believed, 24 when absent; 0: only when a person says so. */
  readonly heldHours?: number
  /** Travel times by road, for depots that ask for them; without it there are none. */
  readonly roads?: RoadTable
  /** Keeps what feeds taught; without it, it is learned again after a start. */
  readonly taught?: SnapshotStore
  /** Learns from feeds beside the shop; in its thread when absent. */
  readonly teacher?: ReaderTeacher
  /** Keeps what verdicts taught the matcher; without it, it is learned again from later ones. */
  readonly matchers?: SnapshotStore
  /** The tree that malls' offers are put into; learned from their own categories when absent. */
  readonly categories?: CategoryTree
  /** Matches offers beside the shop; in its thread when absent. */
  readonly matching?: MatchingMaker
  /** Whether clusters are fitted only when told, in this thread: for simulations, whose runs must replay. */
  readonly isSimulated?: boolean
  /** Told of failures that no request answers for. */
  readonly tell?: (trouble: Trouble) => void
  /** Tells where all of it is kept. */
  readonly storage?: () => Promise<Storage>
  /** What one publishable key may open in a day. */
  readonly newPerDay?: Partial<Newcomers>
}

/** What of it malls are made of, by the names they know it by. */
export function mallPartsOf({ taught: store, teacher, categories: tree, matching, matchers }: ShopParts) {
  return { store, teacher, tree, matching, matchers }
}
