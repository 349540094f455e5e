import type { Columns, Saved } from '../columns.ts'
import { grown } from '../grown.ts'

/** Bytes of a unit: all places and sizes are whole units. */
const unit = 8
/** Bytes behind the last unit that are always there, so that a reader of bits may look past its end. */
const spare = 8
/** Runs have fewer units than this: more than a packed block or a record of waiting points can need. */
const sizes = 1024

/**
 * Many small runs of bytes in one array. Freed room is zeroed and used again, cut where it is larger than what is asked
 * for. Free neighbours are joined when no free run is long enough and half as many runs were freed as there are.
 *
 * `take` O(1) where room of that size is free, else O(sizes), joining spread over all; `free` O(units).
 */
export class ByteSlab implements Saved {
  /** Read anew after every `take`: growing replaces the array. */
  bytes: Uint8Array = new Uint8Array(256)
  /** Units given out or free; unit 0 is never given out, so that 0 says "none". */
  #top = 1
  /** Units -> first units of free runs of that length. */
  readonly #free: number[][] = [[]]
  #freeUnits = 0
  #freeRuns = 0
  /** Runs freed since neighbours were joined last. */
  #freedSince = 0

  /** The room, in units, that a run which will grow gets for so many bytes: a power of two, so that it seldom moves. */
  static roomFor(bytes: number): number {
    const units = Math.max(1, Math.ceil(bytes / unit))
    if (units <= 4) return units
    return 1 << (32 - Math.clz32(units - 1))
  }

  /** The units that so many bytes take. */
  static unitsOf(bytes: number): number {
    return Math.ceil(bytes / unit)
  }

  /** Bytes taken up. */
  get used(): number {
    return this.#top * unit
  }

  /** Bytes of these that are free. */
  get unused(): number {
    return this.#freeUnits * unit
  }

  /** Gives out `units` units of zeros, below 1024. @returns the number of the first; its first byte is 8 times that */
  take(units: number): number {
    const found = this.#find(units)
    if (found > 0) return found
    if (this.#freeUnits >= units && this.#freedSince * 2 > this.#freeRuns) {
      this.#join()
      const joined = this.#find(units)
      if (joined > 0) return joined
    }
    const start = this.#top
    this.#top += units
    this.bytes = grown(this.bytes, this.#top * unit + spare)
    return start
  }

  /** Takes units back and zeroes them. */
  free(start: number, units: number): void {
    this.bytes.fill(0, start * unit, (start + units) * unit)
    this.#keep(start, units)
    this.#freedSince += 1
  }

  save(): Columns {
    const runs = this.#free.flatMap((starts, size) => starts.map((start) => start * sizes + size))
    return {
      bytes: this.bytes.subarray(0, this.#top * unit),
      free: Float64Array.from([this.#freedSince, ...runs]),
    }
  }

  restore(columns: Columns): void {
    const bytes = columns.bytes as Uint8Array
    this.#top = bytes.length / unit
    this.bytes = grown(bytes, bytes.length + spare)
    const [freedSince = 0, ...runs] = columns.free as Float64Array
    this.#forgetFree()
    for (const run of runs) this.#keep(Math.floor(run / sizes), run % sizes)
    this.#freedSince = freedSince
  }

  /** The start of a free run of so many units, cut from a longer one if need be; 0: there is none. */
  #find(units: number): number {
    for (let size = units; size < this.#free.length; size++) {
      const start = this.#free[size]!.pop()
      if (start === undefined) continue
      this.#freeUnits -= size
      this.#freeRuns -= 1
      if (size > units) this.#keep(start + units, size - units)
      return start
    }
    return 0
  }

  /** Joins free neighbours. */
  #join(): void {
    const runs = Float64Array.from(this.#free.flatMap((starts, size) => starts.map((start) => start * sizes + size)))
    runs.sort()
    this.#forgetFree()
    for (let i = 0; i < runs.length; ) {
      const start = Math.floor(runs[i]! / sizes)
      let end = start
      for (; i < runs.length && Math.floor(runs[i]! / sizes) === end; i++) end += runs[i]! % sizes
      for (let from = start; from < end; from += sizes - 1) this.#keep(from, Math.min(sizes - 1, end - from))
    }
  }

  #forgetFree(): void {
    this.#free.length = 1
    this.#freeUnits = 0
    this.#freeRuns = 0
    this.#freedSince = 0
  }

  #keep(start: number, units: number): void {
    while (this.#free.length <= units) this.#free.push([])
    this.#free[units]!.push(start)
    this.#freeUnits += units
    this.#freeRuns += 1
  }
}
