import fc from 'fast-check'
import { expect, test } from 'vitest'
import { objectiveOf } from './objective.ts'
import { sortByScore } from './score-order.ts'

const base = { features: [{ name: 'x' }], values: new Float64Array(0) }

test('logistic and squared: derivatives agree with finite differences of the loss', () => {
  const rows = fc.array(
    fc.record({
      label: fc.constantFrom(0, 1, 0.25),
      score: fc.double({ min: -4, max: 4, noNaN: true }),
      weight: fc.constantFrom(1, 3),
    }),
    { minLength: 1, maxLength: 6 },
  )
  fc.assert(
    fc.property(rows, fc.constantFrom('logistic' as const, 'squared' as const), (some, kind) => {
      const weights = Float64Array.from(some, ({ weight }) => weight)
      const labels = Float64Array.from(some, ({ label }) => label)
      const objective = objectiveOf({ kind }, { ...base, labels, weights }, 'data')
      const scores = Float64Array.from(some, ({ score }) => score)
      const [gradients, hessians] = [new Float64Array(some.length), new Float64Array(some.length)]
      objective.derive(scores, gradients, hessians)
      // `loss` is a mean; of the squared distance, where training halves it.
      const factor = weights.reduce((sum, weight) => sum + weight, 0) / (kind === 'squared' ? 2 : 1)
      for (let row = 0; row < some.length; row++) {
        const at = (step: number): number => objective.loss(scores.map((score, i) => score + (i === row ? step : 0)))
        const step = 1e-3
        expect(gradients[row]).toBeCloseTo((factor * (at(step) - at(-step))) / (2 * step), 5)
        expect(hessians[row]).toBeCloseTo((factor * (at(step) - 2 * at(0) + at(-step))) / step ** 2, 4)
      }
    }),
    { seed: 20_240_605 },
  )
})

test('the start is the constant with the smallest loss', () => {
  const labels = Uint8Array.of(1, 0, 0, 0)
  expect(objectiveOf({ kind: 'logistic' }, { ...base, labels }, 'data').start).toBeCloseTo(Math.log(1 / 3), 12)
  expect(objectiveOf({ kind: 'squared' }, { ...base, labels }, 'data').start).toBe(0.25)
  const weights = Float64Array.of(3, 1, 1, 1)
  expect(objectiveOf({ kind: 'logistic' }, { ...base, labels, weights }, 'data').start).toBe(0)
})

test('LambdaMART, worked by hand: two rows in the wrong order', () => {
  const table = { ...base, labels: Uint8Array.of(0, 1), groups: Uint32Array.of(2) }
  const scores = Float64Array.of(1, 0)
  const [gradients, hessians] = [new Float64Array(2), new Float64Array(2)]
  const objective = objectiveOf({ kind: 'lambda-mart', isNormalised: false }, table, 'data')
  objective.derive(scores, gradients, hessians)
  // The best DCG is 1. Swapping changes it by 1 - 1 / log2(3); the chance of the wrong order is 1 / (1 + exp(-1)).
  const change = 1 - 1 / Math.log2(3)
  const wrong = 1 / (1 + Math.exp(-1))
  expect([...gradients]).toEqual([change * wrong, -change * wrong].map((one) => expect.closeTo(one, 12)))
  expect(hessians[0]).toBeCloseTo(change * wrong * (1 - wrong), 12)
  expect(objective.loss(scores)).toBeCloseTo(1 - 1 / Math.log2(3), 12)
  expect(objective.loss(Float64Array.of(0, 1))).toBe(0)
})

test('LambdaMART, normalised: the pair counts less by its distance, and the group by its sum', () => {
  const table = { ...base, labels: Uint8Array.of(0, 1), groups: Uint32Array.of(2) }
  const [gradients, hessians] = [new Float64Array(2), new Float64Array(2)]
  objectiveOf({ kind: 'lambda-mart' }, table, 'data').derive(Float64Array.of(1, 0), gradients, hessians)
  const pull = ((1 - 1 / Math.log2(3)) / 1.01) * (1 / (1 + Math.exp(-1)))
  expect(gradients[0]).toBeCloseTo((pull * Math.log2(1 + 2 * pull)) / (2 * pull), 12)
})

test('LambdaMART: the gradients are those of the cost of pairs, with what each swap would change held fixed', () => {
  const rows = fc.array(fc.tuple(fc.nat(3), fc.double({ min: -2, max: 2, noNaN: true })), {
    minLength: 2,
    maxLength: 7,
  })
  fc.assert(
    fc.property(rows, fc.integer({ min: 1, max: 7 }), (some, places) => {
      const labels = Uint8Array.from(some, ([label]) => label)
      const scores = Float64Array.from(some, ([, score]) => score)
      const table = { ...base, labels, groups: Uint32Array.of(some.length) }
      const objective = objectiveOf({ kind: 'lambda-mart', isNormalised: false, places }, table, 'data')
      const [gradients, hessians] = [new Float64Array(some.length), new Float64Array(some.length)]
      objective.derive(scores, gradients, hessians)
      const changes = swapChanges(labels, scores, places)
      const cost = (at: Float64Array): number =>
        changes.reduce(
          (sum, { better, worse, change }) => sum + change * Math.log1p(Math.exp(at[worse] - at[better])),
          0,
        )
      for (let row = 0; row < some.length; row++) {
        const moved = (step: number): Float64Array => scores.map((score, i) => score + (i === row ? step : 0))
        expect(gradients[row]).toBeCloseTo((cost(moved(1e-4)) - cost(moved(-1e-4))) / 2e-4, 6)
      }
    }),
    { seed: 20_240_606 },
  )
})

/** For each pair with different labels and one row within `places`: how much DCG changes when they swap, over the best. */
function swapChanges(labels: Uint8Array, scores: Float64Array, places: number) {
  const order = [...labels.keys()].sort((a, b) => scores[b] - scores[a] || a - b)
  const dcg = (list: readonly number[], k: number): number =>
    list.slice(0, k).reduce((sum, row, place) => sum + (2 ** labels[row] - 1) / Math.log2(place + 2), 0)
  const best = dcg(
    [...labels.keys()].sort((a, b) => labels[b] - labels[a]),
    places,
  )
  const changes: { better: number; worse: number; change: number }[] = []
  for (let i = 0; i < Math.min(places, order.length); i++)
    for (let j = i + 1; j < order.length; j++) {
      const [a, b] = [order[i], order[j]]
      if (labels[a] === labels[b]) continue
      const swapped = order.map((row) => (row === a ? b : row === b ? a : row))
      const change = Math.abs(dcg(order, order.length) - dcg(swapped, order.length)) / best
      changes.push(labels[a] > labels[b] ? { better: a, worse: b, change } : { better: b, worse: a, change })
    }
  return changes
}

test('labels and groups that an objective cannot have are refused with their place', () => {
  const wrong = { ...base, labels: Uint8Array.of(0, 2) }
  expect(() => objectiveOf({ kind: 'logistic' }, wrong, 'data')).toThrow(
    'TREES_DATA: data.labels[1]: 2; labels go from 0 to 1',
  )
  expect(() => objectiveOf({ kind: 'lambda-mart' }, wrong, 'data')).toThrow('TREES_DATA: data.groups')
  const short = { ...wrong, groups: Uint32Array.of(1) }
  expect(() => objectiveOf({ kind: 'lambda-mart' }, short, 'data')).toThrow('add up to 1, but there are 2 rows')
})

test('rows are sorted by falling score, the lower row first among equals', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(9), { maxLength: 150 }), fc.nat(20), (some, start) => {
      const scores = Float64Array.from(some)
      const order = Uint32Array.from(some.keys()).reverse()
      const from = Math.min(start, some.length)
      const wanted = [...order.subarray(from)].sort((a, b) => scores[b] - scores[a] || a - b)
      sortByScore(order, { start: from, end: some.length }, scores, new Uint32Array(some.length))
      expect([...order.subarray(from)]).toEqual(wanted)
    }),
    { seed: 20_240_607 },
  )
})
