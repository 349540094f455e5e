import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ChunkLists } from './chunk-lists.ts'

/** All numbers of a list, in the order in which they came. */
function numbersOf(lists: ChunkLists, list: number): number[] {
  const chunks: number[][] = []
  lists.visit(list, (page, start, end) => {
    chunks.unshift([...page.subarray(start, end)])
  })
  return chunks.flat()
}

test('every list keeps all its numbers in order, however they come and beyond a page', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(5), fc.integer({ min: 1, max: 900 })), { maxLength: 30 }), (runs) => {
      const lists = new ChunkLists()
      const expected: number[][] = [[], [], [], [], [], []]
      let next = 0
      for (const [list, count] of runs)
        for (let i = 0; i < count; i++) {
          lists.push(list, next)
          expected[list]!.push(next++)
        }
      expected.forEach((numbers, list) => {
        expect(lists.countOf(list)).toBe(numbers.length)
        expect(numbersOf(lists, list)).toEqual(numbers)
      })
    }),
    { seed: 3, numRuns: 40 },
  )
  const long = new ChunkLists()
  for (let i = 0; i < 2_500_000; i++) long.push(i % 2, i)
  expect(numbersOf(long, 1).every((number, i) => number === 2 * i + 1)).toBe(true)
  expect(long.countOf(7)).toBe(0)
})
