import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Candidates, type ItemSource } from './candidates.ts'

const itemCount = 12

test('of each source the best are kept, once, with what all sources say, and nothing of the history', () => {
  const table = fc.array(fc.integer({ min: -2, max: 9 }), { minLength: itemCount, maxLength: itemCount })
  const history = fc.uniqueArray(fc.nat(itemCount - 1), { maxLength: 5 })
  fc.assert(
    fc.property(
      fc.array(table, { minLength: 1, maxLength: 3 }),
      fc.array(history, { minLength: 1, maxLength: 3 }),
      (tables, histories) => {
        const sources = tables.map(
          (scores): ItemSource =>
            (_, out) =>
              out.set(scores),
        )
        const candidates = new Candidates(sources, { itemCount, perSource: 3 })
        for (const own of histories) {
          candidates.gather(Uint32Array.from(own))
          const expected = new Set<number>()
          for (const scores of tables) {
            const known = [...scores.keys()].filter((item) => scores[item]! > 0 && !own.includes(item))
            for (const item of known.sort((a, b) => scores[b]! - scores[a]! || a - b).slice(0, 3)) expected.add(item)
          }
          const found = [...candidates.items.subarray(0, candidates.count)]
          expect([...found].sort((a, b) => a - b)).toEqual([...expected].sort((a, b) => a - b))
          for (const [place, item] of found.entries())
            for (const [s, scores] of tables.entries())
              expect(candidates.inputs[place * tables.length + s]).toBe(Math.max(0, scores[item]!))
        }
      },
    ),
    { seed: 74, numRuns: 200 },
  )
})
