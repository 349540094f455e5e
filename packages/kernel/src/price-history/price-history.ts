import { type Columns, nested, partOf, type Saved } from '../columns.ts'
import { grown } from '../grown.ts'
import { BlockChain, waitingMax } from './block-chain.ts'
import { blockPointsMax, gone } from './block-codec.ts'
import { ByteSlab } from './byte-slab.ts'
import { EntryReader, entryBytesMax, putEntry } from './head-entries.ts'
import { get32, put32 } from './little-endian.ts'
import { TickClock } from './tick-clock.ts'
import { keepLowest, keepSpan, type TimeSpan } from './time-span.ts'

/** What became of a point: a new price; the known one, seen again; another price for the same second; or older than the last. */
export type PointVerdict = 'changed' | 'unchanged' | 'replaced' | 'late'

/** How a series is cut. The defaults are measured: see docs/benchmarks.md. */
export type HistoryOptions = {
  /** Points that wait unpacked, 1 to 64. */
  readonly headPoints?: number
  /** Points of a block at most, `headPoints` to 256. */
  readonly blockPoints?: number
}

/** Of a record of points that wait: bytes used, points (with a mark for "has blocks"), then the newest block's unit. */
const headBytes = 2
const blockRefBytes = 4
const hasBlocks = 0x80
const recordBytesMax = 255

/**
 * The price histories of many series, change by change and exactly: each is a step function of time in whole seconds, and
 * `gone` is a gap in it. A point equal to the last is no change: it only moves `seenUntil`. The last point lies in columns;
 * up to `headPoints` before it are short entries of bytes; what is older is packed in blocks (`BlockCodec`): small ones of
 * a full head, which are packed into one of up to `blockPoints` when they are enough.
 *
 * append: O(1) amortised, below 0.1 us for what is no change, about 1 us for a change. read: blocks outside the span are
 * skipped by the time of their first point. Memory: 20 bytes a series with one price, about 8 more per change while they
 * are few, then 1 to 4 a change; what was packed anew leaves room that is used for what comes.
 */
export class PriceHistory implements Saved {
  readonly #options: Required<HistoryOptions>
  /** Per series: when its last price came, until when that was seen (0: no point yet), the price, the record's unit (0: none). */
  #since: Uint32Array = new Uint32Array(16)
  #seen: Uint32Array = new Uint32Array(16)
  #price: Float64Array = new Float64Array(16)
  #record: Uint32Array = new Uint32Array(16)
  #rows = 0
  readonly #slab = new ByteSlab()
  readonly #clock = new TickClock()
  readonly #chain = new BlockChain(this.#slab, this.#clock)
  readonly #entries = new EntryReader()

  constructor({ headPoints = 32, blockPoints = blockPointsMax }: HistoryOptions = {}) {
    if (!(headPoints >= 1 && headPoints <= waitingMax && blockPoints >= headPoints && blockPoints <= blockPointsMax))
      throw new RangeError(
        `headPoints ${headPoints}, blockPoints ${blockPoints}: give 1 to ${waitingMax}, and no less up to ${blockPointsMax}`,
      )
    this.#options = { headPoints, blockPoints }
  }

  /** Series addressed so far. */
  get rows(): number {
    return this.#rows
  }

  /** Bytes of all that is kept, freed room included. */
  get bytes(): number {
    const sizeOf = (columns: Columns): number =>
      Object.values(columns).reduce((sum, column) => sum + ('byteLength' in column ? column.byteLength : 0), 0)
    return this.#rows * 20 + this.#slab.used + sizeOf(this.#clock.save())
  }

  /** Bytes of these that are free: room of what was packed anew, used again for what comes. */
  get unused(): number {
    return this.#slab.unused
  }

  /** The last price of a series, `gone` when it is not there, undefined without any point. */
  priceOf(series: number): number | undefined {
    return this.#isKnown(series) ? this.#price[series]! : undefined
  }

  /** Since when the last price is that, in seconds since 1970; 0 without any point. */
  sinceOf(series: number): number {
    return this.#isKnown(series) ? this.#since[series]! : 0
  }

  /** When the last price was seen last: from then on nothing is known. 0 without any point. */
  seenUntil(series: number): number {
    return this.#isKnown(series) ? this.#seen[series]! : 0
  }

  /** Points of a series, gaps included: room for as many is enough for `read`. O(blocks). */
  countOf(series: number): number {
    if (!this.#isKnown(series)) return 0
    const record = this.#record[series]!
    if (record === 0) return 1
    return 1 + this.#headCount(record) + this.#chain.countOf(this.#newestBlock(record))
  }

  /**
   * Takes in that a series had a price at a moment.
   * @param series  row number, from 0
   * @param seconds whole seconds since 1970, 1 to 2^32 - 1
   * @param price   minor units, 0 to 2^53 - 1, or `gone`
   * @returns what became of it; 'late' (nothing was changed) for a moment before the last one seen
   * @throws RangeError for what is no time or no price
   */
  append(series: number, seconds: number, price: number): PointVerdict {
    if (!(Number.isInteger(seconds) && seconds >= 1 && seconds <= 0xffffffff))
      throw new RangeError(`seconds ${seconds}: give whole seconds since 1970, 1 to 2^32 - 1`)
    if (!(Number.isSafeInteger(price) && price >= gone))
      throw new RangeError(`price ${price}: give whole minor units from 0 below 2^53, or gone (${gone})`)
    this.#reach(series)
    const seen = this.#seen[series]!
    if (seconds < seen) return 'late'
    if (seen === 0) {
      this.#setLast(series, seconds, price)
      return 'changed'
    }
    if (price === this.#price[series]) {
      this.#seen[series] = seconds
      return 'unchanged'
    }
    if (seconds === this.#since[series]) {
      if (!this.#takeBack(series, price)) this.#price[series] = price
      return 'replaced'
    }
    this.#push(series, seconds - this.#since[series]!)
    this.#setLast(series, seconds, price)
    return 'changed'
  }

  /**
   * The points in force in a span: the last one at or before `from`, then all before `to`. Exact.
   * @param times  seconds since 1970, ascending, filled from the front
   * @param prices minor units, `gone` for gaps, likewise. Both need room for what is found, at most `countOf(series)`
   * @returns how many
   * @throws RangeError when there is not enough room
   * Time: O(blocks of the series) to find those of the span, and 20 to 60 ns a point of those. Allocates nothing.
   */
  read(series: number, { from, to }: TimeSpan, times: Uint32Array, prices: Float64Array): number {
    if (!this.#isKnown(series)) return 0
    const room = { from, to, times, prices, count: 0 }
    const record = this.#record[series]!
    const chain = this.#chain
    if (record !== 0) {
      for (let left = chain.find(this.#newestBlock(record), { from, to }); left > 0; left--) {
        const count = chain.unpack(chain.found[left - 1]!)
        keepSpan(room, chain.times, chain.prices, count)
      }
      const waiting = this.#readHead(series, 0)
      keepSpan(room, chain.times, chain.prices, waiting)
    }
    chain.times[0] = this.#since[series]!
    chain.prices[0] = this.#price[series]!
    keepSpan(room, chain.times, chain.prices, 1)
    return room.count
  }

  /**
   * The lowest price in force in a span, that at its beginning included, gaps left out; undefined when there is none.
   * Time: as `read`. Allocates nothing.
   */
  lowestIn(series: number, { from, to }: TimeSpan): number | undefined {
    if (!this.#isKnown(series)) return undefined
    const low = { from, to, price: Number.POSITIVE_INFINITY }
    const record = this.#record[series]!
    const { times, prices } = this.#chain
    if (this.#since[series]! > from && record !== 0) {
      for (let left = this.#chain.find(this.#newestBlock(record), { from, to }); left > 0; left--)
        keepLowest(low, times, prices, this.#chain.unpack(this.#chain.found[left - 1]!))
      keepLowest(low, times, prices, this.#readHead(series, 0))
    }
    times[0] = this.#since[series]!
    prices[0] = this.#price[series]!
    keepLowest(low, times, prices, 1)
    return low.price === Number.POSITIVE_INFINITY ? undefined : low.price
  }

  /** Forgets a series and gives its memory back, zeroed. */
  clear(series: number): void {
    if (series >= this.#rows) return
    const record = this.#record[series]!
    if (record !== 0) {
      this.#chain.free(this.#newestBlock(record))
      this.#slab.free(record, ByteSlab.roomFor(this.#slab.bytes[record * 8]!))
    }
    this.#record[series] = 0
    this.#since[series] = 0
    this.#seen[series] = 0
    this.#price[series] = 0
  }

  save(): Columns {
    return {
      since: this.#since.subarray(0, this.#rows),
      seen: this.#seen.subarray(0, this.#rows),
      price: this.#price.subarray(0, this.#rows),
      record: this.#record.subarray(0, this.#rows),
      ...nested('slab', this.#slab.save()),
      ...nested('clock', this.#clock.save()),
    }
  }

  restore(columns: Columns): void {
    this.#since = columns.since as Uint32Array
    this.#seen = columns.seen as Uint32Array
    this.#price = columns.price as Float64Array
    this.#record = columns.record as Uint32Array
    this.#rows = this.#since.length
    this.#slab.restore(partOf(columns, 'slab'))
    this.#clock.restore(partOf(columns, 'clock'))
  }

  #isKnown(series: number): boolean {
    return series < this.#rows && this.#seen[series] !== 0
  }

  #reach(series: number): void {
    if (series < this.#rows) return
    this.#rows = series + 1
    this.#since = grown(this.#since, this.#rows)
    this.#seen = grown(this.#seen, this.#rows)
    this.#price = grown(this.#price, this.#rows)
    this.#record = grown(this.#record, this.#rows)
  }

  #setLast(series: number, seconds: number, price: number): void {
    this.#since[series] = seconds
    this.#seen[series] = seconds
    this.#price[series] = price
    this.#clock.note(seconds)
  }

  /** Undoes the last change when the price before it was this one. @returns whether it was */
  #takeBack(series: number, price: number): boolean {
    const record = this.#record[series]!
    if (record === 0) return false
    const { bytes } = this.#slab
    const start = record * 8
    const used = bytes[start]!
    let at = this.#firstEntry(start)
    if (at === start + used) return false
    let last = at
    while (at < start + used) {
      last = at
      at = this.#entries.read(bytes, at)
    }
    if (this.#entries.price !== price) return false
    this.#price[series] = price
    this.#since[series] = this.#since[series]! - this.#entries.seconds
    bytes.fill(0, last, at)
    bytes[start + 1] = bytes[start + 1]! - 1
    this.#resize(series, last - start)
    return true
  }

  /** Puts the last point, which lasted `seconds`, into the head. */
  #push(series: number, seconds: number): void {
    const record = this.#record[series]!
    if (record === 0) {
      this.#record[series] = this.#slab.take(ByteSlab.roomFor(headBytes))
      this.#slab.bytes[this.#record[series]! * 8] = headBytes
    } else {
      const start = record * 8
      const count = this.#slab.bytes[start + 1]! & ~hasBlocks
      const isFull = this.#slab.bytes[start]! + entryBytesMax > recordBytesMax
      if (count === this.#options.headPoints || isFull) this.#seal(series)
    }
    const used = this.#slab.bytes[this.#record[series]! * 8]!
    const length = putEntry(entry, 0, this.#price[series]!, seconds)
    this.#resize(series, used + length)
    const { bytes } = this.#slab
    const start = this.#record[series]! * 8
    for (let i = 0; i < length; i++) bytes[start + used + i] = entry[i]!
    bytes[start + 1] = bytes[start + 1]! + 1
  }

  /** Gives the head's record the room for so many bytes, and notes that so many are used. */
  #resize(series: number, used: number): void {
    const record = this.#record[series]!
    const before = this.#slab.bytes[record * 8]!
    const roomBefore = ByteSlab.roomFor(before)
    const room = ByteSlab.roomFor(used)
    if (room !== roomBefore) {
      const moved = this.#slab.take(room)
      const kept = Math.min(before, used)
      this.#slab.bytes.copyWithin(moved * 8, record * 8, record * 8 + kept)
      this.#slab.free(record, roomBefore)
      this.#record[series] = moved
    }
    this.#slab.bytes[this.#record[series]! * 8] = used
  }

  /**
   * Packs the head into a block of its own; when that and the other small blocks make up a large one, into that. So each
   * point is packed twice at most. Series are filled to different sizes, or those that change together would all need room
   * for it at once.
   */
  #seal(series: number): void {
    const { headPoints, blockPoints } = this.#options
    const record = this.#record[series]!
    const waiting = this.#headCount(record)
    const newest = this.#newestBlock(record)
    const full = Math.max(1, blockPoints - headPoints + 1 - ((series * 5) % 8) * Math.floor(blockPoints / 16))
    const small = this.#chain.findSmall(newest, full)
    const isEnough = small.points + waiting >= full
    if (isEnough) this.#chain.takeSmall(small)
    const taken = isEnough ? small.points : 0
    this.#readHead(series, taken)
    const block = this.#chain.pack(taken + waiting, isEnough ? small.before : newest)
    const start = this.#record[series]! * 8
    this.#slab.bytes.fill(0, start + 1, start + this.#slab.bytes[start]!)
    this.#resize(series, headBytes + blockRefBytes)
    const place = this.#record[series]! * 8
    this.#slab.bytes[place + 1] = hasBlocks
    put32(this.#slab.bytes, place + headBytes, block)
  }

  /** Reads the waiting points into the scratch, from place `offset` on. @returns how many */
  #readHead(series: number, offset: number): number {
    const record = this.#record[series]!
    const { bytes } = this.#slab
    const end = record * 8 + bytes[record * 8]!
    let count = 0
    for (let at = this.#firstEntry(record * 8); at < end; count++) {
      at = this.#entries.read(bytes, at)
      this.#chain.prices[offset + count] = this.#entries.price
      this.#chain.times[offset + count] = this.#entries.seconds
    }
    let until = this.#since[series]!
    for (let i = offset + count - 1; i >= offset; i--) {
      until -= this.#chain.times[i]!
      this.#chain.times[i] = until
    }
    return count
  }

  #headCount(record: number): number {
    return this.#slab.bytes[record * 8 + 1]! & ~hasBlocks
  }

  #firstEntry(start: number): number {
    return start + headBytes + (this.#slab.bytes[start + 1]! >= hasBlocks ? blockRefBytes : 0)
  }

  #newestBlock(record: number): number {
    const { bytes } = this.#slab
    return bytes[record * 8 + 1]! >= hasBlocks ? get32(bytes, record * 8 + headBytes) : 0
  }
}

const entry = new Uint8Array(16)
