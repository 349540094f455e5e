import type { Report, ReportedEvent } from '../../app/report.ts'
import { epochMs, minor, type OrderId } from '../../domain/units.ts'
import type { OrderLine } from '../../events/order.ts'
import type { Town } from '../town/town.ts'
import { dayMs, minuteMs } from './calendar.ts'
import * as habits from './habits.ts'
import type { Pages } from './pages.ts'
import type { Shelf } from './shelf.ts'
import { putInCart, type ShopperState, takeHome } from './shopper-state.ts'
import { type Visit, visitId } from './visits.ts'
import { queryFor } from './words.ts'
import type { Worth } from './worth.ts'

/** What a walk happens in. */
export type Surroundings = {
  readonly town: Town
  readonly shelf: Shelf
  readonly worth: Worth
  readonly pages: Pages
  readonly watcher?: Watcher
}

/** Who keeps the score of a visit; what is true of it, not what the shop is told. */
export type Watcher = {
  /** The home as it was shown, by product number from the top, and what every product was worth to them then. */
  home(visit: Visit, places: readonly number[], worth: Float32Array): void
  /** @param place on the home, from 0; -1 on another page */
  click(visit: Visit, place: number): void
  order(visit: Visit, amountMinor: number, lines: number): void
}

/** What was just done, to be told to the shop, and when they go on; `asksNext`: then they look at another page. */
export type Step = { readonly reports: readonly Report[]; readonly resumeAt: number; readonly asksNext: boolean }

/**
 * One visit, act by act. They look at the home; then, driven by what has run out or by curiosity, at a category that they
 * searched or browsed; then they may order. What they do follows from the true worth of what they see and the draws of
 * the visit, never from anything the shop believes of them.
 */
export class Walk {
  readonly #in: Surroundings
  readonly #visit: Visit
  readonly #state: ShopperState
  readonly #id: string
  #acts = 0
  #at: number
  #looksLeft: number
  /** What they have looked at in this visit: nobody opens the same again a minute later. */
  readonly #looked = new Set<number>()

  /** @param options.id what the ids of its reports begin with, when not the visit's own */
  constructor(around: Surroundings, visit: Visit, { state, id }: { state: ShopperState; id?: string }) {
    this.#in = around
    this.#visit = visit
    this.#state = state
    this.#id = id ?? visitId(around.town, visit)
    this.#at = visit.at
    this.#looksLeft = 1 + visit.draws.count(habits.looksMean, habits.of.looks)
  }

  *steps(): Generator<Step, void, void> {
    const { pages, worth, watcher } = this.#in
    const visit = this.#visit
    yield* this.#returns()
    const places = pages.home(visit, this.#at)
    const values = worth.now(visit.shopper, this.#state, this.#at)
    watcher?.home(visit, places, values)
    yield this.#step([this.#said({ kind: 'page.viewed', name: 'home' })], habits.homeMs)
    yield* this.#lookThrough(places, true)
    const category = this.#goal()
    if (category !== undefined && this.#looksLeft > 0) yield* this.#browse(category)
    yield* this.#checkOut()
  }

  /** What goes back is on its way before they look at anything. */
  *#returns(): Generator<Step, void, void> {
    const due = this.#state.returns.findIndex(({ at }) => at <= this.#at)
    if (due < 0) return
    const [{ order, lines }] = this.#state.returns.splice(due, 1) as [ShopperState['returns'][number]]
    for (const { product } of lines) this.#state.bought.delete(this.#in.shelf.numberOf(product)!)
    yield this.#step([this.#said({ kind: 'order.refunded', order, lines })], minuteMs, true)
  }

  /** From the top, each place less likely than the one before; what they notice they open if it is worth it. */
  *#lookThrough(places: readonly number[], isHome: boolean): Generator<Step, void, void> {
    const { draws, shopper } = this.#visit
    const page = draws.of(isHome ? habits.of.home : habits.of.category)
    const opened: { number: number; place: number }[] = []
    const values = this.#in.worth.now(shopper, this.#state, this.#at)
    for (let place = 0; place < places.length && opened.length < this.#looksLeft; place++) {
      const number = places[place]!
      if (this.#looked.has(number)) continue
      if (page.unit(habits.of.notice, place) >= habits.noticing(place)) continue
      if (draws.unit(habits.of.open, number) >= habits.opening(values[number]!)) continue
      opened.push({ number, place })
      this.#looked.add(number)
    }
    this.#looksLeft -= opened.length
    for (const { number, place } of opened) {
      this.#in.watcher?.click(this.#visit, isHome ? place : -1)
      yield* this.#lookAt(number)
    }
  }

  *#lookAt(number: number): Generator<Step, void, void> {
    const { draws, shopper } = this.#visit
    const { product } = this.#in.town.products[number]!
    const worth = this.#in.worth.now(shopper, this.#state, this.#at)[number]!
    const dwellMs = habits.dwelling(worth, draws.unit(habits.of.dwell, number))
    yield this.#step([this.#said({ kind: 'product.viewed', product: product.id })], dwellMs)
    const said = [this.#said({ kind: 'product.dwelt', product: product.id, dwellMs })]
    const word = habits.wordOn(worth, draws.unit(habits.of.word, number))
    if (word) said.push(this.#said({ kind: word, product: product.id }))
    if (draws.unit(habits.of.cart, number) < habits.carting(worth) && this.#in.shelf.inStock[number]) {
      putInCart(this.#state, number, this.#at)
      said.push(this.#said({ kind: 'cart.added', product: product.id, quantity: 1 }))
    }
    yield this.#step(said, habits.pausing(draws.unit(habits.of.pause, number)))
  }

  /** The category they came for: of what has run out and is not in the cart yet, or any that they like, now and then. */
  #goal(): number | undefined {
    const { shelf, worth } = this.#in
    const { draws, shopper } = this.#visit
    const missing = [...this.#state.bought].filter(
      ([number, { at }]) =>
        habits.isRunningOut(this.#in.town.products[number]!, this.#at - at) && !this.#state.cart.has(number),
    )
    if (missing.length > 0 && draws.unit(habits.of.errand) < habits.errandShare)
      return shelf.categoryOf[missing[draws.below(missing.length, habits.of.which)]![0]]
    if (draws.unit(habits.of.browse) >= habits.browseShare) return undefined
    return habits.likedCategory(shelf, worth.utilities(shopper), draws)
  }

  *#browse(category: number): Generator<Step, void, void> {
    const { shelf, pages } = this.#in
    const { draws } = this.#visit
    const isSearch = draws.unit(habits.of.search) < habits.searchShare
    const { path } = shelf.categories[category]!
    const asked: ReportedEvent = isSearch
      ? this.#event({ kind: 'products.searched', query: this.#query(category) })
      : this.#event({ kind: 'page.viewed', name: path.at(-1) })
    yield this.#step([this.#reported(asked)], habits.pausing(draws.unit(habits.of.pause)), true)
    yield* this.#lookThrough(pages.category(this.#visit, category, this.#at), false)
  }

  #query(category: number): string {
    const { town, shelf, worth } = this.#in
    const { shopper, draws } = this.#visit
    return queryFor(town, shelf, { category, utilities: worth.utilities(shopper), draws })
  }

  /** The cart, with what was left in it before: order what is still worth it, or leave it for another day. */
  *#checkOut(): Generator<Step, void, void> {
    const { shelf, town, worth } = this.#in
    const { draws, shopper } = this.#visit
    const { cart } = this.#state
    const old = [...cart].filter(([, at]) => this.#at - at > habits.cartDays * dayMs)
    for (const [number] of old) cart.delete(number)
    if (cart.size === 0) return
    const values = worth.now(shopper, this.#state, this.#at)
    const wanted = [...cart.keys()].filter((number) => {
      return shelf.inStock[number] && draws.unit(habits.of.order, number) < habits.ordering(values[number]!)
    })
    if (wanted.length === 0 || draws.unit(habits.of.checkout) >= habits.checkoutShare) return
    const products = wanted.map((number) => town.products[number]!.product.id)
    yield this.#step([this.#said({ kind: 'checkout.started', products })], habits.checkoutMs)
    const order = `demo-${this.#id}` as OrderId
    const lines = wanted.map((number): OrderLine => {
      return { product: town.products[number]!.product.id, quantity: 1, priceMinor: minor(shelf.priceMinor[number]!) }
    })
    for (const number of wanted) takeHome(this.#state, number, this.#at)
    this.#in.watcher?.order(this.#visit, amountOf(lines), lines.length)
    if (draws.unit(habits.of.refund) < habits.refundShare) {
      const back = [lines[draws.below(lines.length, habits.of.which, 1)]!]
      this.#state.returns.push({ order, lines: back, at: this.#at + habits.refundDays * dayMs })
    }
    const event = this.#event({ kind: 'order.placed', order, lines })
    yield this.#step([{ ...this.#reported(event), id: `order:${order}` }], 0)
  }

  #step(reports: readonly Report[], ms: number, asksNext = false): Step {
    this.#at += ms
    return { reports, resumeAt: this.#at, asksNext }
  }

  #said(fact: Fact): Report {
    return this.#reported(this.#event(fact))
  }

  #event(fact: Fact): ReportedEvent {
    const id = `demo:${this.#id}:${this.#acts++}`
    return { ...fact, at: epochMs(Math.floor(this.#at)), id } as ReportedEvent
  }

  #reported(event: ReportedEvent): Report {
    return { user: this.#in.town.shoppers[this.#visit.shopper]!.id, id: event.id, event }
  }
}

type Without<Event> = Event extends unknown ? Omit<Event, 'at' | 'id'> : never
type Fact = Without<ReportedEvent>

/** What an order comes to. */
export function amountOf(lines: readonly OrderLine[]): number {
  return lines.reduce((sum, { quantity, priceMinor = 0 }) => sum + quantity * priceMinor, 0)
}
