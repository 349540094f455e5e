import type { RouteAsk } from '../../decide/route/ask.ts'
import { Refusal } from '../../domain/refusal.ts'

/**
 * What the matrices of all problems that wait or are planned may take together: ten thousand places take 800 MB a problem, and fifty of
 * them may wait. One that takes more by itself is let in once no other is there.
 */
export class MatrixMemory {
  readonly #bytesMax: number
  #bytes = 0
  #problems = 0

  constructor(bytesMax: number) {
    this.#bytesMax = bytesMax
  }

  /**
   * Takes what the problem needs, before its matrices are made.
   * @returns gives it back; once, however often it is called
   * @throws Refusal ROUTING_BUSY
   */
  take(ask: RouteAsk): () => void {
    const bytes = matrixBytes(ask)
    if (this.#problems > 0 && this.#bytes + bytes > this.#bytesMax)
      throw new Refusal('ROUTING_BUSY', { waiting: this.#problems })
    this.#bytes += bytes
    this.#problems += 1
    let isHeld = true
    return () => {
      if (!isHeld) return
      isHeld = false
      this.#bytes -= bytes
      this.#problems -= 1
    }
  }
}

/** Durations and distances of each profile, sent or still to be found out, and costs where they were sent. */
function matrixBytes({ places, profiles }: RouteAsk): number {
  const matrices = profiles.reduce((sum, { costs }) => sum + (costs ? 3 : 2), 0)
  return matrices * places.length ** 2 * Int32Array.BYTES_PER_ELEMENT
}
