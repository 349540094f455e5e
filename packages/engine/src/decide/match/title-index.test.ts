import { expect, test } from 'vitest'
import { TitleIndex } from './title-index.ts'

const branded = { title: '진공 텀블러 mrt500 500ml 블랙', group: 'b모락' }
const ofCategory = (colour: string) => ({ title: `진공 텀블러 500ml ${colour} 모락 mrt500`, group: 'c주방용품' })

function filled(...titles: { title: string; group: string }[]): TitleIndex {
  const index = new TitleIndex()
  // Other titles, so that the words of these say something.
  const others = Array.from({ length: 60 }, (_, i) => ({ title: `다른 물건 ${i} 번째 자리`, group: `b상표${i % 7}` }))
  for (const [i, title] of [...titles, ...others].entries()) index.findAndAdd(i, title, true)
  return index
}

test('one without a brand is looked for among all, however alike another of its category is', () => {
  const index = filled(branded, ofCategory('화이트'))
  expect([...index.findAndAdd(100, ofCategory('블랙'), true)].sort()).toEqual([0, 1])
})

test('one of a brand is looked for within it where one there is alike, else among all', () => {
  const index = filled(branded, ofCategory('화이트'))
  expect(index.findAndAdd(100, { ...branded, title: '진공 텀블러 mrt500 500ml 화이트' }, true)).toEqual([0])
  expect(index.findAndAdd(101, { ...branded, group: 'b다른' }, true)).toContain(0)
})

test('what was removed is found no more', () => {
  const index = filled(branded, ofCategory('화이트'))
  index.remove(0)
  expect(index.findAndAdd(100, ofCategory('블랙'), true)).toEqual([1])
})
