import fc from 'fast-check'
import type { Product } from '../domain/product.ts'
import { touchNames } from '../domain/touch.ts'
import { type EpochMs, epochMs, minor, type OrderId, type ProductId, type ShopperKey } from '../domain/units.ts'
import type { ShopEvent } from '../events/event.ts'
import type { PolicyEvent } from '../events/policy.ts'
import type { Hidden } from '../events/shopper.ts'
import type { SlateEvent } from '../events/slate.ts'
import { dispatchFacts } from './testing-dispatch-events.ts'
import { Views } from './views.ts'

export const hour = 3_600_000
export const day = 24 * hour
/** When the small worlds of these tests begin. */
export const start = 1_700_000_000_000

export const shoppers = [
  'kim-phone',
  'kim-tablet',
  'kim',
  'lee-phone',
  'lee',
  '박',
] as readonly string[] as ShopperKey[]

const brands = ['봄날', '하루옷', 'MOA', 'e\u0301te\u0301'] // the last one with combining accents
const kinds = [['패션', '원피스'], ['패션', '운동화', '러닝화'], ['식품', '커피'], []]

/** The n-th product of a small world: the same number gives the same product. */
export function product(n: number, change: Partial<Product> = {}): Product {
  return {
    id: `p${n}` as ProductId,
    title: `${brands[n % 4]} 상품 ${n} 여름 무늬${n % 5}`,
    brand: brands[n % 4],
    categoryPath: kinds[n % 3]!,
    attributes: { color: ['black', '빨강'][n % 2]! },
    priceMinor: minor(1_000 * (n + 1)),
    inStock: n % 7 !== 6,
    ...change,
  }
}

export function listed(n: number, change: Partial<Product> = {}): ShopEvent {
  return { kind: 'product.listed', at: start as EpochMs, id: `listed:${n}`, product: product(n, change) }
}

/** An event of a kind that is about one shopper and one product. */
export function touched(
  kind: 'product.viewed' | 'product.wished' | 'product.disliked' | 'cart.added',
  { shopper, n, at, id }: { shopper: string; n: number; at: number; id?: string },
): ShopEvent {
  return {
    kind,
    at: at as EpochMs,
    id: id ?? `${kind}:${shopper}:${n}:${at}`,
    shopper: shopper as ShopperKey,
    product: `p${n}` as ProductId,
    quantity: 1,
  }
}

export function ordered({ shopper, n, at }: { shopper?: string; n: readonly number[]; at: number }): ShopEvent {
  const lines = n.map((one) => ({ product: `p${one}` as ProductId, quantity: 1 }))
  const order = `${shopper}:${at}` as OrderId
  return { kind: 'order.placed', at: at as EpochMs, id: `order:${order}`, order, lines, shopper: shopper as ShopperKey }
}

export function refunded({ shopper, n, at }: { shopper: string; n: readonly number[]; at: number }): ShopEvent {
  return { ...ordered({ shopper, n, at }), kind: 'order.refunded', id: `refund:${shopper}:${at}` } as ShopEvent
}

/** A slate of one module, its products from the top. */
export function shownTo(shopper: string, n: readonly number[], at: number): ShopEvent {
  const items = n.map((one, position) => ({
    product: `p${one}` as ProductId,
    position,
    by: 'draw' as const,
    propensity: 0.5,
  }))
  const slate = { module: 'for-you', policy: 'individual', exploring: true, basedOn: 0, items }
  const id = `slate:${shopper}:${at}`
  return { kind: 'slate.shown', at: at as EpochMs, id, shopper: shopper as ShopperKey, ...slate }
}

/** The first page that a lot ordered. */
export function dealt(shopper: string, policy: string, at: number): PolicyEvent {
  const id = `dealt:${shopper}:${policy}:${at}`
  return { kind: 'policy.assigned', at: at as EpochMs, id, shopper: shopper as ShopperKey, policy }
}

export function identified(device: string, known: string, at: number = start): ShopEvent {
  const id = `identified:${device}:${known}:${at}`
  return {
    kind: 'shopper.identified',
    at: at as EpochMs,
    id,
    shopper: device as ShopperKey,
    known: known as ShopperKey,
  }
}

export function forgotten(shopper: string, at: number = start): ShopEvent {
  return { kind: 'shopper.forgotten', at: at as EpochMs, id: `forgotten:${shopper}`, shopper: shopper as ShopperKey }
}

export function viewsOf(events: Iterable<ShopEvent>): Views {
  const views = new Views()
  for (const event of events) views.fold(event)
  return views
}

// ---- arbitrary events ----

const moment = fc
  .oneof(fc.nat(2 * hour), fc.nat(3 * day), fc.nat(400 * day))
  .map((ms): EpochMs => epochMs(start + Math.floor(ms)))
const shopper = fc.constantFrom(...shoppers)
const productId = fc.nat(13).map((n) => `p${n}` as ProductId)
const text = fc.oneof(
  fc.constantFrom('여름 원피스', '봄날', 'E\u0301te\u0301', '  ', '', '러닝화 MOA 무늬3', '𝔘𝔫𝔦 👟'),
  fc.string({ maxLength: 12 }),
)
const hint = fc.option(
  fc.record(
    {
      title: text,
      brand: fc.constantFrom(...brands),
      categoryPath: fc.constantFrom(...kinds),
      priceMinor: fc.nat(99_999).map(minor),
    },
    { requiredKeys: [] },
  ),
  { nil: undefined },
)
const hidden: fc.Arbitrary<Hidden> = fc.oneof(
  productId.map((id): Hidden => ({ what: 'product', product: id })),
  fc.constantFrom(...brands).map((brand): Hidden => ({ what: 'brand', brand })),
  fc.constantFrom('패션', '식품>커피').map((category): Hidden => ({ what: 'category', category })),
)
const lines = fc.array(fc.record({ product: productId, quantity: fc.integer({ min: 1, max: 9 }), hint }), {
  maxLength: 4,
})
const by = { at: moment, shopper }
const of = { ...by, product: productId, hint }
const order = fc.nat(50).map((n) => `o${n}` as OrderId)

/** An event without its id. Everything the shop admits, likely or not. */
const facts = {
  behaviour: fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constantFrom(
          'product.clicked' as const,
          'product.viewed' as const,
          'product.wished' as const,
          'product.unwished' as const,
          'product.liked' as const,
          'product.disliked' as const,
          'product.shared' as const,
        ),
        ...of,
      }),
    },
    fc.record({
      kind: fc.constantFrom('cart.added' as const, 'cart.removed' as const),
      ...of,
      quantity: fc.integer({ min: 1, max: 9 }),
    }),
    fc.record({ kind: fc.constant('product.dwelt' as const), ...of, dwellMs: fc.nat(6 * hour) }),
    fc.record({
      kind: fc.constant('product.reviewed' as const),
      ...of,
      rating: fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined }),
    }),
    fc.record({ kind: fc.constant('products.searched' as const), ...by, query: text }),
    fc.record({
      kind: fc.constantFrom('list.viewed' as const, 'cart.viewed' as const, 'checkout.started' as const),
      ...by,
      products: fc.array(productId, { maxLength: 5 }),
    }),
    fc.record({
      kind: fc.constantFrom('coupon.entered' as const, 'coupon.applied' as const),
      ...by,
      coupon: text,
    }),
    fc.record({ kind: fc.constant('page.viewed' as const), ...by }),
  ),
  orders: fc.oneof(
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('order.placed' as const), ...by, order, lines }) },
    fc.record({ kind: fc.constant('order.placed' as const), at: moment, order, lines }), // a guest's
    fc.record({ kind: fc.constant('order.refunded' as const), ...by, order, lines }),
    fc.record({ kind: fc.constant('order.refunded' as const), at: moment, order, lines }),
  ),
  catalog: fc.oneof(
    fc.record({
      kind: fc.constantFrom('product.listed' as const, 'product.sighted' as const),
      at: moment,
      product: fc
        .tuple(fc.nat(13), fc.constantFrom({}, { brand: undefined }, { brand: 'MOA', listPriceMinor: minor(99_000) }))
        .map(([n, change]) => product(n, change)),
    }),
    fc.record({ kind: fc.constant('product.delisted' as const), at: moment, product: productId }),
    fc.record({
      kind: fc.constant('product.repriced' as const),
      at: moment,
      product: productId,
      priceMinor: fc.nat(99_999).map(minor),
      listPriceMinor: fc.option(fc.nat(99_999).map(minor), { nil: undefined }),
    }),
    fc.record({ kind: fc.constant('product.stocked' as const), at: moment, product: productId, inStock: fc.boolean() }),
    fc.record({
      kind: fc.constant('product.checked' as const),
      at: moment,
      product: productId,
      priceMinor: fc.nat(13).map((n) => minor(1_000 * (n + 1))),
      verdict: fc.constantFrom('right' as const, 'wrong' as const),
      by: fc.constant('person' as const),
    }),
  ),
  people: fc.oneof(
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('shopper.identified' as const), ...by, known: shopper }) },
    fc.record({
      kind: fc.constant('interest.removed' as const),
      ...by,
      tag: fc.constantFrom('brand:봄날', 'category:식품>커피', 'brand:nobody'),
    }),
    fc.record({ kind: fc.constantFrom('shopper.hid' as const, 'shopper.unhid' as const), ...by, hidden }),
    fc.record({
      kind: fc.constantFrom(
        'personalisation.refused' as const,
        'personalisation.allowed' as const,
        'consent.withdrawn' as const,
        'consent.given' as const,
      ),
      ...by,
    }),
    fc.record({ kind: fc.constant('shopper.forgotten' as const), ...by }),
    fc.record({ kind: fc.constant('shopper.scrubbed' as const), at: moment, askedAt: fc.nat(80) }),
  ),
  plans: fc.record({
    kind: fc.constant('clusters.fitted' as const),
    at: moment,
    basedOn: fc.nat(80),
    clusters: fc.array(
      fc.record({
        centre: fc.dictionary(
          fc.constantFrom('brand:MOA', 'category:패션', 'brand:nobody'),
          fc.double({ min: 0.01, max: 1, noNaN: true }),
        ),
        share: fc.constant(0.5),
        products: fc.array(productId, { maxLength: 3 }),
      }),
      { maxLength: 3 },
    ),
  }),
  slates: fc
    .tuple(shopper, fc.array(fc.nat(13), { minLength: 1, maxLength: 5 }), moment)
    .map(([who, n, at]) => shownTo(who, n, at) as SlateEvent),
  policies: fc
    .tuple(shopper, fc.constantFrom('individual', 'popular'), moment)
    .map(([who, policy, at]) => dealt(who, policy, at)),
  erased: fc.constant({ kind: 'erased' as const }),
} as const

/** A log as a small shop may have it, in any order of time, with ids that now and then come twice. */
export const logs: fc.Arbitrary<ShopEvent[]> = fc
  .array(
    fc.oneof(
      { weight: 12, arbitrary: facts.behaviour },
      { weight: 5, arbitrary: facts.orders },
      { weight: 4, arbitrary: facts.catalog },
      { weight: 4, arbitrary: facts.people },
      { weight: 1, arbitrary: facts.plans },
      { weight: 2, arbitrary: facts.slates },
      { weight: 3, arbitrary: facts.policies },
      { weight: 8, arbitrary: dispatchFacts(shopper) },
      { weight: 1, arbitrary: facts.erased },
    ),
    { minLength: 1, maxLength: 120 },
  )
  .map((all) =>
    all.map((fact, n) => (fact.kind === 'erased' ? fact : { ...fact, id: `m${n - (n % 17 === 0 ? 1 : 0)}` })),
  )

// ---- what the views hold of one shopper ----

/** Tag -> weights of the shopper's profile as of its own moment. */
export function profileOf(views: Views, key: string) {
  const row = views.shoppers.find(key as ShopperKey)
  const { lists, touchedAt } = views.profile
  const from = row >= 0 && row < lists.rows ? lists.starts[row]! : 0
  const length = row >= 0 && row < lists.rows ? lists.counts[row]! : 0
  const tags = Array.from({ length }, (_, i) => {
    const slot = from + i
    const weights = (['visit', 'week', 'season'] as const).map((memory) => views.profile.weightOf(row, slot, memory))
    const { count, lastAt } = views.profile.evidenceOf(slot)
    return [views.catalog.tagName(lists.columns.tag[slot]!), { weights, count, lastAt }] as const
  })
  return { touchedAt: length > 0 ? touchedAt[row]! : 0, tags: new Map(tags.sort((a, b) => (a[0] < b[0] ? -1 : 1))) }
}

/** The shopper's latest touches as [seconds, product, kind], oldest first. */
export function recentOf(views: Views, key: string): [at: number, product: string, kind: string][] {
  const row = views.shoppers.find(key as ShopperKey)
  const { recent } = views.history
  if (row < 0 || row >= recent.rows) return []
  return Array.from({ length: recent.counts[row]! }, (_, i) => {
    const slot = recent.starts[row]! + i
    const { item, at, kind } = recent.columns
    return [at[slot]!, views.catalog.idOf(item[slot]!), touchNames[kind[slot]!]!]
  })
}

/** Product -> what the shopper bought of it. */
export function ownedOf(views: Views, key: string) {
  const row = views.shoppers.find(key as ShopperKey)
  const { owned } = views.history
  const count = row >= 0 && row < owned.rows ? owned.counts[row]! : 0
  const all = Array.from({ length: count }, (_, i) => {
    const slot = owned.starts[row]! + i
    const { item, lastAt, habit, season, times } = owned.columns
    const one = { lastAt: lastAt[slot]!, habit: habit[slot]!, season: season[slot]!, times: times[slot]! }
    return [views.catalog.idOf(item[slot]!) as string, one] as const
  })
  return new Map(all.sort((a, b) => (a[0] < b[0] ? -1 : 1)))
}

/** The shopper's sessions, newest first. */
export function sessionsOf(views: Views, key: string): { items: string[]; startedAt: number; endedAt: number }[] {
  const row = views.shoppers.find(key as ShopperKey)
  const { index } = views.sessions
  const { newest, before } = views.sessions.save() as Record<'newest' | 'before', Uint32Array>
  const sessions = []
  for (let next = newest[row] ?? 0; next !== 0; next = before[(next - 1) % index.capacity]!) {
    const { items, from, to } = index.itemsOf(next - 1)
    const names = [...items.subarray(from, to)].map((item) => views.catalog.idOf(item) as string)
    sessions.push({ items: names, startedAt: index.startedAt(next - 1), endedAt: index.endedAt(next - 1) })
  }
  return sessions
}
