import type { Random } from '@nunchi/kernel'
import type { Product } from '../../domain/product.ts'
import {
  type EpochMs,
  epochMs,
  minor,
  type OrderId,
  type ProductId,
  type ShopperKey,
  secondsOf,
} from '../../domain/units.ts'
import type { ShopEvent } from '../../events/event.ts'
import type { Hidden } from '../../events/shopper.ts'
import { Views } from '../../state/views.ts'
import type { HomeAnswer, ModuleName, PolicyName } from './answer.ts'
import { home } from './home.ts'
import { policyOf } from './policy.ts'
import { rank } from './rank.ts'
import { why } from './why.ts'

const opened = Date.UTC(2024, 0, 1)

export type Listing = {
  readonly brand?: string
  readonly category?: readonly string[]
  readonly title?: string
  readonly attributes?: Readonly<Record<string, string>>
  readonly priceMinor?: number
  readonly listPriceMinor?: number
  readonly inStock?: boolean
}

type Touched = 'product.viewed' | 'product.wished' | 'product.unwished' | 'product.liked' | 'product.disliked'

/** A small shop for the tests of its decisions: every call is one fact, a second after the one before. */
export class TestShop {
  readonly views = new Views()
  #at = opened
  #events = 0

  get at(): EpochMs {
    return epochMs(this.#at)
  }

  get now(): number {
    return secondsOf(this.at)
  }

  fold(event: ShopEvent): void {
    this.#at += 1_000
    this.views.fold(event)
  }

  wait(days: number): void {
    this.#at += days * 86_400_000
  }

  list(id: string, { category, priceMinor, listPriceMinor, ...rest }: Listing = {}): void {
    const product: Product = {
      title: '',
      attributes: {},
      inStock: true,
      ...rest,
      id: id as ProductId,
      categoryPath: category ?? [],
      ...(priceMinor === undefined ? {} : { priceMinor: minor(priceMinor) }),
      ...(listPriceMinor === undefined ? {} : { listPriceMinor: minor(listPriceMinor) }),
    }
    this.fold({ kind: 'product.listed', ...this.#fact(), product })
  }

  stock(id: string, inStock: boolean): void {
    this.fold({ kind: 'product.stocked', ...this.#fact(), product: id as ProductId, inStock })
  }

  touch(shopper: string, id: string, kind: Touched = 'product.viewed'): void {
    this.fold({ kind, ...this.#fact(), shopper: shopper as ShopperKey, product: id as ProductId })
  }

  cart(shopper: string, id: string): void {
    const product = id as ProductId
    this.fold({ kind: 'cart.added', ...this.#fact(), shopper: shopper as ShopperKey, product, quantity: 1 })
  }

  dwell(shopper: string, id: string, dwellMs: number): void {
    const product = id as ProductId
    this.fold({ kind: 'product.dwelt', ...this.#fact(), shopper: shopper as ShopperKey, product, dwellMs })
  }

  review(shopper: string, id: string, rating: number): void {
    const product = id as ProductId
    this.fold({ kind: 'product.reviewed', ...this.#fact(), shopper: shopper as ShopperKey, product, rating })
  }

  /** One piece comes back. */
  refund(shopper: string, id: string): void {
    this.fold({ ...this.orderOf(shopper, [id]), kind: 'order.refunded' })
  }

  order(shopper: string, ...ids: readonly string[]): void {
    this.fold(this.orderOf(shopper, ids))
  }

  /** An order that is not folded yet. */
  orderOf(shopper: string, ids: readonly string[]): Extract<ShopEvent, { kind: 'order.placed' }> {
    const lines = ids.map((id) => ({ product: id as ProductId, quantity: 1 }))
    const fact = this.#fact()
    return { kind: 'order.placed', ...fact, order: fact.id as OrderId, shopper: shopper as ShopperKey, lines }
  }

  /** Shows products to a shopper, as a page that explores would. */
  show(shopper: string, ids: readonly string[]): void {
    const items = ids.map((id, position) => ({
      product: id as ProductId,
      position,
      by: 'draw' as const,
      propensity: 1,
    }))
    const slate = { module: 'for-you', policy: 'individual', exploring: true, basedOn: this.views.position, items }
    this.fold({ kind: 'slate.shown', ...this.#fact(), shopper: shopper as ShopperKey, ...slate })
  }

  hide(shopper: string, hidden: Hidden): void {
    this.fold({ kind: 'shopper.hid', ...this.#fact(), shopper: shopper as ShopperKey, hidden })
  }

  refusePersonalisation(shopper: string): void {
    this.fold({ kind: 'personalisation.refused', ...this.#fact(), shopper: shopper as ShopperKey })
  }

  /** The page as the shop would answer: with the policy that the shopper is due. */
  home(
    shopper: string,
    { policy, n = 10, modules }: { policy?: PolicyName; n?: number; modules?: readonly ModuleName[] } = {},
  ): HomeAnswer {
    return home(this.views, { ...this.#who(shopper, policy), itemsPerModule: n, modules }).answer
  }

  /** The page with something tried on it, and the events that follow; not folded. */
  explored(shopper: string, random: Random, { policy, n = 10 }: { policy?: PolicyName; n?: number } = {}) {
    const explore = { random, shopper: shopper as ShopperKey, at: this.at }
    return home(this.views, { ...this.#who(shopper, policy), itemsPerModule: n, explore })
  }

  /** The products of one module asked for alone, [] when it has none. */
  module(shopper: string, name: ModuleName): string[] {
    return productsOf(this.home(shopper, { modules: [name] }))
  }

  rank(shopper: string, ids: readonly string[], policy?: PolicyName) {
    return rank(this.views, { ...this.#who(shopper, policy), products: ids as readonly ProductId[] }).answer
  }

  why(shopper: string, id: string, policy?: PolicyName) {
    return why(this.views, { ...this.#who(shopper, policy), product: id as ProductId }).answer
  }

  #who(shopper: string, asked?: PolicyName) {
    const row = this.views.shoppers.find(shopper as ShopperKey)
    const shares = { individual: 1, cluster: 0, popular: 0 }
    const policy = policyOf(this.views, { row, drawnBy: shopper, asked, shares })
    return { row, now: this.now, policy }
  }

  #fact(): { at: EpochMs; id: string } {
    return { at: this.at, id: `e${this.#events++}` }
  }
}

/** Every product of a page, module after module. */
export function productsOf(answer: HomeAnswer): string[] {
  return answer.modules.flatMap(({ items }) => items.map(({ product }) => product as string))
}
