import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Offer } from '../../domain/offer.ts'
import { minor } from '../../domain/units.ts'
import { FeedTagger, teachFeedTagger } from './feed-tagger.ts'
import { learnBrands } from './learn-brands.ts'
import { readAttributes, readTitle } from './read-attributes.ts'
import { TitleClassifier, teachTitleClassifier } from './title-classifier.ts'
import { unitPriceOf } from './unit-price.ts'

const bare: Offer = { mall: 'm', key: '1', title: '', categoryPath: [], attributes: {}, inStock: true }
const brands = learnBrands([
  { title: '무르덴 러닝화', brand: '무르덴' },
  { title: '블랙카렌 머그', brand: '블랙카렌' },
])

function said(offer: Partial<Offer>): Record<string, string> {
  const values = readAttributes({ ...bare, ...offer }, { brands })
  return Object.fromEntries(values.map(({ name, value, field }) => [name, `${value} (${field})`]))
}

test('a whole offer is read from all its fields', () => {
  const values = said({
    title: '[무르덴] 남성용 메쉬 러닝화 MR-2041 다크그레이 (270)',
    brand: '무르덴',
    gtin: '4006381333931',
    mpn: 'mr-2041',
    categoryPath: ['패션', '여름 신발'],
    description: '<p>소재: 메쉬, 무게 230g</p>',
    attributes: { 색상: '차콜', 굽높이: '3cm' },
  })
  expect(values).toMatchObject({
    gtin: '04006381333931 (gtin)',
    gender: 'men (title)',
    season: 'summer (category)',
    weight: '230 g (description)',
  })
  expect(values).toMatchObject({ material: 'mesh (title)', size: '270 (title)', shade: 'dark gray (title)' })
})

test('a brand with a colour in its name gives no colour', () => {
  expect(said({ title: '블랙카렌 머그 350ml' })).toEqual({
    brand: '블랙카렌 (title)',
    kind: 'mug (title)',
    volume: '350 ml (title)',
  })
})

test('what is for men and for women is for both, and what it is made for is no model', () => {
  expect(said({ title: '남성 여성 등산 양말' }).gender).toBe('unisex (title)')
  const values = said({ title: 'Clear case for iPhone 13 Pro, black' })
  expect(values).toMatchObject({ color: 'black (title)', compatibility: 'iphone 13 pro (title)' })
  expect(values).not.toHaveProperty('model')
})

test('a code goes without the colour or amount that ends it, and keeps a colour within', () => {
  expect(said({ title: '소리결 이어폰 SG310-블랙' })).toMatchObject({ model: 'SG310 (title)', color: 'black (title)' })
  expect(said({ title: 'Acme range - LRE30757BK' })).toMatchObject({ model: 'LRE30757 (title)' })
  expect(said({ title: '저장장치 BX500-1TB' })).toMatchObject({ model: 'BX500 (title)', capacity: '1 TB (title)' })
  expect(said({ title: 'SeeThru case - MB13-RED-SEE-V2' })).toMatchObject({ model: 'MB13-RED-SEE-V2 (title)' })
  expect(said({ title: '생수 A4-500ml-20개' })).not.toHaveProperty('model')
})

test('what a tagger reads of an attribute that others read too is written as they write it, and once', () => {
  const samples = Array.from({ length: 240 }, (_, i) => {
    const color = ['Black', 'Navy', 'Zaffre'][i % 3]!
    return { title: `Acme pen${i} ${color} 0.${i % 9}`, attributes: { Color: color } }
  })
  const tagger = teachFeedTagger(samples, { seed: 1 })
  const read = (title: string) =>
    readTitle(title, { tagger }).flatMap(({ name, value, by }) =>
      /color/i.test(name) ? [`${name}: ${value} ${by}`] : [],
    )
  expect(read('Acme pen7 Black 0.3')).toEqual(['color: black dictionary'])
  expect(read('Acme pen7 Zaffre 0.3')).toEqual(['Color: Zaffre tagger'])
})

test('what a feed taught is read, and classifiers say what is not written', () => {
  const kinds = ['roller', 'gel', 'ball']
  const samples = Array.from({ length: 240 }, (_, i) => {
    const tip = kinds[i % 3]!
    return { title: `Acme pen${i} ${tip} tip 0.${i % 9} ${i % 2 ? 'navy' : 'pink'}`, attributes: { tip_kind: tip } }
  })
  const tagger = teachFeedTagger(samples, { seed: 1 })
  const use = teachTitleClassifier(
    samples.map(({ title }, i) => ({ title, value: i % 2 ? 'office' : 'school' })),
    { seed: 1 },
  )
  const title = 'Other gel tip 0.5 navy'
  const values = readTitle(title, { tagger, classifiers: { use } })
  const tip = values.find(({ name }) => name === 'tip_kind')!
  expect([tip.value, tip.by, title.slice(tip.start, tip.end)]).toEqual(['gel', 'tagger', 'gel'])
  const restored = { tagger: new FeedTagger(), use: new TitleClassifier() }
  restored.tagger.restore(tagger.save())
  restored.use.restore(use.save())
  expect(readTitle(title, { tagger: restored.tagger, classifiers: { use: restored.use } })).toEqual(values)
  expect(values.find(({ name }) => name === 'use')).toMatchObject({
    value: 'office',
    by: 'model',
    start: 0,
    end: title.length,
  })
})

test('unit prices compare sizes: for 100 g or ml, for a sheet, for a piece', () => {
  const priced = (title: string, won: number) => unitPriceOf(minor(won), readTitle(title))
  expect(priced('생수 2L x 12개', 9_600)).toEqual({ minor: 40, per: 100, unit: 'ml' })
  expect(priced('만두 500g*3봉', 12_000)).toEqual({ minor: 800, per: 100, unit: 'g' })
  expect(priced('물티슈 100매 x 10팩', 9_900)).toEqual({ minor: 9.9, per: 1, unit: 'sheet' })
  expect(priced('양말 10켤레', 9_900)).toEqual({ minor: 990, per: 1, unit: 'piece' })
  expect(priced('셔츠', 9_900)).toBeUndefined()
})

test('law: whatever the title, reading ends and every span lies in its field', () => {
  const pieces = fc.constantFrom(
    '무르덴',
    '블랙',
    ' ',
    '2',
    'L',
    'x12개',
    '&amp;',
    '<b>',
    'for iPhone 13',
    '(XL)',
    '용',
    'S24',
    '-',
    '1+1',
    '면',
    'ＡＢ１',
    '😀',
    '95/100',
    '호환',
    '"',
    '총',
    '12"',
  )
  const titles = fc.oneof(
    fc.array(pieces, { maxLength: 14 }).map((list) => list.join('')),
    fc.string({ maxLength: 60 }),
  )
  fc.assert(
    fc.property(titles, (title) => {
      for (const { start, end, confidence, value, name } of readTitle(title, { brands })) {
        expect(start >= 0 && end > start && end <= title.length).toBe(true)
        expect(confidence > 0 && confidence <= 1).toBe(true)
        expect([name, value === '']).toEqual([name, false])
      }
    }),
    { seed: 1, numRuns: 1_000 },
  )
})
