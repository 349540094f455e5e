import { expect, test } from 'vitest'
import { BasketFeatures, type BasketSources, basketFeatures } from './basket-features.ts'
import { BasketHistory } from './basket-history.ts'
import { basketExamples, NextBasket } from './next-basket.ts'
import { Random } from './random.ts'
import { trainTrees } from './trees/index.ts'

const sources: BasketSources = {
  tifu: { groups: 7, within: 0.9, between: 0.7, neighbours: 20 },
  recency: { window: 5, neighbours: 20, asymmetry: 0.5, power: 1, likesDecay: 1 },
  latest: { window: 2, neighbours: 20, asymmetry: 0.5, power: 1, likesDecay: 0.6 },
  repeats: { trust: 5 },
  after: { decay: 0.6, shrink: 2, discount: 0, pastDecay: 0.7 },
  within: { decay: 1, shrink: 2, discount: 0, pastDecay: 0.7 },
  popularityDecay: 0.7,
}
const learning = {
  trees: 30,
  shrinkage: 0.2,
  leavesMax: 8,
  leafRowsMin: 1,
  leafWeightMin: 0.5,
  l2: 5,
  featureShare: 0.7,
  seed: 1,
}

/** Users buy their staple every time, after 10 + k comes 20 + k, and the rest is chance. */
function market(users: number): { before: BasketHistory; next: Set<number>[] } {
  const random = new Random(5)
  const before = new BasketHistory()
  const next: Set<number>[] = []
  for (let user = 0; user < users; user++) {
    const staple = random.below(10)
    let lately = random.below(10)
    for (let basket = 0; basket < 5; basket++) {
      const now = random.below(10)
      const items = [...new Set([staple, 10 + now, ...(basket > 0 ? [20 + lately] : []), 30 + random.below(60)])]
      if (basket < 4) before.add(user, items)
      else next.push(new Set(items))
      lately = now
    }
  }
  return { before, next }
}

test('learns from half the users what comes next for the others: the staple, and what follows the last basket', () => {
  const { before, next } = market(400)
  const features = new BasketFeatures(before, sources, 20)
  const users = Array.from({ length: 200 }, (_, user) => user)
  const nextOf = (user: number) => next[user]!
  const data = basketExamples(features, { users, nextOf, rowsMax: 6_000, seed: 1 })
  const trained = trainTrees({ objective: { kind: 'logistic' }, data, options: learning })
  const blend = new NextBasket(features, { trees: trained.forest, length: 3 })
  const out = new Uint32Array(3)
  let staples = 0
  let followers = 0
  for (let user = 200; user < 400; user++) {
    expect(blend.rank(user, out)).toBe(3)
    const hits = [...out].filter((item) => next[user]!.has(item))
    staples += hits.some((item) => item < 10) ? 1 : 0
    followers += hits.some((item) => item >= 20 && item < 30) ? 1 : 0
  }
  expect(staples).toBeGreaterThan(190)
  expect(followers).toBeGreaterThan(150)
})

test('examples hold every known candidate and everything bought next; the others count for those left out', () => {
  const { before, next } = market(100)
  const features = new BasketFeatures(before, sources, 20)
  const users = Array.from({ length: 100 }, (_, user) => user)
  const examples = (rowsMax: number) =>
    basketExamples(features, { users, nextOf: (user) => next[user]!, rowsMax, seed: 1 })
  const all = examples(1_000_000)
  const few = examples(2_500)
  const sum = (values: Iterable<number>) => [...values].reduce((total, value) => total + value, 0)
  expect([...all.weights].every((weight) => weight === 1)).toBe(true)
  expect(few.labels.length).toBeLessThan(all.labels.length * 0.8)
  expect(sum(few.labels)).toBe(sum(all.labels))
  expect(sum(few.weights) / sum(all.weights)).toBeCloseTo(1, 1)
  expect(all.values.length).toBe(all.labels.length * basketFeatures.length)
})

test('golden: what is known of a candidate', () => {
  const history = new BasketHistory()
  for (const basket of [[1, 2], [3], [1, 4], [5, 3, 6]]) history.add(0, basket)
  history.add(1, [3, 7])
  const features = new BasketFeatures(history, sources, 20)
  features.gather(0)
  const of = (item: number) => {
    const place = [...features.items.subarray(0, features.count)].indexOf(item)
    const row = features.inputs.subarray(place * basketFeatures.length, (place + 1) * basketFeatures.length)
    return Object.fromEntries(basketFeatures.map((name, i) => [name, row[i]!]))
  }
  // bought in baskets 0 and 2 of 4: 2 ago, usual gap 2; 8 items bought, 6 different
  expect(of(1)).toMatchObject({ times: 2, lag: 2, firstLag: 4, rhythm: 1, share: 0.5, window: 0.5 })
  expect(of(1)).toMatchObject({ baskets: 4, basketSize: 2, newness: 0.75, lastSize: 3, items: 6 })
  expect(of(1).popularity).toBe(1) // 2 baskets of 2 users
  expect(of(7)).toMatchObject({ times: 0, lag: 1_000, firstLag: 1_000, rhythm: -1, share: 0, hazard: 0 })
  expect(of(7).recencyNeighbours).toBeGreaterThan(0)
  expect(features.gather(2)).toBe(7) // a stranger is offered what is popular
  expect([...features.inputs.subarray(0, 7 * basketFeatures.length)].every(Number.isFinite)).toBe(true)
})
