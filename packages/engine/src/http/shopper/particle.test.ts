import { expect, test } from 'vitest'
import { particleAfter } from './particle.ts'

test.each([
  ['삼성', '은', '이', '을'],
  ['하루', '는', '가', '를'],
  ['원두 (500g)', '은', '이', '을'], // 그램
  ['선크림 50ml', '는', '가', '를'], // 밀리리터
  ['전기포트 1.7L', '는', '가', '를'],
  ['드립백 20개입!', '은', '이', '을'],
  ['iPhone 13', '은', '이', '을'], // 삼
  ['Galaxy S24', '는', '가', '를'], // 사
  ['2080', '은', '이', '을'], // 팔십
  ['농도 5%', '는', '가', '를'], // 퍼센트
  ['LG', '는', '가', '를'], // 엘지
  ['사이즈 XL', '은', '이', '을'], // 엑스엘
  ['비타민 C', '는', '가', '를'],
  ['MOA', '는', '가', '를'],
  ['Apple', '은', '이', '을'],
  ['Nike', '는', '가', '를'],
  ['MacBook', '은', '이', '을'],
  ['Lego™', '는', '가', '를'],
  ['Gift Set', '는', '가', '를'], // 세트
  ['Ｓａｍｓｕｎｇ', '은', '이', '을'], // full width
  ['하루'.normalize('NFD'), '는', '가', '를'],
  ['★★★', '은(는)', '이(가)', '을(를)'],
  ['无印良品', '은(는)', '이(가)', '을(를)'],
  ['', '은(는)', '이(가)', '을(를)'],
])('%s takes %s, %s, %s', (word, topic, subject, object) => {
  const found = (['은/는', '이/가', '을/를'] as const).map((particle) => particleAfter(word, particle))
  expect(found).toEqual([topic, subject, object])
})

test('every Hangul syllable is judged by its final', () => {
  for (let code = 0xac00; code <= 0xd7a3; code++) {
    const syllable = String.fromCharCode(code)
    expect(particleAfter(syllable, '을/를')).toBe(syllable.normalize('NFD').length === 3 ? '을' : '를')
  }
})
