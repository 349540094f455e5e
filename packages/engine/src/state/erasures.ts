import type { Columns, Saved } from '@nunchi/kernel'
import type { ShopperKey } from '../domain/units.ts'

/** What still has to be erased of one person. */
export type Erasure = {
  /** Their rows, whose log entries have to go. */
  readonly rows: readonly number[]
  /** Their keys, whose entries in the vault have to go. */
  readonly keys: readonly ShopperKey[]
}

/** Erasures asked for and not yet complete, so that a crash in between delays and never loses one. */
export class Erasures implements Saved {
  /** Log position of the request -> what it is about. */
  readonly #open = new Map<number, Erasure>()

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

  /** @returns the rows that were waiting */
  finish(askedAt: number): readonly number[] {
    const rows = this.#open.get(askedAt)?.rows ?? []
    this.#open.delete(askedAt)
    return rows
  }

  save(): Columns {
    return { open: [...this.#open].map((entry) => JSON.stringify(entry)) }
  }

  restore(columns: Columns): void {
    this.#open.clear()
    for (const entry of columns.open as string[]) {
      const [askedAt, erasure] = JSON.parse(entry) as [number, Erasure]
      this.#open.set(askedAt, erasure)
    }
  }
}
