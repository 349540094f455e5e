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

test('words of persons move the chances, many teach new forests, few change nothing', () => {
  const matcher = filled()
  const ask = { offersMax: 1_000, seed: 1 }
  expect(matcher.learn(ask)).toBeUndefined()
  const before = matcher.reviews(40)
  for (const { one, other } of before) matcher.judge(one, other, 'different')
  const shifted = matcher.learn(ask)!
  expect(shifted.bag.platt.shift).toBeLessThan(shippedMatcher().bag.platt.shift)
  expect(shifted.bag.forest).toBe(shippedMatcher().bag.forest)
  for (const { one, other, isSame } of pairs) matcher.judge(one, other, isSame ? 'same' : 'different')
  const trained = matcher.learn(ask, { parts: 2, seed: 1, trees: { trees: 20, leavesMax: 8 } })!
  expect(trained.bag.forest).not.toBe(shippedMatcher().bag.forest)
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
  const options = { parts: 2, seed: 1, trees: { trees: 20, leavesMax: 8 } }
  expect(matcher.learn({ offersMax: 2_000, seed: 1 }, options)?.bag.forest).toBeDefined()
})

function gtinOf(product: number): string {
  const digits = `880${String(product).padStart(9, '0')}`
  let sum = 0
  for (let i = 0; i < 12; i++) sum += Number(digits[i]) * (i % 2 === 0 ? 1 : 3)
  return `${digits}${(10 - (sum % 10)) % 10}`
}
