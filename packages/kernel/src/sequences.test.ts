import { expect, test } from 'vitest'
import { frequenciesOf, sequenceCount, sequencesOf, withoutLast } from './sequences.ts'

const sequences = sequencesOf([[0, 1, 2, 1], [3], [], [2, 0]], 5)

test('sequences lie side by side, shorten from their ends, and never below nothing', () => {
  expect([...sequences.starts]).toEqual([0, 4, 5, 5, 7])
  expect(sequenceCount(sequences)).toBe(4)
  const shorter = withoutLast(sequences, 2)
  expect([...shorter.starts]).toEqual([0, 2, 2, 2, 2])
  expect([...shorter.items]).toEqual([0, 1])
  expect(withoutLast(sequences, 0)).toEqual(sequences)
  expect([...frequenciesOf(sequences)]).toEqual([2, 2, 2, 1, 0])
})

test('an item out of range is refused with its place', () => {
  expect(() => sequencesOf([[0], [1, 5]], 5)).toThrow('sequence 1, place 1: item 5 is not a whole number below 5')
  expect(() => sequencesOf([[0.5]], 5)).toThrow('item 0.5')
  expect(() => sequencesOf([[-1]], 5)).toThrow('item -1')
})
