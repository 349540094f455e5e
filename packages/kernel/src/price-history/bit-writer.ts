/** Bits of one piece: what is written and read in one go, so that shifts stay within 32 bits. */
const pieceBits = 24

/**
 * Writes numbers as runs of bits, lowest bit first, into bytes of its own that grow as needed. One writer serves many
 * blocks: `clear` and write again.
 */
export class BitWriter {
  #bytes = new Uint8Array(256)
  #bits = 0

  /** Bits written since the last `clear`. */
  get bits(): number {
    return this.#bits
  }

  /** What was written, the last byte filled with zeros; valid until the next write. */
  get bytes(): Uint8Array {
    return this.#bytes.subarray(0, (this.#bits + 7) >>> 3)
  }

  /** Begins anew. */
  clear(): void {
    this.#bytes.fill(0, 0, (this.#bits + 7) >>> 3)
    this.#bits = 0
  }

  /** Writes `width` bits (0 to 54) of an integer below 2^width. */
  write(value: number, width: number): void {
    let rest = value
    let left = width
    for (; left > pieceBits; left -= pieceBits) {
      this.#piece(rest % 0x1000000, pieceBits)
      rest = Math.floor(rest / 0x1000000)
    }
    this.#piece(rest, left)
  }

  /** Writes `count` zeros and a one. */
  unary(count: number): void {
    this.write(0, count)
    this.#piece(1, 1)
  }

  #piece(value: number, width: number): void {
    const end = (this.#bits + width + 39) >>> 3
    if (end > this.#bytes.length) {
      const larger = new Uint8Array(end * 2)
      larger.set(this.#bytes)
      this.#bytes = larger
    }
    let at = this.#bits >>> 3
    const shift = this.#bits & 7
    this.#bytes[at]! |= (value << shift) & 0xff
    for (let rest = value >>> (8 - shift); rest > 0; rest >>>= 8) this.#bytes[++at] = rest & 0xff
    this.#bits += width
  }
}
