import { type PairLesson, PairMatcher, Random, readMatchText, Vocabulary } from '@nunchi/kernel'
import { expect, test } from 'vitest'
import { madeUpPairs } from '../../sim/town/town.ts'
import { chanceOf } from './chance.ts'
import { learnMatcher } from './learn-matcher.ts'
import { shippedMatcher } from './shipped-matcher.ts'

const vocabulary = new Vocabulary()
const lessons = [...madeUpPairs(700, 3)].map(({ one, other, isSame }): PairLesson => {
  const [left, right] = [one, other].map(({ title }) => readMatchText({ title }, vocabulary))
  vocabulary.count(left!.title)
  vocabulary.count(right!.title)
  return { left: left!, right: right!, isSame }
})
const contrary = lessons.map(({ isSame, ...pair }) => ({ ...pair, isSame: !isSame }))
const options = { parts: 2, seed: 1, trees: { trees: 20, leavesMax: 8 } }
const learn = (persons: readonly PairLesson[], codes: readonly PairLesson[] = []) =>
  learnMatcher({ lessons: { persons, codes }, vocabulary, model: shippedMatcher() }, options)

test('where the model as it came is wrong, new forests take its place', () => {
  const learned = learn(contrary.slice(0, 300), contrary.slice(300))!
  expect(learned).toMatchObject({ how: 'forests', persons: 300, codes: 400 })
  expect(learned.loss).toBeLessThan(learned.lossBefore / 2)
  expect(learned.model.bag.forest).not.toBe(shippedMatcher().bag.forest)
  expect(learn(contrary.slice(0, 300), contrary.slice(300))).toEqual(learned)
})

test('words that say what it says leave it as it came', () => {
  const matcher = new PairMatcher(shippedMatcher(), vocabulary)
  const random = new Random(1)
  const score = new Float64Array(1)
  const asItSays = lessons.slice(0, 200).map(({ left, right }) => {
    matcher.compare(left, [right], score)
    return { left, right, isSame: random.unit() < chanceOf(score[0]!) }
  })
  const learned = learn(asItSays)!
  expect(learned).toMatchObject({ how: 'none', persons: 200, loss: learned.lossBefore })
  expect(learned.model).toBe(shippedMatcher())
})

test('words that are all of one kind shift it, and too few teach nothing', () => {
  const same = lessons.filter(({ isSame }) => !isSame).map((pair) => ({ ...pair, isSame: true }))
  const learned = learn(same.slice(0, 30))!
  expect(learned.how).toBe('shift')
  expect(learned.model.bag.platt.shift).toBeGreaterThan(shippedMatcher().bag.platt.shift)
  expect(learn(same.slice(0, 19))).toBeUndefined()
})
