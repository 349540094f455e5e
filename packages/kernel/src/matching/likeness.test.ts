import fc from 'fast-check'
import { expect, test } from 'vitest'
import { editDistance, editUnitsMax } from './edit-distance.ts'
import { jaroWinkler } from './jaro-winkler.ts'
import { commonPrefix, commonSuffix, longestPrefixWithin, stretchOf } from './stretch.ts'

/** The textbook's table (Wagner and Fischer 1974): slow and obviously right. */
function byTable(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++)
      row.push(Math.min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1)))
    above = row
  }
  return above[b.length]
}

const letters = (lengthMax: number) =>
  fc.array(fc.constantFrom('a', 'b', 'c', '가', '7'), { maxLength: lengthMax }).map((list) => list.join(''))

test('edit distance is that of the table, over one word of bits and over many', () => {
  expect(editDistance(stretchOf('kitten'), stretchOf('sitting'))).toBe(3)
  expect(editDistance(stretchOf(''), stretchOf('abc'))).toBe(3)
  fc.assert(
    fc.property(letters(120), letters(120), (a, b) => {
      expect(editDistance(stretchOf(a), stretchOf(b))).toBe(byTable(a, b))
    }),
    { seed: 1, numRuns: 300 },
  )
})

test('beyond the longest pattern only the beginnings are compared', () => {
  const long = 'x'.repeat(editUnitsMax)
  expect(editDistance(stretchOf(`${long}abc`), stretchOf(`${long}zzzz`))).toBe(0)
})

test('edit distance reads only its stretch', () => {
  const { units } = stretchOf('..cat..cart')
  expect(editDistance({ units, from: 2, to: 5 }, { units, from: 7, to: 11 })).toBe(1)
})

test.each([
  // Winkler (1990), table of examples.
  ['martha', 'marhta', 0.9611],
  ['dwayne', 'duane', 0.84],
  ['dixon', 'dicksonx', 0.8133],
  ['same', 'same', 1],
  ['abc', 'xyz', 0],
  ['', 'abc', 0],
])('Jaro-Winkler of %s and %s is %f', (a, b, expected) => {
  expect(jaroWinkler(stretchOf(a), stretchOf(b))).toBeCloseTo(expected, 4)
  expect(jaroWinkler(stretchOf(b), stretchOf(a))).toBeCloseTo(expected, 4)
})

test('ends of codes, and a code of which the end was cut', () => {
  expect(commonPrefix(stretchOf('dscw170'), stretchOf('dscw150r'))).toBe(5)
  expect(commonSuffix(stretchOf('ab-170b'), stretchOf('xy170b'))).toBe(4)
  expect(longestPrefixWithin(stretchOf('abcd12'), stretchOf('the ab abcd1 of it'))).toBe(5)
  expect(longestPrefixWithin(stretchOf('aab'), stretchOf('aaab'))).toBe(3)
  expect(longestPrefixWithin(stretchOf('q'), stretchOf('abc'))).toBe(0)
})

test('the longest prefix within a text is that of looking for every prefix', () => {
  fc.assert(
    fc.property(letters(8), letters(40), (needle, text) => {
      let length = needle.length
      while (length > 0 && !text.includes(needle.slice(0, length))) length--
      expect(longestPrefixWithin(stretchOf(needle), stretchOf(text))).toBe(length)
    }),
    { seed: 2 },
  )
})
