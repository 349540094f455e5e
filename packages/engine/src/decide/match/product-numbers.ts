import { grown } from '@nunchi/kernel'

/** Offers of which product changed: merges and splits. */
export type Renumbered = { readonly product: number; readonly offers: number[] }

/** What is to be known of clusters to number them. */
export type ClusterView = {
  readonly clusterOf: (offer: number) => number
  /** The offers of a cluster. */
  readonly membersOf: (cluster: number) => readonly number[]
  /** False for one that was withdrawn and is kept for what persons said of it. */
  readonly isThere: (offer: number) => boolean
}

/** How much an offer's claim to the number it had counts: one that was gone, or just came back, never takes it from those that stayed. */
const claims = { stayed: 1, fresh: 1e-3, gone: 1e-6 } as const

type Part = { readonly cluster: number; weight: number; readonly oldest: number }

/**
 * The numbers of products: which cluster is which product, kept as steady as can be. A product that falls apart stays with its largest
 * part (of equals the one with the oldest offer), the other parts get new numbers; of products that become one, the oldest number
 * stays. A number is never given to something else. 8 bytes an offer.
 */
export class ProductNumbers {
  /** By offer: its product + 1; remembered when it is withdrawn. */
  #products: Uint32Array = new Uint32Array(16)
  /** By product: the cluster that had it last + 1. */
  #clusters: Uint32Array = new Uint32Array(16)
  /** Numbers given out: the next product's number. */
  next = 0

  /** The offer's product, the last one it had, or -1. */
  of(offer: number): number {
    return (this.#products[offer] ?? 0) - 1
  }

  /** Says what an offer's product was, as when a catalogue is put back. */
  set(offer: number, product: number): void {
    this.#products = grown(this.#products, offer + 1)
    this.#products[offer] = product + 1
    this.next = Math.max(this.next, product + 1)
    this.#clusters = grown(this.#clusters, this.next)
  }

  /** The cluster that holds a product, as far as is known; -1 for none. */
  clusterOf(product: number): number {
    return (this.#clusters[product] ?? 0) - 1
  }

  forget(offer: number): void {
    if (offer < this.#products.length) this.#products[offer] = 0
  }

  /**
   * Numbers the clusters anew that some offers came to or went from.
   * @param fresh the offer that was just placed, -1 for none: it is not among those moved
   * @returns offers whose product is another now. O(offers of the clusters)
   */
  settle(touched: readonly number[], view: ClusterView, fresh = -1): Renumbered[] {
    if (touched.length === 1 && touched[0] === fresh && this.of(fresh) < 0 && this.#join(fresh, view)) return []
    const clusters = new Set<number>()
    for (const offer of touched) {
      clusters.add(view.clusterOf(offer))
      const before = this.clusterOf(this.of(offer))
      if (before >= 0) clusters.add(before)
    }
    const parts = new Map<number, Part>()
    const ordered = [...clusters].sort((a, b) => a - b)
    const members = new Map(ordered.map((cluster) => [cluster, view.membersOf(cluster)]))
    for (const cluster of ordered) this.#claim(parts, cluster, members.get(cluster)!, view, fresh)
    const numbers = new Map<number, number>()
    for (const [product, { cluster }] of parts) numbers.set(cluster, Math.min(product, numbers.get(cluster) ?? product))
    return ordered.flatMap((cluster) => {
      const offers = members.get(cluster)!
      if (offers.length === 0) return []
      const product = numbers.get(cluster) ?? this.next
      const moved = offers.filter((offer) => this.of(offer) !== product)
      for (const offer of moved) this.set(offer, product)
      this.set(offers[0]!, product)
      this.#clusters[product] = cluster + 1
      const told = moved.filter((offer) => offer !== fresh)
      return told.length > 0 ? [{ product, offers: told }] : []
    })
  }

  /** The common case, that nothing moved but a new offer: gives it the number of the cluster that it came to, or a new one. */
  #join(offer: number, { clusterOf, membersOf }: ClusterView): boolean {
    const cluster = clusterOf(offer)
    const members = membersOf(cluster)
    const other = members[0] === offer ? members[1] : members[0]
    const product = other === undefined ? this.next : this.of(other)
    if (product < 0 || (other !== undefined && this.clusterOf(product) !== cluster)) return false
    this.set(offer, product)
    this.#clusters[product] = cluster + 1
    return true
  }

  /** Keeps the largest part of each product. */
  #claim(parts: Map<number, Part>, cluster: number, offers: readonly number[], view: ClusterView, fresh: number): void {
    const own = new Map<number, Part>()
    for (const offer of offers) {
      const product = this.of(offer)
      if (product < 0) continue
      const weight = offer === fresh ? claims.fresh : view.isThere(offer) ? claims.stayed : claims.gone
      const known = own.get(product)
      if (known) known.weight += weight
      else own.set(product, { cluster, weight, oldest: offer })
    }
    for (const [product, part] of own) {
      const best = parts.get(product)
      const isBetter = !best || part.weight > best.weight || (part.weight === best.weight && part.oldest < best.oldest)
      if (isBetter) parts.set(product, part)
    }
  }
}
