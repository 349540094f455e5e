import type { ConditionBody } from '@nunchi/protocol'
import { expect, test } from 'vitest'
import { formatIn } from '../data/use-format.ts'
import { conditionText } from './condition-text.ts'
import { words } from './watch.words.ts'

const currency = { code: 'KRW', digits: 0 }
const inWords = (conditions: ConditionBody[], lang: 'en' | 'ko') =>
  conditionText(conditions, { say: words[lang].conditions, format: formatIn(lang), currency })

test('every condition is said with what belongs to it', () => {
  const all: [ConditionBody, string, string][] = [
    [{ when: 'at-most', minor: 9_900 }, 'at ₩9,900 or less', '₩9,900 이하'],
    [{ when: 'drop', since: 'start', byPercent: 12.5 }, '12.5% below when they asked', '신청 때보다 12.5% 내림'],
    [{ when: 'drop', since: 'alert', byMinor: 500 }, '₩500 below the last alert', '지난 알림보다 ₩500 내림'],
    [{ when: 'lowest', orEqual: false }, 'lower than ever', '역대 최저가보다 낮음'],
    [{ when: 'lowest', orEqual: true, days: 30 }, 'as low as in 30 days or lower', '30일 최저가와 같거나 낮음'],
    [{ when: 'back-in-stock' }, 'back in stock', '다시 살 수 있음'],
    [{ when: 'rise', byPercent: 5 }, '5% above when they asked', '신청 때보다 5% 오름'],
  ]
  for (const [condition, en, ko] of all) {
    expect(inWords([condition], 'en')).toBe(en)
    expect(inWords([condition], 'ko')).toBe(ko)
  }
})

test('several hold at once; none is whatever comes to fit', () => {
  expect(inWords([{ when: 'at-most', minor: 100 }, { when: 'back-in-stock' }], 'en')).toBe(
    'at ₩100 or less and back in stock',
  )
  expect(inWords([], 'ko')).toBe('검색에 맞는 것이 생길 때')
})
