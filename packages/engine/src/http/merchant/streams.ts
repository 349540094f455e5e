import { Refusal } from '../../domain/refusal.ts'

/** One reader of the stream. */
export type OpenStream = {
  /** Aborted when it has to end; its reason is the refusal to be told, or undefined when the reader has gone. */
  readonly signal: AbortSignal
  /** When the reader has gone. Ending twice is no error. */
  end(): void
}

/** How many may read at once, of one key and in all, and what is told to who is one too many. */
export type StreamLimits = {
  readonly perKeyMax: number
  readonly inAllMax?: number
  readonly refusal?: (max: number) => Refusal
}

/** The readers of a stream, by key (of the API, or a shopper's): so many at once, and ended when the key is revoked or the server stops. */
export class Streams {
  readonly #byKey = new Map<string, Set<AbortController>>()
  readonly #limits: Required<StreamLimits>
  /** Open now. */
  count = 0

  constructor({ perKeyMax, inAllMax = Number.POSITIVE_INFINITY, refusal = tooMany }: StreamLimits) {
    this.#limits = { perKeyMax, inAllMax, refusal }
  }

  /** @throws Refusal STREAMS_TOO_MANY, or as the limits say */
  open(key: string): OpenStream {
    const open = this.#byKey.get(key) ?? new Set()
    const { perKeyMax, inAllMax, refusal } = this.#limits
    if (open.size >= perKeyMax) throw refusal(perKeyMax)
    if (this.count >= inAllMax) throw refusal(inAllMax)
    const controller = new AbortController()
    open.add(controller)
    this.count += 1
    this.#byKey.set(key, open)
    const end = () => {
      if (open.delete(controller)) this.count -= 1
      if (open.size === 0 && this.#byKey.get(key) === open) this.#byKey.delete(key)
      controller.abort()
    }
    return { signal: controller.signal, end }
  }

  /** Ends those of a key, or all. */
  endAll(refusal: Refusal, key?: string): void {
    for (const [one, open] of this.#byKey) {
      if (key !== undefined && one !== key) continue
      for (const controller of open) controller.abort(refusal)
    }
  }
}

function tooMany(max: number): Refusal {
  return new Refusal('STREAMS_TOO_MANY', { max })
}
