import { type Columns, grown, hash64, hashString, nested, partOf, type Saved, SlabLists } from '@nunchi/kernel'

const daySeconds = 86_400
/** Orders kept of one shopper; further ones of somebody who resells count for nobody. */
const ordersMax = 1_000
/** Beside the number of the policy, in one byte. */
const mixedBit = 128
const policiesMax = 127
/** Of a policy and day: shoppers assigned, buyers by their first order, orders, revenue. */
const perDay = 4

/** What came of one policy. Amounts are minor units. */
export type PolicySums = {
  readonly policy: string
  readonly shoppers: number
  /** Shoppers who were dealt another policy as well, later. */
  readonly mixed: number
  readonly buyers: number
  readonly orders: number
  readonly revenueMinor: number
  /** Over its shoppers, of the revenue of each. */
  readonly revenueSquares: number
}

/** The same of one day in UTC: shoppers who were dealt it that day, buyers and orders of that day. */
export type PolicyDay = {
  /** Days since 1970. */
  readonly day: number
  readonly policy: string
  readonly shoppers: number
  readonly buyers: number
  readonly orders: number
  readonly revenueMinor: number
}

export type PolicyOrder = {
  readonly row: number
  readonly kind: 'order' | 'refund'
  readonly order: string
  /** Seconds since 1970. */
  readonly at: number
  readonly amountMinor: number
}

/**
 * Which policy each shopper was dealt first, and what they ordered from then on: the sums by which policies are compared.
 *
 * - A shopper counts under the policy they were dealt **first**, whatever they are shown later (intention to treat). Who is
 *   dealt another one (shares were changed, devices with other lots turned out to be theirs) is marked as mixed as well.
 * - Counted are orders placed at the moment of the first deal or after, an order once by its number. What is given back is taken
 *   from the revenue of the order's own day, at most the whole of it; the order and its buyer stay counted.
 * - Orders of shoppers who were dealt nothing (yet) are kept too: a device that was may turn out to be theirs. The result is
 *   that of one person, in whatever order merges, orders and deals arrive; but for an order that arrives before the shop's
 *   first deal, or a refund before its order, which count for nothing.
 * - A forgotten shopper's row goes; the sums, which name nobody, keep what they were.
 *
 * 5 bytes a shopper, 16 to 32 an order since the shop's first deal, 36 a policy and day. assign, order, merge: O(orders of the
 * shopper since then), at most 1,000.
 */
export class Policies implements Saved {
  #names: string[] = []
  /** By row: the policy's number + 1, with `mixedBit`; 0: none. And since when, in seconds. */
  #first: Uint8Array = new Uint8Array(16)
  #since: Uint32Array = new Uint32Array(16)
  #rows = 0
  /** By row: orders since the shop's first deal, in the order in which they arrived. */
  readonly #orders = new SlabLists({ at: 'u32', order: 'u32', amount: 'f64' }, 1)
  /** When the shop's first shopper was dealt one; 0: not yet. */
  #begunAt = 0
  /** Day * 128 + policy -> place in `#days`. */
  readonly #places = new Map<number, number>()
  #days: Float64Array = new Float64Array(16)
  /** By policy. */
  #squares: Float64Array = new Float64Array(4)
  #mixed: Uint32Array = new Uint32Array(4)

  /** When the first shopper was dealt a policy, in seconds; undefined before. */
  get begunAt(): number | undefined {
    return this.#begunAt === 0 ? undefined : this.#begunAt
  }

  /** What the shopper in `row` was dealt first; undefined when nothing. */
  of(row: number): { readonly policy: string; readonly since: number; readonly isMixed: boolean } | undefined {
    const first = row >= 0 && row < this.#rows ? this.#first[row]! : 0
    if (first === 0) return undefined
    const policy = this.#names[policyIn(first)]!
    return { policy, since: this.#since[row]!, isMixed: (first & mixedBit) !== 0 }
  }

  /** By policy, in the order in which they were first dealt. */
  sums(): readonly PolicySums[] {
    const days = this.days()
    return this.#names.map((policy, n) => {
      const own = days.filter((day) => day.policy === policy)
      const sum = (of: (day: PolicyDay) => number) => own.reduce((all, day) => all + of(day), 0)
      return {
        policy,
        shoppers: sum(({ shoppers }) => shoppers),
        mixed: this.#mixed[n]!,
        buyers: sum(({ buyers }) => buyers),
        orders: sum(({ orders }) => orders),
        revenueMinor: sum(({ revenueMinor }) => revenueMinor),
        revenueSquares: this.#squares[n]!,
      }
    })
  }

  /** Oldest first; of one day in the order in which policies were first dealt. */
  days(): readonly PolicyDay[] {
    const keys = [...this.#places.keys()].sort((a, b) => a - b)
    return keys.map((key) => {
      const from = this.#places.get(key)! * perDay
      const [shoppers, buyers, orders, revenueMinor] = this.#days.subarray(from, from + perDay)
      const day = Math.floor(key / mixedBit)
      const policy = this.#names[key % mixedBit]!
      return { day, policy, shoppers: shoppers!, buyers: buyers!, orders: orders!, revenueMinor: revenueMinor! }
    })
  }

  /** Notes that a page of the shopper was ordered by lot, and by which policy. */
  assign(row: number, policy: string, at: number): void {
    const number = this.#numberOf(policy)
    if (number < 0) return
    if (this.#begunAt === 0) this.#begunAt = at
    this.#reach(row)
    this.#count(row, -1)
    this.#deal(row, number + 1, at)
    this.#count(row, 1)
  }

  /** Folds an order or what came back of one; nothing before the shop's first deal. */
  order({ row, kind, order, at, amountMinor }: PolicyOrder): void {
    if (row < 0 || this.#begunAt === 0) return
    hashString(order)
    const slot = this.#find(row, hash64.low)
    if (kind === 'refund' ? slot < 0 : slot >= 0 || at < this.#begunAt) return
    this.#count(row, -1)
    if (kind === 'refund') {
      const { amount } = this.#orders.columns
      amount[slot] = Math.max(0, amount[slot]! - amountMinor)
    } else this.#put(row, { at, order: hash64.low, amount: amountMinor })
    this.#count(row, 1)
  }

  /** Makes one shopper of two. */
  merge(from: number, into: number): void {
    this.#count(from, -1)
    this.#count(into, -1)
    for (let i = 0; i < this.#orders.countOf(from); i++) {
      const slot = this.#orders.starts[from]! + i
      const { at, order, amount } = this.#orders.columns
      const one = { at: at[slot]!, order: order[slot]!, amount: amount[slot]! }
      if (this.#find(into, one.order) < 0) this.#put(into, one)
    }
    if (from < this.#rows && this.#first[from] !== 0) {
      this.#reach(into)
      this.#deal(into, this.#first[from]!, this.#since[from]!)
    }
    this.clear(from)
    this.#count(into, 1)
  }

  /** Drops the shopper's row. What they did stays in the sums. */
  clear(row: number): void {
    this.#orders.clear(row)
    if (row >= this.#rows) return
    this.#first[row] = 0
    this.#since[row] = 0
  }

  save(): Columns {
    return {
      names: this.#names,
      first: this.#first.subarray(0, this.#rows),
      since: this.#since.subarray(0, this.#rows),
      ...nested('orders', this.#orders.save()),
      begun: Uint32Array.of(this.#begunAt),
      days: Uint32Array.from(this.#places.keys()),
      sums: this.#days.subarray(0, this.#places.size * perDay),
      squares: this.#squares.subarray(0, this.#names.length),
      mixed: this.#mixed.subarray(0, this.#names.length),
    }
  }

  restore(columns: Columns): void {
    this.#names = [...(columns.names as readonly string[])]
    this.#first = columns.first as Uint8Array
    this.#since = columns.since as Uint32Array
    this.#rows = this.#first.length
    this.#orders.restore(partOf(columns, 'orders'))
    this.#begunAt = (columns.begun as Uint32Array)[0]!
    this.#places.clear()
    for (const day of columns.days as Uint32Array) this.#places.set(day, this.#places.size)
    this.#days = columns.sums as Float64Array
    this.#squares = columns.squares as Float64Array
    this.#mixed = columns.mixed as Uint32Array
  }

  /** Gives the row a deal beside what it has: the earlier one counts, of one moment that of the older policy. */
  #deal(row: number, first: number, at: number): void {
    const had = this.#first[row]!
    const isMixed = ((had | first) & mixedBit) !== 0 || (had !== 0 && policyIn(had) !== policyIn(first))
    const isEarlier =
      had === 0 || at < this.#since[row]! || (at === this.#since[row] && policyIn(first) < policyIn(had))
    const policy = policyIn(isEarlier ? first : had)
    this.#first[row] = (policy + 1) | (isMixed ? mixedBit : 0)
    if (isEarlier) this.#since[row] = at
  }

  /** Adds (1) or takes out (-1) all that the row contributes to the sums. */
  #count(row: number, sign: 1 | -1): void {
    const first = row < this.#rows ? this.#first[row]! : 0
    if (first === 0) return
    const policy = policyIn(first)
    const since = this.#since[row]!
    if ((first & mixedBit) !== 0) this.#mixed[policy]! += sign
    const dealt = this.#dayOf(policy, since) // first: it may replace the column
    this.#days[dealt]! += sign
    const from = this.#orders.starts[row]!
    let firstAt = Number.POSITIVE_INFINITY
    let spent = 0
    for (let slot = from; slot < from + this.#orders.countOf(row); slot++) {
      const { at, amount } = this.#orders.columns
      if (at[slot]! < since) continue
      const place = this.#dayOf(policy, at[slot]!)
      this.#days[place + 2]! += sign
      this.#days[place + 3]! += sign * amount[slot]!
      firstAt = Math.min(firstAt, at[slot]!)
      spent += amount[slot]!
    }
    if (firstAt === Number.POSITIVE_INFINITY) return
    const bought = this.#dayOf(policy, firstAt)
    this.#days[bought + 1]! += sign
    this.#squares[policy]! += sign * spent * spent
  }

  /** @returns where in `#days` the numbers of this policy and day begin */
  #dayOf(policy: number, at: number): number {
    const key = Math.floor(at / daySeconds) * mixedBit + policy
    const known = this.#places.get(key)
    if (known !== undefined) return known * perDay
    const place = this.#places.size
    this.#places.set(key, place)
    this.#days = grown(this.#days, (place + 1) * perDay)
    return place * perDay
  }

  /** @returns the slot of the row's order of this hash, or -1 */
  #find(row: number, order: number): number {
    const from = this.#orders.starts[row]!
    for (let slot = from; slot < from + this.#orders.countOf(row); slot++)
      if (this.#orders.columns.order[slot] === order) return slot
    return -1
  }

  #put(row: number, { at, order, amount }: { at: number; order: number; amount: number }): void {
    if (this.#orders.countOf(row) >= ordersMax) return
    const slot = this.#orders.push(row)
    this.#orders.columns.at[slot] = at
    this.#orders.columns.order[slot] = order
    this.#orders.columns.amount[slot] = amount
  }

  #numberOf(policy: string): number {
    const known = this.#names.indexOf(policy)
    if (known >= 0 || this.#names.length === policiesMax) return known
    this.#squares = grown(this.#squares, this.#names.length + 1)
    this.#mixed = grown(this.#mixed, this.#names.length + 1)
    return this.#names.push(policy) - 1
  }

  #reach(row: number): void {
    if (row < this.#rows) return
    this.#rows = row + 1
    this.#first = grown(this.#first, this.#rows)
    this.#since = grown(this.#since, this.#rows)
  }
}

const policyIn = (first: number): number => (first & ~mixedBit) - 1
