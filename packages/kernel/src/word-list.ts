/** So many new ones are looked through one by one before they are put in order. */
const unsortedMax = 1_000

/**
 * Numbers by name, found by how the name begins: for completions. Names may come twice with different numbers.
 *
 * prefixed: O(log n + found). add: O(1), and every 1,000 of them O(n) to put them in order. Memory: 16 bytes beside the name.
 */
export class WordList {
  /** In order, by code unit. */
  #names: string[] = []
  #numbers: number[] = []
  #newNames: string[] = []
  #newNumbers: number[] = []

  get size(): number {
    return this.#names.length + this.#newNames.length
  }

  add(name: string, number: number): void {
    this.#newNames.push(name)
    this.#newNumbers.push(number)
    if (this.#newNames.length >= unsortedMax) this.#sort()
  }

  /** The numbers of names that begin with `prefix`: in the order of names, the newest after all others; at most `countMax`. */
  prefixed(prefix: string, countMax: number): number[] {
    const found: number[] = []
    for (let i = this.#place(prefix); i < this.#names.length && found.length < countMax; i++) {
      if (!this.#names[i]!.startsWith(prefix)) break
      found.push(this.#numbers[i]!)
    }
    for (let i = 0; i < this.#newNames.length && found.length < countMax; i++)
      if (this.#newNames[i]!.startsWith(prefix)) found.push(this.#newNumbers[i]!)
    return found
  }

  /** The first place whose name is not before `name`. */
  #place(name: string): number {
    let low = 0
    let high = this.#names.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.#names[middle]! < name) low = middle + 1
      else high = middle
    }
    return low
  }

  /** Merges the new names, put in order, into the others. */
  #sort(): void {
    const order = this.#newNames.map((_, i) => i)
    const added = this.#newNames
    order.sort((a, b) => (added[a]! < added[b]! ? -1 : added[a]! > added[b]! ? 1 : a - b))
    const names: string[] = []
    const numbers: number[] = []
    let at = 0
    for (const i of order) {
      while (at < this.#names.length && this.#names[at]! <= added[i]!) {
        names.push(this.#names[at]!)
        numbers.push(this.#numbers[at++]!)
      }
      names.push(added[i]!)
      numbers.push(this.#newNumbers[i]!)
    }
    for (; at < this.#names.length; at++) {
      names.push(this.#names[at]!)
      numbers.push(this.#numbers[at]!)
    }
    this.#names = names
    this.#numbers = numbers
    this.#newNames = []
    this.#newNumbers = []
  }
}
