import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Random } from '../random.ts'
import { forestFile } from './forest-file.ts'
import { LambdaMart } from './lambda-mart.ts'
import { LogisticLoss } from './logistic-loss.ts'
import { madeUpTable } from './testing-tables.ts'
import { TreesTraining, trainTrees } from './train.ts'

const logistic = { kind: 'logistic' } as const

test('two groups of rows, worked by hand: one tree moves each by its Newton step times the shrinkage', () => {
  const values = Float64Array.of(0, 0, 0, 0, 1, 1, 1, 1)
  const labels = Uint8Array.of(0, 0, 0, 1, 1, 1, 1, 0)
  const { forest } = trainTrees({
    objective: logistic,
    data: { features: [{ name: 'x' }], values, labels },
    options: { trees: 1, leafRowsMin: 1, shrinkage: 0.5, l2: 1 },
  })
  // Half of all labels are 1: the start is 0, every gradient 0.5 or -0.5, every hessian 0.25.
  const scores = new Float64Array(3)
  forest.predict(Float64Array.of(0, 1, 0.5), 3, scores)
  expect([...scores]).toEqual([-0.25, 0.25, -0.25].map((score) => expect.closeTo(score, 12)))
  expect(forest.importance()).toEqual([{ name: 'x', gain: 1, splits: 1 }])
})

test('the training loss falls with every tree while all rows are seen', () => {
  const data = madeUpTable(600, 3)
  const training = new TreesTraining({
    objective: logistic,
    data,
    validation: data,
    options: { trees: 25, patience: 0 },
  })
  let isMore = true
  while (isMore) isMore = training.step()
  const { losses } = training.result()
  for (let i = 1; i < losses.length; i++) expect(losses[i]).toBeLessThan(losses[i - 1])
})

test('what is learned is near the truth on rows that were never seen, with a number missing and a category', () => {
  const { forest } = trainTrees({
    objective: logistic,
    data: madeUpTable(6000, 1),
    validation: madeUpTable(2000, 2),
    options: { trees: 200, leavesMax: 15 },
  })
  const fresh = madeUpTable(4000, 3)
  const scores = new Float64Array(4000)
  forest.predict(fresh.values, 4000, scores)
  const loss = new LogisticLoss(fresh).loss(scores)
  const truth = new LogisticLoss(fresh).loss(trueScores(fresh.values))
  expect(loss).toBeLessThan(truth * 1.03)
  for (const { splits } of forest.importance()) expect(splits).toBeGreaterThan(0)
})

/** The scores that `madeUpTable` draws its labels from. */
function trueScores(values: ArrayLike<number>): Float64Array {
  return Float64Array.from({ length: values.length / 4 }, (_, row) => {
    const [a, b, rare, kind] = [0, 1, 2, 3].map((column) => values[row * 4 + column])
    return 3 * a - 0.3 * b + (Number.isNaN(rare) ? 1 : -rare) + (kind % 3 === 0 ? 1.5 : -0.5)
  })
}

test('monotone features: the score never moves against the promise, whatever the other values', () => {
  fc.assert(
    fc.property(fc.nat(1000), fc.constantFrom('logistic' as const, 'squared' as const), (seed, kind) => {
      const random = new Random(seed)
      const rows = 300
      const values = new Float64Array(rows * 3).map(() => (random.unit() < 0.1 ? Number.NaN : random.below(12)))
      const labels = Uint8Array.from({ length: rows }, () => random.below(2))
      const features = [{ name: 'up', monotone: 1 as const }, { name: 'down', monotone: -1 as const }, { name: 'free' }]
      const data = { features, values, labels }
      const { forest } = trainTrees({ objective: { kind }, data, options: { trees: 15, leafRowsMin: 3, seed } })
      for (let trial = 0; trial < 20; trial++) {
        const [up, down, free] = [random.below(12), random.below(12), random.below(12)]
        const steps = Array.from({ length: 13 }, (_, value) => value - 0.5)
        const scores = new Float64Array(13)
        forest.predict(Float64Array.from(steps.flatMap((value) => [value, down, free])), 13, scores)
        for (let i = 1; i < 13; i++) expect(scores[i]).toBeGreaterThanOrEqual(scores[i - 1] - 1e-12)
        forest.predict(Float64Array.from(steps.flatMap((value) => [up, value, free])), 13, scores)
        for (let i = 1; i < 13; i++) expect(scores[i]).toBeLessThanOrEqual(scores[i - 1] + 1e-12)
      }
    }),
    { seed: 20_240_608, numRuns: 20 },
  )
})

/** Groups of ten rows whose relevance follows one of three numbers, 0 to 3. */
function rankTable(groups: number, seed: number) {
  const random = new Random(seed)
  const values = new Float64Array(groups * 30).map(() => random.unit())
  const labels = Uint8Array.from({ length: groups * 10 }, (_, row) => Math.floor(values[row * 3 + 1] * 4))
  const features = [{ name: 'noise' }, { name: 'signal' }, { name: 'more-noise' }]
  return { features, values, labels, groups: new Uint32Array(groups).fill(10) }
}

test('LambdaMART: a separable order is learned, never worse than no order, and NDCG is near 1 on unseen groups', () => {
  for (const isNormalised of [true, false]) {
    const objective = { kind: 'lambda-mart', k: 5, isNormalised } as const
    const { forest, losses } = trainTrees({
      objective,
      data: rankTable(60, 1),
      validation: rankTable(40, 2),
      options: { trees: 60, leafRowsMin: 5, patience: 0 },
    })
    for (const loss of losses.slice(1)) expect(loss).toBeLessThanOrEqual(losses[0])
    const fresh = rankTable(40, 3)
    const scores = new Float64Array(400)
    forest.predict(fresh.values, 400, scores)
    expect(new LambdaMart(fresh, objective).loss(scores)).toBeLessThan(0.02)
  }
})

test('the same seed gives the same model, with rows and features drawn; another seed another one', () => {
  const train = (seed: number): string =>
    JSON.stringify(
      forestFile(
        trainTrees({
          objective: logistic,
          data: madeUpTable(400, 1),
          options: { trees: 8, rowShare: 0.6, featureShare: 0.5, seed },
        }).forest,
      ),
    )
  expect(train(5)).toBe(train(5))
  expect(train(5)).not.toBe(train(6))
})

test('a weight of two is the same row twice', () => {
  const once = madeUpTable(300, 4)
  const twice = {
    ...once,
    values: Float64Array.from([...once.values, ...once.values]),
    labels: Uint8Array.from([...once.labels, ...once.labels]),
  }
  const options = {
    trees: 10,
    leavesMax: 8,
    leafRowsMin: 1,
    leafWeightMin: 10,
    categoryRowsMin: 1,
    categorySmooth: 0,
    binsMax: 16,
  }
  const weighted = trainTrees({
    objective: logistic,
    data: { ...once, weights: new Float64Array(300).fill(2) },
    options,
  })
  const doubled = trainTrees({ objective: logistic, data: twice, options })
  const [a, b] = [new Float64Array(300), new Float64Array(300)]
  weighted.forest.predict(once.values, 300, a)
  doubled.forest.predict(once.values, 300, b)
  for (let row = 0; row < 300; row++) expect(a[row]).toBeCloseTo(b[row], 6)
})

test('training goes on from start scores: two halves come to what one whole does', () => {
  const data = madeUpTable(500, 6)
  const whole = trainTrees({ objective: logistic, data, options: { trees: 10 } })
  const first = trainTrees({ objective: logistic, data, options: { trees: 5 } })
  const startScores = new Float64Array(500)
  first.forest.predict(data.values, 500, startScores)
  const second = trainTrees({ objective: logistic, data: { ...data, startScores }, options: { trees: 5 } })
  const [wholeScores, secondScores] = [new Float64Array(500), new Float64Array(500)]
  whole.forest.predict(data.values, 500, wholeScores)
  second.forest.predict(data.values, 500, secondScores)
  for (let row = 0; row < 500; row++) expect(startScores[row] + secondScores[row]).toBeCloseTo(wholeScores[row], 9)
})

test('training stops when the validation loss has not fallen for long, and keeps the best trees', () => {
  const [data, validation] = [madeUpTable(300, 1), madeUpTable(300, 2)]
  const { forest, losses, end } = trainTrees({
    objective: logistic,
    data,
    validation,
    options: { trees: 500, shrinkage: 0.5, leafRowsMin: 2, patience: 5 },
  })
  const best = losses.indexOf(Math.min(...losses))
  expect(end).toBe('patience')
  expect(losses.length).toBe(best + 6)
  expect(forest.parts.trees.length).toBe(best)
  const scores = new Float64Array(300)
  forest.predict(validation.values, 300, scores)
  expect(new LogisticLoss(validation).loss(scores)).toBeCloseTo(losses[best], 12)
})

test('a caller is told after each tree and can end training there', () => {
  const told: number[] = []
  const { forest, end } = trainTrees({ objective: logistic, data: madeUpTable(200, 1) }, ({ trees }) => {
    told.push(trees)
    return trees < 3
  })
  expect(told).toEqual([1, 2, 3])
  expect(forest.parts.trees.length).toBe(3)
  expect(end).toBe('cancelled')
})

test('with nothing to split the model is the constant', () => {
  const data = {
    features: [{ name: 'x' }],
    values: new Float64Array(8).fill(3),
    labels: Uint8Array.of(0, 1, 1, 1, 0, 1, 1, 1),
  }
  const { forest, end } = trainTrees({ objective: logistic, data, options: { leafRowsMin: 1 } })
  const scores = new Float64Array(2)
  forest.predict(Float64Array.of(3, Number.NaN), 2, scores)
  expect(end).toBe('no-split')
  expect([...scores]).toEqual([Math.log(3), Math.log(3)].map((score) => expect.closeTo(score, 12)))
})

test('data and options that cannot be learned from are refused with place and remedy', () => {
  const data = madeUpTable(50, 1)
  const train = (change: object, options = {}) =>
    trainTrees({ objective: logistic, data: { ...data, ...change }, options })
  expect(() => train({ values: data.values.subarray(1) })).toThrow('TREES_DATA: data.values: 199 for 50 rows of 4')
  expect(() => train({ weights: new Float64Array(50) })).toThrow('data.weights[0]: 0 is not above 0')
  expect(() => train({ features: [{ name: 'a' }, { name: 'a' }, { name: 'b' }, { name: 'c' }] })).toThrow('features[1]')
  expect(() => train({ values: data.values.map((value, at) => (at === 7 ? 1.5 : value)) })).toThrow('data.values[7]')
  expect(() => train({}, { leavesMax: 1 })).toThrow('TREES_OPTION: leavesMax: 1 is not a whole number from 2')
  expect(() => train({}, { leaves: 31 })).toThrow('TREES_OPTION: leaves: is none')
  const other = { ...data, features: [...data.features.slice(0, 3), { name: 'kind' }] }
  expect(() => trainTrees({ objective: logistic, data, validation: other })).toThrow('validation.features')
})
