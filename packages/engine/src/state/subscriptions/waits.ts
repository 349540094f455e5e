import { type Columns, nested, type PriceChange, PriceWaits, partOf, type Saved, SlabLists } from '@nunchi/kernel'
import type { PriceCondition } from '../../domain/subscription.ts'
import { boundOf, hysteresis, waitFor } from './bounds.ts'

/** What one product of a subscription is waited for. Prices are Infinity where it could not be had. */
export type Stand = {
  /** The price that it is counted from. */
  readonly base: number
  /** The price from which on it is so; `Number.MAX_VALUE` when it is so at any. */
  readonly at: number
  readonly isRise: boolean
  /** Whether it waits to be told; else it was so, and waits for its end. */
  readonly isArmed: boolean
}

/** One product of a subscription: what waits in `PriceWaits`. */
type Wait = {
  readonly owner: number
  readonly row: number
  /** The price when it was asked for; later, for drops since the last alert, the one told. Infinity: could not be had. */
  base: number
}

/**
 * Subscriptions (`owner`, a number) that wait for the prices of rows: of catalogue items, say.
 *
 * change: O(1) for a row that nobody waits for, and as PriceWaits says for others. end: O(subscriptions that wait for the same rows).
 * Memory: some 130 bytes a wait.
 */
export class Waits implements Saved {
  #waits = new PriceWaits(hysteresis)
  /** By number of a wait. */
  #wait: (Wait | undefined)[] = []
  #free: number[] = []
  /** By subscription: the numbers of its waits. */
  #of = new Map<number, number[]>()
  /** By row: the numbers of those that wait for its price. */
  #atRow = new SlabLists({ wait: 'u32' }, 1)
  readonly #conditionsOf: (owner: number) => readonly PriceCondition[]
  /** Scratch. */
  readonly #told: number[] = []

  constructor(conditionsOf: (owner: number) => readonly PriceCondition[]) {
    this.#conditionsOf = conditionsOf
  }

  /** Has a subscription wait for a row's price, which is `price` now. */
  add(owner: number, row: number, price: number): void {
    const number = this.#free.pop() ?? this.#wait.length
    this.#wait[number] = { owner, row, base: price }
    this.#note(number)
    this.#set(number, price)
  }

  end(owner: number): void {
    for (const number of this.#of.get(owner) ?? []) {
      this.#waits.remove(number)
      this.#atRow.removeAt(this.#wait[number]!.row, this.#placeOf(number))
      this.#wait[number] = undefined
      this.#free.push(number)
    }
    this.#of.delete(owner)
  }

  /** What is waited for of a row; undefined when the subscription does not wait for its price. */
  standOf(owner: number, row: number): Stand | undefined {
    const number = (this.#of.get(owner) ?? []).find((one) => this.#wait[one]!.row === row)
    if (number === undefined) return undefined
    const { base } = this.#wait[number]!
    return { base, ...boundOf(this.#conditionsOf(owner), base), isArmed: this.#waits.isArmed(number) }
  }

  /** How many subscriptions wait for the price of a row. */
  waitingFor(row: number): number {
    return row < this.#atRow.rows ? this.#atRow.countOf(row) : 0
  }

  /** The rows that most wait for, those first; of as many the lowest number first. O(rows). */
  busiest(countMax: number): number[] {
    const most: number[] = []
    for (let row = 0; row < this.#atRow.rows; row++) {
      const count = this.#atRow.countOf(row)
      if (count === 0 || (most.length === countMax && count <= this.waitingFor(most.at(-1)!))) continue
      const place = most.findIndex((other) => this.waitingFor(other) < count)
      most.splice(place < 0 ? most.length : place, 0, row)
      if (most.length > countMax) most.pop()
    }
    return most
  }

  /** The subscriptions that a change of price is to be told to. */
  change(change: PriceChange): number[] {
    this.#told.length = 0
    this.#waits.change(change, this.#told)
    return this.#told.map((number) => {
      const wait = this.#wait[number]!
      const conditions = this.#conditionsOf(wait.owner)
      if (conditions.some((condition) => condition.when === 'drop' && condition.since === 'alert')) {
        wait.base = change.now
        this.#set(number, change.now)
      }
      return wait.owner
    })
  }

  /** Those that `change` would give; nothing is noted. */
  wouldTell(change: PriceChange): number[] {
    this.#told.length = 0
    this.#waits.wouldTell(change, this.#told)
    return this.#told.map((number) => this.#wait[number]!.owner)
  }

  save(): Columns {
    const all = this.#wait.map((wait) => wait ?? { owner: 0, row: 0, base: -1 })
    return {
      ...nested('waits', this.#waits.save()),
      owners: Uint32Array.from(all, ({ owner }) => owner),
      rows: Uint32Array.from(all, ({ row }) => row),
      bases: Float64Array.from(all, ({ base }) => base),
      free: Uint32Array.from(this.#free),
    }
  }

  restore(columns: Columns): void {
    this.#waits.restore(partOf(columns, 'waits'))
    const [rows, bases] = [columns.rows as Uint32Array, columns.bases as Float64Array]
    this.#wait = Array.from(columns.owners as Uint32Array, (owner, i) =>
      bases[i]! < 0 ? undefined : { owner, row: rows[i]!, base: bases[i]! },
    )
    this.#free = Array.from(columns.free as Uint32Array)
    this.#of = new Map()
    this.#atRow = new SlabLists({ wait: 'u32' }, 1)
    for (let number = 0; number < this.#wait.length; number++) if (this.#wait[number]) this.#note(number)
  }

  /** Puts a wait where it is found by. */
  #note(number: number): void {
    const { owner, row } = this.#wait[number]!
    const own = this.#of.get(owner)
    if (own) own.push(number)
    else this.#of.set(owner, [number])
    this.#atRow.reach(row)
    const slot = this.#atRow.push(row)
    this.#atRow.columns.wait[slot] = number
  }

  /** Has a wait wait for what its subscription says, counted from its base. */
  #set(number: number, now: number): void {
    const { owner, row, base } = this.#wait[number]!
    const { wait, isArmed } = waitFor(this.#conditionsOf(owner), { row, base, now })
    this.#waits.set(number, wait, isArmed)
  }

  #placeOf(number: number): number {
    const start = this.#atRow.starts[this.#wait[number]!.row]!
    let place = 0
    while (this.#atRow.columns.wait[start + place] !== number) place += 1
    return place
  }
}
