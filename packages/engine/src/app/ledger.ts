import { Refusal } from '../domain/refusal.ts'
import type { ShopEvent } from '../events/event.ts'
import type { EventLog } from '../ports/event-log.ts'
import type { Views } from '../state/views.ts'

/** Folding gives way to requests after so many events, so that a large batch delays nobody by more than a millisecond. */
const foldsPerTurn = 256
const readPage = 10_000

/** Thrown away by nobody: an event that carries an id. */
export type Fact = Exclude<ShopEvent, { kind: 'erased' }>

/**
 * The one writer of the log and of the views: appends facts, and folds them in log order once they are durable.
 * What can be read in the views is therefore always acknowledged, and what was acknowledged can always be read.
 */
export class Ledger {
  readonly #log: EventLog
  readonly #views: Views
  /** Ids on their way: appended, not yet folded. */
  readonly #pending = new Set<string>()
  /** The log's length once everything under way has arrived. */
  #length: number
  #waiting = 0
  #tail: Promise<void> = Promise.resolve()
  #broken = false

  constructor(log: EventLog, views: Views) {
    this.#log = log
    this.#views = views
    this.#length = views.position
  }

  /** Events appended and not yet folded. */
  get waiting(): number {
    return this.#waiting
  }

  /** Whether the last append went wrong and the log has not been reached since. */
  get isBroken(): boolean {
    return this.#broken
  }

  /** Whether an event of this id is in the log or on its way. */
  knows(id: string): boolean {
    return this.#pending.has(id) || this.#views.seen.has(id)
  }

  /** Folds what is in the log and not in the views. @returns events folded */
  async catchUp(): Promise<number> {
    const before = this.#views.position
    for (;;) {
      const events = await this.#log.read(this.#views.position, readPage)
      if (events.length === 0) break
      for (const event of events) this.#views.fold(event)
    }
    this.#length = this.#views.position
    return this.#views.position - before
  }

  /**
   * Appends facts and folds them. Calls may overlap; they take effect in the order they were made. The caller has
   * checked `knows` for each id in the same turn.
   * @returns once the facts are durable and folded
   * @throws Refusal LOG_UNAVAILABLE or LOG_CONFLICT: none of them is in the log
   */
  append(facts: readonly Fact[]): Promise<void> {
    if (facts.length === 0) return this.#tail
    for (const fact of facts) this.#pending.add(fact.id)
    this.#waiting += facts.length
    const appended = this.#broken
      ? this.#tail.then(() => this.#appendNow(facts))
      : this.#appendNow(facts)
    appended.catch(() => {}) // handled in its turn below
    const done = this.#tail.then(() => this.#foldWhen(appended, facts))
    this.#tail = done.catch(() => {})
    return done
  }

  /** Resolves when everything appended so far is folded or refused. */
  settled(): Promise<void> {
    return this.#tail
  }

  #appendNow(facts: readonly Fact[]): Promise<number> {
    const expected = this.#length
    this.#length += facts.length
    return this.#log.append(facts, expected)
  }

  async #foldWhen(appended: Promise<number>, facts: readonly Fact[]): Promise<void> {
    try {
      await appended
      this.#broken = false
    } catch (error) {
      this.#release(facts)
      await this.#recover()
      throw error instanceof Refusal ? error : new Refusal('LOG_UNAVAILABLE', { reason: String(error) })
    }
    for (let i = 0; i < facts.length; i++) {
      this.#views.fold(facts[i]!)
      if (i % foldsPerTurn === foldsPerTurn - 1) await nextTurn()
    }
    this.#release(facts)
  }

  #release(facts: readonly Fact[]): void {
    for (const fact of facts) this.#pending.delete(fact.id)
    this.#waiting -= facts.length
  }

  /** After a refused append: find out what the log really holds, as another writer may have come first. */
  async #recover(): Promise<void> {
    this.#broken = true
    try {
      await this.catchUp()
    } catch {
      return // still unreachable: the next append waits its turn and finds out
    }
  }
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
