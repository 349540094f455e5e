import { type Columns, nested, type PriceChange, PriceWaits, partOf, type Saved, SlabLists } from '@nunchi/kernel'
import type { PriceCondition } from '../../domain/subscription.ts'
import { type Attributes, boundOf, dependsOnContent, hysteresis, waitFor } from './bounds.ts'

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
  row: number
  /** The price when it was asked for; later, for drops since the last alert, the one told. Infinity: could not be had. */
  base: number
}

/** What waits are asked about: the conditions of a subscription, and the attributes of a row's product, empty while it has none. */
export type WaitParts = {
  readonly conditionsOf: (owner: number) => readonly PriceCondition[]
  readonly attributesOf: (row: number) => Attributes
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
  /** By row: those that depend on how much its product holds, each with the price that it waits for. */
  readonly #byContent = new Map<number, Map<number, number>>()
  readonly #parts: WaitParts
  /** Scratch. */
  readonly #told: number[] = []

  constructor(parts: WaitParts) {
    this.#parts = parts
  }

  /** Has a subscription wait for a row's price, which is `price` now. */
  add(owner: number, row: number, price: number): void {
    const number = this.#free.pop() ?? this.#wait.length
    this.#wait[number] = { owner, row, base: price }
    this.#note(number)
    this.#set(number, price)
  }

  /** @returns the rows that it waited for */
  end(owner: number): number[] {
    const numbers = inOrder(this.#of.get(owner) ?? [])
    const rows = numbers.map((number) => this.#wait[number]!.row)
    for (const number of numbers) this.#remove(number)
    this.#of.delete(owner)
    return rows
  }

  /** Those that wait for a row's price. O(n log n) for n of them. */
  ownersAt(row: number): number[] {
    const start = row < this.#atRow.rows ? this.#atRow.starts[row]! : 0
    const numbers = this.#atRow.columns.wait.subarray(start, start + this.waitingFor(row))
    return inOrder(numbers).map((number) => this.#wait[number]!.owner)
  }

  /** Has a subscription that waits for the price of one row wait for that of another in its place, as it is; once if it waits for that already. */
  move(owner: number, from: number, into: number): void {
    const number = this.#find(owner, from)!
    if (this.#find(owner, into) !== undefined) {
      this.#remove(number)
      const own = this.#of.get(owner)!
      own.splice(own.indexOf(number), 1)
      return
    }
    const isArmed = this.#waits.isArmed(number)
    this.#takeOut(number)
    this.#wait[number]!.row = into
    this.#put(number)
    this.#set(number, 0, isArmed)
  }

  /** What is waited for of a row; undefined when the subscription does not wait for its price. */
  standOf(owner: number, row: number): Stand | undefined {
    const number = this.#find(owner, row)
    if (number === undefined) return undefined
    const { base } = this.#wait[number]!
    const bound = boundOf(this.#parts.conditionsOf(owner), { base, attributes: this.#parts.attributesOf(row) })
    return { base, ...bound, isArmed: this.#waits.isArmed(number) }
  }

  /** Rows addressed so far. */
  get rows(): number {
    return this.#atRow.rows
  }

  /** How many subscriptions wait for the price of a row. */
  waitingFor(row: number): number {
    return row < this.#atRow.rows ? this.#atRow.countOf(row) : 0
  }

  /** The product of a row holds as much as its attributes say now: whoever depends on that waits for another price. @returns whether somebody does */
  recount(row: number): boolean {
    const numbers = this.#byContent.get(row)
    for (const number of inOrder(numbers?.keys() ?? [])) {
      const at = numbers!.get(number)!
      const { owner, base } = this.#wait[number]!
      const bound = boundOf(this.#parts.conditionsOf(owner), { base, attributes: this.#parts.attributesOf(row) })
      if (bound.at !== at) this.#set(number, 0, this.#waits.isArmed(number))
    }
    return numbers !== undefined
  }

  /** The subscriptions that a change of price is to be told to. With `before` below `now` only those whose price is there: nothing fell. */
  change(change: PriceChange): number[] {
    this.#told.length = 0
    this.#waits.change(change, this.#told)
    return this.#told.map((number) => {
      const wait = this.#wait[number]!
      const conditions = this.#parts.conditionsOf(wait.owner)
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
    this.#byContent.clear()
    for (let number = 0; number < this.#wait.length; number++) if (this.#wait[number]) this.#note(number)
  }

  #find(owner: number, row: number): number | undefined {
    return this.#of.get(owner)?.find((number) => this.#wait[number]!.row === row)
  }

  /** Puts a wait where it is found by. */
  #note(number: number): void {
    const { owner } = this.#wait[number]!
    const own = this.#of.get(owner)
    if (own) own.push(number)
    else this.#of.set(owner, [number])
    this.#put(number)
  }

  #put(number: number): void {
    const { owner, row, base } = this.#wait[number]!
    this.#atRow.reach(row)
    const slot = this.#atRow.push(row)
    this.#atRow.columns.wait[slot] = number
    const conditions = this.#parts.conditionsOf(owner)
    if (!dependsOnContent(conditions)) return
    const { at } = boundOf(conditions, { base, attributes: this.#parts.attributesOf(row) })
    this.#byContent.set(row, (this.#byContent.get(row) ?? new Map()).set(number, at))
  }

  #remove(number: number): void {
    this.#waits.remove(number)
    this.#takeOut(number)
    this.#wait[number] = undefined
    this.#free.push(number)
  }

  #takeOut(number: number): void {
    const { row } = this.#wait[number]!
    const start = this.#atRow.starts[row]!
    let place = 0
    while (this.#atRow.columns.wait[start + place] !== number) place += 1
    this.#atRow.removeAt(row, place)
    const numbers = this.#byContent.get(row)
    if (numbers?.delete(number) && numbers.size === 0) this.#byContent.delete(row)
  }

  /** Has a wait wait for what its subscription says, counted from its base: as it is at the price `now`, or as it was. */
  #set(number: number, now: number, wasArmed?: boolean): void {
    const { owner, row, base } = this.#wait[number]!
    const attributes = this.#parts.attributesOf(row)
    const { wait, isArmed } = waitFor(this.#parts.conditionsOf(owner), { row, base, attributes, now })
    this.#waits.set(number, wait, wasArmed ?? isArmed)
    this.#byContent.get(row)?.has(number) && this.#byContent.get(row)!.set(number, wait.at)
  }
}

/** Waits by number: in the order in which they are dealt with, numbers get free, and that has to be the same after a restart. */
function inOrder(numbers: Iterable<number>): number[] {
  return Array.from(numbers).sort((a, b) => a - b)
}
