const space = 0x20

/** Where a text lies in an arena, in words of four bytes: from `start` to before `end`. */
export type Span = { readonly start: number; readonly end: number }

/**
 * Texts of JSON as UTF-8 bytes, one behind the other in one buffer. Spaces fill each up to whole words, so that it can be
 * copied by words: for a few hundred bytes that is quicker than the call which copies bytes.
 *
 * Memory: as much as is kept. The buffer is as large as it may become from its first text on, but the system gives memory
 * only to what was written; growing would copy it, and make the garbage collector think that memory is short.
 */
export class Arena {
  words: Uint32Array = new Uint32Array(0)
  #bytes: Buffer = Buffer.alloc(0)
  readonly #bytesMax: number
  #used = 0

  constructor(bytesMax: number) {
    this.#bytesMax = bytesMax
  }

  /** Keeps a text that spaces may follow. @returns where it lies in `words`, until `forget`; undefined when there is no room left */
  keep(json: string): Span | undefined {
    if (this.#bytes.length === 0) {
      this.#bytes = Buffer.allocUnsafeSlow(this.#bytesMax & ~3)
      this.words = wordsOf(this.#bytes)
    }
    const start = this.#used
    if (start + json.length * 3 + 4 > this.#bytes.length) return undefined
    const end = start + this.#bytes.utf8Write(json, start)
    this.#used = (end + 3) & ~3
    this.#bytes.fill(space, end, this.#used)
    return { start: start >> 2, end: this.#used >> 2 }
  }

  forget(): void {
    this.#used = 0
  }
}

/** A buffer of its own, by whole words. */
export function wordsOf(buffer: Buffer): Uint32Array {
  return new Uint32Array(buffer.buffer, 0, buffer.length >> 2)
}
