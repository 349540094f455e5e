import { type Columns, grown, ItemTransitions, nested, partOf, type Saved, SessionIndex } from '@nunchi/kernel'
import { type Touch, touchKinds } from '../domain/touch.ts'
import { visitSeconds } from '../domain/visit.ts'

const day = 86_400
/** A late event is looked for in so many of the shopper's latest sessions. */
const lateSessionsMax = 8
/** Items back in the session that still count as followed by the next one. */
const windowItems = 10
/** Going from a to b says more of a -> b than of b -> a. */
const backward = 0.5
/** A row number no shopper has. */
const guest = 0xffffffff
const none = 0

/** What an order follows on: the items of the orders before it with their weights, shape [count]. */
export type Before = {
  readonly items: Uint32Array
  readonly weights: Float32Array
  count: number
  /** Number of the order, to tell whether it is still the same. */
  orders: number
}

/**
 * Sessions as they happen: which item follows which, and which past sessions resemble this one. A guest's order is a
 * session of its own. A late event joins the session it belongs to, if that is among the shopper's last eight.
 *
 * 8 bytes a shopper, 4 a session, beside the two indexes.
 */
export class Sessions implements Saved {
  readonly index = new SessionIndex({ sessionsMax: 1 << 20, itemsPerSessionMax: 128, sessionsPerItemMax: 100 })
  readonly transitions = new ItemTransitions({ neighboursMax: 64, halfLife: 15 * day })
  /** By row: its newest session + 1. */
  #newest: Uint32Array = new Uint32Array(16)
  /** By session modulo what is kept: the same shopper's session before it + 1. */
  #before: Uint32Array = new Uint32Array(16)
  #rows = 0

  /**
   * Folds a touch of a known shopper. Lines of one order are in no order of time, so an order teaches no transitions
   * within itself: see `followOrder`.
   */
  touch(touch: Touch): void {
    if (touch.weight <= 0 || touch.row < 0) return
    const session = this.#sessionFor(touch.row, touch.at)
    if (touch.kind !== touchKinds.order) this.#follow(session, touch)
    this.index.append(session, touch.item, touch.at)
  }

  /** Notes that a shopper who had bought `before` now bought the touched item. */
  followOrder(before: Before, touch: Touch): void {
    for (let i = 0; i < before.count; i++) {
      if (before.items[i] !== touch.item)
        this.transitions.add(before.items[i]!, touch.item, before.weights[i]!, touch.at)
    }
  }

  /** Starts a session that belongs to nobody. */
  openGuest(at: number): number {
    const session = this.index.open(guest, at)
    this.#link(session, none)
    return session
  }

  /** Folds one line of a guest's order into its session. */
  touchGuest(session: number, touch: Touch): void {
    this.index.append(session, touch.item, touch.at)
  }

  /** The session the shopper is in, or was in last; -1 when there is none (any more). */
  currentOf(row: number): number {
    const session = row < this.#rows ? this.#newest[row]! - 1 : -1
    return session >= 0 && this.index.isKept(session) ? session : -1
  }

  /** Gives the sessions of row `from` to row `into`; those that were one visit on two devices become one session. */
  merge(from: number, into: number): void {
    const sessions = [...this.#chain(from), ...this.#chain(into)]
    this.#reach(Math.max(from, into))
    this.#newest[from] = none
    this.#newest[into] = none
    sessions.sort((a, b) => this.index.startedAt(a) - this.index.startedAt(b) || a - b)
    for (const session of sessions) {
      this.index.give(session, into)
      const before = this.#newest[into]!
      if (before !== none && this.index.startedAt(session) <= this.index.endedAt(before - 1) + visitSeconds) {
        this.index.join(session, before - 1)
        this.#link(session, none)
      } else {
        this.#link(session, before)
        this.#newest[into] = session + 1
      }
    }
  }

  /** Forgets the row's sessions; what they taught about items stays, as it names nobody. */
  clear(row: number): void {
    for (const session of this.#chain(row)) {
      this.index.clear(session)
      this.#link(session, none)
    }
    if (row < this.#rows) this.#newest[row] = none
  }

  save(): Columns {
    return {
      newest: this.#newest.subarray(0, this.#rows),
      before: this.#before.subarray(0, Math.min(this.index.opened, this.index.capacity)),
      ...nested('index', this.index.save()),
      ...nested('transitions', this.transitions.save()),
    }
  }

  restore(columns: Columns): void {
    this.#newest = columns.newest as Uint32Array
    this.#rows = this.#newest.length
    this.#before = columns.before as Uint32Array
    this.index.restore(partOf(columns, 'index'))
    this.transitions.restore(partOf(columns, 'transitions'))
  }

  /** Notes the pairs of the item with those just before it in the session. */
  #follow(session: number, touch: Touch): void {
    const { items, from, to } = this.index.itemsOf(session)
    for (let slot = to - 1, distance = 1; slot >= from && distance <= windowItems; slot--, distance++) {
      const other = items[slot]!
      if (other === touch.item) continue
      this.transitions.add(other, touch.item, 1 / distance, touch.at)
      this.transitions.add(touch.item, other, backward / distance, touch.at)
    }
  }

  #sessionFor(row: number, at: number): number {
    this.#reach(row)
    let later = none
    let next = this.#newest[row]!
    for (let looked = 0; next !== none && looked < lateSessionsMax; looked++) {
      const session = next - 1
      if (!this.index.isKept(session)) break
      const isIn =
        at <= this.index.endedAt(session) + visitSeconds && at >= this.index.startedAt(session) - visitSeconds
      if (isIn) return at < this.index.startedAt(session) ? this.#bridge(row, session, { at, later }) : session
      if (at > this.index.endedAt(session)) break
      later = next
      next = this.#before[session % this.index.capacity]!
    }
    return this.#open(row, at)
  }

  /**
   * The session of a touch that came late and lies before `session`: that one, unless the touch closes the gap to the
   * one before; then both are one. `later` is the session after `session` + 1, or none.
   */
  #bridge(row: number, session: number, { at, later }: { at: number; later: number }): number {
    const before = this.#before[session % this.index.capacity]!
    if (before === none || !this.index.isKept(before - 1)) return session
    if (at > this.index.endedAt(before - 1) + visitSeconds) return session
    this.index.join(session, before - 1)
    this.#link(session, none)
    if (later === none) this.#newest[row] = before
    else this.#link(later - 1, before)
    return before - 1
  }

  /** Opens a session in its place in the shopper's chain, which is ordered by time. */
  #open(row: number, at: number): number {
    const session = this.index.open(row, at)
    let later = none
    let next = this.#newest[row]!
    while (next !== none && this.index.isKept(next - 1) && this.index.startedAt(next - 1) > at) {
      later = next
      next = this.#before[(next - 1) % this.index.capacity]!
    }
    this.#link(session, next)
    if (later === none) this.#newest[row] = session + 1
    else this.#link(later - 1, session + 1)
    return session
  }

  #chain(row: number): number[] {
    const sessions: number[] = []
    let next = row < this.#rows ? this.#newest[row]! : none
    while (next !== none && this.index.isKept(next - 1)) {
      sessions.push(next - 1)
      next = this.#before[(next - 1) % this.index.capacity]!
    }
    return sessions
  }

  #link(session: number, before: number): void {
    const slot = session % this.index.capacity
    this.#before = grown(this.#before, slot + 1)
    this.#before[slot] = before
  }

  #reach(row: number): void {
    if (row < this.#rows) return
    this.#rows = row + 1
    this.#newest = grown(this.#newest, this.#rows)
  }
}
