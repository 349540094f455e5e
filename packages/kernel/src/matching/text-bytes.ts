import { grown } from '../grown.ts'

const none = 0xffffffff

/**
 * The grams of every text in few bytes: per weight a byte for its code, two for how many, and the distances between their
 * sorted numbers, seven bits a byte. Some 2 bytes a gram and 8 a text.
 */
export class TextBytes {
  bytes: Uint8Array = new Uint8Array(1024)
  /** By text: where its bytes begin. */
  starts: Uint32Array = new Uint32Array(64).fill(none)
  /** Bytes in use, those of forgotten texts included. */
  top = 0
  /** Scratch of `read`: the text's grams, the code of each one's weight. */
  grams: Uint32Array = new Uint32Array(256)
  codes: Uint8Array = new Uint8Array(256)
  /** Where the bytes of the text end that was read last. */
  readEnd = 0

  /** Whether the text was begun and not forgotten. */
  has(text: number): boolean {
    return text < this.starts.length && this.starts[text] !== none
  }

  /** Begins a text; then come its groups, one for each weight. */
  begin(text: number, groups: number): void {
    const known = this.starts.length
    this.starts = grown(this.starts, text + 1)
    this.starts.fill(none, known)
    this.starts[text] = this.top
    this.bytes = grown(this.bytes, this.top + 1)
    this.bytes[this.top++] = groups
  }

  /** @param grams sorted, all different */
  addGroup(code: number, grams: Uint32Array): void {
    this.bytes = grown(this.bytes, this.top + 8 + grams.length * 5)
    this.bytes[this.top++] = code
    this.bytes[this.top++] = grams.length & 255
    this.bytes[this.top++] = grams.length >>> 8
    let before = 0
    for (const gram of grams) {
      this.#put(gram - before)
      before = gram
    }
  }

  forget(text: number): void {
    this.starts[text] = none
  }

  /** Forgets all texts. @param bytesMin room to make at once */
  clear(bytesMin: number): void {
    this.bytes = new Uint8Array(bytesMin)
    this.starts.fill(none)
    this.top = 0
  }

  /** Appends a text as another list of texts has it, under the same number. */
  copyFrom(other: TextBytes, text: number): void {
    const from = other.starts[text]!
    other.read(text)
    const end = other.readEnd
    this.bytes = grown(this.bytes, this.top + end - from)
    this.bytes.set(other.bytes.subarray(from, end), this.top)
    this.starts[text] = this.top
    this.top += end - from
  }

  /** Reads a text's grams and codes into `grams` and `codes`. @returns how many */
  read(text: number): number {
    const { bytes } = this
    let at = this.starts[text]!
    let count = 0
    for (let groups = bytes[at++]!; groups > 0; groups--) {
      const code = bytes[at++]!
      const length = bytes[at]! | (bytes[at + 1]! << 8)
      at += 2
      if (count + length > this.grams.length) this.#enlarge(count + length)
      let gram = 0
      for (const end = count + length; count < end; count++) {
        let byte = bytes[at++]!
        let delta = byte & 127
        for (let bits = 7; byte >= 128; bits += 7) {
          byte = bytes[at++]!
          delta |= (byte & 127) << bits
        }
        gram += delta
        this.grams[count] = gram
        this.codes[count] = code
      }
    }
    this.readEnd = at
    return count
  }

  #put(value: number): void {
    let left = value
    for (; left >= 128; left >>>= 7) this.bytes[this.top++] = (left & 127) | 128
    this.bytes[this.top++] = left
  }

  #enlarge(count: number): void {
    this.grams = grown(this.grams, count)
    this.codes = grown(this.codes, count)
  }
}
