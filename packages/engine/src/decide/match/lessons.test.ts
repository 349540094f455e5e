import { expect, test } from 'vitest'
import { readAttributes } from '../attributes/read-attributes.ts'
import { type LessonSource, lessonsOf } from './lessons.ts'
import { VerdictBook } from './verdict-book.ts'

// Two malls sell the same three things, each with its GTIN; all titles are alike.
const gtins = ['8801234567893', '8801234567909', '8801234567916']
const offers = ['a', 'b'].flatMap((mall) =>
  gtins.map((gtin, i) => {
    const offer = {
      mall,
      key: `${mall}${i}`,
      title: '무선 이어폰',
      categoryPath: [],
      attributes: {},
      gtin,
      inStock: true,
    }
    return { ...offer, values: readAttributes(offer) }
  }),
)
const verdicts = new VerdictBook()
const source = {
  verdicts,
  book: {
    isThere: () => true,
    mallOf: (offer: number) => (offer < 3 ? 0 : 1),
    valuesOf: (offer: number) => offers[offer]!.values,
    recordOf: (offer: number) => ({
      title: Uint32Array.of(offer),
      body: new Uint32Array(),
      maker: new Uint32Array(),
      amount: 1,
    }),
  },
  links: { ofGtin: (key: string) => offers.flatMap(({ gtin }, i) => (key.includes(gtin.slice(0, -1)) ? [i] : [])) },
} as unknown as LessonSource
const drawn = [0, 1, 2, 3, 4, 5]
const alike = drawn.map((offer) => drawn.filter((other) => other !== offer))
const namesOf = (
  lessons: readonly { left: { title: Uint32Array }; right: { title: Uint32Array }; isSame: boolean }[],
) => lessons.map(({ left, right, isSame }) => [...[left.title[0]!, right.title[0]!].sort(), isSame].join(' '))

test('each pair is a lesson once, whichever of its offers is drawn, and an offer has one record', () => {
  const { codes } = lessonsOf(source, { personsMax: 9, offersMax: 9, seed: 1 }, { drawn, alike })
  const names = namesOf(codes)
  expect(new Set(names).size).toBe(names.length)
  expect(names).toEqual(expect.arrayContaining(['0 3 true', '1 4 true', '2 5 true']))
  const records = new Set(codes.flatMap(({ left, right }) => [left, right]))
  expect(records.size).toBe(6)
})

test("a person's word takes the place of what codes say, also where it is not drawn", () => {
  verdicts.set(0, 3, 'different')
  verdicts.set(1, 4, 'different')
  const { persons, codes } = lessonsOf(source, { personsMax: 1, offersMax: 9, seed: 1 }, { drawn, alike })
  expect(persons).toHaveLength(1)
  const names = namesOf(codes)
  expect(names).toContain('2 5 true')
  for (const said of ['0 3', '1 4']) expect(names.filter((name) => name.startsWith(said))).toEqual([])
})
