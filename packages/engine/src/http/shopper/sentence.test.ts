import { expect, test } from 'vitest'
import type { Why } from '../../decide/rank/answer.ts'
import type { ProductId } from '../../domain/units.ts'
import { sentenceOf } from './sentence.ts'

const past = 'p1' as ProductId
const titleOf = (product: string) => (product === 'p1' ? 'Monopoly' : undefined)

test.each<[Why, RegExp]>([
  [{ source: 'next', product: past }, /“Monopoly”/],
  [{ source: 'next', product: 'gone' as ProductId }, /what you had/],
  [{ source: 'tags', tag: 'brand:Hasbro' }, /You like Hasbro\./],
  [{ source: 'tags', tag: 'category:Toys>Games' }, /You like Games\./],
  [{ source: 'tags', tag: 'attribute:color=red' }, /You like red\./],
  [{ source: 'tags', tag: 'price:20' }, /suits your interests/],
  [{ source: 'trend' }, /Many shoppers/],
])('%j is said in words', (why, expected) => {
  expect(sentenceOf(why, 'en', titleOf)).toMatch(expected)
  expect(sentenceOf(why, 'ko', titleOf)).toMatch(/\p{Script=Hangul}/u)
})
