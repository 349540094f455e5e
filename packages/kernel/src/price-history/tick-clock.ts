import type { Columns, Saved } from '../columns.ts'
import { grown } from '../grown.ts'
import { BitReader } from './bit-reader.ts'
import { BitWriter } from './bit-writer.ts'
import { bitsOf } from './number-run.ts'

/** Seconds that lie between two ticks at least: what one poll or feed reads takes about as long. */
const apartMin = 60
/** Ticks of a chunk. */
const chunk = 64

/**
 * The moments at which prices changed at all, at least a minute apart: prices are read in rounds, so thousands of series
 * change at the same moments, and can say "the next tick, 2 s later" instead of a time. Ticks are numbered from 0; 64 lie
 * in a chunk as differences from an even pace, all as wide as the widest, so that any of them is read at once.
 *
 * Memory: about 2 bytes a tick, so at most 1 MB a year. `note` O(1) amortised, `timeOf` O(1), `lastUntil` O(log ticks).
 */
export class TickClock implements Saved {
  #count = 0
  /** From when on there may be another tick. */
  #next = 0
  /** Per full chunk: its base time, its pace in seconds, the bits of a difference, and its first byte. */
  #base: Uint32Array = new Uint32Array(16)
  #pace: Uint32Array = new Uint32Array(16)
  #width: Uint8Array = new Uint8Array(16)
  #start: Uint32Array = new Uint32Array(16)
  #bytes: Uint8Array = new Uint8Array(64)
  #bytesUsed = 0
  /** The ticks behind the last full chunk. */
  readonly #open = new Uint32Array(chunk)
  readonly #reader = new BitReader()
  readonly #writer = new BitWriter()

  /** Ticks so far. */
  get count(): number {
    return this.#count
  }

  /** Takes down that something changed, in seconds since 1970: a tick when the last one is long enough ago. */
  note(seconds: number): void {
    if (seconds < this.#next) return
    const inOpen = this.#count % chunk
    this.#next = seconds + apartMin
    this.#open[inOpen] = seconds
    this.#count += 1
    if (inOpen === chunk - 1) this.#close()
  }

  /** When a tick was, in seconds since 1970. */
  timeOf(tick: number): number {
    const place = tick >>> 6
    const inside = tick & (chunk - 1)
    if (place === this.#count >>> 6) return this.#open[inside]!
    const width = this.#width[place]!
    this.#reader.seek(this.#bytes, this.#start[place]!, inside * width)
    return (this.#base[place]! + this.#pace[place]! * inside + this.#reader.read(width)) >>> 0
  }

  /** The last tick that is no later than a moment; -1 for none. @param from a tick known to be no later, to begin with */
  lastUntil(seconds: number, from = 0): number {
    if (this.#count === 0 || this.timeOf(from) > seconds) return -1
    let low = from
    let stride = 1
    while (low + stride < this.#count && this.timeOf(low + stride) <= seconds) {
      low += stride
      stride *= 2
    }
    let high = Math.min(this.#count, low + stride)
    while (high - low > 1) {
      const middle = (low + high) >>> 1
      if (this.timeOf(middle) <= seconds) low = middle
      else high = middle
    }
    return low
  }

  save(): Columns {
    const chunks = this.#count >>> 6
    return {
      base: this.#base.subarray(0, chunks),
      pace: this.#pace.subarray(0, chunks),
      width: this.#width.subarray(0, chunks),
      start: this.#start.subarray(0, chunks),
      bytes: this.#bytes.subarray(0, this.#bytesUsed),
      open: this.#open.subarray(0, this.#count % chunk),
    }
  }

  restore(columns: Columns): void {
    this.#base = columns.base as Uint32Array
    this.#pace = columns.pace as Uint32Array
    this.#width = columns.width as Uint8Array
    this.#start = columns.start as Uint32Array
    this.#bytesUsed = (columns.bytes as Uint8Array).length
    this.#bytes = grown(columns.bytes as Uint8Array, this.#bytesUsed + 8)
    const open = columns.open as Uint32Array
    this.#open.fill(0)
    this.#open.set(open)
    this.#count = this.#base.length * chunk + open.length
    this.#next = this.#count === 0 ? 0 : this.timeOf(this.#count - 1) + apartMin
  }

  /** Packs the full chunk. */
  #close(): void {
    const place = (this.#count - 1) >>> 6
    const open = this.#open
    const pace = Math.floor((open[chunk - 1]! - open[0]!) / (chunk - 1))
    let least = 0
    let most = 0
    for (let i = 1; i < chunk; i++) {
      const rest = open[i]! - open[0]! - pace * i
      if (rest < least) least = rest
      if (rest > most) most = rest
    }
    const width = bitsOf(most - least)
    this.#writer.clear()
    for (let i = 0; i < chunk; i++) this.#writer.write(open[i]! - open[0]! - pace * i - least, width)
    this.#base = grown(this.#base, place + 1)
    this.#pace = grown(this.#pace, place + 1)
    this.#width = grown(this.#width, place + 1)
    this.#start = grown(this.#start, place + 1)
    this.#base[place] = open[0]! + least
    this.#pace[place] = pace
    this.#width[place] = width
    this.#start[place] = this.#bytesUsed
    const { bytes } = this.#writer
    this.#bytes = grown(this.#bytes, this.#bytesUsed + bytes.length + 8)
    this.#bytes.set(bytes, this.#bytesUsed)
    this.#bytesUsed += bytes.length
  }
}
