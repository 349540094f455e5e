import { setTimeout as waiting } from 'node:timers/promises'

const minuteMs = 60_000

/** Lets so many through at a time, and so many within any minute; the others wait in their order. */
export class Turnstile {
  readonly #inFlightMax: number
  readonly #perMinute: number
  /** When those of the last minute went in, oldest first. */
  #entries: number[] = []
  #inFlight = 0
  #queue: Promise<void> = Promise.resolve()
  #free: () => void = () => {}

  constructor({ inFlightMax, perMinute }: { readonly inFlightMax: number; readonly perMinute: number }) {
    this.#inFlightMax = inFlightMax
    this.#perMinute = perMinute
  }

  /**
   * @param isOver whether there is nothing to wait for any more: then all pass at once
   * @returns what to call on leaving. Throws the signal's reason when it is aborted
   */
  async enter({ signal, isOver }: { signal?: AbortSignal; isOver: () => boolean }): Promise<() => void> {
    const turn = this.#queue.then(() => this.#pass(isOver, signal))
    this.#queue = turn.catch(() => {})
    await turn
    return () => {
      this.#inFlight -= 1
      this.#free()
    }
  }

  async #pass(isOver: () => boolean, signal?: AbortSignal): Promise<void> {
    while (!isOver()) {
      signal?.throwIfAborted()
      const now = performance.now()
      this.#entries = this.#entries.filter((at) => now - at < minuteMs)
      if (this.#inFlight >= this.#inFlightMax) await this.#leaving()
      else if (this.#entries.length >= this.#perMinute)
        await waiting(minuteMs - (now - this.#entries[0]!) + 1, undefined, { signal }).catch(() => {})
      else break
    }
    this.#inFlight += 1
    this.#entries.push(performance.now())
  }

  #leaving(): Promise<void> {
    return new Promise((resolve) => {
      this.#free = resolve
    })
  }
}
