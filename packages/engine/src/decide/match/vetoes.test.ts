import { expect, test } from 'vitest'
import type { ReadValue } from '../../domain/attribute.ts'
import { readTitle } from '../attributes/read-attributes.ts'
import { readGeneration } from './generation.ts'
import { areApart, saysOf, sureValues, vetoesBetween } from './vetoes.ts'

function valuesOf(title: string): ReadValue[] {
  const generation = readGeneration(title)
  return [...readTitle(title), ...(generation ? [generation] : [])]
}

function between(one: string, other: string): string {
  return vetoesBetween(valuesOf(one), valuesOf(other))
    .map((veto) => `${veto.attribute}: ${veto.one.value} / ${veto.other.value}`)
    .join(', ')
}

const cases: [one: string, other: string, vetoes: string][] = [
  ['맑은샘 생수 2L x 12개', '맑은샘 생수 2리터 6개', 'packCount: 12 / 6'],
  ['맑은샘 생수 2L x 12개', '맑은샘생수 2,000ml*12', ''],
  ['맑은샘 생수 2L x 12개', '맑은샘 생수 24L', ''],
  ['맑은샘 생수 2L x 12개', '맑은샘 생수 500ml x 12개', 'volume: 2 l / 500 ml'],
  ['맑은샘 생수 2L', '맑은샘 생수 2L x 12개', ''], // the first does not say how many
  ['햇살 만두 500g*3봉', '햇살 만두 500g 2봉', 'packCount: 3 / 2'],
  ['햇살 만두 1.5kg', '햇살 만두 1.05kg', 'weight: 1.5 kg / 1.05 kg'],
  ['바삭 감자칩 60g 1+1', '바삭 감자칩 60g x 2', ''],
  ['Olive oil 16.9 fl oz', 'Olive oil 500ml', ''],
  ['Shampoo 16 fl oz', 'Shampoo 12 fl oz', 'volume: 473.1765 ml / 354.8824 ml'],
  ['보들 물티슈 100매 x 10팩', '보들 물티슈 80매 10팩', 'sheets: 100 / 80'],
  ['베이직 티셔츠 블랙', '베이직 티셔츠 화이트', 'color: black / white'],
  ['베이직 티셔츠 네이비', 'Basic tee blue', ''],
  ['베이직 티셔츠 차콜', '베이직 티셔츠 그레이', ''],
  ['베이직 티셔츠 블랙/화이트/네이비', '베이직 티셔츠 레드', ''],
  ['베이직 티셔츠 (L)', '베이직 티셔츠 (XL)', 'size: L / XL'],
  ['베이직 티셔츠 (L)', '베이직 티셔츠 (100)', ''],
  ['여성 러닝화 240mm', '여성 러닝화 250mm', 'size: 240 / 250'],
  ['갤럭시 S24 256GB', '갤럭시 S24 512GB', 'capacity: 256 GB / 512 GB'],
  ['노트북 8GB 256GB', '노트북 256GB', ''],
  ['노트북 8GB 256GB', '노트북 8GB 512GB', 'capacity: 256 GB / 512 GB'],
  ['외장SSD 1TB', '외장SSD 1000GB', ''],
  ['모니터 27인치', 'Monitor 24"', 'length: 685.8 mm / 609.6 mm'],
  ['청소기 NX-2470B', '청소기 NX3100', 'model: NX-2470B / NX3100'],
  ['청소기 NX-2470B', '청소기 nx2470', ''],
  ['소리결 이어폰 SG-0', '소리결 이어폰 SG-1', 'model: SG-0 / SG-1'],
  ['에어팟 프로 2세대', '에어팟 프로 1세대', 'generation: 2 / 1'],
  ['AirPods Pro 2nd Gen', '에어팟 프로 2세대', ''],
  ['카메라 R6 Mark II', '카메라 R6 mk2', ''],
  ['아이폰 13 새상품', '아이폰 13 중고', 'condition: new / used'],
  ['아이폰 13', '아이폰 13 중고', 'condition:  / used'], // what says nothing is new
  ['샘물결 토너 300ml', '샘물결 토너 리필 300ml', 'variant:  / refill'],
  ['샘물결 토너 300ml', '샘물결 토너 본품 300ml', ''],
  ['새봄 원두 홀빈 1kg', '새봄 원두 디카페인 1kg', 'variant: whole beans / decaf'],
  ['새봄 원두 홀빈 1kg', '새봄 원두커피 1kg (분쇄안함)', ''],
  ['톡톡 사이다 제로 1.5L', '톡톡 사이다 1.5L', 'variant: no sugar / '],
  ['손길 마우스 무선 블랙', '손길 마우스 유선 블랙', 'variant: wireless / wired'],
  ['손길 마우스 블랙', '손길 마우스 왼손용 블랙', 'variant:  / left'],
  ['코코 치약 키즈 60g', '코코 치약 60g', 'variant: kids / '],
  ['코코 키즈 운동화 180mm', '코코 운동화 180mm', ''], // the size says so already
  ['바삭 감자칩 양파맛 60g', '바삭 감자칩 어니언 60g', ''],
  ['바삭 감자칩 양파맛 60g', '바삭 감자칩 사워크림 60g', 'flavor: onion / sour cream onion'],
  ['바다 고추참치 100g', '바다 참치 100g', 'flavor: chili pepper / tuna'],
  ['누리워치 블루투스', '누리워치 LTE', 'variant: wireless / cellular'],
  ['포근 토퍼 150x200cm', '포근 토퍼 100x200cm', 'dimensions: 1500x2000 mm / 1000x2000 mm'],
  ['포근 토퍼 150x200cm', '포근 토퍼 2000x1500mm', ''],
  ['쾌속 충전기 25W', '쾌속 충전기 45W', 'power: 25 W / 45 W'],
  ['코코 헤어 볼륨업', '코코 헤어 손상케어', 'variant: volume / damage care'],
  ['바삭 감자칩 60g', '바삭 감자칩 사워크림 60g', ''], // the first does not say
  ['고운 린스 500ml', '고운 샴푸 500ml', 'kind: conditioner / shampoo'],
  ['고운 린스 500ml', '고운 컨디셔너 500ml', ''],
  ['말끔 로봇청소기 필터 2개', '말끔 로봇청소기', 'kind: filter / robot vacuum'],
  ['말끔 로봇청소기 필터 증정', '말끔 로봇청소기', ''],
  ['손길 콘솔 게임기 본체', '손길 콘솔 컨트롤러', 'kind: game console / controller'],
  ['누리폰 S24 128GB', '누리폰 S24+ 128GB', 'tier:  / plus'],
  ['아이폰15프로 케이스', '아이폰15 프로맥스 케이스', 'tier: pro / pro max'],
  ['누리폰 S24 128GB', '누리폰 S23 128GB', 'series: s 24 / s 23'],
  ['갤럭시 24', 'Galaxy 24', ''],
  ['핏결 레깅스 9부', '핏결 레깅스 5부', 'grade: 9부 / 5부'],
  ['하늘 텐트 4인용', '하늘 텐트 4인', ''],
  ['포근 머플러 울', '포근 머플러 캐시미어', 'material: wool / cashmere'],
  ['포근 니트 라운드넥', '포근 니트 브이넥', 'style: crew neck / v-neck'],
  ['포근 여름 담요', '포근 겨울 담요', 'season: summer / winter'],
  ['수경 SG-70 블랙', '수경 SG-70N 블랙', 'model: SG-70 / SG-70N'],
  ['수경 SG-70', '수경 SG-70B', ''], // the B stands for its black
  ['노트북 A15-5625U', '노트북 A15-5825U', 'model: A15-5625U / A15-5825U'],
  ['멍멍 패드 50매 2팩', '멍멍 패드 100매 (50매*2봉)', ''],
  ['화장지 30m 30롤', '화장지 30mx30롤 1팩', ''],
  ['등산 양말 남성용', '등산 양말 여성용', 'gender: men / women'],
  ['등산 양말 남성용', '등산 양말 남녀공용', ''],
  ['Case for iPhone 13', 'Case for iPhone 14', 'compatibility: iphone 13 / iphone 14'],
]

test.each(cases)('%s | %s', (one, other, vetoes) => {
  expect(between(one, other)).toBe(vetoes)
  expect(between(other, one) === '').toBe(vetoes === '')
})

function gtin(value: string): ReadValue {
  return { name: 'gtin', value, field: 'gtin', start: 0, end: 13, confidence: 0.99, by: 'rule' }
}

test("different GTINs speak against, a shop's own numbers and those of packs do not", () => {
  const names = (one: string, other: string) =>
    vetoesBetween([gtin(one)], [gtin(other)]).map(({ attribute }) => attribute)
  expect(names('08801234567893', '08801234567909')).toEqual(['gtin'])
  expect(names('02012345678900', '08801234567909')).toEqual([])
  expect(names('00412345678900', '08801234567909')).toEqual([])
  expect(names('18801234567890', '08801234567893')).toEqual([])
  expect(names('00000020123451', '08801234567909')).toEqual([])
  expect(names('08801234567893', '08801234567893')).toEqual([])
})

test('beside the same GTIN only what is all but certain speaks against', () => {
  const same = gtin('08801234567893')
  const names = (one: string, other: string) =>
    vetoesBetween([same, ...valuesOf(one)], [same, ...valuesOf(other)]).map(({ attribute }) => attribute)
  expect(names('러그 블랙', '러그 화이트')).toEqual([])
  expect(names('생수 2L x 12개', '생수 2L x 6개')).toEqual(['packCount'])
  expect(names('생수 2L*12', '생수 2L*6')).toEqual([])
})

test('a veto says where each offer says it', () => {
  const [one, other] = ['맑은샘 생수 2L x 12개', '맑은샘 생수 2L 6개입']
  const [veto] = vetoesBetween(valuesOf(one), valuesOf(other))
  expect([one.slice(veto!.one.start, veto!.one.end), other.slice(veto!.other.start, veto!.other.end)]).toEqual([
    '12개',
    '6개입',
  ])
})

test('whether two offers are apart is what the list of vetoes says, for any two titles of these', () => {
  const asKept = (confidence: number): number => confidence
  const gtins = ['', '08801234567893', '18801234567890', '08801234567909']
  const all = cases.flat().map((title, i) => {
    const number = gtins[i % 7]
    return number ? [gtin(number), ...valuesOf(title)] : valuesOf(title)
  })
  const counts = { apart: 0, not: 0 }
  for (const one of all)
    for (const other of all) {
      const isApart = areApart(sureValues(one), saysOf(one, asKept), sureValues(other), saysOf(other, asKept))
      if (isApart !== vetoesBetween(one, other).length > 0) expect({ one, other, isApart }).toBe('the other way')
      counts[isApart ? 'apart' : 'not'] += 1
    }
  expect(counts.apart).toBeGreaterThan(1_000)
  expect(counts.not).toBeGreaterThan(1_000)
})
