import { Refusal } from '../../domain/refusal.ts'
import type { FeedReason } from './feed-failures.ts'

export type WatchLimits = {
  /** For all of it. */
  readonly msMax: number
  /** Between two bytes, from the first question for the address on. */
  readonly quietMsMax: number
}

/** Ends a fetch that takes too long, is silent for too long, or is no longer wanted: `signal` is aborted with the reason to throw. */
export class Watch {
  readonly signal: AbortSignal
  readonly #own = new AbortController()
  readonly #whole: NodeJS.Timeout
  readonly #quiet: NodeJS.Timeout

  /** @param shown the address, as it may be shown */
  constructor(shown: string, { msMax, quietMsMax }: WatchLimits, asked: AbortSignal | undefined) {
    this.signal = asked === undefined ? this.#own.signal : AbortSignal.any([asked, this.#own.signal])
    const stop = (reason: FeedReason): void => this.#own.abort(new Refusal('FEED_TOO_SLOW', { url: shown, reason }))
    this.#whole = setTimeout(() => stop(`it was not through after ${msMax / 1000} s`), msMax)
    this.#quiet = setTimeout(() => stop(`no byte came for ${quietMsMax / 1000} s`), quietMsMax)
  }

  /** A byte came. */
  heard(): void {
    this.#quiet.refresh()
  }

  /** No more time is taken; connections that are open are closed. */
  end(): void {
    clearTimeout(this.#whole)
    clearTimeout(this.#quiet)
    this.#own.abort()
  }
}
