import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readInterests } from '../decide/rank/interests.ts'
import { tagsOf } from '../domain/tags.ts'
import { type TouchName, touchWeights } from '../domain/touch.ts'
import { minor, type ProductId, type ShopperKey } from '../domain/units.ts'
import type { ShopEvent } from '../events/event.ts'
import { halfLives } from './profile.ts'
import { day, hour, listed, ordered, product, profileOf, refunded, start, touched, viewsOf } from './testing-events.ts'
import type { Views } from './views.ts'

/** Tag -> score of the shopper's interests, best first. */
function interestsOf(views: Views, shopper: string, now: number): Map<string, number> {
  const row = views.shoppers.find(shopper as ShopperKey)
  const { count, tags, scores } = readInterests(views.profile, views.catalog.tagTypes, row, Math.floor(now / 1_000))
  return new Map(Array.from({ length: count }, (_, i) => [views.catalog.tagName(tags[i]!), scores[i]!]))
}

const kinds = {
  'product.viewed': 'view',
  'product.wished': 'wish',
  'product.disliked': 'dislike',
  'cart.added': 'cart',
} as const satisfies Record<string, TouchName>

const life = fc.array(
  fc.record({
    kind: fc.constantFrom(...(Object.keys(kinds) as (keyof typeof kinds)[])),
    n: fc.nat(5),
    seconds: fc.oneof(fc.nat(7_200), fc.nat(30 * 86_400)),
  }),
  { minLength: 1, maxLength: 40 },
)

test('weights are the sums of the definition at three half-lives, in any order of arrival', () => {
  fc.assert(
    fc.property(life, (acts) => {
      const catalog = Array.from({ length: 6 }, (_, n) => listed(n))
      const events = acts.map(({ kind, n, seconds }) =>
        touched(kind, { shopper: 'kim', n, at: start + seconds * 1_000 }),
      )
      const { touchedAt, tags } = profileOf(viewsOf([...catalog, ...events]), 'kim')
      const last = Math.max(...acts.map(({ seconds }) => seconds))
      expect(touchedAt).toBe(start / 1_000 + last)
      for (const [tag, { weights, count }] of tags) {
        const own = acts.filter(({ n }) => tagsOf(product(n)).includes(tag))
        expect(count).toBe(own.length)
        const spans = [halfLives.visit, halfLives.week, halfLives.season]
        spans.forEach((halfLife, h) => {
          const parts = own.map(({ kind, seconds }) => touchWeights[kinds[kind]] * 2 ** ((seconds - last) / halfLife))
          const size = parts.reduce((sum, part) => sum + Math.abs(part), 0)
          const sum = parts.reduce((all, part) => all + part, 0)
          expect(Math.abs(weights[h]! - sum)).toBeLessThan(1e-4 * size + 1e-15)
        })
      }
      expect(tags.size).toBe(new Set(acts.flatMap(({ n }) => tagsOf(product(n)))).size)
    }),
    { seed: 201, numRuns: 150 },
  )
})

test('golden: half a visit, a week and a season later a view counts half', () => {
  for (const [h, halfLife] of [halfLives.visit, halfLives.week, halfLives.season].entries()) {
    const later = start + halfLife * 1_000
    const views = viewsOf([
      listed(0),
      listed(1, { brand: '다른', title: '다른 것', categoryPath: [], attributes: {} }),
      touched('product.viewed', { shopper: 'kim', n: 0, at: start }),
      touched('product.viewed', { shopper: 'kim', n: 1, at: later }),
    ])
    const { tags } = profileOf(views, 'kim')
    expect(tags.get('brand:봄날')!.weights[h]).toBeCloseTo(0.5, 6)
    expect(tags.get('brand:다른')!.weights[h]).toBeCloseTo(1, 6)
  }
})

test('what everybody likes does not outrank what this person likes', () => {
  const events: ShopEvent[] = []
  // Product 0 to 9: everybody's brand; 10 to 12: a brand of few.
  for (let n = 0; n < 13; n++)
    events.push(
      listed(n, { brand: n < 10 ? '모두' : '드문', categoryPath: [n < 10 ? '흔한' : '귀한'], attributes: {} }),
    )
  for (let s = 0; s < 200; s++)
    for (let k = 0; k < 5; k++)
      events.push(touched('product.viewed', { shopper: `s${s}`, n: (s + k) % 10, at: start + k }))
  for (let k = 0; k < 12; k++)
    events.push(touched('product.viewed', { shopper: 'kim', n: k % 10, at: start + k * 60_000 }))
  for (let k = 0; k < 5; k++)
    events.push(touched('product.viewed', { shopper: 'kim', n: 10 + (k % 3), at: start + k * 60_000 + 1_000 }))
  const views = viewsOf(events)
  const { tags } = profileOf(views, 'kim')
  expect(tags.get('brand:모두')!.weights[2]).toBeGreaterThan(2 * tags.get('brand:드문')!.weights[2])
  const interests = interestsOf(views, 'kim', start + hour)
  expect(interests.get('brand:드문')!).toBeGreaterThan(0.5)
  expect(interests.get('category:귀한')!).toBeGreaterThan(interests.get('category:흔한')!)
  expect(interests.get('brand:드문')!).toBeGreaterThan(interests.get('brand:모두')!)
  expect(Math.abs(interests.get('brand:모두')!)).toBeLessThan(0.5)
  const brands = [...interests.keys()].filter((tag) => tag.startsWith('brand:'))
  expect(brands[0]).toBe('brand:드문')
  // Somebody who only does what everybody does has no taste of their own.
  expect(Math.abs(interestsOf(views, 's1', start + hour).get('brand:모두')!)).toBeLessThan(0.1)
})

test('more of the same is more certain: the score grows with evidence', () => {
  const scores = [1, 3, 10].map((times) => {
    const events: ShopEvent[] = [listed(0), listed(1)]
    for (let s = 0; s < 50; s++) events.push(touched('product.viewed', { shopper: `s${s}`, n: 1, at: start }))
    for (let k = 0; k < times; k++)
      events.push(touched('product.viewed', { shopper: 'kim', n: 0, at: start + k * 1_000 }))
    return interestsOf(viewsOf(events), 'kim', start + 60_000).get('brand:봄날')!
  })
  expect(scores[0]).toBeGreaterThan(0)
  expect(scores[1]).toBeGreaterThan(scores[0]!)
  expect(scores[2]).toBeGreaterThan(scores[1]!)
})

test('a dislike or a return makes the score negative, and an older view does not save it', () => {
  const before = [listed(0), listed(1), touched('product.viewed', { shopper: 'kim', n: 0, at: start - day })]
  const disliked = viewsOf([...before, touched('product.disliked', { shopper: 'kim', n: 0, at: start })])
  expect(interestsOf(disliked, 'kim', start + hour).get('brand:봄날')!).toBeLessThan(0)
  const returned = viewsOf([
    ...before,
    ordered({ shopper: 'kim', n: [0], at: start }),
    refunded({ shopper: 'kim', n: [0], at: start + 90 * day }),
  ])
  expect(interestsOf(returned, 'kim', start + 91 * day).get('brand:봄날')!).toBeLessThan(0)
  expect(Math.min(...interestsOf(disliked, 'kim', start + hour).values())).toBeLessThan(0)
})

test('a dislike does not teach the population', () => {
  const views = viewsOf([listed(0), touched('product.disliked', { shopper: 'kim', n: 0, at: start })])
  expect(views.profile.population.totalScaled).toBe(0)
})

test('searching a brand, a category or a word counts for those tags', () => {
  const search = (query: string): ShopEvent =>
    ({ kind: 'products.searched', at: start, id: query, shopper: 'kim', query }) as ShopEvent
  const { tags } = profileOf(viewsOf([listed(0), listed(1), listed(2), search('moa 운동화 여름!')]), 'kim')
  expect([...tags.keys()]).toEqual(['brand:MOA', 'category:패션>운동화', 'keyword:여름'])
  expect(profileOf(viewsOf([search('모르는 말')]), 'kim').tags.size).toBe(0)
})

// ---- memory ----

/** A product of ten tags: brand, three levels of category, two attributes, price, three words. */
function tenTags(n: number): ShopEvent {
  const leaf = (n * 7_919) % 60
  return listed(n, {
    brand: `브랜드${leaf}-${n % 4}`,
    categoryPath: [`대${leaf % 6}`, `중${leaf % 20}`, `소${leaf}`],
    attributes: { color: `색${n % 11}`, size: `크기${n % 5}` },
    priceMinor: minor(5_000 + ((n * 104_729) % 95_000)),
    title: `단어${(n * 31) % 700}가 단어${(n * 37) % 700}나 소${leaf}다`,
  })
}

/** Bytes of what is kept by shopper: everything but what is kept by tag. */
function bytesByShopper(views: Views): number {
  const columns = Object.entries(views.profile.save()).filter(([name]) => !name.startsWith('population'))
  return columns.reduce((sum, [, column]) => sum + (column as Uint8Array).byteLength, 0)
}

test('20 events of distinct products of ten tags leave less than 2 kB a shopper', () => {
  const catalog = Array.from({ length: 3_000 }, (_, n) => tenTags(n))
  const views = viewsOf(catalog)
  const tagsEach = catalog.map((_, n) => views.catalog.tags.counts[n]!)
  expect(tagsEach.every((count) => count === 10)).toBe(true)
  const people = 200
  for (let s = 0; s < people; s++) {
    for (let k = 0; k < 20; k++) {
      const n = (s * 997 + k * 60 * (1 + (s % 7)) + (k % 3)) % 3_000 // a few departments each
      views.fold(touched('product.viewed', { shopper: `s${s}`, n, at: start + k * hour }))
    }
  }
  const counts = [...views.profile.lists.counts.subarray(0, people)].sort((a, b) => a - b)
  expect(counts[people / 2]).toBeGreaterThan(40) // distinct indeed
  expect(bytesByShopper(views) / people).toBeLessThan(1_850) // 28 x 64 + 9 + 8 = 1,809
})

test('tags touched again outlive those touched once, and a full row keeps the weightiest', () => {
  const catalog = Array.from({ length: 400 }, (_, n) => tenTags(n))
  const views = viewsOf(catalog)
  for (let k = 0; k < 3; k++) views.fold(touched('cart.added', { shopper: 'kim', n: 399, at: start + k }))
  for (let n = 0; n < 300; n++) {
    views.fold(touched('product.viewed', { shopper: 'kim', n, at: start + n * 1_000 }))
    expect(views.profile.lists.counts[0]).toBeLessThanOrEqual(128)
  }
  const { tags } = profileOf(views, 'kim')
  for (const tag of tagsOf((catalog[399] as { product: ReturnType<typeof product> }).product))
    expect([tag, tags.has(tag)]).toEqual([tag, true])
  const once = [...tags.values()].filter(({ count }) => count === 1).length
  expect(once).toBeLessThan(64)
})

test('a shopper of many proven tags still learns a new taste', () => {
  const catalog = Array.from({ length: 40 }, (_, n) =>
    listed(n, {
      brand: `옛${n}`,
      categoryPath: [`옛것${n}`],
      attributes: {},
      title: `옛 물건${n}`,
      priceMinor: minor(1_000 * 2 ** (n % 9)),
    }),
  )
  const fresh = listed(99, {
    brand: '새것',
    categoryPath: ['새 갈래', '새 곁'],
    attributes: { color: '새빛', size: '새몸' },
    title: '새 낱말 하나 둘',
  })
  const views = viewsOf([...catalog, fresh])
  for (let n = 0; n < 40; n++)
    for (let k = 0; k < 3; k++)
      views.fold(touched('cart.added', { shopper: 'kim', n, at: start + (n * 3 + k) * 60_000 }))
  for (let k = 0; k < 20; k++)
    views.fold(touched('product.viewed', { shopper: 'kim', n: 99, at: start + day + k * 60_000 }))
  const { tags } = profileOf(views, 'kim')
  const taught = tagsOf((fresh as { product: ReturnType<typeof product> }).product)
  expect(taught.filter((tag) => (tags.get(tag)?.count ?? 0) < 19)).toEqual([])
})

test('evidence names the latest touch', () => {
  const views = viewsOf([
    listed(0),
    listed(4), // the same brand
    touched('cart.added', { shopper: 'kim', n: 0, at: start + day }),
    touched('product.viewed', { shopper: 'kim', n: 4, at: start }), // late
  ])
  const { lists } = views.profile
  const slot = lists.columns.tag.indexOf(views.catalog.findTag('brand:봄날'), lists.starts[0])
  const { lastItem, lastAt } = views.profile.evidenceOf(slot)
  expect(views.catalog.idOf(lastItem)).toBe('p0' as ProductId)
  expect(lastAt).toBe((start + day) / 1_000)
})

test('an interest that was taken back is gone with its evidence, alone, and begins anew with the next touch', () => {
  const removed = {
    kind: 'interest.removed',
    at: start + 2_000,
    id: 'r',
    shopper: 'kim',
    tag: 'brand:봄날',
  } as ShopEvent
  const viewed = (at: number) => touched('product.viewed', { shopper: 'kim', n: 0, at })
  const before = [listed(0), listed(1), viewed(start), viewed(start + 1_000)]
  const full = profileOf(viewsOf(before), 'kim').tags
  const { tags } = profileOf(viewsOf([...before, removed]), 'kim')
  expect([...full.keys()].filter((tag) => !tags.has(tag))).toEqual(['brand:봄날'])
  for (const [tag, rest] of tags) expect(rest).toEqual(full.get(tag))
  const again = profileOf(viewsOf([...before, removed, viewed(start + 3_000)]), 'kim').tags
  const anew = profileOf(viewsOf([listed(0), listed(1), viewed(start + 3_000)]), 'kim').tags.get('brand:봄날')!
  expect(again.get('brand:봄날')).toEqual({ ...anew, weights: anew.weights.map((one) => expect.closeTo(one, 5)) })
  const unknown = viewsOf([...before, { ...removed, tag: 'brand:nobody' } as ShopEvent])
  expect(profileOf(unknown, 'kim').tags).toEqual(full)
})
