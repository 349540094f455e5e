import { type Columns, grown, Interner, type Saved } from '@nunchi/kernel'
import type { DeliveryAsk, DeliveryKey, Estimate } from '../../domain/dispatch.ts'

const windowsMax = 4
const dimensionsMax = 8
const nobody = 0xffffffff
const waiting = 0
const cancelled = 1
const gone = 2

/**
 * What is to be brought on one day: who waits for it, when it may come and what it takes up. Not where: that is the vault's. Some 150
 * bytes a delivery; O(1) per event.
 */
export class DayDeliveries implements Saved {
  #keys = new Interner()
  /** Names of dimensions, skills and depots that occur on this day. */
  #names = new Interner()
  #state: Uint8Array = new Uint8Array(16)
  #shopper: Uint32Array = new Uint32Array(16)
  #windows: Uint32Array = new Uint32Array(16 * windowsMax * 2)
  #windowCount: Uint8Array = new Uint8Array(16)
  #service: Uint32Array = new Uint32Array(16)
  #priority: Uint8Array = new Uint8Array(16)
  /** Name + 1 of the depot; 0: any. */
  #depot: Uint32Array = new Uint32Array(16)
  /** Name + 1 and amount, in pairs. */
  #amounts: Uint32Array = new Uint32Array(16 * dimensionsMax * 2)
  /** Name + 1 of the list of skills, as JSON; 0: none. */
  #skills: Uint32Array = new Uint32Array(16)
  /** What the shopper was told: at, from, until; 0: nothing yet. */
  #told: Uint32Array = new Uint32Array(16 * 3)
  #toldAt: Float64Array = new Float64Array(16)

  /** Rows given out; some may be cancelled or gone. */
  get rows(): number {
    return this.#keys.size
  }

  /** The row of a delivery of this day, -1 when there is none (any more). */
  find(key: DeliveryKey): number {
    const row = this.#keys.find(key)
    return row < 0 || this.#state[row] === gone ? -1 : row
  }

  keyOf(row: number): DeliveryKey {
    return this.#keys.nameOf(row) as DeliveryKey
  }

  isGone(row: number): boolean {
    return this.#state[row] === gone
  }

  isCancelled(row: number): boolean {
    return this.#state[row] === cancelled
  }

  /** The shopper's row, or -1. */
  shopperOf(row: number): number {
    const shopper = this.#shopper[row]!
    return shopper === nobody ? -1 : shopper
  }

  askOf(row: number, day: string): DeliveryAsk {
    const from = row * windowsMax * 2
    const windows: [from: number, until: number][] = []
    for (let at = from; at < from + 2 * this.#windowCount[row]!; at += 2)
      windows.push([this.#windows[at]!, this.#windows[at + 1]!])
    const amounts: Record<string, number> = {}
    for (let at = row * dimensionsMax * 2; at < (row + 1) * dimensionsMax * 2; at += 2)
      if (this.#amounts[at]! > 0) amounts[this.#names.nameOf(this.#amounts[at]! - 1)] = this.#amounts[at + 1]!
    const depot = this.#depot[row]!
    const skills = this.#skills[row]!
    return {
      day,
      windows,
      serviceSeconds: this.#service[row]!,
      amounts,
      skills: skills === 0 ? [] : (JSON.parse(this.#names.nameOf(skills - 1)) as string[]),
      priority: this.#priority[row]!,
      ...(depot === 0 ? {} : { depot: this.#names.nameOf(depot - 1) }),
    }
  }

  /** What the shopper was told last, and when: ms since 1970. */
  toldOf(row: number): (Estimate & { readonly toldAt: number }) | undefined {
    const from = row * 3
    if (this.#told[from] === 0) return undefined
    const [at, low, high] = [this.#told[from]!, this.#told[from + 1]!, this.#told[from + 2]!]
    return { at, from: low, until: high, toldAt: this.#toldAt[row]! }
  }

  /** @returns the row */
  put(key: DeliveryKey, shopper: number, ask: DeliveryAsk): number {
    const row = this.#keys.idOf(key)
    this.#reach(row + 1)
    this.#state[row] = waiting
    this.#shopper[row] = shopper < 0 ? nobody : shopper
    this.#windowCount[row] = ask.windows.length
    this.#windows.set(ask.windows.flat(), row * windowsMax * 2)
    this.#service[row] = ask.serviceSeconds
    this.#priority[row] = ask.priority
    this.#depot[row] = ask.depot === undefined ? 0 : this.#names.idOf(ask.depot) + 1
    this.#skills[row] = ask.skills.length === 0 ? 0 : this.#names.idOf(JSON.stringify(ask.skills)) + 1
    this.#amounts.fill(0, row * dimensionsMax * 2, (row + 1) * dimensionsMax * 2)
    for (const [n, [name, amount]] of Object.entries(ask.amounts).entries())
      this.#amounts.set([this.#names.idOf(name) + 1, amount], (row * dimensionsMax + n) * 2)
    return row
  }

  cancel(row: number): void {
    this.#state[row] = cancelled
  }

  /** It was moved to another day, or whose it was asked to be forgotten. */
  drop(row: number): void {
    this.#state[row] = gone
    this.#shopper[row] = nobody
    this.#told.fill(0, row * 3, row * 3 + 3)
  }

  tell(row: number, { at, from, until }: Estimate, toldAt: number): void {
    this.#told.set([at, from, until], row * 3)
    this.#toldAt[row] = toldAt
  }

  /** Two names turned out to be one person. */
  reassign(row: number, shopper: number): void {
    this.#shopper[row] = shopper
  }

  /** Rows of one shopper. O(rows). */
  of(shopper: number): number[] {
    const rows: number[] = []
    for (let row = 0; row < this.rows; row++) if (this.#shopper[row] === shopper) rows.push(row)
    return rows
  }

  save(): Columns {
    const cut = <Column extends { subarray(from: number, to: number): Column }>(column: Column, width = 1) =>
      column.subarray(0, this.rows * width)
    return {
      keys: this.#keys.names(),
      names: this.#names.names(),
      state: cut(this.#state),
      shopper: cut(this.#shopper),
      windows: cut(this.#windows, windowsMax * 2),
      windowCount: cut(this.#windowCount),
      service: cut(this.#service),
      priority: cut(this.#priority),
      depot: cut(this.#depot),
      amounts: cut(this.#amounts, dimensionsMax * 2),
      skills: cut(this.#skills),
      told: cut(this.#told, 3),
      toldAt: cut(this.#toldAt),
    }
  }

  restore(columns: Columns): void {
    this.#keys.restore(columns.keys as readonly string[])
    this.#names.restore(columns.names as readonly string[])
    this.#state = columns.state as Uint8Array
    this.#shopper = columns.shopper as Uint32Array
    this.#windows = columns.windows as Uint32Array
    this.#windowCount = columns.windowCount as Uint8Array
    this.#service = columns.service as Uint32Array
    this.#priority = columns.priority as Uint8Array
    this.#depot = columns.depot as Uint32Array
    this.#amounts = columns.amounts as Uint32Array
    this.#skills = columns.skills as Uint32Array
    this.#told = columns.told as Uint32Array
    this.#toldAt = columns.toldAt as Float64Array
  }

  #reach(rows: number): void {
    this.#state = grown(this.#state, rows)
    this.#shopper = grown(this.#shopper, rows)
    this.#windows = grown(this.#windows, rows * windowsMax * 2)
    this.#windowCount = grown(this.#windowCount, rows)
    this.#service = grown(this.#service, rows)
    this.#priority = grown(this.#priority, rows)
    this.#depot = grown(this.#depot, rows)
    this.#amounts = grown(this.#amounts, rows * dimensionsMax * 2)
    this.#skills = grown(this.#skills, rows)
    this.#told = grown(this.#told, rows * 3)
    this.#toldAt = grown(this.#toldAt, rows)
  }
}
