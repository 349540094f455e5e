import { grown } from './grown.ts'

const slotsFirst = 256
/** 2^32 divided by the golden ratio, odd: spreads neighbouring indices over the whole table (Knuth, TAOCP 3, 6.4). */
const spreading = 0x9e3779b1

/**
 * A sum of contributions for few of very many indices: the accumulator of one answer. Remembers for each index what
 * caused its largest contribution, so that the answer can say why.
 *
 * Sums lie side by side in the order in which indices were first touched; where an index stands is found in a small
 * open-addressed table. An answer so works in the processor's first cache, however many indices there are.
 * has, add: O(1). reset: O(slots of the table), 0.1 us per 1,000 indices. Memory: 8 to 16 bytes an index touched for
 * the table, 24 for the rest, kept from answer to answer.
 */
export class SparseScores {
  /** The indices touched since `reset`, in order of first touch; the first `count` entries. */
  touched: Uint32Array = new Uint32Array(64)
  /** By place in `touched`: the sum. */
  scores: Float64Array = new Float64Array(64)
  /** By place: the cause of what added most (an item, a tag), the first of equals. */
  causes: Int32Array = new Int32Array(64)
  count = 0
  #largest: Float64Array = new Float64Array(64)
  /** Slot -> place + 1; 0 marks an empty slot. At most half of them are taken. */
  #slots: Int32Array = new Int32Array(slotsFirst)
  #shift = 32 - Math.log2(slotsFirst)

  /** Forgets all sums. */
  reset(): void {
    if (this.count > 0) this.#slots.fill(0)
    this.count = 0
  }

  has(index: number): boolean {
    return this.placeOf(index) >= 0
  }

  /** The index's sum; 0 when it was not touched. */
  scoreOf(index: number): number {
    const place = this.placeOf(index)
    return place < 0 ? 0 : this.scores[place]!
  }

  /** What added most to the index; -1 when it was not touched. */
  causeOf(index: number): number {
    const place = this.placeOf(index)
    return place < 0 ? -1 : this.causes[place]!
  }

  /** Where the index stands in `touched`, `scores` and `causes`; -1 when it was not touched. */
  placeOf(index: number): number {
    return this.#slots[this.#slotOf(index)]! - 1
  }

  /** Adds to the index's sum. @returns its place */
  add(index: number, amount: number): number {
    const slot = this.#slotOf(index)
    const place = this.#slots[slot]! - 1
    if (place < 0) return this.#open(slot, index, amount)
    this.scores[place]! += amount
    return place
  }

  /** The same, and remembers `cause` if it has added more than any other. An index gets all its amounts this way or none. */
  addFrom(index: number, amount: number, cause: number): void {
    const before = this.count
    const place = this.add(index, amount)
    if (this.count === before && amount <= this.#largest[place]!) return
    this.#largest[place] = amount
    this.causes[place] = cause
  }

  /** The slot that holds the index, or the empty one in which it would be put. */
  #slotOf(index: number): number {
    const slots = this.#slots
    const touched = this.touched
    const mask = slots.length - 1
    let slot = Math.imul(index, spreading) >>> this.#shift
    for (;;) {
      const place = slots[slot]! - 1
      if (place < 0 || touched[place] === index) return slot
      slot = (slot + 1) & mask
    }
  }

  #open(slot: number, index: number, amount: number): number {
    const place = this.count++
    if (place >= this.touched.length) this.#enlarge(place + 1)
    this.touched[place] = index
    this.scores[place] = amount
    this.causes[place] = -1
    if (this.count * 2 > this.#slots.length) this.#rehash()
    else this.#slots[slot] = place + 1
    return place
  }

  #enlarge(count: number): void {
    this.touched = grown(this.touched, count)
    this.scores = grown(this.scores, count)
    this.causes = grown(this.causes, count)
    this.#largest = grown(this.#largest, count)
  }

  #rehash(): void {
    this.#slots = new Int32Array(this.#slots.length * 2)
    this.#shift -= 1
    for (let place = 0; place < this.count; place++) this.#slots[this.#slotOf(this.touched[place]!)] = place + 1
  }
}
