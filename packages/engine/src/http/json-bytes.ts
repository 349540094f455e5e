import { type Arena, type Span, wordsOf } from './arena.ts'

const space = 0x20
const minus = 0x2d
const point = 0x2e
const zero = 0x30
const powers = [1, 10, 100, 1e3, 1e4, 1e5, 1e6] as const
const numberBytesMax = 24
/** Kept for later; what a burst takes beyond that is left to the garbage collector. */
const idleMax = 128

/**
 * JSON put together from pieces that are JSON already, as the bytes that go over the wire: no object is made, no string
 * flattened and encoded.
 */
export class JsonBytes {
  #bytes: Buffer = Buffer.allocUnsafeSlow(1 << 16)
  #words: Uint32Array = wordsOf(this.#bytes)
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

  /**
   * Adds a number, to so many decimals (1 to 6). V8 keeps the text of every number that it writes; of these none comes twice.
   * @param value less than 2^53 / 10^decimals away from 0
   */
  number(value: number, decimals = 4): this {
    this.#reserve(numberBytesMax)
    const unitsPerOne = powers[decimals]!
    const units = Math.round(Math.abs(value) * unitsPerOne)
    if (value < 0 && units > 0) this.#bytes[this.#length++] = minus
    const whole = Math.floor(units / unitsPerOne)
    this.#digits(whole, digitsOf(whole))
    this.#bytes[this.#length++] = point
    this.#digits(units - whole * unitsPerOne, decimals)
    return this
  }

  /** Adds a kept piece of JSON, with spaces before it up to a whole word. */
  copy({ words }: Arena, { start, end }: Span): this {
    this.#reserve((end - start) * 4 + 3)
    while (this.#length % 4 !== 0) this.#bytes[this.#length++] = space
    const target = this.#words
    let at = this.#length >> 2
    for (let word = start; word < end; word++) target[at++] = words[word]!
    this.#length = at << 2
    return this
  }

  /** What was added since `begin`; valid until the next `begin`. */
  bytes(): Buffer {
    return this.#bytes.subarray(0, this.#length)
  }

  #digits(value: number, count: number): void {
    for (let at = this.#length + count - 1, left = value; at >= this.#length; at--) {
      const rest = Math.floor(left / 10)
      this.#bytes[at] = zero + left - rest * 10
      left = rest
    }
    this.#length += count
  }

  #reserve(more: number): void {
    if (this.#length + more <= this.#bytes.length) return
    const larger = Buffer.allocUnsafeSlow(Math.max(this.#length + more + 3, this.#bytes.length * 2) & ~3)
    this.#bytes.copy(larger, 0, 0, this.#length)
    this.#bytes = larger
    this.#words = wordsOf(larger)
  }
}

function digitsOf(whole: number): number {
  let count = 1
  for (let limit = 10; limit <= whole; limit *= 10) count += 1
  return count
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
