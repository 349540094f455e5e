import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RunningTop } from './running-top.ts'

const raises = fc.array(fc.tuple(fc.nat(30), fc.constantFrom(0.5, 1, 2, 7)), { maxLength: 200 })

/** The slow oracle: all that was raised, sorted. */
function sorted(scores: Float64Array, k: number): number[] {
  const indices = [...scores.keys()].filter((index) => scores[index]! > 0)
  return indices.sort((a, b) => scores[b]! - scores[a]! || a - b).slice(0, k)
}

test('after every raise the k highest are kept in order, also from a snapshot and after a remake', () => {
  fc.assert(
    fc.property(raises, fc.integer({ min: 1, max: 8 }), fc.nat(200), (all, k, cut) => {
      let top = new RunningTop(k)
      const scores = new Float64Array(31)
      all.forEach(([index, more], n) => {
        scores[index]! += more
        top.raise(index, scores)
        expect([...top.best]).toEqual(sorted(scores, k))
        if (n !== cut) return
        const next = new RunningTop(k)
        next.restore(top.best.slice())
        top = next
      })
      for (let index = 0; index < scores.length; index++) scores[index] = Math.floor(scores[index]! / 4) // makes equals
      top.remake(scores)
      expect([...top.best]).toEqual(sorted(scores, k))
    }),
    { seed: 77, numRuns: 200 },
  )
})
