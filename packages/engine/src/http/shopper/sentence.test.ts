import { describe, expect, test } from 'vitest'
import type { Why } from '../../decide/rank/answer.ts'
import { touchNames } from '../../domain/touch.ts'
import type { ProductId } from '../../domain/units.ts'
import type { Facts, Said } from './facts.ts'
import { moduleTitle, sentenceOf, sentences } from './sentence.ts'

const past = 'p1' as ProductId
const speech = { currency: { code: 'KRW', digits: 0 }, titleOf: (id: string) => (id === 'p1' ? '모노폴리' : undefined) }

test.each<[Why, string, string]>([
  [
    { source: 'next', product: past },
    'Often chosen after “모노폴리”, which you looked at or bought.',
    '살펴보거나 구매하신 ‘모노폴리’ 다음으로 많이 찾는 상품이에요.',
  ],
  [
    { source: 'next', product: 'gone' as ProductId },
    'Often chosen after things that you looked at or bought.',
    '살펴보거나 구매하신 상품 다음으로 많이 찾는 상품이에요.',
  ],
  [
    { source: 'session', product: past },
    'Chosen by people who also chose “모노폴리”, which you looked at or bought.',
    '살펴보거나 구매하신 ‘모노폴리’를 고른 분들이 함께 찾은 상품이에요.',
  ],
  [
    { source: 'session' },
    'People whose visits and orders are like yours went on to this.',
    '찾는 상품이 비슷한 분들이 이어서 찾은 상품이에요.',
  ],
  [{ source: 'again', product: past }, 'You have bought it before.', '전에 구매하신 상품이에요.'],
  [{ source: 'tags', tag: 'brand:Hasbro' }, 'You like Hasbro.', '관심 있게 보시는 Hasbro 상품이에요.'],
  [{ source: 'tags', tag: 'category:Toys>Games' }, 'You like Games.', '관심 있게 보시는 Games 상품이에요.'],
  [{ source: 'tags', tag: 'attribute:color=red' }, 'You like red.', '관심 있게 보시는 red 상품이에요.'],
  [{ source: 'tags', tag: 'keyword:방수' }, 'You like “방수”.', '관심 있게 보시는 ‘방수’ 상품이에요.'],
  [
    { source: 'tags', tag: 'price:28' },
    'You like products at about ₩16,000–23,000.',
    '관심 있게 보시는 약 1.6만~2.3만 원대 상품이에요.',
  ],
  [{ source: 'tags' }, 'It suits your interests.', '관심사와 잘 맞는 상품이에요.'],
  [
    { source: 'unfinished', product: past },
    'It caught your interest and you have not bought it yet.',
    '관심을 보이셨지만 아직 구매하지 않으신 상품이에요.',
  ],
  [{ source: 'trend' }, 'Many shoppers want it.', '많은 분들이 찾는 상품이에요.'],
  [
    { source: 'cluster' },
    'Among what shoppers with tastes like yours buy most.',
    '취향이 비슷한 분들이 가장 많이 구매하는 상품 중 하나예요.',
  ],
  [
    { source: 'explore' },
    'Shown by chance, to find out whether you like it.',
    '마음에 드시는지 알아보려고 가끔 골라 보여 드리는 상품이에요.',
  ],
  [
    { source: 'explore', tag: 'brand:봄날' },
    'You like 봄날: shown by chance, to find out whether you like this as well.',
    '관심 있게 보시는 봄날 상품이에요. 마음에 드시는지 알아보려고 가끔 골라 보여 드려요.',
  ],
  [
    { source: 'nothing' },
    'Nothing in particular speaks for it yet.',
    '아직 특별히 추천할 이유는 찾지 못한 상품이에요.',
  ],
])('%j is said in words', (why, inEnglish, inKorean) => {
  expect(sentenceOf(why, { ...speech, lang: 'en' })).toBe(inEnglish)
  expect(sentenceOf(why, { ...speech, lang: 'ko' })).toBe(inKorean)
})

const bought = { title: 'iPhone 13', act: 'order', daysAgo: 3 } as const
test.each<[Said, Facts, string, string]>([
  [
    'next',
    bought,
    'Often chosen after “iPhone 13”, which you bought 3 days ago.',
    '3일 전에 구매하신 ‘iPhone 13’ 다음으로 많이 찾는 상품이에요.',
  ],
  [
    'session',
    { ...bought, act: 'cart', daysAgo: 1 },
    'Chosen by people who also chose “iPhone 13”, which you put in your cart a day ago.',
    '하루 전에 장바구니에 담으신 ‘iPhone 13’을 고른 분들이 함께 찾은 상품이에요.',
  ],
  ['again', { times: 1, daysAgo: 30 }, 'You bought it 30 days ago.', '30일 전에 한 번 구매하신 상품이에요.'],
  [
    'again',
    { times: 2, daysAgo: 0 },
    'You have bought it twice, last less than a day ago.',
    '지금까지 두 번, 마지막으로 최근 24시간 안에 구매하신 상품이에요.',
  ],
  [
    'tags',
    { ...bought, tag: '삼성', times: 12 },
    'You like 삼성: 12 acts so far; last you bought “iPhone 13” 3 days ago.',
    '관심 있게 보시는 삼성 상품이에요. 지금까지 12번, 마지막으로 3일 전에 ‘iPhone 13’을 구매하셨어요.',
  ],
  [
    'tags',
    { tag: '음향', times: 1, act: 'search', daysAgo: 0 },
    'You like 음향: you searched for it less than a day ago.',
    '관심 있게 보시는 음향 상품이에요. 최근 24시간 안에 검색하셨어요.',
  ],
  [
    'tags',
    { tag: '음향', taste: 'against', title: '헤드폰', times: 2, act: 'refund', daysAgo: 9 },
    'You turn away from 음향: 2 acts so far; last you returned “헤드폰” 9 days ago.',
    '선호하지 않으시는 음향 상품이에요. 지금까지 두 번, 마지막으로 9일 전에 ‘헤드폰’을 반품하셨어요.',
  ],
  [
    'tags',
    { tag: '음향', taste: 'less' },
    'You choose 음향 less than others do.',
    '다른 분들보다 덜 찾으시는 음향 상품이에요.',
  ],
  [
    'unfinished',
    { title: '러닝화', act: 'cart', daysAgo: 2 },
    'You put it in your cart 2 days ago and have not bought it yet.',
    '2일 전에 장바구니에 담으셨고 아직 구매하지 않으신 상품이에요.',
  ],
  [
    'unfinished',
    { title: '러닝화', act: 'view', daysAgo: 2, times: 1 },
    'You looked at it 2 days ago.',
    '2일 전에 살펴보신 상품이에요.',
  ],
  [
    'trend',
    { average: 3.21, period: 'season' },
    'Many shoppers want it this season: 3.2 times as many as the average product.',
    '이번 시즌에 많은 분들이 찾는 상품이에요. 평균의 3.2배예요.',
  ],
  [
    'trend',
    { average: 0.2, period: 'now' },
    'Fewer shoppers want it right now than the average product.',
    '지금 찾는 분이 평균보다 적은 상품이에요.',
  ],
])('%s with %j is said in words', (said, facts, inEnglish, inKorean) => {
  expect(sentences.en[said](facts)).toBe(inEnglish)
  expect(sentences.ko[said](facts)).toBe(inKorean)
})

describe('whatever is known', () => {
  const all = Object.keys(sentences.en).filter((key) => !key.startsWith('counts')) as Said[]
  const known: Facts[] = touchNames.flatMap((act) =>
    [undefined, 0, 1, 5].flatMap((daysAgo) =>
      [undefined, '모아', '★'].flatMap((title) => [
        { act, daysAgo, title },
        { act, daysAgo, title, tag: '음향', times: 1 },
        { act, daysAgo, title, tag: '음향', times: 7, taste: 'less', average: 1.05 },
      ]),
    ),
  )

  test('a sentence is one, without holes: in Korean polite and with the right form after each title', () => {
    for (const said of all) {
      for (const facts of known) {
        const [en, ko] = [sentences.en[said](facts), sentences.ko[said](facts)]
        for (const sentence of [en, ko]) expect(sentence).not.toMatch(/undefined|NaN|\s{2}|\s[.,;]|^\s|\s$|:[^ ]/)
        expect(en).toMatch(/^[A-Z].*\.$/)
        expect(ko).toMatch(/[요]\.$/)
        expect(ko).not.toMatch(/‘모아’(을|이 |은 )|‘★’(을|를) /)
      }
    }
  })
})

test('what everybody is shown alike does not claim to be for this person', () => {
  expect(moduleTitle('for-you', 'en', { isForAll: false })).toBe('For you')
  expect(moduleTitle('for-you', 'en', { isForAll: true })).toBe('Popular')
  expect(moduleTitle('deals', 'ko', { isForAll: true })).toBe('할인 상품')
  expect(moduleTitle('again', 'ko', { isForAll: false })).toBe('다시 구매하기')
})
