/** What is due when: a binary heap of moments, ties in the order in which they were put in. O(log n) each. */
export class Agenda<Item> {
  readonly #entries: { readonly at: number; readonly nth: number; readonly item: Item }[] = []
  #put = 0

  get size(): number {
    return this.#entries.length
  }

  /** The moment of what is due first; Infinity when nothing is. */
  get nextAt(): number {
    return this.#entries[0]?.at ?? Number.POSITIVE_INFINITY
  }

  put(at: number, item: Item): void {
    const entries = this.#entries
    entries.push({ at, nth: this.#put++, item })
    let i = entries.length - 1
    while (i > 0) {
      const parent = (i - 1) >> 1
      if (!isBefore(entries[i]!, entries[parent]!)) return
      ;[entries[i], entries[parent]] = [entries[parent]!, entries[i]!]
      i = parent
    }
  }

  take(): Item | undefined {
    const entries = this.#entries
    const first = entries[0]
    const last = entries.pop()
    if (entries.length === 0 || last === undefined) return first?.item
    entries[0] = last
    let i = 0
    for (;;) {
      const left = 2 * i + 1
      if (left >= entries.length) return first!.item
      const child = left + 1 < entries.length && isBefore(entries[left + 1]!, entries[left]!) ? left + 1 : left
      if (!isBefore(entries[child]!, entries[i]!)) return first!.item
      ;[entries[i], entries[child]] = [entries[child]!, entries[i]!]
      i = child
    }
  }
}

function isBefore(a: { at: number; nth: number }, b: { at: number; nth: number }): boolean {
  return a.at - b.at < 0 || (a.at === b.at && a.nth < b.nth)
}
