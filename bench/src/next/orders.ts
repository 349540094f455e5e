import { type NextAnswer, next, type ProductId, type ShopEvent, type ShopperKey, Views } from '@nunchi/engine'
import type { BenchRow } from '../bench.ts'
import { hitAt, mean } from '../metrics.ts'
import type { Order } from './stream.ts'
import { KnownRate, Tally } from './tally.ts'

const day = 86_400_000
const everyDays = 7
const churnDays = 30
const repurchaseDays = [7, 14, 30] as const
/** Categories and brands told before an order. */
const tagsMax = 20
const listsOf = ['categories', 'brands'] as const
/** Of so many shoppers one is asked about at each moment, in turn, if the file is large. */
export type Part = { readonly from: number; readonly to: number }

/** When each shopper orders, and when they buy each product, in the whole file: the bench's own books. */
class Future {
  readonly #times = new Map<string, number[]>()

  constructor(events: readonly ShopEvent[]) {
    for (const event of events) {
      if (event.kind !== 'order.placed' || event.shopper === undefined) continue
      this.#add(event.shopper, event.at)
      for (const product of new Set(event.lines.map((line) => line.product)))
        this.#add(`${event.shopper}\n${product}`, event.at)
    }
  }

  /** Whether the shopper orders (the product) after `now` and no later than `until`. */
  has(shopper: ShopperKey, { now, until, product }: { now: number; until: number; product?: ProductId }): boolean {
    const times = this.#times.get(product === undefined ? shopper : `${shopper}\n${product}`) ?? []
    return times.some((at) => at > now && at <= until)
  }

  #add(key: string, at: number): void {
    const times = this.#times.get(key)
    if (times) times.push(at)
    else this.#times.set(key, [at])
  }
}

/**
 * Walks through orders in time. Once a week, before what comes then is folded, everybody who has ordered is asked about:
 * churn, and what they buy again. Before each order of somebody known: its categories and brands.
 */
export class OrdersWalk {
  readonly #views = new Views()
  readonly #future: Future
  readonly #end: number
  readonly #part: Part
  readonly #shoppers = new Set<ShopperKey>()
  readonly #tallies = new Map<string, Tally>()
  readonly #rates = new Map<string, KnownRate>()
  readonly #hits = new Map<string, number[]>()
  readonly #ms: number[] = []

  /** @param part what is scored; labels of what came before make the baseline */
  constructor(events: readonly ShopEvent[], part: Part) {
    const orders = events.filter((event): event is Order => event.kind === 'order.placed')
    this.#future = new Future(events)
    this.#end = orders[orders.length - 1].at
    this.#part = part
  }

  run(events: readonly ShopEvent[]): void {
    let nextAt = 0
    for (const event of events) {
      if (event.kind === 'erased') continue
      if (event.kind === 'order.placed') {
        if (nextAt === 0) nextAt = event.at + everyDays * day
        for (; nextAt <= event.at; nextAt += everyDays * day) this.#askAll(nextAt)
        this.#askTags(event)
        if (event.shopper) this.#shoppers.add(event.shopper)
      }
      this.#views.fold(event)
    }
  }

  rows(set: string): BenchRow[] {
    const rows = [...this.#tallies].flatMap(([name, tally]) =>
      tally.rows(`${set} ${name}`, name in { categories: 0, brands: 0 } ? 'popularity' : 'population rate'),
    )
    for (const [name, hits] of this.#hits) {
      const [list, variant, metric] = name.split(' ')
      rows.push({ set: `${set} ${list}`, variant, metric, value: mean(hits), unit: '' })
    }
    const ms = this.#ms.reduce((sum, one) => sum + one, 0) / Math.max(1, this.#ms.length)
    return [...rows, { set, variant: 'nunchi', metric: 'time of an answer', value: ms, unit: 'ms' }]
  }

  #askAll(now: number): void {
    if (now > this.#part.to) return
    for (const shopper of this.#shoppers) {
      const started = performance.now()
      const { churn, repurchases } = this.#ask(shopper, now, 2_000)
      this.#ms.push(performance.now() - started)
      const until = now + churnDays * day
      if (until <= this.#end && churn.of === 'order')
        this.#score(
          `churn ${churnDays} d`,
          { chance: churn.probability, now, until },
          () => !this.#future.has(shopper, { now, until }),
        )
      for (const one of repurchases) this.#scoreAgain(shopper, now, one)
    }
  }

  #scoreAgain(shopper: ShopperKey, now: number, one: NextAnswer['repurchases'][number]): void {
    const { product, times, within7, within14, within30 } = one
    if (times < 2) return
    const chances = [within7, within14, within30]
    repurchaseDays.forEach((days, i) => {
      const until = now + days * day
      if (until > this.#end) return
      this.#score(`again ${days} d`, { chance: chances[i], now, until }, () =>
        this.#future.has(shopper, { now, until, product }),
      )
    })
  }

  #score(
    name: string,
    { chance, now, until }: { chance: number; now: number; until: number },
    comes: () => boolean,
  ): void {
    const rate = this.#of(this.#rates, name, () => new KnownRate())
    const happened = comes()
    if (now >= this.#part.from) this.#of(this.#tallies, name, () => new Tally()).add(chance, rate.at(now), happened)
    rate.add(until, happened)
  }

  /** What the order holds, told a moment before. */
  #askTags(order: Order): void {
    const { shopper, at } = order
    if (shopper === undefined || !this.#shoppers.has(shopper) || at < this.#part.from || at > this.#part.to) return
    const own = this.#ask(shopper, at, tagsMax)
    const all = this.#ask(undefined, at, 100)
    for (const list of listsOf) {
      const held = this.#tagsIn(order, list)
      if (held.size === 0) continue
      const shares = new Map(all[list].map(({ tag, probability }) => [tag, probability]))
      for (const { tag, probability } of own[list])
        this.#of(this.#tallies, list, () => new Tally()).add(probability, shares.get(tag) ?? 0.001, held.has(tag))
      for (const [variant, answer] of [
        ['nunchi', own],
        ['popularity', all],
      ] as const)
        for (const k of [1, 5])
          this.#of(this.#hits, `${list} ${variant} hit@${k}`, () => []).push(
            hitAt(
              answer[list].map(({ tag }) => tag),
              held,
              k,
            ),
          )
    }
  }

  #tagsIn(order: Order, list: (typeof listsOf)[number]): Set<string> {
    const { catalog } = this.#views
    const tags = list === 'categories' ? catalog.categoryTags : catalog.brandTags
    const places = order.lines.map(({ product }) => (catalog.find(product) < 0 ? 0 : tags[catalog.find(product)]))
    return new Set(places.filter((place) => place > 0).map((place) => catalog.tagName(place - 1)))
  }

  #ask(shopper: ShopperKey | undefined, now: number, count: number): NextAnswer {
    const row = shopper === undefined ? -1 : this.#views.shoppers.find(shopper)
    return next(this.#views, { row, now: Math.floor(now / 1_000), count, days: churnDays }).answer
  }

  #of<Value>(map: Map<string, Value>, name: string, make: () => Value): Value {
    const known = map.get(name)
    if (known !== undefined) return known
    const made = make()
    map.set(name, made)
    return made
  }
}
