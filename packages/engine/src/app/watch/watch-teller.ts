import type { Alert, Subscription } from '../../domain/subscription.ts'
import type { Minor, ProductId } from '../../domain/units.ts'
import type { Stand } from '../../state/subscriptions.ts'
import type { Views } from '../../state/views.ts'
import type { AlertTold, ProductAwaited, ProductGlance, SubscriptionTold } from './answers.ts'

const gone = Number.POSITIVE_INFINITY
const anyPrice = Number.MAX_VALUE

/** Puts what is waited for into what a page shows: titles, prices as they are now, and how far they have to go. O(products). */
export class WatchTeller {
  readonly #views: Views

  constructor(views: Views) {
    this.#views = views
  }

  /** Undefined for a product that the shop never listed, or forgot. */
  glance(product: ProductId): ProductGlance | undefined {
    const { catalog, watched } = this.#views
    const item = catalog.find(product)
    const known = item < 0 ? undefined : catalog.product(item)
    if (!known) return undefined
    const { title, imageUrl, url } = known
    return { product, title, imageUrl, url, priceMinor: priceIn(watched.priceOf(item)) }
  }

  subscription(subscription: Subscription): SubscriptionTold {
    const { wanted } = subscription
    const products = wanted.what === 'products' ? wanted.products : []
    const awaited = products.flatMap((product) => this.#awaited(subscription, product))
    const known = new Set(awaited.map(({ product }) => product))
    return { ...subscription, products: awaited, gone: products.filter((product) => !known.has(product)) }
  }

  alert(alert: Alert): AlertTold {
    const { title = alert.product, imageUrl, url, priceMinor } = this.glance(alert.product) ?? {}
    const { catalog, watched } = this.#views
    const kept = watched.subscriptions.find(alert.subscription)
    const isCounting = priceMinor !== undefined && kept?.subscription.counting !== undefined
    const now = isCounting ? priceIn(watched.priceFor(kept.subscription, catalog.find(alert.product))) : priceMinor
    return { ...alert, title, imageUrl, url, nowMinor: now }
  }

  #awaited(subscription: Subscription, product: ProductId): ProductAwaited[] {
    const { catalog, watched } = this.#views
    const item = catalog.find(product)
    const glance = this.glance(product)
    const stand = watched.subscriptions.standOf(subscription.id, item)
    if (!glance || !stand) return []
    const price = watched.priceFor(subscription, item)
    return [{ ...glance, priceMinor: priceIn(price), ...standing(stand, price) }]
  }
}

function standing(stand: Stand, now: number): Omit<ProductAwaited, keyof ProductGlance> {
  const { base, at, isRise, isArmed } = stand
  const isThere = isRise ? now >= at && now < gone : now <= at
  const isSaid = at !== anyPrice && at >= 0 // not of a price for so much, while it is not known how much there is
  const target = isSaid ? { targetMinor: at as Minor } : {}
  const distance = now === gone || !isSaid ? {} : { distanceMinor: (isThere ? 0 : Math.abs(now - at)) as Minor }
  return { baseMinor: priceIn(base), ...target, ...distance, isMet: !isArmed && isThere && now < gone }
}

function priceIn(price: number): Minor | undefined {
  return price < gone ? (price as Minor) : undefined
}
