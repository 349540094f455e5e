import { expect, test } from 'vitest'
import { colorOf, readColors } from './colors.ts'
import type { Reading } from './reading.ts'
import { readTerms } from './terms.ts'
import { found, valuesIn } from './testing-reading.ts'

function read(reading: Reading): void {
  readColors(reading)
  readTerms(reading)
}

const cases: [title: string, expected: string][] = [
  ['남성용 데님 팬츠 블랙', 'color=black|gender=men|material=denim'],
  ['여성니트 다크브라운', 'color=brown|shade=dark brown|gender=women'],
  ['라이트 그레이 맨투맨', 'color=gray|shade=light gray'],
  ['Navy Blue striped shirt for men', 'color=navy|style=striped|gender=men'],
  ['Crewneck Heather Grey', 'color=gray|shade=melange gray|style=crew neck'],
  ['grey melange hoodie', 'color=gray|shade=melange gray|style=hooded'],
  ['조거 팬츠-멜란지그레이', 'color=gray|shade=melange gray'],
  ['화이트라벨 캡_블랙', 'color=black'],
  ['베이직 코트 (신더그레이)', 'color=gray'],
  ['라운드 니트 [크림]', 'color=ivory|shade=cream'],
  ['수분 크림 50ml', ''],
  ['티라노 반팔 JP5TSU159BK', 'color=black|style=short sleeve'],
  ['러닝화 (WH)', 'color=white'],
  ['스웨트셔츠_오트밀', 'color=ivory'],
  ['블루투스 이어폰 화이트', 'color=white'],
  ['블랙박스 32GB', ''],
  ['블랙/화이트 스니커즈', 'color=black|color=white'],
  ['블랙화이트 배색', 'color=black|color=white'],
  ['남녀공용 푸퍼 숏패딩_Gray', 'color=gray|gender=unisex'],
  ['유아 겨울 내복 순면', 'age=baby|season=winter|material=cotton'],
  ['봄가을 트렌치', 'season=spring/fall'],
  ['면 티셔츠', 'material=cotton'],
  ['면도기 날', ''],
  ['울트라 와이드 모니터', 'style=wide fit'],
  ['스테인리스 텀블러 500ml', 'material=stainless steel'],
  ['[중고] 카메라', 'condition=used'],
  ['중고등 참고서', ''],
  ['노트북 리퍼 15인치', 'condition=refurbished'],
  ['Refurbished laptop', 'condition=refurbished'],
  ["Women's linen dress", 'gender=women|material=linen'],
  ['Boys Kids solid tee', 'gender=boys|age=kids|style=solid'],
  ['와이드핏 코듀로이 팬츠 기모', 'style=wide fit|material=corduroy|style=napped lining'],
  ['연그레이 후드집업', 'color=gray|shade=light gray|style=hooded'],
  ['24FW 폭스퍼 코트', 'season=fall/winter'],
  ['2025 S/S 린넨 셔츠', 'season=spring/summer|material=linen'],
  ['숏 패딩 [크림/크림]', 'color=ivory|shade=cream|color=ivory|shade=cream'],
  ['FW 로고 티', ''],
  ['사진 블루 액자', 'color=blue'],
  ['ＢＬＡＣＫ 셔츠', 'color=black'],
  ['로즈골드 목걸이 14K', 'color=gold|shade=rose gold|material=gold 14k'],
]

test.each(cases)('%s', (title, expected) => {
  expect(found(read, title).join('|')).toBe(expected)
})

test('a span covers the words of the value', () => {
  const title = '<b>니트</b> 다크&nbsp;브라운'
  const spans = valuesIn(read, title).map(({ name, start, end }) => `${name}:${title.slice(start, end)}`)
  expect(spans).toEqual(['color:브라운', 'shade:다크&nbsp;브라운'])
})

test('a colour as a feed writes it is put into the palette', () => {
  expect(colorOf('네이비 블루')).toEqual({ color: 'navy', shade: 'navy' })
  expect(colorOf('크림')).toEqual({ color: 'ivory', shade: 'cream' })
  expect(colorOf('블랙박스')).toBeUndefined()
  expect(colorOf('없는색')).toBeUndefined()
})
