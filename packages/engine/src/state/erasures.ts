import type { Columns, Saved } from '@nunchi/kernel'
import type { Erasure } from '../domain/erasure.ts'

/**
 * Erasures asked for and not yet complete, so that a crash in between delays and never loses one; and the positions of
 * those that are, so that whoever asks later is told so. About 40 bytes a finished one.
 */
export class Erasures implements Saved {
  /** Log position of the request -> what it is about. */
  readonly #open = new Map<number, Erasure>()
  readonly #done = new Set<number>()

  /** Positions of the requests still open, oldest first. */
  open(): number[] {
    return [...this.#open.keys()]
  }

  find(askedAt: number): Erasure | undefined {
    return this.#open.get(askedAt)
  }

  ask(askedAt: number, erasure: Erasure): void {
    this.#open.set(askedAt, erasure)
  }

  /** Requests carried out to the end, ever. */
  get finished(): number {
    return this.#done.size
  }

  /** Whether the request at this log position was carried out to the end. */
  isDone(askedAt: number): boolean {
    return this.#done.has(askedAt)
  }

  /** @returns the rows that were waiting */
  finish(askedAt: number): readonly number[] {
    const rows = this.#open.get(askedAt)?.rows ?? []
    this.#open.delete(askedAt)
    this.#done.add(askedAt)
    return rows
  }

  save(): Columns {
    return {
      open: [...this.#open].map((entry) => JSON.stringify(entry)),
      done: Uint32Array.from(this.#done), // positions fit: the timeline holds no others
    }
  }

  restore(columns: Columns): void {
    this.#open.clear()
    this.#done.clear()
    for (const askedAt of columns.done as Uint32Array) this.#done.add(askedAt)
    for (const entry of columns.open as string[]) {
      const [askedAt, erasure] = JSON.parse(entry) as [number, Erasure]
      this.#open.set(askedAt, erasure)
    }
  }
}
