import fc from 'fast-check'
import { expect, test } from 'vitest'
import { WordList } from './word-list.ts'

test('finds what a filter finds, however the names came', () => {
  const name = fc.string({ unit: fc.constantFrom('a', 'b', '가', 'z'), maxLength: 4 })
  fc.assert(
    fc.property(fc.array(name, { maxLength: 60 }), name, (names, prefix) => {
      const list = new WordList()
      const all = Array.from({ length: 30 }, () => names).flat()
      all.forEach((one, i) => void list.add(one, i))
      const expected = all.flatMap((one, i) => (one.startsWith(prefix) ? [i] : []))
      expect(list.size).toBe(all.length)
      expect(list.prefixed(prefix, 10_000).sort((a, b) => a - b)).toEqual(expected)
      expect(list.prefixed(prefix, 3)).toHaveLength(Math.min(3, expected.length))
    }),
    { seed: 20_240_517, numRuns: 200 },
  )
})

test('gives them in the order of names once they are in order', () => {
  const list = new WordList()
  for (let i = 0; i < 1_000; i++) list.add(`w${String((i * 7) % 1_000).padStart(3, '0')}`, (i * 7) % 1_000)
  expect(list.prefixed('w12', 100)).toEqual([120, 121, 122, 123, 124, 125, 126, 127, 128, 129])
})
