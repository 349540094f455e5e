import { Refusal } from '../../domain/refusal.ts'

/** One reader of the stream. */
export type OpenStream = {
  /** Aborted when it has to end; its reason is the refusal to be told, or undefined when the reader has gone. */
  readonly signal: AbortSignal
  /** When the reader has gone. Ending twice is no error. */
  end(): void
}

/** The readers of the stream, by key: so many at once, and ended when the key is revoked or the server stops. */
export class Streams {
  readonly #byKey = new Map<string, Set<AbortController>>()
  readonly #perKeyMax: number

  constructor(perKeyMax: number) {
    this.#perKeyMax = perKeyMax
  }

  get count(): number {
    let count = 0
    for (const open of this.#byKey.values()) count += open.size
    return count
  }

  /** @throws Refusal STREAMS_TOO_MANY */
  open(key: string): OpenStream {
    const open = this.#byKey.get(key) ?? new Set()
    if (open.size >= this.#perKeyMax) throw new Refusal('STREAMS_TOO_MANY', { max: this.#perKeyMax })
    const controller = new AbortController()
    open.add(controller)
    this.#byKey.set(key, open)
    const end = () => {
      open.delete(controller)
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
