type Sample = { readonly ms: number; readonly position: number; readonly requests: number }

const overMs = 60_000
const everyMs = 5_000

/** How much comes in: events folded and requests answered per second, over the last minute. */
export class Rates {
  readonly #position: () => number
  readonly #samples: Sample[] = []
  #requests = 0
  #timer: NodeJS.Timeout | undefined

  constructor(position: () => number) {
    this.#position = position
  }

  answered(): void {
    this.#requests += 1
  }

  /** Looks every five seconds from now on, until it is stopped. */
  start(): void {
    this.sample(performance.now())
    this.#timer = setInterval(() => this.sample(performance.now()), everyMs).unref()
  }

  stop(): void {
    clearInterval(this.#timer)
  }

  sample(ms: number): void {
    this.#samples.push({ ms, position: this.#position(), requests: this.#requests })
    while (this.#samples.length > 1 && this.#samples[1]!.ms <= ms - overMs) this.#samples.shift()
  }

  read(ms: number): { eventsPerSecond: number; requestsPerSecond: number; overSeconds: number } {
    const [oldest] = this.#samples
    const seconds = oldest === undefined ? 0 : (ms - oldest.ms) / 1000
    if (oldest === undefined || seconds < 1) return { eventsPerSecond: 0, requestsPerSecond: 0, overSeconds: 0 }
    const perSecond = (count: number) => Math.round((count / seconds) * 100) / 100
    return {
      eventsPerSecond: perSecond(this.#position() - oldest.position),
      requestsPerSecond: perSecond(this.#requests - oldest.requests),
      overSeconds: Math.round(seconds),
    }
  }
}
