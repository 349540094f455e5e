import { describe, expect, test } from 'vitest'
import { priceBand } from '../../domain/tags.ts'
import { tagLabel, tagPhrase } from './tag-words.ts'

const won = { code: 'KRW', digits: 0 }
const dollars = { code: 'USD', digits: 2 }

test.each([
  ['brand:삼성', '삼성', '삼성', '삼성'],
  ['category:가전>음향', '가전 > 음향', '음향', '음향'],
  ['attribute:color=red', 'color: red', 'red', 'red'],
  ['attribute:size=95', 'size: 95', 'size: 95', 'size: 95'],
  ['attribute:waterproof=true', 'waterproof: true', 'waterproof: true', 'waterproof: true'],
  ['keyword:방수', '방수', '“방수”', '‘방수’'],
])('%s is called %s', (tag, label, inEnglish, inKorean) => {
  expect([tagLabel(tag, 'en', won), tagLabel(tag, 'ko', won)]).toEqual([label, label])
  expect([tagPhrase(tag, 'en', won), tagPhrase(tag, 'ko', won)]).toEqual([inEnglish, inKorean])
})

describe('a price band is said in money', () => {
  test.each([
    [20_000, won, 'about ₩16,000–23,000', '약 1.6만~2.3만 원'],
    [9_000, won, 'about ₩8,200–12,000', '약 8,200원~1.2만 원'],
    [500, won, 'about ₩360–510', '약 360~510 원'],
    [150_000, won, 'about ₩130,000–190,000', '약 13만~19만 원'],
    [20_000_000, won, 'about ₩17,000,000–24,000,000', '약 1,700만~2,400만 원'],
    [100_000_000, won, 'about ₩95,000,000–130,000,000', '약 9,500만~1.3억 원'],
    [1_999, dollars, 'about $14–20', '약 US$14~20'],
    [199, dollars, 'about $1.80–2.60', '약 US$1.80~2.60'],
    [123_456, dollars, 'about $930–1,300', '약 US$930~1,300'],
    [1_999, { code: 'EUROS', digits: 2 }, 'about EUROS 14–20', '약 EUROS 14~20'], // misconfigured, but no crash
  ])('%d of %o', (priceMinor, currency, inEnglish, inKorean) => {
    const tag = `price:${priceBand(priceMinor)}`
    expect(tagLabel(tag, 'en', currency)).toBe(inEnglish)
    expect(tagLabel(tag, 'ko', currency)).toBe(inKorean)
    expect(tagPhrase(tag, 'en', currency)).toBe(`products at ${inEnglish}`)
    expect(tagPhrase(tag, 'ko', currency)).toBe(`${inKorean}대`)
  })

  test('bands that touch are said to touch', () => {
    for (let band = 0; band < 60; band++) {
      const [, below] = tagLabel(`price:${band}`, 'en', won).split('–')
      const [from] = tagLabel(`price:${band + 1}`, 'en', won)
        .slice('about ₩'.length)
        .split('–')
      expect(from).toBe(below)
    }
  })
})
