import type { ProductId } from '../../domain/units.ts'
import { type DispatchEvent, isOfDispatch } from '../../events/dispatch.ts'
import type { ShopEvent } from '../../events/event.ts'
import { isOfOffers, type OfferEvent } from '../../events/offer.ts'
import type { OrderLine } from '../../events/order.ts'
import type { Hidden } from '../../events/shopper.ts'
import { isOfSubscriptions, type SubscriptionEvent } from '../../events/subscription.ts'
import type { Catalog } from '../../state/catalog.ts'
import type { ToldEvent } from './answers.ts'

type Fact = Exclude<ShopEvent, { kind: 'erased' }>
/** What is told of an event beside its kind, moment and person. */
type Told = Partial<Omit<ToldEvent, 'position' | 'at' | 'kind' | 'person'>>
type Titles = Pick<Catalog, 'find' | 'product'>

/** What a merchant is told of a fact: named fields alone, so that nothing new in an event can slip out. */
export function toldOf(fact: Fact, catalog: Titles): Told {
  const one = (product: ProductId): Told => ({ product, title: titleOf(product, catalog) })
  if (isOfOffers(fact) || isOfSubscriptions(fact) || isOfDispatch(fact)) return deskTold(fact, one)
  if (fact.kind === 'products.repriced') return { products: fact.products.length }
  switch (fact.kind) {
    case 'products.searched':
      return { query: fact.query }
    case 'list.viewed':
      return { name: fact.list, products: fact.products.length }
    case 'cart.viewed':
    case 'checkout.started':
      return fact.products.length === 1 ? one(fact.products[0]!) : { products: fact.products.length }
    case 'product.dwelt':
      return { ...one(fact.product), dwellMs: fact.dwellMs }
    case 'product.reviewed':
      return { ...one(fact.product), rating: fact.rating }
    case 'cart.added':
    case 'cart.removed':
      return { ...one(fact.product), quantity: fact.quantity }
    case 'product.clicked':
    case 'product.viewed':
    case 'product.wished':
    case 'product.unwished':
    case 'product.liked':
    case 'product.disliked':
    case 'product.shared':
    case 'product.delisted':
      return one(fact.product)
    case 'coupon.entered':
    case 'coupon.applied':
    case 'coupon.denied':
    case 'coupon.removed':
      return { name: fact.coupon }
    case 'page.viewed':
      return { name: fact.name }
    case 'order.placed':
    case 'order.refunded':
      return { order: fact.order, ...linesTold(fact.lines, catalog) }
    case 'product.listed':
    case 'product.sighted':
      return { product: fact.product.id, title: fact.product.title, amountMinor: fact.product.priceMinor }
    case 'product.repriced':
    case 'product.checked':
      return { ...one(fact.product), amountMinor: fact.priceMinor }
    case 'product.stocked':
      return { ...one(fact.product), inStock: fact.inStock }
    case 'shopper.hid':
    case 'shopper.unhid':
      return hiddenTold(fact.hidden, one)
    case 'slate.shown':
      return { name: fact.module, products: fact.items.length }
    case 'interest.removed':
      return { name: fact.tag }
    case 'policy.assigned':
      return { name: fact.policy }
    case 'ranker.chosen':
      return { name: fact.version }
    case 'shopper.identified':
    case 'personalisation.refused':
    case 'personalisation.allowed':
    case 'consent.withdrawn':
    case 'consent.given':
    case 'shopper.forgotten':
    case 'shopper.scrubbed':
    case 'refusals.kept':
    case 'clusters.fitted':
    case 'ranking.learned':
      return {}
  }
}

function dispatchTold(fact: DispatchEvent): Told {
  switch (fact.kind) {
    case 'depot.registered':
      return { name: fact.depot.name }
    case 'depot.removed':
      return { name: fact.depot }
    case 'vehicle.registered':
      return { name: fact.vehicle.name }
    case 'delivery.due':
      return { name: fact.ask.day }
    case 'vehicle.removed':
    case 'tour.started':
    case 'tour.loaded':
    case 'tour.ended':
    case 'tour.undone':
    case 'stop.arrived':
    case 'stop.delivered':
    case 'stop.failed':
    case 'stop.undone':
      return { name: fact.vehicle }
    default:
      return { name: fact.day }
  }
}

function subscriptionTold(fact: SubscriptionEvent, one: (product: ProductId) => Told): Told {
  if (fact.kind === 'alerts.settled') return { name: fact.alerts.map(({ outcome }) => outcome).join(', ') }
  if (fact.kind !== 'subscription.made') return {}
  const { wanted } = fact.subscription
  if (wanted.what === 'query') return { query: wanted.words ?? wanted.brand ?? wanted.categoryPath?.join(' > ') }
  return wanted.products.length === 1 ? one(wanted.products[0]!) : { products: wanted.products.length }
}

type DeskEvent = OfferEvent | SubscriptionEvent | DispatchEvent

function deskTold(fact: DeskEvent, one: (product: ProductId) => Told): Told {
  if (isOfDispatch(fact)) return dispatchTold(fact)
  return isOfOffers(fact) ? offerTold(fact, one) : subscriptionTold(fact, one)
}

function offerTold(fact: OfferEvent, one: (product: ProductId) => Told): Told {
  switch (fact.kind) {
    case 'offer.listed': {
      const { mall, title, priceMinor } = fact.offer
      return { product: fact.product, title, name: mall, amountMinor: priceMinor }
    }
    case 'offer.repriced':
      return { name: fact.mall, amountMinor: fact.priceMinor }
    case 'offer.checked':
      return { name: fact.mall, amountMinor: fact.totalMinor }
    case 'offers.repriced':
      return { name: fact.mall, products: fact.keys.length }
    case 'mall.registered':
      return { name: fact.mall.name }
    case 'offers.moved':
      return { ...one(fact.product), products: fact.offers.length }
    case 'pair.judged':
      return { name: fact.verdict }
    case 'mall.scrubbed':
    case 'verdict.withdrawn':
      return {}
    default:
      return { name: fact.mall }
  }
}

function titleOf(product: ProductId, catalog: Titles): string | undefined {
  const item = catalog.find(product)
  return item < 0 ? undefined : catalog.product(item)?.title
}

function hiddenTold(hidden: Hidden, one: (product: ProductId) => Told): Told {
  if (hidden.what === 'product') return one(hidden.product)
  return { name: hidden.what === 'brand' ? hidden.brand : hidden.category }
}

/** The first product stands for the order. A line without a price counts at what the product costs now. */
function linesTold(lines: readonly OrderLine[], catalog: Titles): Told {
  const [first] = lines
  if (first === undefined) return {}
  let quantity = 0
  let amountMinor: number | undefined
  for (const line of lines) {
    const item = catalog.find(line.product)
    const price = line.priceMinor ?? (item < 0 ? undefined : catalog.product(item)?.priceMinor)
    quantity += line.quantity
    if (price !== undefined) amountMinor = (amountMinor ?? 0) + price * line.quantity
  }
  const products = new Set(lines.map(({ product }) => product)).size
  const several = products > 1 ? { products } : {}
  return { product: first.product, title: titleOf(first.product, catalog), quantity, amountMinor, ...several }
}
