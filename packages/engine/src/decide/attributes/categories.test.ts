import { expect, test } from 'vitest'
import { CategoryMapper } from './category-mapper.ts'
import { CategoryTreeError, parseBestBuyTree, parseGoogleTree } from './category-tree.ts'

const google = `# a comment
1 - Home
2 - Home > Kitchen
3 - Home > Kitchen > Mugs
4 - Home > Bath > Towels
5 - Clothing > Shoes
6 - Clothing > Socks
`

test('trees are read in both forms', () => {
  const nodes = parseGoogleTree(google)
  expect(nodes).toHaveLength(6)
  expect(nodes[2]).toEqual({ id: '3', path: ['Home', 'Kitchen', 'Mugs'] })
  const path = [
    { id: 'a', name: 'Home' },
    { id: 'b', name: 'Mugs' },
  ]
  const nameless = { id: 'c', name: null, path: [...path, { id: 'c', name: null }] }
  expect(parseBestBuyTree([{ id: 'b', name: 'Mugs', path }, nameless])).toEqual([{ id: 'b', path: ['Home', 'Mugs'] }])
})

test('a broken tree is refused with the place', () => {
  expect(() => parseGoogleTree('1 - Home\nnonsense')).toThrow(/line 2/)
  expect(() => parseGoogleTree('')).toThrow(CategoryTreeError)
  expect(() => parseBestBuyTree([{ id: 'b', path: [] }])).toThrow(/entry 0/)
  expect(() => parseBestBuyTree({})).toThrow(CategoryTreeError)
})

test('untaught, names that are alike meet; taught, also others, and the path of a mall is remembered', () => {
  const mapper = new CategoryMapper(parseGoogleTree(google))
  const idOf = (title: string, ...categoryPath: string[]) => mapper.map({ title, categoryPath })?.node.id
  expect(idOf('', 'Living', 'Mugs')).toBe('3')
  expect(idOf('Ceramic mugs')).toBe('3')
  expect(idOf('', '주방용품', '머그컵')).toBeUndefined()
  for (let i = 0; i < 5; i++) mapper.learn({ title: `머그컵 ${i}`, categoryPath: ['주방용품', '컵'], id: '3' })
  for (let i = 0; i < 5; i++) mapper.learn({ title: `호텔 수건 ${i}`, categoryPath: ['욕실'], id: '4' })
  mapper.learn({ title: 'x', categoryPath: [], id: 'unknown' })
  expect(idOf('도자기 머그컵')).toBe('3')
  expect(idOf('이름 없는 것', '욕실')).toBe('4')
  expect(idOf('송월 수건', '생활')).toBe('4')
  const restored = new CategoryMapper(parseGoogleTree(google))
  restored.restore(mapper.save())
  for (const title of ['도자기 머그컵', '수건 세트', 'socks'])
    expect(restored.map({ title, categoryPath: ['욕실'] })).toEqual(mapper.map({ title, categoryPath: ['욕실'] }))
  expect(() => new CategoryMapper(parseGoogleTree('1 - Other')).restore(mapper.save())).toThrow(/another tree/)
})
