import fc from 'fast-check'
import { expect, test } from 'vitest'
import { TopK } from './top-k.ts'

/** Few different scores, so that many are equal. */
const score = fc.constantFrom(
  Number.NEGATIVE_INFINITY,
  -1.5,
  -0,
  0,
  1e-300,
  0.1,
  0.2,
  2,
  1e300,
  Number.POSITIVE_INFINITY,
)
const streams = fc.array(score, { maxLength: 80 })

function drained(best: TopK, k: number): number[] {
  const out = new Uint32Array(k)
  return [...out.subarray(0, best.drain(out))]
}

test('TopK keeps the k best of any stream, best first, ties to the lower index, whatever the order', () => {
  fc.assert(
    fc.property(streams, fc.nat(20), fc.nat(), (scores, k, turn) => {
      const sorted = [...scores.keys()].sort((a, b) => compare(scores[a]!, scores[b]!) || a - b).slice(0, k)
      const best = new TopK(k)
      for (const order of [[...scores.keys()], [...scores.keys()].reverse(), turned(scores.length, turn)]) {
        for (const index of order) best.offer(index, scores[index]!)
        expect(drained(best, k)).toEqual(sorted) // draining has emptied it for the next order
      }
    }),
    { seed: 41, numRuns: 500 },
  )
})

test('floor is the score below which an offer changes nothing', () => {
  fc.assert(
    fc.property(streams, fc.nat(20), score, (scores, k, late) => {
      const [one, other] = [new TopK(k), new TopK(k)]
      scores.forEach((offered, index) => {
        one.offer(index, offered)
        other.offer(index, offered)
      })
      const room = scores.length < k ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
      expect(one.floor).toBe(k > 0 && scores.length >= k ? [...scores].sort(compare)[k - 1] : room)
      if (late < one.floor) one.offer(scores.length, late)
      expect(drained(one, k)).toEqual(drained(other, k))
    }),
    { seed: 42, numRuns: 300 },
  )
})

test('reset forgets what was offered', () => {
  const best = new TopK(2)
  best.offer(1, 10)
  best.offer(2, 20)
  best.offer(3, 30)
  best.reset()
  best.offer(9, 1)
  expect(drained(best, 2)).toEqual([9])
  expect(drained(best, 2)).toEqual([])
})

function compare(a: number, b: number): number {
  return a > b ? -1 : a < b ? 1 : 0
}

/** 0..n-1 in an order that depends on `by`. */
function turned(n: number, by: number): number[] {
  return [...Array(n).keys()].sort((a, b) => ((a * 37 + by) % 101) - ((b * 37 + by) % 101) || a - b)
}
