import { expect, test } from 'vitest'
import { readCompatibility } from './compatibility.ts'
import { gtinOf } from './gtin.ts'
import { readModel } from './models.ts'
import { readQuantities } from './quantities.ts'
import { readSizes } from './sizes.ts'
import { found } from './testing-reading.ts'

const sizes: [title: string, expected: string][] = [
  ['오버핏 후드 (XL)', 'size=XL'],
  ['오버핏 후드 2XL', 'size=2XL'],
  ['오버핏 후드 XXL', 'size=2XL'],
  ['코튼 티 S/M/L', 'size=S|size=M|size=L'],
  ['코튼 티 95/100/105', 'size=95|size=100|size=105'],
  ['코튼 티 사이즈 100', 'size=100'],
  ['가죽 벨트 FREE', 'size=FREE'],
  ['엔진오일 5W30', ''],
  ['비타민 100', ''],
  ['반팔 티 블랙 100', 'size=100'],
  ['가죽 벨트 (FREE)', 'size=FREE'],
  ['니트 프리사이즈', 'size=FREE'],
  ['가벼운 러닝화 250', 'size=250'],
  ['가벼운 러닝화 (250)', 'size=250'],
  ['가벼운 러닝화 230-290', 'size=230|size=290'],
  ['Slim jeans W32 L30', 'size=W32 L30'],
  ['Slim jeans W32/L30', 'size=W32 L30'],
  ['Leather boots EU 42', 'size=EU 42'],
  ['Leather boots US9.5', 'size=US 9.5'],
  ['T-shirt size M', 'size=M'],
  ['Adapter DB9 M/M', ''],
  ['M2 나사', ''],
  ['L자 파일', ''],
  ['니트_M', 'size=M'],
]
test.each(sizes)('size: %s', (title, expected) => {
  expect(found(readSizes, title).join('|')).toBe(expected)
})

const models: [title: string, expected: string][] = [
  ['사운드원 헤드폰 WH-1000XM5 블랙', 'model=WH-1000XM5'],
  ['남성 자켓 NJ3NQ50A_BLACK', 'model=NJ3NQ50A'],
  ['스니커즈 - 블루 / 396841-01', 'model=396841-01'],
  ['노트북 15Z90R-GA56K 16GB', 'model=15Z90R-GA56K'],
  ['생수 500ml 20개', ''],
  ['USB3 케이블 RJ45', ''],
  ['Toner 006R90321 black', 'model=006R90321'],
  ['이어폰 SG-0', 'model=SG-0'],
  ['2024FW 코트', ''],
  ['acme dvp-fx820 blue player', 'model=DVP-FX820'],
  ['Acme 44289103 fuser 60000 pages', 'model=44289103'],
  ['Drive 3.0G 80MIN', ''],
  ['후드 티 4COLOR', ''],
  ['1950s 재킷', ''],
  ['면 티셔츠', ''],
]
test.each(models)('model: %s', (title, expected) => {
  const read = (reading: Parameters<typeof readModel>[0]) => {
    readQuantities(reading)
    reading.values.length = 0
    readModel(reading)
  }
  expect(found(read, title).join('|')).toBe(expected)
})

const fits: [title: string, expected: string][] = [
  ['Clear case for iPhone 13 Pro, black', 'compatibility=iphone 13 pro'],
  ['Toner compatible with HP LaserJet 1010', 'compatibility=hp laserjet 1010'],
  ['Shirt for Men', ''],
  ['Bag for school 2024', ''],
  ['투명 케이스 갤럭시 S24용', 'compatibility=갤럭시 s24'],
  ['아이폰15프로용 강화필름', 'compatibility=아이폰15프로'],
  ['아이폰 15 프로 전용 케이스', 'compatibility=아이폰 15 프로'],
  ['남성용 셔츠', ''],
  ['4인용 텐트', ''],
  ['대용량 세제 3kg', ''],
  ['캠핑용 의자', ''],
  ['[호환] HP 301 호환 잉크', 'compatibility=hp 301'],
  ['브이로그 마이크 GX85용', 'compatibility=gx85'],
]
test.each(fits)('compatibility: %s', (title, expected) => {
  expect(found(readCompatibility, title).join('|')).toBe(expected)
})

test('a GTIN is known by its length and check digit, and made 14 digits long', () => {
  expect(gtinOf('4006381333931')).toBe('04006381333931')
  expect(gtinOf('0 36000-29145 2')).toBe('00036000291452')
  expect(gtinOf('96385074')).toBe('00000096385074')
  expect(gtinOf('4006381333932')).toBeUndefined()
  expect(gtinOf('12345')).toBeUndefined()
  expect(gtinOf('00000000000000')).toBeUndefined()
  expect(gtinOf('400638133393X')).toBeUndefined()
})
