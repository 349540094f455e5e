import type { FlatProblem } from './flat-problem.ts'

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

  constructor(flat: FlatProblem) {
    this.#flat = flat
    this.waiting = new Int32Array(flat.stops)
    this.absent = new Int32Array(flat.stops)
    this.absentBefore = new Int32Array(flat.stops)
  }

  /** All that was left out waits again; `undo` comes back to this. */
  begin(): void {
    const count = this.absentCount
    for (let i = 0; i < count; i++) {
      this.absentBefore[i] = this.absent[i]!
      this.waiting[i] = this.absent[i]!
    }
    this.absentBeforeCount = count
    this.prizeBefore = this.prize
    this.weightBefore = this.weight
    this.waitingCount = count
    this.absentCount = 0
    this.prize = 0
    this.weight = 0
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
