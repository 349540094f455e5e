import { expect, test } from 'vitest'
import { drawBeta, drawLogGamma, drawNormal } from './beta.ts'
import { Random } from './random.ts'

const draws = 50_000

/** Mean and variance of many draws, each with four times the error it has. */
function momentsOf(draw: () => number) {
  const all = Array.from({ length: draws }, draw)
  const mean = all.reduce((sum, x) => sum + x, 0) / draws
  const central = (power: number) => all.reduce((sum, x) => sum + (x - mean) ** power, 0) / draws
  const variance = central(2)
  return {
    mean,
    variance,
    meanError: 4 * Math.sqrt(variance / draws),
    varianceError: 4 * Math.sqrt((central(4) - variance ** 2) / draws),
  }
}

function expectMoments(draw: () => number, expected: { mean: number; variance: number }): void {
  const found = momentsOf(draw)
  expect(Math.abs(found.mean - expected.mean)).toBeLessThan(found.meanError)
  expect(Math.abs(found.variance - expected.variance)).toBeLessThan(found.varianceError)
}

test('normal numbers have mean 0 and variance 1', () => {
  const random = new Random(11)
  expectMoments(() => drawNormal(random), { mean: 0, variance: 1 })
})

test.each([0.3, 0.9, 1, 2.5, 40])('Gamma numbers of shape %d have it as mean and variance', (shape) => {
  const random = new Random(12)
  expectMoments(() => Math.exp(drawLogGamma(random, shape)), { mean: shape, variance: shape })
})

test.each([
  [0.4, 19.6],
  [1, 1],
  [3, 2],
  [200, 4_000],
])('Beta numbers of %d and %d have its mean and variance', (hits, misses) => {
  const random = new Random(13)
  const sum = hits + misses
  const variance = (hits * misses) / (sum * sum * (sum + 1))
  expectMoments(() => drawBeta(random, hits, misses), { mean: hits / sum, variance })
})

test('counts near nothing and beyond all measure give chances', () => {
  const random = new Random(14)
  let ones = 0
  for (let n = 0; n < 2_000; n++) {
    const chance = drawBeta(random, 1e-9, 1e-9) // a coin: 0 or 1
    expect(chance >= 0 && chance <= 1).toBe(true)
    ones += chance > 0.5 ? 1 : 0
    expect(drawBeta(random, 1e12, 1e12)).toBeCloseTo(0.5, 4)
  }
  expect(Math.abs(ones - 1_000)).toBeLessThan(4 * Math.sqrt(500))
  for (const wrong of [0, -1, Number.NaN, Number.POSITIVE_INFINITY]) {
    expect(() => drawBeta(random, wrong, 1)).toThrow(RangeError)
    expect(() => drawBeta(random, 1, wrong)).toThrow(RangeError)
  }
})
