import fc from 'fast-check'
import { expect, test } from 'vitest'
import { categoryEdges, numberEdges } from './edges.ts'
import { type BinnedFeature, binOf, missingBin } from './feature.ts'

test('few different values get a bin each, split half way; a value seen less than three times joins its neighbour', () => {
  expect([...numberEdges(Float64Array.of(1, 1, 1, 2, 2, 2, 4, 4, 4, 9), 255)]).toEqual([1.5, 3, 6.5])
  expect([...numberEdges(Float64Array.of(1, 2, 3, 4, 4, 4), 255)]).toEqual([3.5])
  expect([...numberEdges(Float64Array.of(7, 7), 255)]).toEqual([])
  expect([...numberEdges(new Float64Array(), 255)]).toEqual([])
})

test('many values fall into bins of about as many rows, and one that is half of all gets a bin to itself', () => {
  const even = Float64Array.from({ length: 1000 }, (_, i) => i)
  expect([...numberEdges(even, 4)]).toEqual([249.5, 499.5, 749.5])
  const half = Float64Array.from({ length: 1000 }, (_, i) => (i < 500 ? 0 : i))
  const edges = numberEdges(half, 11)
  expect(edges[0]).toBe(250)
  expect(edges.length).toBe(10)
})

test('edges ascend, leave the last bin open, and part neighbouring values whatever they are', () => {
  const values = fc.array(fc.oneof(fc.double({ noNaN: true }), fc.integer({ min: -3, max: 3 })), { maxLength: 60 })
  fc.assert(
    fc.property(values, fc.integer({ min: 2, max: 20 }), (some, binsMax) => {
      const sorted = Float64Array.from(some).sort()
      const edges = numberEdges(sorted, binsMax)
      expect(edges.length).toBeLessThan(binsMax)
      for (let i = 1; i < edges.length; i++) expect(edges[i]).toBeGreaterThan(edges[i - 1])
      if (edges.length > 0) expect(sorted[sorted.length - 1]).toBeGreaterThan(edges[edges.length - 1])
    }),
    { seed: 20_240_603 },
  )
})

test('the bin of a number is how many edges are smaller; the missing have the last one', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(50), { maxLength: 30 }), fc.nat(51), (some, value) => {
      const edges = Float64Array.from(some).sort()
      const feature: BinnedFeature = { name: 'x', kind: 'number', monotone: 0, edges }
      expect(binOf(feature, value)).toBe(some.filter((edge) => edge < value).length)
      expect(binOf(feature, Number.NaN)).toBe(missingBin(feature))
      expect(missingBin(feature)).toBe(some.length + 1)
    }),
    { seed: 20_240_604 },
  )
})

test('frequent categories have bins, seldom and unseen ones are as good as missing', () => {
  const edges = categoryEdges(Float64Array.of(2, 2, 2, 5, 5, 5, 5, 8, 8, 9, 9, 9), 2)
  expect([...edges]).toEqual([2, 5])
  const feature: BinnedFeature = { name: 'c', kind: 'category', monotone: 0, edges }
  expect([2, 5, 8, 9, 100, Number.NaN].map((code) => binOf(feature, code))).toEqual([0, 1, 2, 2, 2, 2])
})
