import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Random } from './random.ts'
import { rankedSlice } from './ranked-slice.ts'

function slow(values: Float64Array, from: number, to: number): number[] {
  const indices = [...values.keys()].sort((a, b) => values[b]! - values[a]! || a - b)
  return indices.slice(from, to)
}

test('a page of few values is that of sorting all', () => {
  const value = fc.constantFrom(-3, -1.5, 0, 0.25, 7, 1e9)
  fc.assert(
    fc.property(fc.array(value, { maxLength: 60 }), fc.nat(70), fc.nat(30), (list, from, count) => {
      const values = Float64Array.from(list)
      expect([...rankedSlice(values, { from, to: from + count })]).toEqual(slow(values, from, from + count))
    }),
    { seed: 331, numRuns: 500 },
  )
})

test('so are deep pages of many, with many ties and with none', () => {
  const random = new Random(7)
  for (const levels of [1, 2, 5, 300, 1e9]) {
    const values = Float64Array.from({ length: 9_000 }, () => Math.floor(random.unit() * levels) - 2)
    for (const from of [0, 1_990, 2_500, 4_444, 8_950, 8_999, 9_000])
      for (const count of [1, 60, 100])
        expect([...rankedSlice(values, { from, to: from + count })]).toEqual(slow(values, from, from + count))
  }
})
