import fc from 'fast-check'
import { expect, test } from 'vitest'
import { grown, roomy } from './grown.ts'

test('a column long enough is returned itself; a longer one keeps the numbers and adds zeros', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(65_535), { maxLength: 40 }), fc.nat(80), (numbers, lengthMin) => {
      const column = Uint16Array.from(numbers)
      const larger = grown(column, lengthMin)
      if (lengthMin <= numbers.length) {
        expect(larger).toBe(column)
        return
      }
      expect(larger).toBeInstanceOf(Uint16Array)
      expect(larger.length).toBeGreaterThanOrEqual(lengthMin)
      expect([...larger.subarray(0, numbers.length)]).toEqual(numbers)
      expect(larger.subarray(numbers.length).every((number) => number === 0)).toBe(true)
    }),
    { seed: 1, numRuns: 300 },
  )
})

test('a million single growths copy less than four million elements', () => {
  let column = new Uint8Array(0)
  let copied = 0
  for (let length = 1; length <= 1_000_000; length++) {
    const before = column
    column = grown(column, length)
    if (column !== before) copied += before.length
  }
  expect(copied).toBeLessThan(4_000_000)
})

test('a roomy column grows in place until its room is used up, keeping what it holds', () => {
  const column = roomy(Uint16Array, 100)
  column.fill(7)
  const longer = grown(column, 150)
  expect([longer.buffer === column.buffer, longer.length, longer[99], longer[100]]).toEqual([true, 150, 7, 0])
  const moved = grown(longer, 151)
  expect([moved.buffer === column.buffer, moved.length >= 151, moved[99], moved[150]]).toEqual([false, true, 7, 0])
  expect(grown(moved.subarray(10, 20), 11).length).toBeGreaterThanOrEqual(11) // a part of a column never grows over the rest
  expect(moved.subarray(10, 20)[0]).toBe(7)
})
