import type { Columns, Saved } from '@nunchi/kernel'
import type { HeldPrice } from '../domain/held-price.ts'

/** Prices that are held, by the number of what they are of (an offer, or a catalogue item). Some 200 bytes each; there are few. */
export class HeldPrices implements Saved {
  readonly #held = new Map<number, HeldPrice>()

  get count(): number {
    return this.#held.size
  }

  get(of: number): HeldPrice | undefined {
    return this.#held.size === 0 ? undefined : this.#held.get(of)
  }

  hold(of: number, price: HeldPrice): void {
    this.#held.set(of, price)
  }

  /** @returns whether one was held */
  release(of: number): boolean {
    return this.#held.size > 0 && this.#held.delete(of)
  }

  /** Notes that the price held is wrong, if it is that one. @returns whether it is */
  reject(of: number, totalMinor: number): boolean {
    const held = this.get(of)
    if (held?.totalMinor !== totalMinor) return false
    this.#held.set(of, { ...held, isWrong: true })
    return true
  }

  /** All, the oldest first. */
  all(): IterableIterator<[number, HeldPrice]> {
    return this.#held.entries()
  }

  save(): Columns {
    const all = [...this.#held].map(([of, { totalMinor, usualMinor, at, isWrong }]) => [
      of,
      totalMinor,
      usualMinor,
      at,
      Number(isWrong),
    ])
    return { held: Float64Array.from(all.flat()) }
  }

  restore(columns: Columns): void {
    this.#held.clear()
    const held = columns.held as Float64Array
    for (let i = 0; i < held.length; i += 5) {
      const [of, totalMinor, usualMinor, at, isWrong] = held.subarray(i, i + 5)
      this.#held.set(of!, {
        totalMinor: totalMinor!,
        usualMinor: usualMinor!,
        at: at as HeldPrice['at'],
        isWrong: isWrong === 1,
      })
    }
  }
}
