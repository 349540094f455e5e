import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { spread } from './spread.ts'

/** Items by number, with a letter for the category of each; every item is of a brand of its own. */
const apart = (categories: string) => ({
  items: [...categories].map((_, item) => ({ item })),
  tags: { brandTags: [...categories].map((_, item) => item + 1), categoryTags: [...categories].map(codeOf) },
})
const codeOf = (letter: string) => (letter === '-' ? 0 : letter.charCodeAt(0))

function shown(categories: string): string {
  const { items, tags } = apart(categories)
  return spread(items, tags)
    .map(({ item }) => categories[item])
    .join('')
}

describe('spreading', () => {
  test('lets no more than three of six places in a row be of one category', () => {
    expect(shown('AAAAABBBBB')).toBe('AAABBBAABB')
  })

  test('leaves alone what is mixed already', () => {
    expect(shown('ABCABCAABB')).toBe('ABCABCAABB')
  })

  test('goes on with what there is when nothing else is left', () => {
    expect(shown('AAAAAAB')).toBe('AAABAAA')
  })

  test('takes what has no category as fitting everywhere', () => {
    expect(shown('-----AAAA-')).toBe('-----AAA-A')
  })

  test('holds two of a brand in six places', () => {
    const items = [0, 1, 2, 3, 4, 5].map((item) => ({ item }))
    const tags = { brandTags: [7, 7, 7, 8, 9, 9], categoryTags: [0, 0, 0, 0, 0, 0] }
    expect(spread(items, tags).map(({ item }) => item)).toEqual([0, 1, 3, 4, 5, 2])
  })

  test('loses nothing and keeps the order within a category', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('A', 'B', 'C', '-'), { maxLength: 60 }), (letters) => {
        const { items, tags } = apart(letters.join(''))
        const order = spread(items, tags).map(({ item }) => item)
        expect([...order].sort((a, b) => a - b)).toEqual(items.map(({ item }) => item))
        for (const letter of 'ABC') {
          const own = order.filter((item) => letters[item] === letter)
          expect(own).toEqual([...own].sort((a, b) => a - b))
        }
      }),
    )
  })
})
