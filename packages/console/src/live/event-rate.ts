/** Counts events by the second in which they came, over the last so many seconds: for a moving chart. */
export class EventRate {
  readonly #seconds: number
  readonly #counts = new Map<number, number>()

  constructor(seconds: number) {
    this.#seconds = seconds
  }

  /** Notes that `count` events came at a moment (ms). */
  add(atMs: number, count = 1): void {
    const second = Math.floor(atMs / 1_000)
    this.#counts.set(second, (this.#counts.get(second) ?? 0) + count)
  }

  /** The counts of the whole seconds before a moment, oldest first; what lies further back is dropped. */
  until(nowMs: number): { readonly times: readonly number[]; readonly values: readonly number[] } {
    const end = Math.floor(nowMs / 1_000)
    const start = end - this.#seconds
    for (const second of this.#counts.keys()) if (second < start) this.#counts.delete(second)
    const seconds = Array.from({ length: this.#seconds }, (_, index) => start + index)
    return {
      times: seconds.map((second) => second * 1_000),
      values: seconds.map((second) => this.#counts.get(second) ?? 0),
    }
  }
}
