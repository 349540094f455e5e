import { grown } from '../grown.ts'
import { BlockCodec, blockPointsMax } from './block-codec.ts'
import { ByteSlab } from './byte-slab.ts'
import { get32, put32 } from './little-endian.ts'
import type { TickClock } from './tick-clock.ts'
import type { TimeSpan } from './time-span.ts'

/** Points that wait beside a block in the scratch, at most. */
export const waitingMax = 64
/** Before a block's bits: the unit of the block before it, the time of its first point, its units, its points less one. */
const headBytes = 11

/** The small blocks at the end of a chain. */
export type SmallBlocks = {
  readonly points: number
  readonly blocks: number
  /** The large block before them; 0: none. */
  readonly before: number
}

/**
 * Packed blocks in a slab, each with the one before it, so that a series is known by its newest. Blocks are named by their
 * first unit; 0 is none. `times` and `prices` are the scratch that blocks are unpacked into and packed from.
 */
export class BlockChain {
  readonly times = new Uint32Array(blockPointsMax + waitingMax)
  readonly prices = new Float64Array(blockPointsMax + waitingMax)
  /** What `find` and `findSmall` found, newest first. */
  found: Uint32Array = new Uint32Array(16)
  readonly #slab: ByteSlab
  readonly #codec: BlockCodec

  constructor(slab: ByteSlab, clock: TickClock) {
    this.#slab = slab
    this.#codec = new BlockCodec(clock)
  }

  /** Points of a chain. */
  countOf(newest: number): number {
    let count = 0
    for (let block = newest; block !== 0; block = this.#before(block)) count += this.#points(block)
    return count
  }

  /** Into `found`: the blocks that hold something of a span, the one in force at its beginning included. @returns how many */
  find(newest: number, { from, to }: TimeSpan): number {
    let count = 0
    for (let block = newest; block !== 0; block = this.#before(block)) {
      const first = get32(this.#slab.bytes, block * 8 + 4)
      if (first >= to) continue
      this.#note(block, count++)
      if (first <= from) break
    }
    return count
  }

  /** Into `found`: the blocks of fewer than `pointsMin` at the end of a chain. */
  findSmall(newest: number, pointsMin: number): SmallBlocks {
    let points = 0
    let blocks = 0
    let block = newest
    for (; block !== 0 && this.#points(block) < pointsMin; block = this.#before(block)) {
      this.#note(block, blocks++)
      points += this.#points(block)
    }
    return { points, blocks, before: block }
  }

  /** Unpacks small blocks into the scratch, and gives their room back. */
  takeSmall({ blocks }: SmallBlocks): void {
    for (let left = blocks, at = 0; left > 0; left--) {
      const block = this.found[left - 1]!
      at += this.unpack(block, at)
      this.#release(block)
    }
  }

  /** Packs the first `count` points of the scratch behind the block `before`. @returns the new block */
  pack(count: number, before: number): number {
    const packed = this.#codec.encode(this.times, this.prices, count)
    const units = ByteSlab.unitsOf(headBytes + packed.length)
    const block = this.#slab.take(units)
    const { bytes } = this.#slab
    const start = block * 8
    put32(bytes, start, before)
    put32(bytes, start + 4, this.times[0]!)
    bytes[start + 8] = units & 0xff
    bytes[start + 9] = units >>> 8
    bytes[start + 10] = count - 1
    bytes.set(packed, start + headBytes)
    return block
  }

  /** Unpacks a block into the scratch, from place `offset` on. @returns its points */
  unpack(block: number, offset = 0): number {
    const { bytes } = this.#slab
    const count = this.#points(block)
    const from = { bytes, start: block * 8 + headBytes, firstTime: get32(bytes, block * 8 + 4), count }
    if (offset === 0) this.#codec.decode(from, this.times, this.prices)
    else this.#codec.decode(from, this.times.subarray(offset), this.prices.subarray(offset))
    return count
  }

  /** Gives the room of a whole chain back. */
  free(newest: number): void {
    for (let block = newest; block !== 0; ) {
      const before = this.#before(block)
      this.#release(block)
      block = before
    }
  }

  #before(block: number): number {
    return get32(this.#slab.bytes, block * 8)
  }

  #points(block: number): number {
    return this.#slab.bytes[block * 8 + 10]! + 1
  }

  #release(block: number): void {
    const { bytes } = this.#slab
    this.#slab.free(block, bytes[block * 8 + 8]! | (bytes[block * 8 + 9]! << 8))
  }

  #note(block: number, place: number): void {
    this.found = grown(this.found, place + 1)
    this.found[place] = block
  }
}
