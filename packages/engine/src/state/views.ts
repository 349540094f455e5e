import { type Columns, IdSet, type Saved } from '@nunchi/kernel'
import type { ProductHint } from '../domain/product.ts'
import {
  dwellWeight,
  reviewWeight,
  simpleTouches,
  type Touch,
  type TouchName,
  touchKinds,
  touchWeights,
} from '../domain/touch.ts'
import { type EpochMs, type ProductId, type ShopperKey, secondsOf } from '../domain/units.ts'
import type { BehaviourEvent } from '../events/behaviour.ts'
import { type DispatchEvent, isOfDispatch } from '../events/dispatch.ts'
import { changesBeside, type ShopEvent } from '../events/event.ts'
import { isOfOffers } from '../events/offer.ts'
import type { OrderEvent } from '../events/order.ts'
import type { PlanEvent } from '../events/plan.ts'
import type { PolicyEvent } from '../events/policy.ts'
import type { ShopperEvent } from '../events/shopper.ts'
import type { SlateEvent } from '../events/slate.ts'
import { isOfSubscriptions } from '../events/subscription.ts'
import { Activity } from './activity.ts'
import { Bargains } from './bargains.ts'
import { Catalog } from './catalog.ts'
import { Channels } from './channels.ts'
import { Choices } from './choices.ts'
import { Clusters } from './clusters.ts'
import { Dispatch } from './dispatch/dispatch.ts'
import { Erasures } from './erasures.ts'
import { History } from './history.ts'
import { Listings } from './listings.ts'
import { lookBack } from './look-back.ts'
import type { Market } from './market.ts'
import { Policies } from './policies.ts'
import { Profile } from './profile.ts'
import { Ranking } from './ranking.ts'
import { Refusals } from './refusals.ts'
import { Sales } from './sales.ts'
import { type Before, Sessions } from './sessions.ts'
import { Shoppers } from './shoppers.ts'
import { Showings } from './showings.ts'
import type { FoldedApart } from './tape.ts'
import { Timeline } from './timeline.ts'
import { Trends } from './trends.ts'
import { Visits } from './visits.ts'
import { Watched } from './watched.ts'

/** Message ids remembered at least: four weeks of 10 events/s, or the last 32 million of a busier shop. */
const idsKept = 1 << 25
/**
 * What the views' columns mean. Raised with every change after which older columns would be misread: snapshots of another
 * version are passed over, and the log is folded instead.
 */
const stateVersion = 26
const noItem = 0xffffffff
/** In a shop without orders one look in so many teaches what comes next: enough to learn from, and cheap. */
const looksPerLesson = 16

/** What somebody did something with, and when. */
type Acted = { readonly product: ProductId; readonly hint?: ProductHint; readonly at: EpochMs }

/**
 * All views, and the one place where an event is dealt out to them. Names become numbers here (a shopper's row, an
 * item, a tag), so that no view needs another.
 *
 * **Invariant:** folding never fails on an admitted event, and the same events in the same order give the same bytes.
 */
export class Views {
  readonly shoppers: Shoppers
  readonly catalog: Catalog
  readonly profile = new Profile()
  readonly history = new History()
  readonly sessions = new Sessions()
  readonly trends = new Trends()
  readonly showings = new Showings()
  readonly clusters = new Clusters()
  readonly ranking = new Ranking()
  readonly timeline = new Timeline()
  readonly erasures = new Erasures()
  readonly refusals = new Refusals()
  readonly visits = new Visits()
  readonly choices = new Choices()
  readonly bargains = new Bargains()
  readonly channels = new Channels()
  readonly policies = new Policies()
  readonly activity = new Activity()
  readonly sales = new Sales()
  readonly dispatch = new Dispatch()
  readonly #listings: Listings
  readonly market: Market
  readonly watched: Watched
  readonly seen: IdSet
  /** Where profile and sessions are folded: here, unless they are folded apart. */
  #apart: FoldedApart = this
  /** Events folded so far: the log position of the next one. */
  position = 0
  /** Changes folded since the start, beside the first of each event: of facts that hold many. */
  changesBeside = 0
  /** Scratch: what an order follows on. */
  readonly #before: Before = { items: new Uint32Array(64), weights: new Float32Array(64), count: 0, orders: 0 }
  readonly #touch: Touch = { row: -1, item: 0, kind: 0, weight: 0, pieces: 1, at: 0 }

  /** @param hashSeed where names lie in memory, and nothing else: a number that nobody outside can know */
  constructor(hashSeed = 0) {
    this.shoppers = new Shoppers(hashSeed)
    this.catalog = new Catalog(hashSeed)
    this.watched = new Watched(this.catalog, hashSeed, (product) => this.market.countedOffersOf(product))
    this.#listings = new Listings(this, hashSeed)
    this.market = this.#listings.market
    this.seen = new IdSet(idsKept, hashSeed)
  }

  /** Folds the next event. 2 to 5 us for a product viewed, the same again for every line of an order. */
  fold(event: ShopEvent): void {
    const position = this.position++
    if (event.kind === 'erased') return
    this.seen.add(event.id)
    this.changesBeside += changesBeside(event)
    if (isOfOffers(event)) return this.#listings.apply(event, position)
    if (isOfDispatch(event)) return this.#foldDispatch(event, position)
    if (isOfSubscriptions(event)) return this.watched.apply(this.#noted(event, position), event)
    switch (event.kind) {
      case 'product.listed':
      case 'product.sighted':
      case 'product.delisted':
      case 'product.repriced':
      case 'product.stocked':
        this.market.overlay(typeof event.product === 'string' ? event.product : event.product.id)
        return this.watched.fold(event, position)
      case 'products.repriced':
        for (const product of event.products) this.market.overlay(product)
        return this.watched.foldPrices(event, position)
      case 'product.checked':
        return this.watched.check(event, position)
      case 'order.placed':
      case 'order.refunded':
        return this.#foldOrder(event, position)
      case 'slate.shown':
        return this.#foldSlate(event, position)
      case 'policy.assigned':
        return this.#foldPolicy(event, position)
      case 'clusters.fitted':
        return this.#foldClusters(event)
      case 'ranking.learned':
        return this.ranking.apply(event)
      case 'ranker.chosen':
        return this.ranking.choose(event)
      case 'shopper.scrubbed':
        for (const row of this.erasures.finish(event.askedAt)) this.timeline.clear(row)
        return
      case 'refusals.kept':
        return this.refusals.apply(event)
      case 'shopper.identified':
        return this.#foldIdentity(event, position)
      case 'shopper.forgotten':
        return this.#forget(event, position)
      case 'interest.removed':
      case 'shopper.hid':
      case 'shopper.unhid':
      case 'personalisation.refused':
      case 'personalisation.allowed':
      case 'consent.withdrawn':
      case 'consent.given': {
        const row = this.#noted(event, position)
        this.activity.note(row, secondsOf(event.at))
        if (event.kind !== 'interest.removed') return this.shoppers.applyPreference(row, event)
        return this.#apart.profile.remove(row, this.catalog.findTag(event.tag))
      }
      default:
        return this.#foldBehaviour(event, position)
    }
  }

  /**
   * Has profile and sessions folded elsewhere from now on, with `undefined` here again. Meanwhile they stand still, and
   * so must not be read; the caller brings them up to date before it ends that.
   */
  foldApart(elsewhere: FoldedApart | undefined): void {
    this.#apart = elsewhere ?? this
  }

  /** View name -> its state; what a snapshot stores. */
  save(): Readonly<Record<string, Columns>> {
    const parts = Object.fromEntries(Object.entries(this.#parts()).map(([name, view]) => [name, view.save()]))
    return { version: { state: Uint32Array.of(stateVersion) }, ...parts }
  }

  /** Whether these columns were saved by views that mean the same by them. */
  static canRestore(saved: Readonly<Record<string, Columns>>): boolean {
    const version = saved.version?.state as Uint32Array | undefined
    return version?.[0] === stateVersion
  }

  /** Takes over what `save` gave; ask `canRestore` first. */
  restore(position: number, saved: Readonly<Record<string, Columns>>): void {
    for (const [name, view] of Object.entries(this.#parts())) view.restore(saved[name]!)
    this.position = position
  }

  #parts(): Record<string, Saved> {
    const { shoppers, catalog, profile, history, sessions, trends, showings, clusters, ranking } = this
    const { timeline, erasures, refusals, visits, choices, bargains, channels } = this
    const { policies, activity, sales, market, watched, dispatch, seen } = this
    const people = { shoppers, catalog, profile, history, sessions, trends, showings, clusters, ranking }
    const marks = { timeline, erasures, refusals, visits, choices, bargains, channels }
    return { ...people, ...marks, policies, activity, sales, market, watched, dispatch, seen }
  }

  /** Those that know shoppers by their rows, but for what may be folded apart. */
  #byShopper() {
    const { history, showings, visits, bargains, channels, policies, activity, watched, dispatch } = this
    return [history, showings, visits, bargains, channels, policies, activity, watched, dispatch]
  }

  #foldBehaviour(event: BehaviourEvent, position: number): void {
    const row = this.#noted(event, position)
    this.activity.note(row, secondsOf(event.at))
    this.sales.note(secondsOf(event.at))
    this.channels.note(row, event)
    switch (event.kind) {
      case 'products.searched':
        return this.#search(row, event.query, event.at)
      case 'list.viewed':
      case 'cart.viewed':
      case 'coupon.entered':
      case 'coupon.applied':
      case 'coupon.denied':
      case 'coupon.removed':
      case 'page.viewed':
        return // kept as facts; no interest in a product follows
      case 'checkout.started':
        for (const product of event.products) this.#act(row, { product, at: event.at }, 'checkout')
        return
      case 'product.dwelt':
        return this.#act(row, event, 'dwell', dwellWeight(event.dwellMs))
      case 'product.reviewed':
        return this.#act(row, event, 'review', reviewWeight(event.rating))
    }
    this.#act(row, event, simpleTouches[event.kind])
  }

  #act(row: number, { product, hint, at }: Acted, name: TouchName, weight: number = touchWeights[name]): void {
    this.#touchItem(row, this.catalog.itemFor(product, hint), name, weight, at)
  }

  #search(row: number, query: string, at: EpochMs): void {
    const tags = this.catalog.tagsOfQuery(query)
    const touch = this.#set(row, noItem, 'search', touchWeights.search, at)
    this.#apart.profile.touch(touch, tags, 0, tags.length, this.catalog.tagTypes)
  }

  #touchItem(row: number, item: number, name: TouchName, weight: number, at: EpochMs): void {
    const touch = this.#set(row, item, name, weight, at)
    this.#learnNext(touch)
    this.#learn(touch)
    this.#apart.sessions.touch(touch)
  }

  /** What a look teaches of what comes next, in a shop without orders. */
  #learnNext(touch: Touch): void {
    const { row, item, kind, at } = touch
    const isLesson = this.position % looksPerLesson === 0 && this.history.orders.rows === 0 && touch.weight > 0
    if (!isLesson || row < 0 || kind === touchKinds.dwell) return
    this.choices.learn(this.history.pastOf(row), [item], this.catalog, at)
  }

  /** What a line of an order says of prices: reduced is also what was sold below the listed price. */
  #choosePrice(row: number, item: number, paidMinor: number | undefined): void {
    const { catalog } = this
    const listed = catalog.product(item)?.priceMinor
    const isBelow = paidMinor !== undefined && listed !== undefined && paidMinor < listed
    const isReduced = isBelow || catalog.reductions[item]! > 0
    const category = catalog.categoryTags[item]!
    this.bargains.choose({ row, category, priceMinor: paidMinor ?? listed, isReduced })
  }

  /** What an order, before it is folded, teaches of what comes next. */
  #learnOrder(row: number, event: OrderEvent, items: readonly number[]): void {
    const past = row >= 0 && this.history.orders.countOf(row) > 0 ? this.history.pastOf(row) : undefined
    this.choices.learn(past, items, this.catalog, secondsOf(event.at))
  }

  /** What every touch of a product teaches, whoever it was. */
  #learn(touch: Touch): void {
    const { tags, tagTypes } = this.catalog
    const from = tags.starts[touch.item]!
    this.#apart.profile.touch(touch, tags.columns.tag, from, from + tags.counts[touch.item]!, tagTypes)
    const category = this.catalog.categoryTags[touch.item]!
    this.history.touch(touch, category)
    this.visits.touch(touch, category)
    this.trends.touch(touch)
    this.showings.touch(touch)
  }

  #foldOrder(event: OrderEvent, position: number): void {
    const row = event.shopper === undefined ? -1 : this.shoppers.rowFor(event.shopper)
    if (row >= 0) this.timeline.add(row, position)
    const name = event.kind === 'order.placed' ? 'order' : 'refund'
    const pieces = new Map<number, number>()
    let amountMinor = 0
    for (const line of event.lines) {
      const item = this.catalog.itemFor(line.product, line.hint)
      amountMinor += (line.priceMinor ?? this.catalog.product(item)?.priceMinor ?? 0) * line.quantity
      pieces.set(item, (pieces.get(item) ?? 0) + line.quantity)
      if (name === 'order') this.#choosePrice(row, item, line.priceMinor)
    }
    const order = { row, kind: name, order: event.order, at: secondsOf(event.at), amountMinor } as const
    this.policies.order(order)
    this.activity.order(order)
    this.sales.order({ ...order, units: event.lines.reduce((sum, { quantity }) => sum + quantity, 0) })
    if (name === 'order') this.#learnOrder(row, event, [...pieces.keys()])
    const guestSession = row < 0 && name === 'order' ? this.#apart.sessions.openGuest(secondsOf(event.at)) : -1
    if (row >= 0 && name === 'order')
      lookBack(this.history.recent, this.#before, { row, at: secondsOf(event.at), lines: pieces.size })
    for (const [item, count] of pieces) {
      const touch = this.#set(row, item, name, touchWeights[name], event.at)
      touch.pieces = count
      this.#learn(touch)
      if (guestSession >= 0) this.#apart.sessions.touchGuest(guestSession, touch)
      else if (name === 'order') {
        this.#apart.sessions.followOrder(this.#before, touch)
        this.#apart.sessions.touch(touch)
      }
    }
  }

  /** The row of whom a fact is of, which is noted among their facts. */
  #noted({ shopper }: { readonly shopper: ShopperKey }, position: number): number {
    const row = this.shoppers.rowFor(shopper)
    this.timeline.add(row, position)
    return row
  }

  #foldSlate(event: SlateEvent, position: number): void {
    const row = this.#noted(event, position)
    const at = secondsOf(event.at)
    for (const { product } of event.items) this.showings.show(row, this.catalog.itemFor(product), at)
  }

  #foldPolicy(event: PolicyEvent, position: number): void {
    const row = this.#noted(event, position)
    this.policies.assign(row, event.policy, secondsOf(event.at))
  }

  /** Whose a delivery is, is noted among their facts: it goes with them. */
  #foldDispatch(event: DispatchEvent, position: number): void {
    const isTheirs = event.kind === 'delivery.due' && event.shopper !== undefined
    const row = isTheirs ? this.#noted({ shopper: event.shopper }, position) : -1
    this.dispatch.apply(event, row)
  }

  #foldClusters(event: Extract<PlanEvent, { kind: 'clusters.fitted' }>): void {
    this.clusters.replace(
      event.clusters.map(({ centre, products }) => {
        const known = Object.entries(centre).filter(([tag]) => this.catalog.findTag(tag) >= 0)
        return {
          tags: Uint32Array.from(known, ([tag]) => this.catalog.findTag(tag)),
          weights: Float32Array.from(known, ([, weight]) => weight),
          items: Uint32Array.from(products.map((id) => this.catalog.find(id)).filter((item) => item >= 0)),
        }
      }),
      { basedOn: event.basedOn, fittedAt: event.at },
    )
  }

  #foldIdentity(event: Extract<ShopperEvent, { kind: 'shopper.identified' }>, position: number): void {
    const merged = this.shoppers.identify(event.shopper, event.known)
    this.timeline.add(this.shoppers.rowFor(event.known), position)
    if (!merged) return
    this.#apart.profile.merge(merged.from, merged.into)
    for (const view of this.#byShopper()) view.merge(merged.from, merged.into)
    this.#apart.sessions.merge(merged.from, merged.into)
  }

  #forget(event: Extract<ShopperEvent, { kind: 'shopper.forgotten' }>, position: number): void {
    const row = this.shoppers.rowFor(event.shopper) // a new one for somebody of whom only the vault knows
    this.timeline.add(row, position)
    const deliveries = this.dispatch.keysOf(row) as readonly string[] as readonly ShopperKey[]
    this.#apart.profile.clear(row)
    for (const view of this.#byShopper()) view.clear(row)
    this.#apart.sessions.clear(row)
    const erasure = this.shoppers.forget(row)
    this.erasures.ask(position, { ...erasure, keys: [...erasure.keys, ...deliveries] })
  }

  #set(row: number, item: number, name: TouchName, weight: number, at: EpochMs): Touch {
    const touch = this.#touch
    touch.row = row
    touch.item = item
    touch.kind = touchKinds[name]
    touch.weight = weight
    touch.pieces = 1
    touch.at = secondsOf(at)
    return touch
  }
}
