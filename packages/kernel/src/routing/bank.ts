import type { FlatProblem } from './flat-problem.ts'

/**
 * Where more stops than `few` are left out, and stay so although they were tried `patience` times in all, `triedMost` of them are tried
 * again at once. Of 1,000 stops that vehicles had room for half of, trying all took 97 % of the time, and twice as much was left out by
 * priority after the same 8 s. Without patience a vehicle less, whose stops are all left out at first, was found half as often.
 */
const few = 32
const patience = 20_000
const triedMost = 8

/**
 * Stops that are on no route: those just taken out, to be put in again, and those left out because no room was found.
 * O(1) for each stop.
 */
export class Bank {
  /** What is to be put in, in the order of trying. */
  readonly waiting: Int32Array
  waitingCount = 0
  /** What is left out, and what that costs: prizes, and the weight of those that must be served. */
  readonly absent: Int32Array
  absentCount = 0
  prize = 0
  weight = 0
  readonly #flat: FlatProblem
  /** As they were at `begin`. */
  readonly absentBefore: Int32Array
  absentBeforeCount = 0
  prizeBefore = 0
  weightBefore = 0
  /** How often stops were tried since few were left out, which is tried next, and which are tried now. */
  #tries = 0
  #turn = 0
  readonly #isTried: Uint8Array

  constructor(flat: FlatProblem) {
    this.#flat = flat
    this.#isTried = new Uint8Array(flat.stops)
    this.waiting = new Int32Array(flat.stops)
    this.absent = new Int32Array(flat.stops)
    this.absentBefore = new Int32Array(flat.stops)
  }

  /** What was left out waits again, where that is much some of it by turns; `undo` comes back to this. O(stops left out). */
  begin(): void {
    const count = this.absentCount
    for (let i = 0; i < count; i++) this.absentBefore[i] = this.absent[i]!
    this.absentBeforeCount = count
    this.prizeBefore = this.prize
    this.weightBefore = this.weight
    this.clear()
    this.#tries = count > few ? this.#tries + count : 0
    if (this.#tries > patience) return this.#waitByTurns(count)
    for (let i = 0; i < count; i++) this.waiting[i] = this.absentBefore[i]!
    this.waitingCount = count
  }

  /** Both ends of a shipment wait, or none. */
  #waitByTurns(count: number): void {
    const tried = this.#isTried.fill(0)
    for (let i = 0; i < triedMost; i++) {
      const stop = this.absentBefore[(this.#turn + i) % count]!
      const other = this.#flat.partner[stop]!
      tried[stop] = 1
      if (other >= 0) tried[other] = 1
    }
    this.#turn = (this.#turn + triedMost) % count
    for (let i = 0; i < count; i++) {
      const stop = this.absentBefore[i]!
      if (tried[stop]) this.wait(stop)
      else this.leaveOut(stop)
    }
  }

  /** Nothing waits, nothing is left out. */
  clear(): void {
    this.waitingCount = 0
    this.absentCount = 0
    this.prize = 0
    this.weight = 0
  }

  /** One more to be put in. */
  wait(stop: number): void {
    this.waiting[this.waitingCount++] = stop
  }

  /** One more that is left out. */
  leaveOut(stop: number): void {
    this.absent[this.absentCount++] = stop
    const prize = this.#flat.prize[stop]!
    if (prize < Number.POSITIVE_INFINITY) this.prize += prize
    this.weight += this.#flat.weight[stop]!
  }

  undo(): void {
    this.absentCount = this.absentBeforeCount
    for (let i = 0; i < this.absentBeforeCount; i++) this.absent[i] = this.absentBefore[i]!
    this.prize = this.prizeBefore
    this.weight = this.weightBefore
    this.waitingCount = 0
  }
}
