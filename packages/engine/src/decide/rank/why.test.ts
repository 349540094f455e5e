import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { rankingFeatures } from '../../state/ranking.ts'
import { type Act, hidingOf, histories, play, shoppers } from './testing-histories.ts'
import { TestShop } from './testing-shop.ts'

/** Weights as a shop's orders might teach them: of either sign. */
const weights = fc.array(fc.double({ min: -2, max: 2, noNaN: true }), {
  minLength: 2 * rankingFeatures.length,
  maxLength: 2 * rankingFeatures.length,
})
const runs = { seed: 20_240_517, numRuns: 60 }
const all = Array.from({ length: 20 }, (_, n) => `p${n}`)

function taught(acts: readonly Act[], learned: readonly number[]): TestShop {
  const shop = play(acts)
  shop.views.ranking.blend.weights.set(learned)
  return shop
}

/** Everything that is for sale and that a page has a reason for, with the reason; modules with a reason of their own aside. */
function shownTo(shop: TestShop, shopper: string) {
  const { modules } = shop.home(shopper, { n: 30 })
  return modules.filter(({ module }) => module !== 'pick-up').flatMap(({ items }) => items)
}

describe('whatever happened and whatever was learned', () => {
  test('the points of all sources add up to the score, and the score is the one on the page', () => {
    fc.assert(
      fc.property(histories, weights, (acts, learned) => {
        const shop = taught(acts, learned)
        for (const shopper of [...shoppers, 'stranger']) {
          for (const item of shownTo(shop, shopper)) {
            const { score, source, contributions } = shop.why(shopper, item.product)
            expect(contributions.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(score, 9)
            expect([score, source]).toEqual([item.score, item.why.source])
          }
        }
      }),
      runs,
    )
  })

  test('they do so too on any list, whatever else is on it, and on lists that are everybodys', () => {
    fc.assert(
      fc.property(histories, weights, fc.constantFrom('individual', 'cluster', 'popular'), (acts, learned, policy) => {
        const shop = taught(acts, learned)
        for (let n = 0; n < 20; n++) {
          const { score, contributions } = shop.why('kim', `p${n}`, policy)
          expect(contributions.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(score, 9)
          for (const list of [[`p${n}`], [`p${n}`, `p${(n + 7) % 20}`], all]) {
            const ranked = shop.rank('kim', list, policy).items.find(({ product }) => (product as string) === `p${n}`)
            expect(ranked?.score ?? 0).toBe(score)
          }
        }
      }),
      runs,
    )
  })

  test('the reason speaks for the product, or is that they have it, or says that nothing does', () => {
    fc.assert(
      fc.property(histories, weights, (acts, learned) => {
        const shop = taught(acts, learned)
        for (const shopper of [...shoppers, 'stranger']) {
          for (const { product } of shownTo(shop, shopper)) {
            const { source, contributions } = shop.why(shopper, product)
            if (source === 'nothing' || source === 'again') continue
            const reason = contributions.find((one) => one.source === source)
            expect(reason?.points).toBeGreaterThan(0)
            expect(reason?.evidence.taste ?? 'more').toBe('more')
            expect(reason?.evidence.average ?? 2).toBeGreaterThan(1)
          }
        }
      }),
      runs,
    )
  })

  test('nothing hidden is named, neither as the reason nor in evidence; all else of the past is', () => {
    fc.assert(
      fc.property(histories, weights, (acts, learned) => {
        const shop = taught(acts, learned)
        for (const shopper of shoppers) {
          for (const { product, why } of shownTo(shop, shopper)) {
            if (why.product) expect(hidingOf(shop, shopper, why.product)).toBeUndefined()
            const row = shop.views.shoppers.find(shopper as never)
            const hasHidden = row >= 0 && shop.views.shoppers.hiddenBy(row).length > 0
            for (const { source, evidence } of shop.why(shopper, product).contributions) {
              if (evidence.product) expect(hidingOf(shop, shopper, evidence.product)).toBeUndefined()
              if (hasHidden) continue
              if (source === 'next') expect(evidence).toMatchObject({ product: /^p/, act: /./, at: expect.any(Number) })
              if (source === 'tags') expect(evidence).toMatchObject({ tag: /:/ })
            }
          }
        }
      }),
      runs,
    )
  })
})

/** Five shoppers bought p0 and, a day later, p1; mina bought p0. */
function followed(): TestShop {
  const shop = new TestShop()
  for (let n = 0; n < 10; n++) shop.list(`p${n}`, { title: `Thing ${n}`, brand: n === 0 ? 'moa' : 'dal' })
  for (let s = 0; s < 5; s++) {
    shop.order(`s${s}`, 'p0')
    shop.wait(1)
    shop.order(`s${s}`, 'p1')
  }
  shop.order('mina', 'p0')
  return shop
}
const evidenceOf = (shop: TestShop, id: string, source: string) =>
  shop.why('mina', id).contributions.find((one) => one.source === source)?.evidence

describe('each source names what it rests on', () => {
  test('next: the past product, what was done with it and when', () => {
    const shop = followed()
    const at = shop.at - 1_000
    expect(evidenceOf(shop, 'p1', 'next')).toEqual({ product: 'p0', act: 'order', at })
    expect(evidenceOf(shop, 'p0', 'again')).toEqual({ product: 'p0', act: 'order', at, times: 1 })
  })

  test('session: what of their past the sessions of others with the product held most', () => {
    const shop = followed()
    for (let s = 5; s < 8; s++) for (const id of ['p4', 'p5']) shop.touch(`s${s}`, id)
    shop.touch('mina', 'p4', 'product.wished')
    const at = shop.at - 1_000
    expect(evidenceOf(shop, 'p5', 'session')).toEqual({ product: 'p4', act: 'wish', at })
    shop.hide('mina', { what: 'product', product: 'p4' as never })
    expect(evidenceOf(shop, 'p5', 'session')).toBeUndefined()
  })

  test('unfinished: the look; tags: the tag and the last act on it; trend: how many times the average', () => {
    const shop = followed()
    shop.touch('mina', 'p7')
    shop.cart('mina', 'p8')
    const at = shop.at - 1_000
    expect(evidenceOf(shop, 'p8', 'unfinished')).toEqual({ product: 'p8', act: 'cart', at })
    expect(evidenceOf(shop, 'p9', 'tags')).toMatchObject({ tag: 'brand:dal', act: 'cart', product: 'p8', at, times: 2 })
    const { average, period } = evidenceOf(shop, 'p1', 'trend')!
    expect(period).toBe('now')
    expect(average).toBeGreaterThan(1) // four products were wanted, and p1 by five of six
    expect(evidenceOf(shop, 'p9', 'trend')).toEqual({ average: 0, period: 'now' })
  })

  test('what a shopper turned away from speaks against a product, by name', () => {
    const shop = followed()
    for (let n = 1; n < 4; n++) shop.touch('mina', `p${n}`, 'product.disliked')
    const tags = shop.why('mina', 'p9').contributions.find(({ source }) => source === 'tags')!
    expect(tags.points).toBeLessThan(0)
    expect(tags.evidence).toMatchObject({ taste: 'against', tag: 'brand:dal', act: 'dislike', times: 3 })
  })

  test('what they choose less than others does not count as turned away from', () => {
    const shop = new TestShop()
    for (let n = 0; n < 10; n++) shop.list(`p${n}`, { brand: n < 5 ? 'moa' : 'dal' })
    for (let n = 0; n < 10; n++) for (let s = 0; s < 5; s++) shop.touch(`s${s}`, `p${n < 8 ? 9 : 1}`)
    for (let n = 0; n < 9; n++) shop.touch('mina', `p${n % 5}`)
    shop.touch('mina', 'p5')
    expect(evidenceOf(shop, 'p9', 'tags')).toMatchObject({ taste: 'less', tag: 'brand:dal', times: 1 })
  })

  test('whether they have it is a source too: weighed alike for all that they do not have', () => {
    const shop = followed()
    shop.views.ranking.blend.weights[0] = -0.75
    expect(evidenceOf(shop, 'p9', 'new')).toEqual({})
    expect(shop.why('mina', 'p9').contributions.find(({ source }) => source === 'new')?.points).toBe(-0.75)
  })
})

describe('hidden', () => {
  const reasonOf = (shop: TestShop, id: string) => shop.rank('mina', [id]).items[0]?.why

  test.each([
    { what: 'product', product: 'p0' },
    { what: 'brand', brand: 'moa' },
  ] as const)('%j: what follows on it gives way to the next best reason', (hidden) => {
    const shop = followed()
    shop.touch('mina', 'p1')
    const { weights } = shop.views.ranking.blend
    weights[rankingFeatures.indexOf('next')] = 9
    weights[rankingFeatures.indexOf('session')] = 0
    weights[rankingFeatures.indexOf('looked')] = 5
    expect(reasonOf(shop, 'p1')).toMatchObject({ source: 'next', product: 'p0' })
    shop.hide('mina', hidden as never)
    expect(reasonOf(shop, 'p1')).toMatchObject({ source: 'unfinished', product: 'p1' })
    expect(shop.why('mina', 'p1').source).toBe('unfinished')
  })

  test('what only follows on it has nothing that speaks for it any more', () => {
    const shop = followed()
    shop.views.ranking.blend.weights.fill(0)
    shop.views.ranking.blend.weights[rankingFeatures.indexOf('next')] = 1
    expect(reasonOf(shop, 'p1')).toMatchObject({ source: 'next', product: 'p0' })
    shop.hide('mina', { what: 'product', product: 'p0' as never })
    expect(reasonOf(shop, 'p1')).toEqual({ source: 'nothing' })
    expect(evidenceOf(shop, 'p1', 'next')).toBeUndefined()
  })

  test('evidence names the next best of the past', () => {
    const shop = followed()
    shop.order('s9', 'p2', 'p3')
    shop.wait(1)
    shop.order('s9', 'p1')
    shop.order('mina', 'p2')
    expect(evidenceOf(shop, 'p1', 'next')).toMatchObject({ product: 'p0' })
    shop.hide('mina', { what: 'brand', brand: 'moa' })
    expect(evidenceOf(shop, 'p1', 'next')).toMatchObject({ product: 'p2' })
    shop.hide('mina', { what: 'product', product: 'p2' as never })
    expect(evidenceOf(shop, 'p1', 'next')).toBeUndefined()
  })

  test('a hidden brand is not named by a keyword of another product either', () => {
    const shop = new TestShop()
    shop.list('game', { brand: 'Hasbro', title: 'game' })
    for (const id of ['case', 'case2']) shop.list(id, { title: 'Hasbro!' })
    for (const id of ['other1', 'other2']) shop.list(id, { title: id })
    for (const [n, id] of ['other1', 'other2', 'game', 'other1'].entries()) shop.touch(`s${n}`, id)
    for (let n = 0; n < 3; n++) shop.touch('mina', 'case')
    shop.views.ranking.blend.weights.fill(0, 0, rankingFeatures.indexOf('tags'))
    const said = () => JSON.stringify([reasonOf(shop, 'case2'), shop.why('mina', 'case2')])
    expect(said().match(/keyword:hasbro/g)).toHaveLength(2)
    shop.hide('mina', { what: 'brand', brand: 'Hasbro' })
    expect(said()).not.toContain('hasbro')
    expect(reasonOf(shop, 'case2')).toEqual({ source: 'tags' })
  })

  test('why says of a hidden product, and of one that cannot be had, just that', () => {
    const shop = followed()
    shop.hide('mina', { what: 'product', product: 'p3' as never })
    shop.stock('p4', false)
    expect(shop.why('mina', 'p3')).toMatchObject({ source: 'hidden', score: 0, contributions: [] })
    expect(shop.why('mina', 'p4')).toMatchObject({ source: 'unavailable', score: 0, contributions: [] })
    expect(() => shop.why('mina', 'nowhere')).toThrow(/nowhere/)
  })
})

test('under the cluster policy only what the group bought is given as the choice of the group', () => {
  const shop = followed()
  const { catalog, clusters } = shop.views
  const centre = { tags: Uint32Array.of(catalog.findTag('brand:moa')), weights: Float32Array.of(1) }
  clusters.replace([{ ...centre, items: Uint32Array.of(catalog.find('p3' as never)) }], { basedOn: 0, fittedAt: 0 })
  const [forYou] = shop.home('mina', { policy: 'cluster' }).modules
  const reasons = forYou?.items.map(({ product, why }) => [product, why.source])
  expect(reasons?.slice(0, 3)).toEqual([
    ['p3', 'cluster'],
    ['p0', 'trend'],
    ['p1', 'nothing'], // of the two that are wanted, the one below the average
  ])
  expect(new Set(reasons?.slice(3).map(([, source]) => source))).toEqual(new Set(['nothing'])) // the newest fill the page
  expect(shop.why('mina', 'p3', 'cluster')).toMatchObject({ source: 'cluster', contributions: [{ source: 'cluster' }] })
  expect(shop.why('mina', 'p0', 'cluster')).toMatchObject({ source: 'trend', contributions: [{ source: 'trend' }] })
})

test('what nobody wants more than the average is not called wanted, whatever the weights say', () => {
  const shop = followed()
  shop.touch('s1', 'p9')
  expect(shop.rank('mina', ['p9'], 'popular').items[0]?.why).toEqual({ source: 'nothing' })
  expect(shop.rank('mina', ['p1'], 'popular').items[0]?.why).toEqual({ source: 'trend' })
  const { weights } = shop.views.ranking.blend
  weights.fill(0)
  for (const feature of ['now', 'season'] as const) weights[rankingFeatures.indexOf(feature)] = -1
  expect(shop.why('mina', 'p9')).toMatchObject({ source: 'nothing' })
  expect(shop.why('mina', 'p9').contributions[0]).toMatchObject({ source: 'trend', evidence: { period: 'now' } })
})

test('a stranger is shown what is wanted most, whatever was learned from those with a past', () => {
  const shop = new TestShop()
  for (let n = 0; n < 10; n++) shop.list(`p${n}`)
  for (let n = 0; n < 10; n++) for (let k = 0; k <= n; k++) shop.touch(`s${k}`, `p${n}`)
  for (const feature of ['now', 'season'] as const)
    shop.views.ranking.blend.weights[rankingFeatures.indexOf(feature)] = -1
  shop.hide('new', { what: 'product', product: 'p8' as never }) // a wish alone makes no past
  const top = (items: readonly { readonly product: string }[]) => items.slice(0, 3).map(({ product }) => product)
  for (const shopper of ['stranger', 'new']) {
    const expected = shopper === 'new' ? ['p9', 'p7', 'p6'] : ['p9', 'p8', 'p7']
    const [forYou] = shop.home(shopper).modules
    expect(top(forYou!.items)).toEqual(expected)
    expect(top(shop.rank(shopper, ['p0', 'p1', 'p6', 'p7', 'p8', 'p9']).items)).toEqual(expected)
    expect(shop.why(shopper, 'p9')).toMatchObject({ source: 'trend', score: forYou!.items[0]!.score })
  }
})
