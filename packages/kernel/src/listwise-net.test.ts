import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Lessons, ListwiseNet } from './listwise-net.ts'
import { Random } from './random.ts'

function scoresOf(net: ListwiseNet, inputs: readonly number[]): number[] {
  const n = inputs.length / net.features
  const scores = new Float64Array(n)
  net.score(Float32Array.from(inputs), { from: 0, n }, scores)
  return [...scores]
}

test('golden: a score by hand, through the hidden layer and past it', () => {
  const net = new ListwiseNet({ features: 2, hidden: 2, seed: 1, start: [0, 0] })
  // W = [[1, 2], [-1, 0]], b = [0.5, 0], out = [2, 10], direct = [0.1, 0.01]
  net.restore({ weights: Float64Array.of(1, 2, -1, 0, 0.5, 0, 2, 10, 0.1, 0.01) })
  // x = (1, 1): hidden 3.5 and -1 -> -0.05; 2 * 3.5 - 10 * 0.05 + 0.11 = 6.61. x = 0: hidden 0.5 and 0; 1
  expect(scoresOf(net, [1, 1, 0, 0])).toEqual([expect.closeTo(6.61, 9), 1])
})

test('an untrained net ranks by the direct connection it starts with', () => {
  const net = new ListwiseNet({ features: 2, hidden: 5, seed: 3, start: [0, -5] })
  expect(scoresOf(net, [9, 1, 0, 2, 4, 0])).toEqual([-5, -10, 0])
})

/** Lists of 4 candidates of 3 features, of which the one with the highest product of the first two is chosen. */
function madeUp(count: number, seed: number): Lessons {
  const random = new Random(seed)
  const inputs = Float32Array.from({ length: count * 12 }, () => random.unit() * 2 - 1)
  const product = (candidate: number) => inputs[candidate * 3]! * inputs[candidate * 3 + 1]!
  const chosen = Uint32Array.from({ length: count }, (_, list) =>
    [0, 1, 2, 3].reduce((best, c) => (product(list * 4 + c) > product(list * 4 + best) ? c : best), 0),
  )
  return { inputs, starts: Uint32Array.from({ length: count + 1 }, (_, list) => list * 4), chosen, count }
}

test('a first step goes against the slope of the loss in every weight, as differences show it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000 }), (seed) => {
      const lessons = madeUp(6, seed)
      const random = new Random(seed)
      const weights = Float64Array.from({ length: 17 }, () => random.unit() - 0.5)
      const at = (moved: Float64Array) => {
        const net = new ListwiseNet({ features: 3, hidden: 2, seed: 1, start: [0, 0, 0] })
        net.restore({ weights: moved.slice(0, 13) })
        return net
      }
      const net = at(weights)
      net.train(lessons, { epochs: 1, batch: 6, rate: 1e-3, seed: 1 })
      const after = net.save().weights as Float64Array
      for (let i = 0; i < after.length; i++) {
        const [up, down] = [1e-5, -1e-5].map((by) => at(weights.map((w, j) => (j === i ? w + by : w))).lossOf(lessons))
        const slope = (up! - down!) / 2e-5
        if (Math.abs(slope) > 1e-3) expect(Math.sign(after[i]! - weights[i]!)).toBe(-Math.sign(slope))
      }
    }),
    { seed: 76, numRuns: 60 },
  )
})

test('learns what no weighted sum can say, and the same weights from the same seed', () => {
  const net = () => new ListwiseNet({ features: 3, hidden: 8, seed: 1, start: [0, 0, 0] })
  const [one, other] = [net(), net()]
  const options = { epochs: 30, batch: 16, rate: 0.02, seed: 4 }
  expect(one.lossOf(madeUp(500, 2))).toBeCloseTo(Math.log(4), 9)
  one.train(madeUp(1_000, 1), options)
  other.train(madeUp(1_000, 1), options)
  expect(one.save()).toEqual(other.save())
  expect(one.lossOf(madeUp(500, 2))).toBeLessThan(0.5)
})
