import { grown } from '../grown.ts'

const pageBits = 20
const pageWords = 1 << pageBits
const pageMask = pageWords - 1
/** The first page begins small, so that few numbers take little. */
const wordsFirst = 1 << 12
/** A list's chunks hold 2, 8, 32, 128 and 512 numbers, 682 in all, then 512 each: few, as each is a wait for memory. */
const growingTotal = 682
const chunkBitsMax = 9

/**
 * Many lists of 32-bit numbers that only grow at their end, in chunks linked from the last to the first. Growing copies
 * nothing, so no push takes long, and space is lost only in the last chunk of each list. Each number may have a tag of a byte,
 * which lie side by side: who looks for one tag reads a fifth of the memory.
 *
 * push: O(1). Memory: 5 bytes a number, 5 a chunk, 8 a list, half a last chunk: some 7 bytes a number.
 */
export class ChunkLists {
  /** By list: how many numbers it holds. */
  counts: Uint32Array = new Uint32Array(1024)
  /** By list: where its last chunk begins; a chunk is the begin of the one before it, then its numbers. */
  #tails: Uint32Array = new Uint32Array(1024)
  #pages: Uint32Array[] = []
  #tags: Uint8Array[] = []
  #top = 0

  /** Bytes taken. */
  get bytes(): number {
    const paged = this.#pages.reduce((sum, page) => sum + page.byteLength + page.length, 0)
    return paged + this.counts.byteLength + this.#tails.byteLength
  }

  /** Adds a number to a list; lists come into being by this. @param tag 0 to 255 */
  push(list: number, value: number, tag = 0): void {
    if (list >= this.counts.length) {
      this.counts = grown(this.counts, list + 1)
      this.#tails = grown(this.#tails, list + 1)
    }
    const count = this.counts[list]!
    const place = placeOf(count)
    if (place === 0) this.#open(list, sizeAt(count))
    const address = this.#tails[list]! + 1 + place
    this.#pages[address >>> pageBits]![address & pageMask] = value
    this.#tags[address >>> pageBits]![address & pageMask] = tag
    this.counts[list] = count + 1
  }

  countOf(list: number): number {
    return list < this.counts.length ? this.counts[list]! : 0
  }

  /** Calls `visit` for the list's chunks, last ones first: numbers and tags lie in `page` and `tags` from `start` to before `end`. */
  visit(list: number, visit: (page: Uint32Array, start: number, end: number, tags: Uint8Array) => void): void {
    let left = this.countOf(list)
    let tail = left > 0 ? this.#tails[list]! : 0
    while (left > 0) {
      const page = this.#pages[tail >>> pageBits]!
      const start = (tail & pageMask) + 1
      const count = placeOf(left - 1) + 1
      visit(page, start, start + count, this.#tags[tail >>> pageBits]!)
      tail = page[start - 1]!
      left -= count
    }
  }

  clear(): void {
    this.counts.fill(0)
    this.#tails.fill(0)
    this.#pages = []
    this.#tags = []
    this.#top = 0
  }

  /** Links a chunk of `size` numbers to the list's end; it lies within one page. */
  #open(list: number, size: number): void {
    if ((this.#top & pageMask) + size + 1 > pageWords) this.#top = (this.#top | pageMask) + 1
    const page = this.#top >>> pageBits
    if (page >= this.#pages.length) {
      this.#pages.push(new Uint32Array(page === 0 ? wordsFirst : pageWords))
      this.#tags.push(new Uint8Array(page === 0 ? wordsFirst : pageWords))
    }
    if ((this.#top & pageMask) + size + 1 > this.#pages[page]!.length) {
      const length = Math.min(pageWords, this.#pages[page]!.length * 2)
      this.#pages[page] = enlarged(this.#pages[page]!, new Uint32Array(length))
      this.#tags[page] = enlarged(this.#tags[page]!, new Uint8Array(length))
    }
    this.#pages[page]![this.#top & pageMask] = this.#tails[list]!
    this.#tails[list] = this.#top
    this.#top += size + 1
  }
}

function enlarged<Column extends Uint32Array | Uint8Array>(column: Column, larger: Column): Column {
  larger.set(column)
  return larger
}

/** The place in its chunk of a list's number `index`; 0 begins a chunk. Chunk k begins with number 2 (4^k - 1) / 3. */
function placeOf(index: number): number {
  if (index >= growingTotal) return (index - growingTotal) & ((1 << chunkBitsMax) - 1)
  return index - (((1 << (2 * chunkOf(index))) - 1) / 3) * 2
}

/** Numbers that the chunk holds which begins with a list's number `index`. */
function sizeAt(index: number): number {
  return index >= growingTotal ? 1 << chunkBitsMax : 2 << (2 * chunkOf(index))
}

function chunkOf(index: number): number {
  return (31 - Math.clz32(((3 * index) >> 1) + 1)) >> 1
}
