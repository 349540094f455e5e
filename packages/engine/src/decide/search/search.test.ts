import { describe, expect, test } from 'vitest'
import { SearchIndex } from '../../state/search-index.ts'
import type { PolicyName } from '../rank/answer.ts'
import { judgeFor } from '../rank/judge.ts'
import { policyOf } from '../rank/policy.ts'
import { TestShop } from '../rank/testing-shop.ts'
import type { Filters, Sort } from './answer.ts'
import { search } from './search.ts'
import { suggest } from './suggest.ts'

type Ask = { query?: string; filters?: Filters; sort?: Sort; offset?: number; count?: number; policy?: PolicyName }

class Searched extends TestShop {
  readonly index = new SearchIndex()

  search(shopper: string, { query = '', filters = {}, sort = 'best', offset = 0, count = 24, policy }: Ask = {}) {
    this.#catchUp()
    const row = this.views.shoppers.find(shopper as never)
    const shares = { individual: 1, cluster: 0, popular: 0 }
    const by = policyOf(this.views, { row, drawnBy: shopper, asked: policy, shares })
    const judge = judgeFor(this.views, { row, now: this.now, policy: by })
    return search(this.views, this.index, { row, query, filters, sort, offset, count, judge }).answer
  }

  found(shopper: string, ask: Ask = {}): string[] {
    return this.search(shopper, ask).items.map(({ told }) => told.product as string)
  }

  suggest(query: string, { shopper = 'nobody', count = 8 } = {}) {
    this.#catchUp()
    const row = this.views.shoppers.find(shopper as never)
    return suggest(this.views, this.index, { row, query, count }).answer.completions
  }

  #catchUp(): void {
    const { catalog } = this.views
    for (const item of catalog.takeRetold(1_000_000))
      this.index.put(item, catalog.isListed(item) ? catalog.product(item) : undefined)
  }
}

/** Cups and pots of three brands; s1 is after brand B, s2 after brand C, and A sells best. */
function kitchen(): Searched {
  const shop = new Searched()
  for (let n = 0; n < 30; n++) {
    const [brand, kind] = [['A', 'B', 'C'][n % 3]!, n < 15 ? '컵' : '냄비']
    const category = ['주방', kind]
    shop.list(`p${n}`, { title: `${brand}상사 ${kind} ${n}호`, brand, category, priceMinor: 1_000 * (n + 1) })
  }
  for (let s = 10; s < 40; s++) for (let n = 0; n < 30; n += 3) if ((s + n) % 4 > 0) shop.touch(`s${s}`, `p${n}`)
  for (const n of [1, 4, 16, 19]) for (let i = 0; i < 3; i++) shop.touch('s1', `p${n}`)
  for (const n of [2, 5, 17, 20]) for (let i = 0; i < 3; i++) shop.touch('s2', `p${n}`)
  return shop
}
const cups = Array.from({ length: 15 }, (_, n) => `p${n}`).sort()

describe('order', () => {
  test('the same words find the same products for all, in an order of their own for each', () => {
    const shop = kitchen()
    const [one, two] = [shop.found('s1', { query: '컵' }), shop.found('s2', { query: '컵' })]
    expect([...one].sort()).toEqual(cups)
    expect([...two].sort()).toEqual(cups)
    const placeOfBrand = (found: string[], rest: number) =>
      found.reduce((sum, id, place) => sum + (Number(id.slice(1)) % 3 === rest ? place : 0), 0)
    expect(placeOfBrand(one, 1)).toBeLessThan(placeOfBrand(two, 1))
    expect(placeOfBrand(two, 2)).toBeLessThan(placeOfBrand(one, 2))
  })

  test('under the policy popular, and for who refused personalisation, all see what is wanted most first', () => {
    const shop = kitchen()
    const popular = shop.found('s1', { query: '컵', policy: 'popular' })
    expect(shop.found('s2', { query: '컵', policy: 'popular' })).toEqual(popular)
    expect(popular.slice(0, 5).every((id) => Number(id.slice(1)) % 3 === 0)).toBe(true)
    shop.refusePersonalisation('s1')
    expect(shop.found('s1', { query: '컵' })).toEqual(shop.found('stranger', { query: '컵', policy: 'popular' }))
  })

  test('what fits the words better comes first where liking is equal', () => {
    const shop = new Searched()
    shop.list('a', { title: '책상', attributes: { 소재: '원목' } })
    shop.list('b', { title: '원목 의자' })
    expect(shop.found('stranger', { query: '원목' })).toEqual(['b', 'a'])
  })

  test('what is out of stock comes last in every order, and is said to be', () => {
    const shop = kitchen()
    for (const id of ['p1', 'p4']) shop.stock(id, false)
    for (const sort of ['best', 'price-up', 'price-down', 'new'] as const) {
      const { items, total } = shop.search('s1', { query: '컵', sort })
      expect(total).toBe(15)
      expect(items.map(({ inStock }) => inStock)).toEqual([...Array(13).fill(true), false, false])
    }
  })

  test('prices go up or down, those without one last; the newest first', () => {
    const shop = kitchen()
    shop.list('free', { title: '컵', priceMinor: 0 })
    shop.list('asked', { title: '컵' })
    const up = shop.found('s1', { query: '컵', sort: 'price-up' })
    expect([up[0], up[1], up.at(-1)]).toEqual(['free', 'p0', 'asked'])
    const down = shop.found('s1', { query: '컵', sort: 'price-down' })
    expect([down[0], down.at(-2), down.at(-1)]).toEqual(['p14', 'free', 'asked'])
    expect(shop.found('s1', { query: '컵', sort: 'new', count: 3 })).toEqual(['asked', 'free', 'p14'])
  })

  test('pages fit together, whatever their size, beyond what is judged as well', () => {
    const shop = new Searched()
    for (let n = 0; n < 1_300; n++)
      shop.list(`p${n}`, { title: `컵 ${n}`, brand: `b${n % 7}`, priceMinor: 100 * (n % 50) })
    for (let n = 0; n < 40; n++) shop.touch('s1', `p${n * 7}`)
    for (const sort of ['best', 'price-up'] as const) {
      const whole = shop.found('s1', { query: '컵', sort, count: 1_300 })
      expect(new Set(whole).size).toBe(1_300)
      const pages = [0, 100, 950, 1_050, 1_250].map((offset) =>
        shop.found('s1', { query: '컵', sort, offset, count: 100 }),
      )
      expect(pages).toEqual([0, 100, 950, 1_050, 1_250].map((offset) => whole.slice(offset, offset + 100)))
    }
    const scores = shop.search('s1', { query: '컵', count: 1_300 }).items.map(({ told }) => told.score)
    expect(scores).toEqual([...scores].sort((a, b) => b - a))
  })
})

describe('what is found', () => {
  test('what a person hid does not come, and is in no count', () => {
    const shop = kitchen()
    shop.hide('s1', { what: 'brand', brand: 'B' })
    shop.hide('s1', { what: 'product', product: 'p0' as never })
    const { items, total, facets } = shop.search('s1', { query: '컵' })
    expect([total, items.length]).toEqual([9, 9])
    expect(facets.brands).toEqual([
      { name: 'C', count: 5 },
      { name: 'A', count: 4 },
    ])
    expect(shop.suggest('b', { shopper: 's1' })).toEqual([])
    expect(shop.suggest('b')[0]).toEqual({ text: 'B', type: 'brand' })
  })

  test('what is delisted is gone, what is listed again is back, what is described anew is found by its new words', () => {
    const shop = kitchen()
    shop.fold({ kind: 'product.delisted', at: shop.at, id: 'x1', product: 'p0' as never })
    expect(shop.found('s1', { query: '컵' })).not.toContain('p0')
    expect(shop.found('s1')).not.toContain('p0')
    shop.list('p0', { title: '머그' })
    expect(shop.found('s1', { query: '머그' })).toEqual(['p0'])
    expect(shop.found('s1', { query: '컵' })).not.toContain('p0')
  })

  test('without words everything comes, or a category with all below it', () => {
    const shop = kitchen()
    expect(shop.search('s1').total).toBe(30)
    expect(shop.search('s1', { query: ' ', filters: { category: '주방>컵' } }).total).toBe(15)
    expect(shop.search('s1', { filters: { category: '주방' } }).total).toBe(30)
    expect(shop.search('s1', { filters: { category: '부엌' } }).total).toBe(0)
    expect(shop.search('s1', { query: '!?' }).total).toBe(0)
    expect(shop.search('s1', { query: '없는말' })).toMatchObject({ total: 0, items: [], relaxed: false })
  })

  test('words that no product has together are relaxed, and the answer says so', () => {
    const shop = kitchen()
    expect(shop.search('s1', { query: '컵 3호' })).toMatchObject({ total: 1, relaxed: false })
    const { items, relaxed } = shop.search('s1', { query: '컵 3호 별난' })
    expect([relaxed, items.map(({ told }) => told.product)]).toEqual([true, ['p3']])
    expect(shop.search('s1', { query: '냄비를' })).toMatchObject({ total: 15, relaxed: true })
  })

  test('relaxed is not everything that shares a small piece: most of a long word, and half of the words, must be there', () => {
    const shop = kitchen()
    shop.list('made', { title: '이름 새긴 상품' })
    shop.list('fryer', { title: '소리없는 에어프라이어 15L' })
    expect(shop.search('s1', { query: '없는상품이름' })).toMatchObject({ total: 0, relaxed: false })
    for (const query of ['이어폰', '없는말', 'zzz15']) expect([query, shop.found('s1', { query })]).toEqual([query, []])
    expect(shop.search('s1', { query: '냄비받침대용' })).toMatchObject({ total: 0, relaxed: false })
    expect(shop.search('s1', { query: '컵 없는말 또없는말' })).toMatchObject({ total: 0, relaxed: false })
    expect(shop.search('s1', { query: '컵 없는말' })).toMatchObject({ total: 15, relaxed: true })
    for (const query of ['새긴상폼', '상품을', '에어프라이어도'])
      expect([query, shop.found('s1', { query })]).toEqual([query, [query === '에어프라이어도' ? 'fryer' : 'made']])
  })

  test('words typed on the wrong layout are seen through, unless they find something as they are', () => {
    const shop = kitchen()
    expect(shop.search('s1', { query: 'soaql' })).toMatchObject({ total: 15, corrected: '냄비', relaxed: false })
    shop.list('soaql', { title: 'Soaql' })
    expect(shop.search('s1', { query: 'soaql' })).toMatchObject({ total: 1, corrected: undefined })
  })

  test('filters add up, and each facet counts as if its own were not chosen', () => {
    const shop = kitchen()
    const filters = { brand: 'A', category: '주방>컵', minPriceMinor: 4_000, maxPriceMinor: 10_000 }
    const { items, facets } = shop.search('s1', { filters })
    expect(items.map(({ told }) => told.product).sort()).toEqual(['p3', 'p6', 'p9'])
    expect(facets.brands).toEqual([
      { name: 'A', count: 3 },
      { name: 'B', count: 2 },
      { name: 'C', count: 2 },
    ])
    expect(facets.categories).toEqual([{ name: '주방>컵', count: 3 }])
    expect(facets.prices.reduce((sum, { count }) => sum + count, 0)).toBe(5)
  })
})

describe('suggestions', () => {
  test('brands and categories of that name come first, then what sells best', () => {
    const shop = new Searched()
    shop.list('a', { title: '애플 아이폰 15', brand: '애플', category: ['가전', '아이폰'] })
    shop.list('b', { title: '아이폰 케이스', brand: '아이엠', category: ['잡화'] })
    shop.list('c', { title: '아이폰 충전기', category: ['가전'] })
    for (let i = 0; i < 5; i++) shop.touch(`s${i}`, 'c')
    const expected = [
      { text: '아이엠', type: 'brand' },
      { text: '아이폰', type: 'category', path: '가전>아이폰' },
      { text: '아이폰 충전기', type: 'product', product: 'c' },
      { text: '애플 아이폰 15', type: 'product', product: 'a' },
      { text: '아이폰 케이스', type: 'product', product: 'b' },
    ]
    for (const typed of ['아이', '앙', 'ㅇㅇ', 'dkdl']) expect([typed, shop.suggest(typed)]).toEqual([typed, expected])
    expect(shop.suggest('이폰 충').map(({ text }) => text)).toEqual(['아이폰 충전기'])
    expect(shop.suggest('아이', { count: 2 })).toEqual(expected.slice(0, 2))
    expect(shop.suggest('없는')).toEqual([])
    expect(shop.suggest('?')).toEqual([])
  })

  test('one title is one completion, and what cannot be bought is none', () => {
    const shop = new Searched()
    for (const id of ['a', 'b', 'c']) shop.list(id, { title: '텀블러' })
    shop.list('d', { title: '텀블러 뚜껑' })
    shop.stock('d', false)
    expect(shop.suggest('텀')).toEqual([{ text: '텀블러', type: 'product', product: 'a' }])
  })
})
