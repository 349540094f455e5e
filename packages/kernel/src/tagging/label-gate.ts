import type { Columns, Saved } from '../columns.ts'

/**
 * Which labels were seen under a key, a hash: what of all labels is worth asking for. Frozen: made once from lists.
 * Memory: 12 bytes a slot, 2 bytes a label of a key. A look-up waits for memory twice.
 */
export class LabelGate implements Saved {
  /** Three numbers a slot: key, where its labels begin, and how many + 1 (0: empty). */
  #slots: Uint32Array = new Uint32Array(3)
  #labels: Uint16Array = new Uint16Array(0)

  /** Where the labels of the key found last lie in `labels`. */
  start = 0
  end = 0

  get labels(): Uint16Array {
    return this.#labels
  }

  /** Takes the place of all that was there. */
  fill(lists: ReadonlyMap<number, readonly number[]>): void {
    let size = 2
    while (size < lists.size * 2) size *= 2
    const slots = new Uint32Array(size * 3)
    const labels: number[] = []
    for (const [key, list] of lists) {
      let place = key & (size - 1)
      while (slots[place * 3 + 2] !== 0) place = (place + 1) & (size - 1)
      slots.set([key, labels.length, list.length + 1], place * 3)
      labels.push(...list)
    }
    this.#slots = slots
    this.#labels = Uint16Array.from(labels)
  }

  /** Looks a key up; `start` and `end` say where its labels are. Both are 0 for a key that is not there. */
  find(key: number): void {
    const mask = this.#slots.length / 3 - 1
    for (let place = key & mask; ; place = (place + 1) & mask) {
      const count = this.#slots[place * 3 + 2]!
      if (count !== 0 && this.#slots[place * 3] !== key) continue
      this.start = count === 0 ? 0 : this.#slots[place * 3 + 1]!
      this.end = count === 0 ? 0 : this.start + count - 1
      return
    }
  }

  save(): Columns {
    return { slots: this.#slots, labels: this.#labels }
  }

  restore(columns: Columns): void {
    this.#slots = columns.slots as Uint32Array
    this.#labels = columns.labels as Uint16Array
  }
}
