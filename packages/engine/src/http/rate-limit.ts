import { Refusal } from '../domain/refusal.ts'

type Bucket = { tokens: number; filledAt: number }

/**
 * One token bucket per name: `burst` requests at once, `perSecond` on average. O(1) a request.
 * Full buckets are forgotten when there are many, so that strangers' addresses do not pile up.
 */
export class RateLimit {
  readonly #perSecond: number
  readonly #burst: number
  readonly #namesMax: number
  readonly #buckets = new Map<string, Bucket>()

  constructor({ perSecond, burst, namesMax = 10_000 }: { perSecond: number; burst: number; namesMax?: number }) {
    this.#perSecond = perSecond
    this.#burst = burst
    this.#namesMax = namesMax
  }

  /** Takes one token at `nowMs` (any monotonic clock). @throws Refusal RATE_LIMITED */
  take(name: string, nowMs: number): void {
    let bucket = this.#buckets.get(name)
    if (bucket === undefined) {
      if (this.#buckets.size >= this.#namesMax) this.#forget(nowMs)
      bucket = { tokens: this.#burst, filledAt: nowMs }
      this.#buckets.set(name, bucket)
    }
    bucket.tokens = this.#filled(bucket, nowMs)
    bucket.filledAt = nowMs
    if (bucket.tokens < 1) throw new Refusal('RATE_LIMITED', { perSecond: this.#perSecond })
    bucket.tokens--
  }

  #filled({ tokens, filledAt }: Bucket, nowMs: number): number {
    return Math.min(this.#burst, tokens + ((nowMs - filledAt) * this.#perSecond) / 1000)
  }

  #forget(nowMs: number): void {
    for (const [name, bucket] of this.#buckets)
      if (this.#filled(bucket, nowMs) >= this.#burst) this.#buckets.delete(name)
    if (this.#buckets.size >= this.#namesMax) this.#buckets.clear()
  }
}
