import { expect, test } from 'vitest'
import { madeUpPairs } from '../../sim/town/town.ts'
import { readAttributes } from '../attributes/read-attributes.ts'
import { OfferMatcher } from './matcher.ts'
import { shippedMatcher } from './shipped-matcher.ts'

const pairs = [...madeUpPairs(900, 5)]

function filled(): OfferMatcher {
  const matcher = new OfferMatcher(shippedMatcher())
  for (const { one, other } of pairs) for (const offer of [one, other]) matcher.place(offer, readAttributes(offer))
  return matcher
}

test('the queue asks first where a word changes most, with what speaks for and against', () => {
  const matcher = filled()
  const reviews = matcher.reviews(20)
  expect(reviews.length).toBe(20)
  const gains = reviews.map(({ chance, offers }) => (1 - Math.abs(2 * chance - 1)) * offers)
  expect(gains).toEqual([...gains].sort((a, b) => b - a))
  for (const { one, other, chance, isTogether, evidence } of reviews) {
    expect(chance >= 0.35 && chance <= 0.75).toBe(true)
    expect(matcher.productOf(one) === matcher.productOf(other)).toBe(isTogether)
    expect(evidence.vetoes).toEqual([])
    expect(evidence.words.shared.length).toBeGreaterThan(0)
    for (const word of evidence.words.one) expect(evidence.words.other).not.toContain(word)
    for (const { one: here, other: there } of evidence.shared) expect(here.value).toBe(there.value)
    expect(evidence.weights.length).toBeGreaterThan(0)
  }
})

test('a pair leaves the queue when it is judged, and when an offer of it is withdrawn', () => {
  const matcher = filled()
  const [first, second, third] = matcher.reviews(3)
  matcher.judge(first!.one, first!.other, 'same')
  matcher.withdraw(second!.one)
  const names = matcher.reviews(500).map(({ one, other }) => JSON.stringify([one, other]))
  expect(names).not.toContain(JSON.stringify([first!.one, first!.other]))
  expect(names.filter((name) => name.includes(JSON.stringify(second!.one)))).toEqual([])
  expect(names).toContain(JSON.stringify([third!.one, third!.other]))
  expect(matcher.productOf(first!.one)).toBe(matcher.productOf(first!.other))
})

const trainOptions = { parts: 2, seed: 1, trees: { trees: 20, leavesMax: 8 } }

test('words of persons move the chances, few change nothing', () => {
  const matcher = filled()
  const ask = { personsMax: 2_000, offersMax: 1_000, seed: 1 }
  expect(matcher.learn(ask)).toBeUndefined()
  const before = matcher.reviews(40)
  for (const { one, other } of before) matcher.judge(one, other, 'different')
  const shifted = matcher.learn(ask)!
  expect(shifted).toMatchObject({ how: 'shift', persons: 40, codes: 0 })
  expect(shifted.loss).toBeLessThan(shifted.lossBefore)
  expect(shifted.model.bag.platt.shift).toBeLessThan(shippedMatcher().bag.platt.shift)
  expect(shifted.model.bag.forest).toBe(shippedMatcher().bag.forest)
  // Learned anew from the same, it comes out the same: nothing is added to what was learned before.
  expect(matcher.learn(ask)).toEqual(shifted)
})

test('words that say nothing new leave the model as it came', () => {
  const matcher = filled()
  const sure = matcher.reviews(40)
  // As many are the same as the chances say: a shift would gain nothing.
  const [ups, downs] = [sure.filter(({ chance }) => chance > 0.5), sure.filter(({ chance }) => chance <= 0.5)]
  for (const { one, other } of ups) matcher.judge(one, other, 'same')
  for (const { one, other } of downs) matcher.judge(one, other, 'different')
  const said = matcher.learn({ personsMax: 2_000, offersMax: 0, seed: 1 })!
  expect(said.loss).toBeLessThanOrEqual(said.lossBefore)
  if (said.how === 'none') expect(said.model).toEqual(shippedMatcher())
})

test('a catalogue with GTINs teaches itself', () => {
  const matcher = new OfferMatcher(shippedMatcher())
  let number = 0
  for (const { one, other, isSame } of pairs) {
    number += 1
    const gtins = [gtinOf(number * 2), gtinOf(isSame ? number * 2 : number * 2 + 1)]
    ;[one, other].forEach((offer, i) => {
      const content = { ...offer, gtin: gtins[i] }
      matcher.place(content, readAttributes(content))
    })
  }
  const learned = matcher.learn({ personsMax: 0, offersMax: 2_000, seed: 1 }, trainOptions)!
  expect(learned.codes).toBeGreaterThan(500)
  expect(learned.loss).toBeLessThan(learned.lossBefore)
})

function gtinOf(product: number): string {
  const digits = `880${String(product).padStart(9, '0')}`
  let sum = 0
  for (let i = 0; i < 12; i++) sum += Number(digits[i]) * (i % 2 === 0 ? 1 : 3)
  return `${digits}${(10 - (sum % 10)) % 10}`
}
