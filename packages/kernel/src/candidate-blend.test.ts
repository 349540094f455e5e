import { expect, test } from 'vitest'
import { CandidateBlend, learnBlend } from './candidate-blend.ts'
import { Candidates, type ItemSource } from './candidates.ts'
import { Random } from './random.ts'

const itemCount = 40

/** After item i comes i + 1 (of 40): `right` knows it, but not for sure; `wrong` is sure of others. */
const right: ItemSource = (history, scores) => {
  for (let item = 0; item < itemCount; item++) scores[item] = 0.1 + ((item * 7) % 5) / 10
  scores[(history[0]! + 1) % itemCount] = 1
}
const wrong: ItemSource = (history, scores) => {
  for (let item = 0; item < itemCount; item++) scores[item] = ((item * 11 + history[0]!) % 13) * 100
}

function questions(count: number): { history: Uint32Array; next: number }[] {
  const random = new Random(9)
  return Array.from({ length: count }, () => {
    const item = random.below(itemCount)
    return { history: Uint32Array.of(item), next: (item + 1) % itemCount }
  })
}

const options = { itemCount, perSource: 10 }

test('a blend learns which source to trust, whatever their scales, and ranks by it', () => {
  const lesson = learnBlend(new Candidates([wrong, right], options), questions(200), { epochs: 5, rate: 0.05 })
  const blend = new CandidateBlend(new Candidates([wrong, right], options), lesson, { countMax: 3 })
  const out = new Uint32Array(3)
  for (let item = 0; item < itemCount; item++) {
    expect(blend.rank(Uint32Array.of(item), out)).toBe(3)
    expect(out[0]).toBe((item + 1) % itemCount)
    expect([...out]).not.toContain(item)
  }
})

test('golden: the two features of a score are log(1 + score / low) and min(score / high, 5)', () => {
  const source: ItemSource = (_, scores) => scores.set([0, 1, 3, 1000])
  const candidates = new Candidates([source], { itemCount: 4, perSource: 4 })
  const lesson = { low: Float64Array.of(1), high: Float64Array.of(2), weights: Float64Array.of(1, -1) }
  const blend = new CandidateBlend(candidates, lesson, { countMax: 4 })
  const out = new Uint32Array(4)
  // item 1: ln 2 - 0.5 = 0.193; item 2: ln 4 - 1.5 = -0.114; item 3: ln 1001 - 5 = 1.909
  expect([...out.subarray(0, blend.rank(new Uint32Array(0), out))]).toEqual([3, 1, 2])
})

test('with no question answered by any source nothing is learned, and nothing fails', () => {
  const none: ItemSource = () => {}
  const lesson = learnBlend(new Candidates([none], options), questions(5), { epochs: 2, rate: 0.05 })
  expect([...lesson.weights]).toEqual([0, 0])
  const blend = new CandidateBlend(new Candidates([none], options), lesson, { countMax: 3 })
  expect(blend.rank(Uint32Array.of(1), new Uint32Array(3))).toBe(0)
})
