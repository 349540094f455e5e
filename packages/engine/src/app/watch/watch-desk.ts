import { randomUUID } from 'node:crypto'
import { Refusal } from '../../domain/refusal.ts'
import type { Subscription } from '../../domain/subscription.ts'
import { subscriptionLimits } from '../../domain/subscription-limits.ts'
import { type EpochMs, type Minor, type ProductId, type ShopperKey, secondsOf } from '../../domain/units.ts'
import type { Alias } from '../../ports/vault.ts'
import type { Views } from '../../state/views.ts'
import type { Allowances } from '../allowances.ts'
import type { CollectFrom } from '../face.ts'
import type { Report, Verdict } from '../report.ts'
import { alertsBehind, parsePlace, placeBehind, textOf } from './alert-place.ts'
import { AlertWaiters } from './alert-waiters.ts'
import type {
  AlertsAsk,
  AlertsFollowed,
  Busiest,
  DryRun,
  ProductGlance,
  SubscriptionTold,
  Suggestion,
  WatchFace,
  Wish,
  WishAsk,
} from './answers.ts'
import { checkAmount, checkedWish } from './check-wish.ts'
import { maskedWish } from './masked-wish.ts'
import { suggestionOf, viewsOf } from './suggestion.ts'
import { WatchTeller } from './watch-teller.ts'
import { WishRoom } from './wish-room.ts'

const sampleMax = 20

type Parts = {
  readonly views: Views
  readonly now: () => EpochMs
  readonly allowances: Allowances
  readonly shopperOf: (alias: Alias) => ShopperKey | undefined
  /** Takes what shoppers say of themselves, with all that holds for who may say it. */
  readonly collect: (reports: readonly Report[], from: CollectFrom) => Promise<readonly Verdict[]>
}

/** The way to subscriptions, alerts and prices: for shoppers to theirs, for merchants to how many wait for what. */
export class WatchDesk implements WatchFace {
  readonly #views: Views
  readonly #now: () => EpochMs
  readonly #shopperOf: Parts['shopperOf']
  readonly #collect: Parts['collect']
  readonly #teller: WatchTeller
  readonly #waiters = new AlertWaiters()
  readonly #room: WishRoom

  constructor({ views, now, allowances, shopperOf, collect }: Parts) {
    this.#views = views
    this.#now = now
    this.#shopperOf = shopperOf
    this.#collect = collect
    this.#teller = new WatchTeller(views)
    views.watched.watcher = this.#waiters
    const { subscriptions } = views.watched
    this.#room = new WishRoom({
      now,
      allowances,
      rowOf: (alias) => this.#rowOf(alias),
      countOf: (row) => subscriptions.of(row).length,
      stands: (id) => subscriptions.find(id) !== undefined,
    })
  }

  async make({ alias, sender, wish }: WishAsk & { readonly wish: Wish }): Promise<SubscriptionTold> {
    const { id = randomUUID() } = wish
    const { subscriptions } = this.#views.watched
    const row = this.#rowOf(alias)
    const known = subscriptions.find(id)
    if (known && known.row !== row) throw new Refusal('SUBSCRIPTION_ID', { id })
    const subscription: Subscription = { id, ...this.#checked(wish) }
    if (known && isSame(known.subscription, subscription)) return this.#teller.subscription(known.subscription)
    const make = () => this.#keep({ alias, sender }, subscription)
    return known ? make() : this.#room.keep({ alias, sender }, id, make)
  }

  async change(ask: WishAsk & { readonly id: string; readonly wish: Wish }): Promise<SubscriptionTold> {
    const { alias, sender, id, wish } = ask
    this.#own(alias, id)
    return this.#keep({ alias, sender }, { id, ...this.#checked(wish) })
  }

  async end({ alias, sender, id }: WishAsk & { readonly id: string }): Promise<void> {
    this.#own(alias, id)
    await this.#say({ alias, sender }, { kind: 'subscription.ended', subscription: id })
  }

  list(alias: Alias): readonly SubscriptionTold[] {
    const row = this.#rowOf(alias)
    const all = row < 0 ? [] : this.#views.watched.subscriptions.of(row)
    return all.map((one) => this.#teller.subscription(one))
  }

  alerts(alias: Alias, { offset, count }: { readonly offset: number; readonly count: number }) {
    const row = this.#rowOf(alias)
    const all = row < 0 ? [] : this.#views.watched.alerts.of(row)
    const page = all.slice(offset, offset + count)
    return { total: all.length, alerts: page.map(({ alert }) => this.#teller.alert(alert)) }
  }

  async *follow({ alias, after, signal, beatMs }: AlertsAsk): AsyncGenerator<AlertsFollowed, void, undefined> {
    const newest = this.#views.position - 1
    const given = after === undefined ? { position: newest } : parsePlace(after)
    let place = { ...given, position: Math.min(given.position, newest) } // of a log that was put back, no more
    const waiter = this.#waiters.enter(alias, this.#rowOf(alias))
    try {
      yield { alerts: [], places: [], place: textOf(place) }
      while (!signal.aborted && !waiter.isGone) {
        if (waiter.isStranger) this.#waiters.came(alias, this.#rowOf(alias))
        const all = waiter.isStranger ? [] : this.#views.watched.alerts.of(waiter.row).map(({ alert }) => alert)
        const news = alertsBehind(all.reverse(), place)
        if (news.length > 0) {
          place = placeBehind(news.at(-1)!)
          const places = news.map((alert) => textOf(placeBehind(alert)))
          yield { alerts: news.map((alert) => this.#teller.alert(alert)), places, place: textOf(place) }
        } else if (!(await waiter.news(beatMs, signal)) && !signal.aborted)
          yield { alerts: [], places: [], place: textOf(place) }
      }
      if (waiter.isGone) throw new Refusal('SHOPPER_UNKNOWN')
    } finally {
      this.#waiters.leave(alias, waiter)
    }
  }

  suggest(alias: Alias | undefined, product: ProductId): Suggestion | undefined {
    this.#known(product)
    const { catalog, watched, history } = this.#views
    const item = catalog.find(product)
    const views = alias === undefined ? 0 : viewsOf(history, this.#rowOf(alias), item)
    const now = secondsOf(this.#now())
    return suggestionOf({ product, steps: watched.prices.stepsOf(item, now), price: watched.priceOf(item), now, views })
  }

  dryRun(product: ProductId, priceMinor: number): DryRun {
    const glance = this.#known(product)
    checkAmount(priceMinor, 'querystring.priceMinor')
    const { catalog, watched } = this.#views
    const item = catalog.find(product)
    const told = watched.wouldTell(item, priceMinor, this.#now())
    const counts = new Map<string, DryRun['sample'][number]>()
    for (const { subscription } of told) {
      const { wanted, conditions } = subscription
      const name = JSON.stringify([wanted.what, conditions])
      counts.set(name, { what: wanted.what, conditions, count: (counts.get(name)?.count ?? 0) + 1 })
    }
    return {
      ...glance,
      askedMinor: priceMinor as Minor,
      usualMinor: watched.prices.doubtOf(item, priceMinor, secondsOf(this.#now())) as Minor | undefined,
      waiting: watched.subscriptions.waitingFor(item),
      counting: watched.subscriptions.countingFor(item),
      subscriptions: told.length,
      shoppers: new Set(told.map(({ row }) => row)).size,
      sample: [...counts.values()].sort((a, b) => b.count - a.count).slice(0, sampleMax),
    }
  }

  busiest(count: number): Busiest {
    const { catalog, watched } = this.#views
    const products = watched.subscriptions.busiest(count).flatMap((item) => {
      const glance = this.#teller.glance(catalog.idOf(item))
      return glance ? [{ ...glance, subscriptions: watched.subscriptions.waitingFor(item) }] : []
    })
    return { subscriptions: watched.subscriptions.count, products }
  }

  #rowOf(alias: Alias): number {
    const shopper = this.#shopperOf(alias)
    return shopper === undefined ? -1 : this.#views.shoppers.find(shopper)
  }

  #known(product: ProductId): ProductGlance {
    const glance = this.#teller.glance(product)
    if (!glance) throw new Refusal('PRODUCT_UNKNOWN', { product })
    return glance
  }

  #checked(wish: Wish): Omit<Subscription, 'id'> {
    const { catalog, market } = this.#views
    const checked = checkedWish(maskedWish(wish), {
      now: this.#now(),
      isKnown: (product) => this.#teller.glance(product) !== undefined,
      isMall: (mall) => market.malls.find(mall) !== undefined,
      isOfOffers: (product) => market.isOfOffers(product),
      attributesOf: (product) => catalog.product(catalog.find(product))?.attributes ?? {},
    })
    this.#checkWays(checked)
    return checked
  }

  /** @throws Refusal SUBSCRIPTION_WAYS */
  #checkWays({ wanted, counting }: Pick<Subscription, 'wanted' | 'counting'>): void {
    if (wanted.what !== 'products' || !counting) return
    const { catalog, watched } = this.#views
    const { waysMax: max } = subscriptionLimits
    const full = wanted.products.find((product) => {
      const item = catalog.find(product)
      return item >= 0 && watched.subscriptions.otherWaysOf(item, counting) >= max
    })
    if (full !== undefined) throw new Refusal('SUBSCRIPTION_WAYS', { field: 'counting', product: full, max })
  }

  /** Somebody else's is as unknown as none. @throws Refusal SUBSCRIPTION_UNKNOWN */
  #own(alias: Alias, id: string): void {
    const known = this.#views.watched.subscriptions.find(id)
    if (!known || known.row !== this.#rowOf(alias)) throw new Refusal('SUBSCRIPTION_UNKNOWN', { id })
  }

  async #keep(ask: WishAsk, subscription: Subscription): Promise<SubscriptionTold> {
    await this.#say(ask, { kind: 'subscription.made', subscription })
    this.#waiters.came(ask.alias, this.#rowOf(ask.alias))
    const known = this.#views.watched.subscriptions.find(subscription.id)
    if (!known || known.row !== this.#rowOf(ask.alias)) throw new Refusal('SUBSCRIPTION_ID', { id: subscription.id })
    return this.#teller.subscription(known.subscription)
  }

  /** @throws Refusal TOO_MANY_NEW, LOG_UNAVAILABLE */
  async #say(
    { alias, sender }: WishAsk,
    said:
      | { readonly kind: 'subscription.made'; readonly subscription: Subscription }
      | { readonly kind: 'subscription.ended'; readonly subscription: string },
  ): Promise<void> {
    const person = alias.type === 'user' ? { user: alias.id } : { anonymous: alias.id }
    const id = randomUUID()
    const [verdict] = await this.#collect([{ ...person, id, event: { ...said, id, at: this.#now() } }], sender)
    if (verdict?.status === 'rejected') throw new Refusal('TOO_MANY_NEW', { reason: String(verdict.reason) })
  }
}

function isSame(one: Subscription, other: Subscription): boolean {
  const plain = ({ wanted, conditions, counting, channels, until }: Subscription) =>
    JSON.stringify([wanted, conditions, counting ?? null, channels, until ?? null])
  return plain(one) === plain(other)
}
