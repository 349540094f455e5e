import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ContentLikeness, type ContentOptions, type ItemAttributes } from './content-likeness.ts'

const plain: ContentOptions = { rarity: 1, candidatePower: 0, popularity: 0, recency: 1, lastMax: 10 }

function attributesOf(lists: readonly number[][], attributeCount: number): ItemAttributes {
  const starts = new Uint32Array(lists.length + 1)
  for (const [item, list] of lists.entries()) starts[item + 1] = starts[item]! + list.length
  return { starts, values: Uint32Array.from(lists.flat()), attributeCount }
}

function scoresOf(lists: number[][], frequencies: number[], options: ContentOptions, history: number[]): number[] {
  const scores = new Float64Array(lists.length).fill(7) // whatever was there is overwritten
  new ContentLikeness(attributesOf(lists, 5), frequencies, options).score(Uint32Array.from(history), scores)
  return [...scores]
}

test('golden: what is rare counts more, what came last counts more, what all have counts nothing', () => {
  const lists = [[0, 1], [0, 2], [0, 1, 2], [0]]
  const rare = Math.log(2) ** 2 // attributes 1 and 2: two of four items; attribute 0: all, log 1 = 0
  const found = scoresOf(lists, [0, 0, 0, 0], plain, [0, 1])
  const expected = [0.5, 1, 1.5, 0] // item 1 came last: 1; item 0 before: 1/2
  for (const [item, score] of found.entries()) expect(score / rare).toBeCloseTo(expected[item]!, 12)
  const popular = scoresOf(lists, [0, 3, 0, 0], { ...plain, popularity: 0.5 }, [0, 1])
  expect(popular[1]! / rare).toBeCloseTo(2, 12) // (3 + 1)^0.5
  const cosine = scoresOf(lists, [0, 0, 0, 0], { ...plain, candidatePower: 1 }, [0, 1])
  expect(cosine[2]! / rare).toBeCloseTo(1.5 / Math.sqrt(2 * rare), 12)
})

test('likeness agrees with the formula worked out attribute by attribute', () => {
  const list = fc.uniqueArray(fc.nat(4), { maxLength: 4 })
  const lists = fc.array(list, { minLength: 3, maxLength: 3 })
  fc.assert(
    fc.property(lists, fc.array(fc.nat(2), { maxLength: 4 }), fc.constantFrom(0.5, 1), (all, history, rarity) => {
      const options = { ...plain, rarity, lastMax: 3 }
      const found = scoresOf(all, [1, 2, 3], options, history)
      for (let item = 0; item < 3; item++) {
        let expected = 0
        for (const [back, other] of [...history].reverse().slice(0, 3).entries())
          for (const value of all[item]!.filter((shared) => all[other]!.includes(shared))) {
            const holders = all.filter((attributes) => attributes.includes(value)).length
            expected += Math.log(3 / holders) ** (2 * rarity) / (back + 1)
          }
        expect(found[item]).toBeCloseTo(expected, 9)
      }
    }),
    { seed: 73, numRuns: 200 },
  )
})
