import { expect, test } from 'vitest'
import { readQuantities } from './quantities.ts'
import { readSeries } from './series.ts'
import { found } from './testing-reading.ts'
import { readVarieties } from './varieties.ts'

test.each([
  ['버블 탄산수 레몬향 350ml', ['flavor=lemon', 'kind=sparkling water']],
  ['Sparkling water lemon', ['flavor=lemon', 'kind=sparkling water']],
  ['오늘 두유 블랙빈', ['flavor=black bean', 'kind=soy milk']],
  ['애플워치 스트랩', ['kind=strap']], // an apple is no taste here
  ['로봇청소기 본체 + 청소포', ['kind=robot vacuum', 'kind=main unit']], // what comes along says nothing
  ['선글라스 케이스포함 쇼핑백 증정', ['kind=sunglasses']],
  ['남성 롱드로즈', ['kind=briefs', 'variant=long']],
  ['롱보드 입문', []],
  ['바디워시 리필형', ['kind=body wash', 'variant=refill']],
  ['USB-C to C 케이블', ['kind=cable', 'variant=usb-c']],
  ['아이폰15프로맥스', ['tier=pro max']],
  ['누리 프로틴', ['kind=protein powder']], // no Pro
  ['누리 S24+ 자급제', ['variant=unlocked', 'tier=plus']],
  ['라면 1+1', ['kind=ramen']],
  ['선크림 SPF50+ PA', ['kind=sun cream']],
  ['차렵이불 Q(200x230)', ['kind=quilt', 'variant=queen']],
  ['노트 Q(200x230)', ['kind=notebook']],
])('%s', (title, values) => {
  expect(found(readVarieties, title)).toEqual(values)
})

test.each([
  ['갤럭시 S24 256GB', ['series=s 24']],
  ['아이폰15 케이스', ['series=iphone 15']],
  ['RTX 4060 그래픽', ['series=rtx 4060']],
  ['이어폰 2세대', []], // a generation
  ['신상 2024', []], // a year
  ['생수 2L 12개', []],
  ['텐트 4인', ['grade=4인용']],
  ['4인용 텐트', ['grade=4인용']],
  ['9부레깅스', ['grade=9부']],
  ['립틴트 03 로즈', ['grade=3호']],
  ['립틴트 #3', ['grade=3호']],
])('%s', (title, values) => {
  const read = (reading: Parameters<typeof readSeries>[0]) => {
    readQuantities(reading)
    readSeries(reading)
  }
  expect(found(read, title).filter((value) => /^(series|grade)/.test(value))).toEqual(values)
})
