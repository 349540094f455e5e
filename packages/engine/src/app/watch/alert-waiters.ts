import type { Alias } from '../../ports/vault.ts'
import type { AlertWatcher } from '../../state/watched.ts'
import { nameOf } from '../names.ts'

/** Somebody who waits for the alerts of one shopper. */
export class AlertWaiter {
  /** The row of the shopper, below 0 for a stranger; another one once they turned out to be somebody else. */
  row: number
  /** Whether the shopper was forgotten. */
  isGone = false
  #hasNews = false
  #wake: (() => void) | undefined

  constructor(row: number) {
    this.row = row
  }

  /** Whether nothing is known of them yet, so that nothing can be told to them. */
  get isStranger(): boolean {
    return this.row < 0
  }

  notify(): void {
    this.#hasNews = true
    this.#wake?.()
  }

  /** Resolves when there is news since it was asked last, after `ms`, or with the signal. @returns whether there is news */
  async news(ms: number, signal: AbortSignal): Promise<boolean> {
    if (!this.#hasNews && !signal.aborted)
      await new Promise<void>((resolve) => {
        const wake = () => {
          clearTimeout(timer)
          signal.removeEventListener('abort', wake)
          this.#wake = undefined
          resolve()
        }
        const timer = setTimeout(wake, ms)
        signal.addEventListener('abort', wake)
        this.#wake = wake
      })
    const hasNews = this.#hasNews
    this.#hasNews = false
    return hasNews
  }
}

/** Those who wait for alerts, by shopper: an alert wakes those of its shopper alone, however many others wait. */
export class AlertWaiters implements AlertWatcher {
  readonly #byRow = new Map<number, Set<AlertWaiter>>()
  /** Of whom nothing is known yet, by name. */
  readonly #strangers = new Map<string, Set<AlertWaiter>>()

  /** Waits for somebody; `row` is below 0 for a stranger. */
  enter(alias: Alias, row: number): AlertWaiter {
    const waiter = new AlertWaiter(row)
    if (row < 0) put(this.#strangers, nameOf(alias), waiter)
    else put(this.#byRow, row, waiter)
    return waiter
  }

  leave(alias: Alias, waiter: AlertWaiter): void {
    take(this.#byRow, waiter.row, waiter)
    take(this.#strangers, nameOf(alias), waiter)
  }

  /** Those who wait for this stranger wait for a shopper from now on, if `row` is one. */
  came(alias: Alias, row: number): void {
    const waiting = this.#strangers.get(nameOf(alias))
    if (row < 0 || waiting === undefined) return
    this.#strangers.delete(nameOf(alias))
    for (const waiter of waiting) {
      waiter.row = row
      put(this.#byRow, row, waiter)
      waiter.notify()
    }
  }

  raised(row: number): void {
    for (const waiter of this.#byRow.get(row) ?? []) waiter.notify()
  }

  merged(from: number, into: number): void {
    for (const waiter of [...(this.#byRow.get(from) ?? [])]) {
      take(this.#byRow, from, waiter)
      waiter.row = into
      put(this.#byRow, into, waiter)
    }
    this.raised(into)
  }

  cleared(row: number): void {
    for (const waiter of this.#byRow.get(row) ?? []) {
      waiter.isGone = true
      waiter.notify()
    }
  }
}

function put<Key>(sets: Map<Key, Set<AlertWaiter>>, key: Key, waiter: AlertWaiter): void {
  sets.set(key, (sets.get(key) ?? new Set()).add(waiter))
}

function take<Key>(sets: Map<Key, Set<AlertWaiter>>, key: Key, waiter: AlertWaiter): void {
  const own = sets.get(key)
  own?.delete(waiter)
  if (own?.size === 0) sets.delete(key)
}
