/** Kept for later; what a burst takes beyond that is left to the garbage collector. */
const idleMax = 128

/**
 * JSON put together from pieces that are JSON already, as the bytes that go over the wire: no object is made, no string
 * flattened and encoded.
 */
export class JsonBytes {
  #bytes: Buffer = Buffer.allocUnsafeSlow(1 << 16)
  #length = 0

  /** Starts a new answer, whatever became of the one before. */
  begin(): this {
    this.#length = 0
    return this
  }

  /** Adds a piece of JSON text. */
  text(json: string): this {
    this.#reserve(json.length * 3)
    this.#length += this.#bytes.utf8Write(json, this.#length)
    return this
  }

  /** Adds the bytes `from` to before `to` of a piece of JSON. */
  copy(json: Buffer, from: number, to: number): this {
    this.#reserve(to - from)
    json.copy(this.#bytes, this.#length, from, to)
    this.#length += to - from
    return this
  }

  /** What was added since `begin`; valid until the next `begin`. */
  bytes(): Buffer {
    return this.#bytes.subarray(0, this.#length)
  }

  #reserve(more: number): void {
    if (this.#length + more <= this.#bytes.length) return
    const larger = Buffer.allocUnsafeSlow(Math.max(this.#length + more, this.#bytes.length * 2))
    this.#bytes.copy(larger, 0, 0, this.#length)
    this.#bytes = larger
  }
}

/**
 * Answers under construction or on their way, used again once they are sent: 29 MB a second of fresh memory outside the heap
 * would start a garbage collection every few seconds, and that shows in the slowest answers.
 */
export class JsonBytesPool {
  readonly #idle: JsonBytes[] = []

  take(): JsonBytes {
    return (this.#idle.pop() ?? new JsonBytes()).begin()
  }

  /** Only when its bytes are on the wire. */
  give(json: JsonBytes): void {
    if (this.#idle.length < idleMax) this.#idle.push(json)
  }
}

declare global {
  interface Buffer {
    /** In Node since 0.x, absent from its type declarations: writes without looking at an encoding's name. */
    utf8Write(text: string, offset: number): number
  }
}
