import type { Columns, Saved } from './columns.ts'
import { grown } from './grown.ts'

/** Kinds that `kindOf` gives out: shares below a quarter of everybody's, up to a half, and so on to four times and more. */
export const repeatKinds = 6
/** A thing counts as if so many had taken it whose share is its family's; a family likewise as if of everything. */
const thingPrior = 4
const familyPrior = 8

/**
 * How often things are taken again by who took them before: per thing, per family of things and in all.
 * O(1) each. Memory: 8 bytes a thing and a family.
 */
export class RepeatShares implements Saved {
  #firsts: Float32Array = new Float32Array(16)
  #agains: Float32Array = new Float32Array(16)
  #familyFirsts: Float32Array = new Float32Array(16)
  #familyAgains: Float32Array = new Float32Array(16)
  #things = 0
  #families = 0
  #firstsInAll = 0
  #againsInAll = 0

  /** Somebody took the thing for the first time. @param family any number of the caller's; 0 for none */
  first(thing: number, family: number): void {
    this.#reach(thing, family)
    this.#firsts[thing]! += 1
    this.#familyFirsts[family]! += 1
    this.#firstsInAll += 1
  }

  /** Somebody took it again. */
  again(thing: number, family: number): void {
    this.#reach(thing, family)
    this.#agains[thing]! += 1
    this.#familyAgains[family]! += 1
    this.#againsInAll += 1
  }

  /** Times taken again for each first time, of all things; as if one more had not been. */
  get ofAll(): number {
    return (this.#againsInAll + 0.5) / (this.#firstsInAll + 1)
  }

  /** The same of one thing, drawn to its family's as long as few have taken it. */
  of(thing: number, family: number): number {
    const agains = family < this.#families ? this.#familyAgains[family]! : 0
    const firsts = family < this.#families ? this.#familyFirsts[family]! : 0
    const ofFamily = (agains + familyPrior * this.ofAll) / (firsts + familyPrior)
    if (thing >= this.#things) return ofFamily
    return (this.#agains[thing]! + thingPrior * ofFamily) / (this.#firsts[thing]! + thingPrior)
  }

  /** The thing's share against everybody's by octaves: 0 to repeatKinds - 1. */
  kindOf(thing: number, family: number): number {
    const octave = Math.floor(Math.log2(this.of(thing, family) / this.ofAll))
    return Math.max(0, Math.min(repeatKinds - 1, octave + 3))
  }

  save(): Columns {
    return {
      firsts: this.#firsts.subarray(0, this.#things),
      agains: this.#agains.subarray(0, this.#things),
      familyFirsts: this.#familyFirsts.subarray(0, this.#families),
      familyAgains: this.#familyAgains.subarray(0, this.#families),
      all: Float64Array.of(this.#firstsInAll, this.#againsInAll),
    }
  }

  restore(columns: Columns): void {
    this.#firsts = columns.firsts as Float32Array
    this.#agains = columns.agains as Float32Array
    this.#familyFirsts = columns.familyFirsts as Float32Array
    this.#familyAgains = columns.familyAgains as Float32Array
    this.#things = this.#firsts.length
    this.#families = this.#familyFirsts.length
    const [firsts, agains] = columns.all as Float64Array
    this.#firstsInAll = firsts!
    this.#againsInAll = agains!
  }

  #reach(thing: number, family: number): void {
    if (thing >= this.#things) {
      this.#things = thing + 1
      this.#firsts = grown(this.#firsts, this.#things)
      this.#agains = grown(this.#agains, this.#things)
    }
    if (family < this.#families) return
    this.#families = family + 1
    this.#familyFirsts = grown(this.#familyFirsts, this.#families)
    this.#familyAgains = grown(this.#familyAgains, this.#families)
  }
}
