import fc from 'fast-check'
import { expect, test } from 'vitest'
import { SparseScores } from './sparse-scores.ts'

const contribution = fc.record({
  index: fc.nat(30),
  amount: fc.constantFrom(-2, -0.7, 0, 0.1, 0.3, 0.7, 1 / 3, 5),
  cause: fc.integer({ min: -1, max: 1_000 }),
})
/** Answers one after the other, on more and more indices. */
const answers = fc.array(fc.array(contribution, { maxLength: 40 }), { minLength: 1, maxLength: 6 })

test('every answer holds its own contributions only: sums, order of first touch, and the largest cause', () => {
  fc.assert(
    fc.property(answers, (all) => {
      const scores = new SparseScores()
      for (const contributions of all) {
        scores.reset()
        const slow = new Map<number, { sum: number; largest: number; cause: number }>()
        for (const { index, amount, cause } of contributions) {
          scores.addFrom(index, amount, cause)
          const known = slow.get(index)
          const isLarger = !known || amount > known.largest
          const why = isLarger ? { largest: amount, cause } : known
          slow.set(index, { ...why, sum: known ? known.sum + amount : amount })
        }
        expect([...scores.touched.subarray(0, scores.count)]).toEqual([...slow.keys()])
        for (let index = 0; index < 60; index++) {
          expect(scores.has(index)).toBe(slow.has(index))
          expect(scores.scoreOf(index)).toBe(slow.get(index)?.sum ?? 0)
          expect(scores.causeOf(index)).toBe(slow.get(index)?.cause ?? -1)
        }
        for (const [index, { sum, cause }] of slow) {
          const place = scores.placeOf(index)
          expect([scores.scores[place], scores.causes[place]]).toEqual([sum, cause])
        }
      }
    }),
    { seed: 51, numRuns: 300 },
  )
})

test('an answer no larger than one before it allocates nothing', () => {
  const scores = new SparseScores()
  const answer = (touched: number) => {
    scores.reset()
    for (let index = 0; index < touched; index++) scores.add(999 - index, 1)
  }
  answer(1_000)
  const { scores: sums } = scores
  for (let n = 0; n < 100; n++) answer(1_000 - n)
  expect(scores.scores).toBe(sums)
})

test('sums of millions of indices apart are told apart', () => {
  const scores = new SparseScores()
  for (let n = 0; n < 3; n++) {
    scores.reset()
    const touched = Array.from({ length: 5_000 }, (_, i) => (Math.imul(i, 2_654_435_761) + n) >>> 0)
    for (const index of touched) scores.add(index, index)
    expect(touched.every((index) => scores.scoreOf(index) === index)).toBe(true)
    expect(scores.has(touched[0]! + 1)).toBe(touched.includes(touched[0]! + 1))
  }
})
