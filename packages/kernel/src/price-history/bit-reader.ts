/** Bits that one load of four bytes holds for certain, wherever it starts within a byte. */
const loadBits = 25
const load = 0x2000000

/**
 * Reads what `BitWriter` wrote. Reads up to four bytes past the end of a run, so the bytes need that much room behind it.
 * One reader serves many blocks: `seek` and read.
 */
export class BitReader {
  #bytes: Uint8Array = new Uint8Array(8)
  #start = 0
  #bit = 0

  /** Goes to a bit, counted from the byte `start`. */
  seek(bytes: Uint8Array, start: number, bit = 0): void {
    this.#bytes = bytes
    this.#start = start
    this.#bit = bit
  }

  /** The next `width` bits, 0 to 54. */
  read(width: number): number {
    if (width <= loadBits) {
      const bits = this.#load() & ((1 << width) - 1)
      this.#bit += width
      return bits
    }
    const low = this.#load() & (load - 1)
    this.#bit += loadBits
    return low + load * this.read(width - loadBits)
  }

  /** The zeros before the next one; reads the one too. */
  unary(): number {
    let zeros = 0
    let bits = this.#load() & (load - 1)
    while (bits === 0) {
      zeros += loadBits
      this.#bit += loadBits
      bits = this.#load() & (load - 1)
    }
    const here = 31 - Math.clz32(bits & -bits)
    this.#bit += here + 1
    return zeros + here
  }

  #load(): number {
    const bytes = this.#bytes
    const at = this.#start + (this.#bit >>> 3)
    const bits = bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)
    return bits >>> (this.#bit & 7)
  }
}
