import type { Shop } from '../../app/shop.ts'
import { messageOf } from '../../domain/message.ts'
import type { CatalogEvent } from '../../events/catalog.ts'
import type { Town } from '../town/town.ts'
import { dayOf, hourOf } from './calendar.ts'
import { Draws } from './draws.ts'
import { shelfAsOf, shelfEventsOn } from './listing.ts'
import { pagesOf } from './pages.ts'
import { Shelf } from './shelf.ts'
import { newShopperState, type ShopperState } from './shopper-state.ts'
import { Street, type Told } from './street.ts'
import { Worth } from './worth.ts'

const tickMs = 250
/** Acts told at most in one tick: who was held up goes on in good order, not in a rush. */
const actsPerTick = 25
/** A shop with so many events on their way has better things to do. */
const waitingMax = 200
/** After something went wrong it waits so long, and twice as long each time, up to a minute. */
const backOffMs = 1_000
const backOffMsMax = 60_000
/** A visit tells something every so many seconds. */
const secondsPerAct = 17
/** The stillest hour has this share of the usual traffic, at least. */
const stillest = 0.6
/** Utilities are kept for those seen last. */
const keptMax = 128
const what = { who: 1, when: 2 } as const

export type LiveTownParts = {
  readonly shop: Shop
  readonly town: Town
  /** Events a second, on average over a day; 0 is a town that sleeps. */
  readonly pace: number
  /** Told what goes wrong, once for every time that it has to wait. */
  readonly tell: (reason: string) => void
}

/**
 * The town as it goes on living while a server runs: people come by the hour of the day and look, search and buy, each on
 * pages of that server; prices move and things run out. Nothing of it is in a hurry: while the shop is busy or cannot
 * store, everybody waits. Takes some MB, whatever time it runs.
 */
export class LiveTown {
  readonly #parts: LiveTownParts
  readonly #shelf: Shelf
  readonly #street: Street
  readonly #states = new Map<number, ShopperState>()
  readonly #draws: Draws
  readonly #startedAt: number
  readonly #busyHours: readonly number[]
  /** What is still to happen on the shelf today. */
  #moves: CatalogEvent[] = []
  #day: number
  #visits = 0
  #acts: Generator<Told, void, void> | undefined
  /** What could not be told yet. */
  #owed: Told | undefined
  #waitUntil = 0
  #failures = 0
  #timer: NodeJS.Timeout | undefined
  #tick: Promise<void> = Promise.resolve()
  #isStopped = false

  constructor(parts: LiveTownParts) {
    const { shop, town } = parts
    this.#parts = parts
    this.#startedAt = shop.now()
    this.#day = dayOf(this.#startedAt)
    this.#draws = new Draws(town.seed, 55, Math.floor(this.#startedAt / 1000))
    this.#shelf = new Shelf(town)
    const worth = new Worth({ town, shelf: this.#shelf, keptMax })
    const around = { town, shelf: this.#shelf, worth, pages: pagesOf({ shop, town, shelf: this.#shelf }) }
    this.#street = new Street(around, { states: this.#states, eachAct: true })
    this.#busyHours = busyHours(town)
  }

  /** Puts the shelf in order and lets people in; does nothing at pace 0. */
  start(): void {
    if (this.#parts.pace === 0) return
    this.#moves = this.#shelfNow()
    this.#schedule()
  }

  /** Resolves when nothing of the town is on its way to the shop any more. */
  async stop(): Promise<void> {
    this.#isStopped = true
    clearTimeout(this.#timer)
    await this.#tick
  }

  #schedule(): void {
    if (this.#isStopped) return
    this.#timer = setTimeout(() => {
      this.#tick = this.#live().finally(() => this.#schedule())
    }, tickMs)
  }

  async #live(): Promise<void> {
    const { shop, tell } = this.#parts
    const now = shop.now()
    if (now < this.#waitUntil) return
    const { ready, waiting } = shop.health()
    if (!ready || waiting > waitingMax) return
    try {
      await this.#moveShelf(now)
      this.#letIn(now)
      await this.#tellActs(now)
      this.#failures = 0
    } catch (error) {
      const ms = Math.min(backOffMsMax, backOffMs * 2 ** this.#failures++)
      this.#waitUntil = now + ms
      tell(`the demo town waits for ${ms / 1000} s: ${messageOf(error)}`)
    }
  }

  async #moveShelf(now: number): Promise<void> {
    const { shop, town } = this.#parts
    if (dayOf(now) !== this.#day) {
      this.#day = dayOf(now)
      this.#moves.push(...shelfEventsOn(town, this.#shelf, this.#day))
    }
    const due = this.#moves.filter(({ at }) => at <= now)
    if (due.length === 0) return
    await shop.record(due)
    for (const event of due) this.#shelf.apply(event)
    this.#moves = this.#moves.filter(({ at }) => at > now)
  }

  /** As many are in the shop as make the pace of the hour; they come one after the other, within some seconds. */
  #letIn(now: number): void {
    const { town, pace } = this.#parts
    const hour = hourOf(now)
    const free = Math.ceil(pace * secondsPerAct * this.#busyHours[hour]!) - this.#street.visits
    if (free <= 0) return // nearly always: everybody is weighed only for who comes
    const weights = town.shoppers.map(({ visitsPerWeek, hours }) => visitsPerWeek * hours[hour]!)
    for (let left = free; left > 0; left--) {
      const nth = this.#visits++
      const shopper = this.#draws.weighted(weights, what.who, nth)
      const at = now + Math.floor(1_000 * secondsPerAct * this.#draws.unit(what.when, nth))
      if (!this.#states.has(shopper)) this.#states.set(shopper, this.#stateOf(shopper))
      const visit = { shopper, day: this.#day, nth, at, draws: this.#draws.of(9, nth) }
      this.#street.enter(visit, `${town.seed}:live:${this.#startedAt}:${nth}`)
    }
  }

  /** What was not stored is told again; ids make sure that it counts once. */
  async #tellActs(now: number): Promise<void> {
    for (let told = 0; told < actsPerTick && !this.#isStopped; told++) {
      const act = this.#owed ?? this.#nextAct(now)
      if (act === undefined) return
      this.#owed = act
      if (act.reports.length > 0) await this.#parts.shop.collect(act.reports, { consent: 'assumed', trusted: true })
      this.#owed = undefined
    }
  }

  #nextAct(now: number): Told | undefined {
    this.#acts ??= this.#street.until(now)
    const { done, value } = this.#acts.next()
    if (!done) return value
    this.#acts = undefined
    return undefined
  }

  /** The shelf as the shop has it, and what it has to be told for it to be as it is in the town today. */
  #shelfNow(): CatalogEvent[] {
    const { shop, town } = this.#parts
    const at = this.#startedAt
    for (const { product } of town.products) {
      const known = shop.product(product.id)
      if (known) this.#shelf.apply({ kind: 'product.listed', at: shop.now(), id: '', product: known })
    }
    return shelfAsOf(town, ({ product }) => shop.product(product.id), { day: this.#day, at })
  }

  /** What somebody has at home, as the shop remembers: they do not buy the same lamp again after a restart. */
  #stateOf(shopper: number): ShopperState {
    const { shop, town } = this.#parts
    const state = newShopperState()
    const key = shop.shopperOf({ type: 'user', id: town.shoppers[shopper]!.id })
    const row = key === undefined ? -1 : shop.views.shoppers.find(key)
    const { owned } = shop.views.history
    for (let i = 0; row >= 0 && i < owned.countOf(row); i++) {
      const slot = owned.starts[row]! + i
      const number = this.#shelf.numberOf(shop.views.catalog.idOf(owned.columns.item[slot]!))
      if (number !== undefined) state.bought.set(number, { at: owned.columns.lastAt[slot]! * 1000 })
    }
    return state
  }
}

/** By hour, how busy the town is against its mean, and never quite still. */
function busyHours({ shoppers }: Town): number[] {
  const sums = Array.from({ length: 24 }, (_, hour) => {
    return shoppers.reduce((sum, { hours, visitsPerWeek }) => sum + visitsPerWeek * hours[hour]!, 0)
  })
  const mean = sums.reduce((sum, value) => sum + value, 0) / 24
  return sums.map((sum) => Math.max(stillest, Math.min(1.8, sum / mean)))
}
