import { Refusal } from '../../domain/refusal.ts'

export type ArrivalLimits = {
  /** Bytes of one file. */
  readonly bytesMax: number
  /** Bytes of all files that are not through, those under way to us included; no file may have more. */
  readonly waitingBytesMax: number
  /** Files that may wait, those under way to us included. */
  readonly waitingMax: number
}

/** Files that were taken and are not through. */
export type Waiting = { readonly count: number; readonly bytes: number }

/** Keeps files that come over HTTP from filling the disk: one that is too large is refused before it is sent where that is known, else on its way. */
export class Arrivals {
  readonly #limits: ArrivalLimits
  readonly #waiting: () => Waiting
  #count = 0
  #bytes = 0

  constructor(limits: ArrivalLimits, waiting: () => Waiting) {
    this.#limits = limits
    this.#waiting = waiting
  }

  /** Bytes that one file may have. */
  get bytesMax(): number {
    return Math.min(this.#limits.bytesMax, this.#limits.waitingBytesMax)
  }

  /**
   * Takes one in.
   * @param bytesTold  what its sender says that it has
   * @param receive  to call `admit` with the bytes of each piece before it is kept
   * @throws Refusal BODY_TOO_LARGE, IMPORTS_WAITING, IMPORTS_FULL, also out of `admit`
   */
  async take<Result>(bytesTold: number, receive: (admit: (bytes: number) => void) => Promise<Result>): Promise<Result> {
    this.#check(bytesTold)
    const waiting = this.#waiting().count + this.#count
    if (waiting >= this.#limits.waitingMax) throw new Refusal('IMPORTS_WAITING', { waiting })
    this.#count += 1
    let bytes = 0
    try {
      return await receive((more) => {
        bytes += more
        this.#bytes += more
        this.#check(0, bytes)
      })
    } finally {
      this.#count -= 1
      this.#bytes -= bytes
    }
  }

  /** Bytes that may still come. */
  get room(): number {
    return this.#limits.waitingBytesMax - this.#waiting().bytes - this.#bytes
  }

  /**
   * @param more  bytes still to come
   * @param ofFile  bytes of the file, as far as it is known
   */
  #check(more: number, ofFile = more): void {
    if (ofFile > this.bytesMax) throw new Refusal('BODY_TOO_LARGE', { bytesMax: this.bytesMax })
    const { waitingBytesMax: bytesMax } = this.#limits
    if (more > this.room) throw new Refusal('IMPORTS_FULL', { bytes: bytesMax - this.room - (ofFile - more), bytesMax })
  }
}
