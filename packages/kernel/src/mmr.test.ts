import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MmrPicker, type MmrTask } from './mmr.ts'

/** Two that are nearly the same, and one that is worse but different. */
const alike = [
  [1, 0.9, 0.1],
  [0.9, 1, 0.2],
  [0.1, 0.2, 1],
]

test('worked by hand: the second best gives way to one that is not like the best', () => {
  const picker = new MmrPicker()
  const picks = new Uint32Array(3)
  const task = { relevance: [0.9, 0.8, 0.5], similarity: (a: number, b: number) => alike[a][b] }
  // 0.5 * 0.8 - 0.5 * 0.9 = -0.05 against 0.5 * 0.5 - 0.5 * 0.1 = 0.2
  expect(picker.pick({ ...task, lambda: 0.5 }, picks)).toBe(3)
  expect([...picks]).toEqual([0, 2, 1])
  picker.pick({ ...task, lambda: 1 }, picks)
  expect([...picks]).toEqual([0, 1, 2])
})

test('each pick is the best by the formula, looked at anew', () => {
  const picker = new MmrPicker()
  const some = fc.record({
    relevance: fc.array(fc.nat(20), { maxLength: 12 }),
    lambda: fc.constantFrom(0, 0.25, 0.5, 1),
    seed: fc.nat(100),
    picks: fc.nat(14),
  })
  fc.assert(
    fc.property(some, ({ relevance, lambda, seed, picks }) => {
      const similarity = (a: number, b: number): number => ((Math.min(a, b) * 7 + Math.max(a, b) * 13 + seed) % 17) - 4
      const out = new Uint32Array(picks)
      const count = picker.pick({ relevance, similarity, lambda }, out)
      expect([...out.subarray(0, count)]).toEqual(slowPicks({ relevance, similarity, lambda }, picks))
    }),
    { seed: 20_240_611, numRuns: 300 },
  )
})

function slowPicks({ relevance, similarity, lambda }: MmrTask, count: number): number[] {
  const picked: number[] = []
  const left = Array.from(relevance, (_, candidate) => candidate)
  while (picked.length < count && left.length > 0) {
    const scores = left.map((candidate) =>
      picked.length === 0
        ? relevance[candidate]
        : lambda * relevance[candidate] - (1 - lambda) * Math.max(...picked.map((one) => similarity(one, candidate))),
    )
    picked.push(...left.splice(scores.indexOf(Math.max(...scores)), 1))
  }
  return picked
}
