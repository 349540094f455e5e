import { expect, test } from 'vitest'
import { changeSentence } from './act-sentence.ts'

const viewed = { kind: 'viewed', name: '린넨 원피스' } as const
const carted = { kind: 'carted', name: '린넨 원피스' } as const
const change = { places: 12, fresh: [], gone: 0, number: 1 }

test('one act is named with what it was about, and the number of places that changed', () => {
  expect(changeSentence({ ...change, acts: [viewed] }, 'ko')).toBe(
    '방금 본 ‘린넨 원피스’ 때문에 홈에서 12자리가 바뀌었어요.',
  )
  expect(changeSentence({ ...change, acts: [viewed] }, 'en')).toBe(
    'Because you looked at “린넨 원피스”, 12 places on your home changed.',
  )
})

test('of several acts the last is named and the others are counted', () => {
  expect(changeSentence({ ...change, acts: [viewed, carted] }, 'en')).toContain('in the cart and 1 more, 12 places')
  expect(changeSentence({ ...change, acts: [viewed, carted] }, 'ko')).toContain('최근 행동 2개')
})

test('it says so when nothing changed', () => {
  expect(changeSentence({ ...change, places: 0, acts: [viewed] }, 'en')).toContain('nothing moved')
  expect(changeSentence({ ...change, places: 0, acts: [viewed] }, 'ko')).toContain('바뀐 자리는 없어요')
  expect(changeSentence({ ...change, places: 1, acts: [viewed] }, 'en')).toContain('1 place on')
})

test('a title as long as a page is named by its beginning', () => {
  const sentence = changeSentence({ ...change, acts: [{ kind: 'viewed', name: '😀'.repeat(500) }] }, 'ko')
  expect(sentence).toBe(`방금 본 ‘${'😀'.repeat(59)}…’ 때문에 홈에서 12자리가 바뀌었어요.`)
})
