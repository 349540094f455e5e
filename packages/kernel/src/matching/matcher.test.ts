import { expect, test } from 'vitest'
import { Random } from '../random.ts'
import type { PairLesson } from './derived-lessons.ts'
import { trainBag } from './forest-bag.ts'
import { readMatchText } from './match-text.ts'
import { matcherFile, parseMatcher } from './matcher-file.ts'
import { collectiveFeatureNames, PairMatcher } from './pair-matcher.ts'
import { matcherDefaults, trainMatcher } from './train-matcher.ts'
import { Vocabulary } from './vocabulary.ts'

const makers = ['acme', 'bolt', 'core', 'dune', 'echo']
const kinds = ['lamp', 'desk chair', 'camera', 'kettle', 'router']
const options = { ...matcherDefaults, parts: 2, trees: { trees: 40, leavesMax: 8, leafRowsMin: 5 } }

/** Made-up offers: the same product with its code written otherwise, or the next product of the same maker. */
function madeUp(pairs: number, seed: number): { lessons: PairLesson[]; vocabulary: Vocabulary } {
  const random = new Random(seed)
  const vocabulary = new Vocabulary()
  const read = (title: string) => {
    const record = readMatchText({ title }, vocabulary)
    vocabulary.count(record.title)
    return record
  }
  const lessons = Array.from({ length: pairs }, (_, i): PairLesson => {
    const maker = makers[random.below(makers.length)]
    const kind = kinds[random.below(kinds.length)]
    const number = 1000 + random.below(9000)
    const isSame = i % 3 === 0
    const other = isSame ? number : 1000 + random.below(9000)
    const edition = random.below(2) === 0 ? ' retail' : ''
    return {
      left: read(`${maker} ${kind} KX-${number}`),
      right: read(`${kind} kx${other} by ${maker}${edition}`),
      isSame,
    }
  })
  return { lessons, vocabulary }
}

const { lessons, vocabulary } = madeUp(600, 1)
const { model, outOfPart } = trainMatcher(lessons, vocabulary, options)

test('a matcher tells products by their codes, in lessons that it did not see', () => {
  const wrong = lessons.filter(({ isSame }, i) => outOfPart[i] > 0 !== isSame)
  expect(wrong.length).toBeLessThan(lessons.length * 0.02)
  const matcher = new PairMatcher(model, vocabulary)
  const ask = (title: string) => readMatchText({ title }, vocabulary)
  const scores = new Float64Array(3)
  const others = ['KX5151 acme camera', 'KX5152 acme camera', 'acme kettle retail'].map(ask)
  matcher.compare(ask('acme camera KX-5151'), others, scores)
  expect(scores[0]).toBeGreaterThan(0)
  expect(Math.max(scores[1], scores[2])).toBeLessThan(0)
})

test('the same seed learns the same, another seed something else', () => {
  const again = trainMatcher(lessons, vocabulary, options)
  expect(again.outOfPart).toEqual(outOfPart)
  expect(trainMatcher(lessons, vocabulary, { ...options, seed: 2 }).outOfPart).not.toEqual(outOfPart)
})

test('a matcher comes back from its file and answers the same, in another vocabulary as well', () => {
  const read = parseMatcher(JSON.parse(JSON.stringify(matcherFile(model))))
  const other = madeUp(300, 2)
  const before = new PairMatcher(model, other.vocabulary)
  const after = new PairMatcher(read, other.vocabulary)
  const [a, b] = [new Float64Array(1), new Float64Array(1)]
  let wrong = 0
  for (const { left, right, isSame } of other.lessons) {
    before.compare(left, [right], a)
    after.compare(left, [right], b)
    expect(b[0]).toBeCloseTo(a[0], 2)
    if (a[0] > 0 !== isSame) wrong++
  }
  expect(wrong).toBeLessThan(other.lessons.length * 0.03)
})

test('the second stage is kept in the same file', () => {
  const names = collectiveFeatureNames
  const labels = Uint8Array.from({ length: 60 }, (_, i) => i % 2)
  const values = Float64Array.from({ length: 60 * names.length }, (_, i) => Math.floor(i / names.length) % 2)
  const parts = Uint8Array.from({ length: 60 }, (_, i) => (i >> 1) % 2)
  const options = { trees: 2, leafRowsMin: 2 }
  const { bag: collective } = trainBag({ names, values, labels, parts, partCount: 2, options })
  const read = parseMatcher(JSON.parse(JSON.stringify(matcherFile({ ...model, collective }))))
  const [before, after] = [new Float64Array(2), new Float64Array(2)]
  collective.logOdds(values, 2, before)
  read.collective?.logOdds(values, 2, after)
  expect(after).toEqual(before)
  expect(parseMatcher(JSON.parse(JSON.stringify(matcherFile(model)))).collective).toBeUndefined()
})

test('lessons of one kind are refused, and so is a file of something else, with the place', () => {
  const alike = lessons.filter(({ isSame }) => isSame)
  expect(() => trainMatcher(alike, vocabulary, options)).toThrow(/MATCHER_LESSONS: lessons: /)
  const file = JSON.parse(JSON.stringify(matcherFile(model)))
  expect(() => parseMatcher({ ...file, schema: 'x' })).toThrow(/MATCHER_FILE: schema/)
  expect(() => parseMatcher({ ...file, odds: { ...file.odds, weights: [1] } })).toThrow(/odds\.weights/)
  expect(() => parseMatcher({ ...file, odds: { ...file.odds, bucketSteps: file.odds.weights.map(() => -1) } })).toThrow(
    /odds\.bucketSteps\[0\]/,
  )
  expect(() => parseMatcher({ ...file, bag: {} })).toThrow(/bag\.platt/)
  expect(() => parseMatcher({ ...file, collective: file.bag })).toThrow(/TREES_FEATURES/)
  expect(() => parseMatcher(null)).toThrow(/MATCHER_FILE/)
})
