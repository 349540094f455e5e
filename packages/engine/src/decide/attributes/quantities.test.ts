import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readQuantities } from './quantities.ts'
import { found, valuesIn } from './testing-reading.ts'

const cases: [title: string, expected: string][] = [
  ['맑은샘 생수 2L x 12개', 'volume=2 l|packCount=12|totalVolume=24 l'],
  ['맑은샘 생수 2lx12', 'volume=2 l|packCount=12|totalVolume=24 l'],
  ['햇살 만두 500g*3봉', 'weight=500 g|packCount=3|totalWeight=1.5 kg'],
  ['든든 두유 190ml 24개', 'volume=190 ml|packCount=24|totalVolume=4.56 l'],
  ['든든 두유 190㎖×24팩', 'volume=190 ml|packCount=24|totalVolume=4.56 l'],
  ['한입 김치 1.5킬로그램', 'weight=1.5 kg'],
  ['한입 김치 1.5킬로 2봉지', 'weight=1.5 kg|packCount=2|totalWeight=3 kg'],
  ['보들 물티슈 100매 x 10팩', 'packCount=10|sheets=100|totalCount=1000'],
  ['보들 물티슈 캡형 80매 10개', 'packCount=10|sheets=80|totalCount=800'],
  ['보들 키친타월 150매', 'sheets=150|totalCount=150'],
  ['바삭 감자칩 60g 1+1', 'weight=60 g|bonusCount=2|packCount=2|totalWeight=120 g'],
  ['[1+1] 촉촉 수분크림 50ml', 'bonusCount=2|packCount=2|volume=50 ml|totalVolume=100 ml'],
  ['데일리 양말 10켤레', 'packCount=10'],
  ['[2PACK] 베이직 반팔', 'packCount=2'],
  ['Basic tee 2-pack', 'packCount=2'],
  ['베이직 긴팔 티셔츠 2팩', 'packCount=2'],
  ['톡톡 사이다 355ml 24캔', 'volume=355 ml|packCount=24|totalVolume=8.52 l'],
  ['톡톡 사이다 355ml, 총 24캔', 'volume=355 ml|packCount=24|totalVolume=8.52 l'],
  ['구수한 보리차 30개입 x 4박스', 'packCount=120'],
  ['구수한 보리차 1박스(24개)', 'packCount=24'],
  ['톡톡 사이다 355ml 24캔 (12캔x2)', 'volume=355 ml|packCount=24|totalVolume=8.52 l'],
  ['톡톡 사이다 355ml 총 24캔 (12캔x2)', 'volume=355 ml|packCount=24|totalVolume=8.52 l'],
  ['든든 롤화장지 60롤 (30롤*2)', 'packCount=60'],
  ['보들 물티슈 20매x10개 (총 200매)', 'packCount=10|sheets=20|totalCount=200'],
  ['Sparkling water 6 x 330 ml', 'volume=330 ml|packCount=6|totalVolume=1.98 l'],
  ['Green tea 20 sachets pack of 6', 'packCount=20'],
  ['Soap bar 100 g (pack of 6)', 'weight=100 g|packCount=6|totalWeight=600 g'],
  ['Toner black 6 pc(s)', 'packCount=6'],
  ['Olive oil 16.9 fl oz', 'volume=499.7926 ml'],
  ['Dog food 5 lbs', 'weight=2.268 kg'],
  ['보조배터리 20,000mAh 22.5W', 'charge=20 Ah|power=22.5 W'],
  ['외장SSD 1TB', 'capacity=1 TB'],
  ['노트북 16GB SSD512GB', 'capacity=16 GB|capacity=512 GB'],
  ['노트북 RAM 16G / SSD 512G', 'capacity=16 GB|capacity=512 GB'],
  ['햇살 만두 512G', 'weight=512 g'],
  ['선풍기 14형', 'length=355.6 mm'],
  ['베이직 2형', ''],
  ['구름 요가매트 6T', 'length=6 mm'],
  ['믹스 커피 12g 180T', 'weight=12 g|packCount=180|totalWeight=2.16 kg'],
  ['물결 텀블러 20oz', 'volume=591.4706 ml'],
  ['든든 화장지 30mx30롤 1팩', 'length=30000 mm|packCount=30'],
  ['휴대폰 256기가 블랙', 'capacity=256 GB'],
  ['모니터 27인치', 'length=685.8 mm'],
  ['Monitor 27" black', 'length=685.8 mm'],
  ['USB cable 1m', 'length=1000 mm'],
  ['원목 선반 60x30x75cm', 'dimensions=600x300x750 mm'],
  ['지퍼백 20 x 25 cm 100매', 'dimensions=200x250 mm|sheets=100|totalCount=100'],
  ['기저귀 4단계 9kg~14kg', ''],
  ['기저귀 9-14kg 30매', ''],
  ['5G 자급제 폰', ''],
  ['여성 러닝화 240mm', 'size=240'],
  ['게이밍 모니터 165Hz', 'frequency=165 Hz'],
  ['CPU 3.5GHz', 'frequency=3.5 GHz'],
  ['구독 3개월 이용권', ''],
  ['4인용 텐트', ''],
  ['공기청정기 10평', 'area=33.0579 m2'],
  ['니트 5COLOR', ''],
  ['청바지 W32', ''],
  ['키보드 K380', ''],
  ['Notebook 1920 x 1080 pixels 8 GB', 'capacity=8 GB'],
  ['Paper roll 1372 mm x 22.9 m', 'dimensions=1372x22900 mm'],
  ['White cord 3.7 m', 'length=3700 mm'],
  ['Staples (3 x 5000)', ''],
  ['삼겹살 600그램짜리', 'weight=600 g'],
  ['샴푸 500미리 x 3개', 'volume=500 ml|packCount=3|totalVolume=1.5 l'],
  ['샴푸 ５００ｍｌ', 'volume=500 ml'],
  ['쌀 &lt;10kg&gt;<br>햅쌀', 'weight=10 kg'],
]

test.each(cases)('%s', (title, expected) => {
  expect(found(readQuantities, title).join('|')).toBe(expected)
})

test('a value says where it stands in the field, markup and all', () => {
  const title = '<b>생수</b> 2L&nbsp;x 12개'
  const spans = valuesIn(readQuantities, title).map(({ name, start, end }) => [name, title.slice(start, end)])
  expect(spans).toEqual([
    ['volume', '2L'],
    ['packCount', '12개'],
    ['totalVolume', '2L&nbsp;x 12개'],
  ])
})

test('law: spans lie in the text, and what one covers reads as the same amount again', () => {
  const pieces = fc.constantFrom(
    '생수',
    ' ',
    '2',
    'L',
    'x',
    '12',
    '개',
    '1.5',
    'kg',
    '+',
    '(',
    ')',
    ',',
    '매',
    '10',
    'ml',
    '총',
    '-',
    'pack',
    'of',
    '&amp;',
    '<b>',
  )
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 14 }), (list) => {
      const title = list.join('')
      for (const { name, value, start, end } of valuesIn(readQuantities, title)) {
        expect(start).toBeGreaterThanOrEqual(0)
        expect(end).toBeGreaterThan(start)
        expect(end).toBeLessThanOrEqual(title.length)
        if (['weight', 'volume'].includes(name))
          expect(found(readQuantities, title.slice(start, end))).toContain(`${name}=${value}`)
      }
    }),
    { seed: 1, numRuns: 500 },
  )
})
