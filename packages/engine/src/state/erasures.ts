import type { Columns, Saved } from '@nunchi/kernel'

/** Erasures asked for and not yet complete: which rows' log entries still have to go. */
export class Erasures implements Saved {
  /** Log position of the request -> the person's rows. */
  readonly #rows = new Map<number, readonly number[]>()

  /** Positions of the requests still open, oldest first. */
  open(): number[] {
    return [...this.#rows.keys()]
  }

  rowsOf(askedAt: number): readonly number[] | undefined {
    return this.#rows.get(askedAt)
  }

  ask(askedAt: number, rows: readonly number[]): void {
    this.#rows.set(askedAt, rows)
  }

  /** @returns the rows that were waiting */
  finish(askedAt: number): readonly number[] {
    const rows = this.#rows.get(askedAt) ?? []
    this.#rows.delete(askedAt)
    return rows
  }

  save(): Columns {
    return { open: [...this.#rows].map((entry) => JSON.stringify(entry)) }
  }

  restore(columns: Columns): void {
    this.#rows.clear()
    for (const entry of columns.open as string[]) {
      const [askedAt, rows] = JSON.parse(entry) as [number, number[]]
      this.#rows.set(askedAt, rows)
    }
  }
}
