import { type Columns, grown, type Saved } from '@nunchi/kernel'
import { type Channel, devices, referrers } from '../domain/channel.ts'

const steps = 16

/** With what each shopper looked at the shop last, and from where they came. One byte a shopper, O(1) per event. */
export class Channels implements Saved {
  /** Place in `devices` plus 1, and 16 times the place in `referrers` plus 1; 0 for what is not known. */
  #codes: Uint8Array = new Uint8Array(16)
  #rows = 0

  /** What the channel does not say stays as it was. */
  note(row: number, { device, referrer }: Channel): void {
    if (device === undefined && referrer === undefined) return
    this.#reach(row)
    const before = this.#codes[row]!
    const first = device === undefined ? before % steps : devices.indexOf(device) + 1
    const second = referrer === undefined ? Math.floor(before / steps) : referrers.indexOf(referrer) + 1
    this.#codes[row] = first + steps * second
  }

  /** The device's place in `devices`; -1 when it is not known. */
  deviceOf(row: number): number {
    return (((row < 0 ? 0 : this.#codes[row]) ?? 0) % steps) - 1
  }

  /** The referrer's place in `referrers`; -1 when it is not known. */
  referrerOf(row: number): number {
    return Math.floor(((row < 0 ? 0 : this.#codes[row]) ?? 0) / steps) - 1
  }

  /** What row `into` does not know is taken from row `from`, which is emptied. */
  merge(from: number, into: number): void {
    if (from >= this.#rows) return
    this.#reach(into)
    const [given, own] = [this.#codes[from]!, this.#codes[into]!]
    const first = own % steps || given % steps
    this.#codes[into] = first + steps * (Math.floor(own / steps) || Math.floor(given / steps))
    this.clear(from)
  }

  clear(row: number): void {
    if (row < this.#rows) this.#codes[row] = 0
  }

  save(): Columns {
    return { codes: this.#codes.subarray(0, this.#rows) }
  }

  restore(columns: Columns): void {
    this.#codes = columns.codes as Uint8Array
    this.#rows = this.#codes.length
  }

  #reach(row: number): void {
    if (row < this.#rows) return
    this.#rows = row + 1
    this.#codes = grown(this.#codes, this.#rows)
  }
}
