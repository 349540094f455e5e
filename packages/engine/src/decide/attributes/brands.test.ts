import { expect, test } from 'vitest'
import { BrandDictionary } from './brands.ts'
import { type BrandSample, learnBrands } from './learn-brands.ts'
import { readingOf } from './testing-reading.ts'

const lines = (brand: string | undefined, titles: readonly string[]): BrandSample[] =>
  titles.map((title) => ({ title, brand }))

const samples: BrandSample[] = [
  ...lines('무르덴', [
    '[무르덴] 러닝화 블랙',
    '무르덴(MURDEN) 러닝화',
    'MURDEN 러닝화 화이트',
    '무르덴 양말 3켤레',
    'MURDEN 백팩',
  ]),
  ...lines('Solway', [
    'Solway toner',
    'Solway toner cyan',
    'Solway toner black',
    'Solway toner XL',
    'Solway printer X100',
    'Solway paper A4',
    'Solway ink',
  ]),
  ...lines('Inkwell', ['Toner for Solway X100', 'Ink for Solway X100', 'Inkwell toner for Solway X200']),
  ...lines('Solway by Lumo', ['Solway Glow lamp', 'Solway Glow strip', 'Solway Glow bulb', 'Solway Glow kit']),
  ...lines('Toyhouse', ['Tiny Wozzle bakery', 'Tiny Wozzle school', 'Tiny Wozzle bus', 'Tiny Wozzle farm']),
  ...lines('Other', ['Tiny cup', 'Wool knit red', 'Wool knit blue', 'Wool knit green', 'Wool knit grey']),
  ...lines('Another', ['Wool hat', 'Thick knit']),
  ...lines('카렌(KAREN)', ['카렌 머그', 'KAREN mug']),
  ...lines('기타', ['이름없는 컵', '이름없는 접시']),
  ...lines(
    undefined,
    Array.from({ length: 9 }, (_, i) => `하늘목장 우유 ${i + 1}팩`),
  ),
]
const dictionary = learnBrands(samples)

function brandIn(title: string, from = dictionary): [string, string] | undefined {
  const reading = readingOf(title)
  const found = from.find(reading)
  if (!found || found.chance < 0.8) return undefined
  return [from.names[found.brand]!, title.slice(reading.tokens.starts[found.from], reading.tokens.ends[found.to - 1])]
}

test('a brand is found in either script, and in brackets', () => {
  expect(brandIn('무르덴 백팩')).toEqual(['무르덴', '무르덴'])
  expect(brandIn('[무료배송] MURDEN 샌들')).toEqual(['무르덴', 'MURDEN'])
  expect(brandIn('[murden] 샌들')).toEqual(['무르덴', 'murden'])
  expect(brandIn('KAREN plate')).toEqual(['카렌(KAREN)', 'KAREN'])
  expect(dictionary.nameOf('murden')).toBe('무르덴')
  expect(dictionary.nameOf(' Other ')).toBe('Other')
})

test('a brand that a thing is made for is not its brand', () => {
  expect(brandIn('Nobody toner for Solway X300')).toBeUndefined()
  expect(brandIn('Inkwell toner for Solway X300')?.[0]).toBe('Inkwell')
})

test('what follows a name tells two brands of one name apart', () => {
  expect(brandIn('Solway toner magenta')?.[0]).toBe('Solway')
  expect(brandIn('Solway Glow garden light')?.[0]).not.toBe('Solway')
})

test('a line of one brand stands for it, common words that one mall puts first do not', () => {
  expect(brandIn('Tiny Wozzle castle')?.[0]).toBe('Toyhouse')
  expect(brandIn('Tiny castle')).toBeUndefined()
  expect(brandIn('Wool knit yellow')).toBeUndefined()
})

test('what says that there is no brand is none, and the beginning of titles is little believed', () => {
  expect(dictionary.names).not.toContain('기타')
  expect(brandIn('하늘목장 치즈')).toBeUndefined()
  const found = dictionary.find(readingOf('하늘목장 치즈'))
  expect(dictionary.names[found!.brand]).toBe('하늘목장')
})

test('a brand within a longer word is another word', () => {
  expect(brandIn('다카렌 접시')).toBeUndefined()
})

test('a saved dictionary restores to one that says the same', () => {
  const restored = new BrandDictionary()
  restored.restore(dictionary.save())
  for (const { title } of samples) expect(restored.find(readingOf(title))).toEqual(dictionary.find(readingOf(title)))
})
