import type { ShopEvent } from '../events/event.ts'

/** Which log it is, and where it lies, without credentials: for people. */
export type LogIdentity = { readonly id: string; readonly place: string }

/**
 * The ground truth: an append-only list of events. Every view can be rebuilt from it.
 * A position is an event's index in the list, from 0; it never changes.
 */
export interface EventLog {
  /**
   * Tells this log from every other, for good: it was made with the log and survives restarts and moves. Asked anew each time, so that a
   * log which was taken away or replaced under us is noticed.
   * @throws Refusal LOG_UNAVAILABLE when the log cannot be reached, or is not where it was opened
   */
  identity(): Promise<LogIdentity>
  /** Number of events, erased ones included. */
  length(): Promise<number>
  /**
   * Appends all `events` or none, provided the log then has `expectedLength` entries.
   * Calls may overlap: they take effect in the order they were made, so a caller that keeps count itself need not
   * wait for one append before it makes the next. Adapters put waiting appends into one commit (group commit).
   * When the promise resolves the events survive `kill -9` and power loss (memory excepted).
   * @returns the new length
   * @throws Refusal LOG_CONFLICT when another writer came first, LOG_UNAVAILABLE when nothing was stored; after
   *   either, appends already waiting behind it are refused too (their expected length cannot hold).
   */
  append(events: readonly ShopEvent[], expectedLength: number): Promise<number>
  /** Events `from`, `from + 1`, ... in order; at most `countMax`; fewer only at the end of the log. */
  read(from: number, countMax: number): Promise<readonly ShopEvent[]>
  /** The events at these positions, in the order given. */
  readAt(positions: readonly number[]): Promise<readonly ShopEvent[]>
  /**
   * Replaces the events at these positions by `{ kind: 'erased' }`, beyond recovery from the log's files:
   * afterwards the old bytes are in none of them. Erasing twice is no error.
   */
  erase(positions: readonly number[]): Promise<void>
  close(): Promise<void>
}
