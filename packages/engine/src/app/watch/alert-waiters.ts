import type { AlertWatcher } from '../../state/watched.ts'

/** Somebody who waits for the alerts of one shopper. */
export class AlertWaiter {
  /** The row of the shopper; another one once they turned out to be somebody else. */
  row: number
  /** Whether the shopper was forgotten. */
  isGone = false
  #hasNews = false
  #wake: (() => void) | undefined

  constructor(row: number) {
    this.row = row
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

  enter(row: number): AlertWaiter {
    const waiter = new AlertWaiter(row)
    this.#put(waiter)
    return waiter
  }

  leave(waiter: AlertWaiter): void {
    const own = this.#byRow.get(waiter.row)
    own?.delete(waiter)
    if (own?.size === 0) this.#byRow.delete(waiter.row)
  }

  raised(row: number): void {
    for (const waiter of this.#byRow.get(row) ?? []) waiter.notify()
  }

  merged(from: number, into: number): void {
    for (const waiter of [...(this.#byRow.get(from) ?? [])]) {
      this.leave(waiter)
      waiter.row = into
      this.#put(waiter)
    }
    this.raised(into)
  }

  cleared(row: number): void {
    for (const waiter of this.#byRow.get(row) ?? []) {
      waiter.isGone = true
      waiter.notify()
    }
  }

  #put(waiter: AlertWaiter): void {
    this.#byRow.set(waiter.row, (this.#byRow.get(waiter.row) ?? new Set()).add(waiter))
  }
}
