import { messageOf } from '../domain/message.ts'
import { Refusal } from '../domain/refusal.ts'
import { changesBeside, type ShopEvent } from '../events/event.ts'
import type { EventLog } from '../ports/event-log.ts'
import type { Views } from '../state/views.ts'
import { type FoldOptions, foldAll } from './fold-all.ts'
import type { Learning } from './learning.ts'
import { LogWatch } from './log-watch.ts'

/** Folding gives way to requests after so many changes, so that a large batch delays nobody by more than a millisecond. */
const foldsPerTurn = 256

/** An event that carries an id: all but the gap an erased one leaves. */
export type Fact = Exclude<ShopEvent, { kind: 'erased' }>

/** What an append stored, and the length of the log after it. */
type Appended = { readonly facts: readonly Fact[]; readonly length: number }

/**
 * The one writer of the log and of the views: appends facts, and folds them in log order once they are durable.
 * What can be read in the views is therefore always acknowledged, and what was acknowledged can always be read.
 */
export class Ledger {
  readonly #log: EventLog
  readonly #watch: LogWatch
  readonly #views: Views
  readonly #learning: Learning
  /** Ids on their way: appended, not yet folded. */
  readonly #pending = new Set<string>()
  /** The log's length once everything under way has arrived. */
  #length: number
  #waiting = 0
  #tail: Promise<void> = Promise.resolve()
  #broken = false
  #trouble: Refusal | undefined
  #looking = false
  #watcher: ((fact: Fact) => void) | undefined

  constructor({ log, views, learning }: { log: EventLog; views: Views; learning: Learning }) {
    this.#log = log
    this.#watch = new LogWatch(log)
    this.#views = views
    this.#learning = learning
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

  /** What is wrong with the log while `isBroken`. */
  get trouble(): Refusal | undefined {
    return this.#trouble
  }

  /**
   * Has each fact told that is folded from now on, right after; undefined ends it. What catching up folds is not told: who
   * has to have every fact asks for the views' position.
   */
  watch(watcher: ((fact: Fact) => void) | undefined): void {
    this.#watcher = watcher
  }

  /**
   * Finds out whether the log can be reached again, so that a shop nobody appends to (it said it was not ready) gets
   * ready again. Cheap to call often.
   */
  lookAgain(): void {
    if (!this.#broken || this.#looking) return
    this.#looking = true
    const look = async () => {
      if (this.#broken) await this.catchUp()
      this.#broken = false
    }
    this.#tail = this.#tail
      .then(look)
      .catch((error: unknown) => {
        this.#trouble = asRefusal(error) // still broken; looked at again when asked
      })
      .finally(() => {
        this.#looking = false
      })
  }

  /** Whether an event of this id is in the log or on its way. */
  knows(id: string): boolean {
    return this.#pending.has(id) || this.#views.seen.has(id)
  }

  /** Whether an event of this id was appended and is not folded yet: it may still be refused. */
  isOnItsWay(id: string): boolean {
    return this.#pending.has(id)
  }

  /**
   * Resolves when the events of these ids, on their way when it is asked, are durable and folded: only then may
   * another copy of one be called a duplicate.
   * @throws Refusal LOG_UNAVAILABLE when one of them was refused after all
   */
  async confirm(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return
    await this.#tail
    if (ids.every((id) => this.#views.seen.has(id))) return
    throw new Refusal('LOG_UNAVAILABLE', { reason: 'an earlier copy of an event was refused' })
  }

  /**
   * Folds what is in the log and not in the views, and appends behind it from then on; while nothing is on its way.
   * @throws Refusal LOG_OTHER, LOG_SHORT
   */
  async catchUp(options?: FoldOptions): Promise<void> {
    await this.#watch.check(this.#views.position)
    await foldAll(this.#log, this.#views, options)
    this.#length = this.#views.position
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
    const appended = this.#broken ? this.#tail.then(() => this.#appendAgain(facts)) : this.#appendNow(facts)
    appended.catch(() => {}) // reported when its turn to fold comes
    const done = this.#tail.then(() => this.#foldWhen(appended, facts))
    this.#tail = done.catch(() => {})
    return done
  }

  /** Resolves when everything appended so far is folded or refused. */
  settled(): Promise<void> {
    return this.#tail
  }

  async #appendNow(facts: readonly Fact[]): Promise<Appended> {
    const expected = this.#length
    this.#length += facts.length
    return { facts, length: await this.#log.append(facts, expected) }
  }

  /**
   * The first append after a refused one: finds out first what the log holds, as another writer may have come first, or
   * the log have taken what it seemed to refuse (its answer was lost). What was sent again is not stored again then.
   */
  async #appendAgain(facts: readonly Fact[]): Promise<Appended> {
    if (this.#broken) {
      await this.catchUp()
      this.#broken = false
    }
    const news = facts.filter(({ id }) => !this.#views.seen.has(id))
    return news.length > 0 ? this.#appendNow(news) : { facts: news, length: this.#views.position }
  }

  async #foldWhen(appended: Promise<Appended>, facts: readonly Fact[]): Promise<void> {
    try {
      const { facts: news, length } = await appended
      const first = length - news.length
      if (first > this.#views.position) await foldAll(this.#log, this.#views)
      let folds = 0
      for (let i = 0; i < news.length; i++) {
        if (first + i < this.#views.position) continue // folded by catching up
        this.#fold(news[i]!)
        folds += 1 + changesBeside(news[i]!)
        if (folds < foldsPerTurn || i === news.length - 1) continue
        folds = 0
        await nextTurn()
      }
    } catch (error) {
      this.#broken = true
      const refusal = await this.#watch.reasonOf(error, this.#views.position)
      this.#trouble = refusal
      throw refusal
    } finally {
      for (const fact of facts) this.#pending.delete(fact.id)
      this.#waiting -= facts.length
    }
  }

  /** A durable fact that cannot be folded is a broken invariant: the process must not go on with a state that lacks it. */
  #fold(fact: Fact): void {
    try {
      this.#learning.observe(fact)
      this.#views.fold(fact)
      this.#watcher?.(fact)
    } catch (error) {
      setImmediate(() => {
        throw error
      })
      throw error
    }
  }
}

function asRefusal(error: unknown): Refusal {
  return error instanceof Refusal ? error : new Refusal('LOG_UNAVAILABLE', { reason: messageOf(error) })
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
