import { describe, expect, test } from 'vitest'
import { nodeOf } from './category-tree.ts'
import { type CategoryLesson, learnCategories } from './learn-categories.ts'

/** Made-up offers of a mall: its category, and words that its titles there have. */
function mall(name: string, categories: readonly (readonly [path: string, words: readonly string[]])[]) {
  return categories.flatMap(([path, words]) =>
    Array.from({ length: 12 }, (_, i): CategoryLesson => {
      const title = `${words[i % words.length]} ${words[(i + 1) % words.length]} ${name}${i}호`
      return { mall: name, title, categoryPath: path.split(' > ') }
    }),
  )
}
const washing = ['세탁세제', '액체세제', '드럼용', '섬유유연제']
const snacks = ['새우과자', '감자칩', '초코파이', '스낵']
const shoes = ['운동화', '러닝화', '스니커즈', '샌들']

describe('learning one tree of categories', () => {
  const lessons = [
    ...mall('가', [
      ['생활 > 세제', washing],
      ['식품 > 과자', snacks],
    ]),
    ...mall('나', [
      ['Household/Laundry', washing],
      ['패션 > 신발', shoes],
    ]).slice(0, 23),
  ]
  const mapper = learnCategories(lessons)
  const idOf = (title: string, path = '') =>
    mapper.map({ title, categoryPath: path === '' ? [] : path.split(' > ') })?.node.id

  test('the largest mall begins it; what another mall calls otherwise is the same, what only it has is added', () => {
    expect(idOf('', 'Household/Laundry')).toBe('생활 > 세제')
    expect(idOf('', '패션 > 신발')).toBe('패션 > 신발')
    expect(idOf('', '식품 > 과자')).toBe('식품 > 과자')
  })

  test('an offer without a category gets one by its title', () => {
    expect(idOf('드럼용 액체세제 3L')).toBe('생활 > 세제')
    expect(idOf('여름 샌들 240')).toBe('패션 > 신발')
    expect(idOf('zzz')).toBeUndefined()
  })

  test('a tree that was learned stays, and is added to', () => {
    const [first] = ['Household/Laundry', '생활 > 세제']
    const before = { nodes: [nodeOf([first!])], isGiven: false }
    const again = learnCategories(lessons, before)
    expect(again.map({ title: '', categoryPath: ['생활', '세제'] })?.node.id).toBe(first)
    expect(again.map({ title: '', categoryPath: ['식품', '과자'] })?.node.id).toBe('식품 > 과자')
  })

  test('to one that was given nothing is added; what feeds and persons say of places in it teaches it', () => {
    const nodes = [nodeOf(['Home', 'Detergent']), nodeOf(['Food', 'Snacks'])]
    const said = lessons.map((lesson) =>
      lesson.categoryPath.join() === 'Household/Laundry' ? { ...lesson, category: 'Home > Detergent' } : lesson,
    )
    const given = learnCategories(said, { nodes, isGiven: true })
    expect(given.map({ title: '드럼용 섬유유연제', categoryPath: [] })?.node.id).toBe('Home > Detergent')
    expect(given.map({ title: '', categoryPath: ['패션', '신발'] })).toBeUndefined()
  })
})
