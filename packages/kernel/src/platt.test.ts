import { expect, test } from 'vitest'
import { fitPlatt } from './platt.ts'
import { Random } from './random.ts'

test('golden: one score, a quarter of which came: log-odds ln(1/3)', () => {
  const { slope, shift } = fitPlatt([1, 1, 1, 1], [1, 0, 0, 0])
  expect(slope + shift).toBeCloseTo(Math.log(1 / 3), 5)
})

test('finds the line that labels were drawn from, whatever the weights stand for', () => {
  const random = new Random(7)
  const scores = Float64Array.from({ length: 40_000 }, () => 6 * random.unit() - 3)
  const labels = Uint8Array.from(scores, (score) => Number(random.unit() < 1 / (1 + Math.exp(-(0.6 * score - 1)))))
  const all = fitPlatt(scores, labels)
  expect(all.slope).toBeCloseTo(0.6, 1)
  expect(all.shift).toBeCloseTo(-1, 1)
  const kept = [...scores.keys()].filter((i) => labels[i] === 1 || i % 5 === 0)
  const weighted = fitPlatt(
    kept.map((i) => scores[i]!),
    kept.map((i) => labels[i]!),
    kept.map((i) => (labels[i] === 1 ? 1 : 5)),
  )
  expect(weighted.slope).toBeCloseTo(0.6, 1)
  expect(weighted.shift).toBeCloseTo(-1, 1)
})

test('leaves scores as they are when nothing, or always the same, came', () => {
  expect(fitPlatt([], [])).toEqual({ slope: 1, shift: 0 })
  expect(fitPlatt([0.3, 2], [0, 0])).toEqual({ slope: 1, shift: 0 })
})
