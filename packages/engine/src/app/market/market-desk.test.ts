import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ProductId } from '../../domain/units.ts'
import { hashViews } from '../hash.ts'
import { openMarket, productsOf } from './testing-market.ts'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'nunchi-market-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const page = { offset: 0, count: 20 }
const shirt = '"소울메이드 오버핏 반팔 티셔츠 남성, 검정"'
const water = '맑은샘 제주 생수 2L x 12개'

async function twoMalls() {
  const opened = await openMarket(dir)
  await opened.read(
    'ganada',
    `w,${water},9900,맑은샘,3000,식품 > 음료 > 생수,,https://ganada.example/w,8801234567893`,
    `s,${shirt},19000,소울메이드,0,패션 > 상의,Black,,`,
    `e,소리결 무선 이어폰 SG-100,50000,소리결,0,가전 > 음향,,,`,
  )
  await opened.read(
    'marabas',
    `x1,[무료배송] 맑은샘 제주생수 2리터*12개,11500,맑은샘,0,음료,,,`,
    `x2,담요결 극세사 담요 그레이,8000,담요결,2500,,,,`,
  )
  return opened
}

const keysOf = (offers: readonly { mall: string; key: string }[]) => offers.map(({ mall, key }) => `${mall}/${key}`)

describe('offers of a product', () => {
  test('the lowest total first, with what was read, why they are together, and the unit price of the lowest', async () => {
    const { market, close } = await twoMalls()
    const { product } = await market.offer({ mall: 'ganada', key: 'w' })
    const found = await market.offersOf(product, page)
    expect(found).toMatchObject({ title: water, totalMinor: 11_500, total: 2 })
    expect(keysOf(found.offers)).toEqual(['marabas/x1', 'ganada/w'])
    expect(found.unitPrice).toEqual({ minor: 48, per: 100, unit: 'ml' }) // 11,500 won for 24 l
    const [lowest, first] = found.offers
    expect(lowest).toMatchObject({
      mallName: 'marabas몰',
      totalMinor: 11_500,
      shippingMinor: 0,
      categoryPath: ['음료'],
    })
    expect(lowest!.matched!.with).toEqual({ mall: 'ganada', key: 'w' })
    expect(first).toMatchObject({ url: 'https://ganada.example/w', gtin: '8801234567893', totalMinor: 12_900 })
    expect(first!.matched).toEqual({ how: 'alone', chance: 1 })
    const pack = first!.values.find(({ name }) => name === 'packCount')!
    expect([pack.value, water.slice(pack.start, pack.end)]).toEqual(['12', '12개'])
    expect(found.votes.get('packCount')).toMatchObject([{ value: '12', isSaid: false, offers: [0, 3] }])
    expect((await market.offersOf(product, { offset: 1, count: 1 })).offers).toMatchObject([{ key: 'w' }])
    await close()
  })

  test('prices are those of now; a product without an offer has none, one that never was is refused', async () => {
    const { market, read, close } = await twoMalls()
    const { product } = await market.offer({ mall: 'marabas', key: 'x2' })
    await read('marabas', 'x1,[무료배송] 맑은샘 제주생수 2리터*12개,13500,맑은샘,0,음료,,,')
    const water = await market.offersOf((await market.offer({ mall: 'ganada', key: 'w' })).product, page)
    expect([keysOf(water.offers), water.totalMinor]).toEqual([['ganada/w', 'marabas/x1'], 12_900])
    expect(await market.offersOf(product, page)).toMatchObject({ total: 0, offers: [] })
    await expect(market.offer({ mall: 'marabas', key: 'x2' })).rejects.toMatchObject({ code: 'OFFER_UNKNOWN' })
    for (const none of ['np-99', 'p1', 'np-'])
      await expect(market.offersOf(none as ProductId, page)).rejects.toMatchObject({ code: 'PRODUCT_UNKNOWN' })
    await close()
  })
})

describe('finding offers', () => {
  test('by words with the offers of what is found, by key, GTIN and product; the newest without words; of one mall', async () => {
    const { market, close } = await twoMalls()
    const find = async (words?: string, mall?: string) => keysOf((await market.find({ ...page, words, mall })).offers)
    expect(await find()).toEqual(['marabas/x2', 'marabas/x1', 'ganada/e', 'ganada/s', 'ganada/w'])
    expect(await find('  ', 'ganada')).toEqual(['ganada/e', 'ganada/s', 'ganada/w'])
    expect(await find('생수')).toEqual(['marabas/x1', 'ganada/w'])
    expect(await find('제주생수', 'ganada')).toEqual(['ganada/w'])
    expect(await find('x2')).toEqual(['marabas/x2'])
    expect(await find('880-1234-567893')).toEqual(['ganada/w'])
    expect(await find('np-0')).toEqual(['marabas/x1', 'ganada/w'])
    expect(await find('np-0', 'marabas')).toEqual(['marabas/x1'])
    expect(await find('없는 것')).toEqual([])
    await expect(find('생수', 'nobody')).rejects.toMatchObject({ code: 'MALL_UNKNOWN' })
    const second = await market.find({ offset: 1, count: 2 })
    expect([second.total, keysOf(second.offers)]).toEqual([5, ['marabas/x1', 'ganada/e']])
    await close()
  })
})

describe('correcting a value', () => {
  test('wins in the offer and its product, is read as feeds are, and survives restarts and later feeds', async () => {
    const first = await twoMalls()
    const ref = { mall: 'ganada', key: 's' }
    const colorOf = async ({ market }: typeof first) => {
      const { values, product } = await market.offer(ref)
      const { votes } = await market.offersOf(product, page)
      const own = values.filter(({ name }) => name === 'color').map(({ value, by }) => [value, by])
      return { own, product: votes.get('color')?.map(({ value, isSaid }) => [value, isSaid]) }
    }
    expect((await colorOf(first)).product).toEqual([['black', false]])
    const said = await first.market.correct(ref, 'color', '네이비')
    expect(said.values.filter(({ name }) => name === 'color')).toMatchObject([{ value: 'navy', by: 'person' }])
    const navy = { own: [['navy', 'person']], product: [['navy', true]] }
    expect(await colorOf(first)).toEqual(navy)
    expect(first.shop.product(said.product)?.attributes.color).toBe('navy')
    await first.read('ganada', `w,${water},9900,맑은샘,3000,,,,`, `s,${shirt} 신상,21000,소울메이드,0,패션,Black,,`)
    expect(await colorOf(first)).toEqual(navy)
    const live = hashViews(first.shop.views)
    expect(hashViews(await first.shop.rebuild())).toEqual(live)
    await first.close()
    const second = await openMarket(dir)
    expect(hashViews(second.shop.views)).toEqual(live)
    expect(await colorOf(second)).toEqual(navy)
    await second.market.correct(ref, 'color', null)
    expect(await colorOf(second)).toEqual({ own: [], product: undefined })
    await second.close()
  })

  test('what it says of an offer counts for where it belongs: with another pack it is another product, and back', async () => {
    const first = await twoMalls()
    const products = ({ shop }: typeof first) => {
      const { offers } = shop.views.market
      return ['ganada/w', 'marabas/x1'].map((name) => {
        const [mall, key] = name.split('/') as [string, string]
        return offers.productOf(offers.find({ mall, key }))
      })
    }
    const ref = { mall: 'marabas', key: 'x1' }
    expect(new Set(products(first)).size).toBe(1)
    const { product } = await first.market.correct(ref, 'packCount', '6개')
    expect(new Set(products(first)).size).toBe(2)
    expect(first.shop.product(product)?.attributes.packCount).toBe('6')
    await first.read('marabas', 'x1,[특가] 맑은샘 제주생수 2리터*12개,11000,맑은샘,0,음료,,,')
    expect(new Set(products(first)).size).toBe(2)
    const live = hashViews(first.shop.views)
    expect(hashViews(await first.shop.rebuild())).toEqual(live)
    await first.close()
    const second = await openMarket(dir)
    await second.read('marabas', 'x1,맑은샘 제주생수 2리터*12개,10500,맑은샘,0,음료,,,')
    expect(new Set(products(second)).size).toBe(2)
    await second.market.correct(ref, 'packCount', '12')
    expect(new Set(products(second)).size).toBe(1)
    expect(await second.market.offer(ref)).toMatchObject({ priceMinor: 10_500, title: '맑은샘 제주생수 2리터*12개' })
    await second.close()
  })

  test('what is taken back is as if nobody had corrected it: the value that was read, and the product', async () => {
    const first = await twoMalls()
    const ref = { mall: 'marabas', key: 'x1' }
    const packOf = async ({ market }: typeof first) => {
      const { product, values, saidNone } = await market.offer(ref)
      const own = values.filter(({ name }) => name === 'packCount').map(({ value, by }) => `${value} ${by}`)
      return { product, own, saidNone }
    }
    const before = await packOf(first)
    expect(before).toEqual({ product: 'np-0', own: ['12 rule'], saidNone: [] })
    const parted = await first.market.correct(ref, 'packCount', '6')
    expect(parted.product).not.toBe('np-0')
    const back = await first.market.withdrawCorrection(ref, 'packCount')
    expect([back.product, await packOf(first)]).toEqual(['np-0', before])
    await first.market.correct(ref, 'packCount', null)
    expect(await packOf(first)).toMatchObject({ own: [], saidNone: ['packCount'] })
    await first.market.withdrawCorrection(ref, 'packCount')
    const { position } = first.shop.views
    await expect(first.market.withdrawCorrection(ref, 'packCount')).rejects.toMatchObject({
      code: 'CORRECTION_UNKNOWN',
    })
    expect(first.shop.views.position).toBe(position)
    const live = hashViews(first.shop.views)
    expect(hashViews(await first.shop.rebuild())).toEqual(live)
    await first.close()
    const second = await openMarket(dir)
    expect([hashViews(second.shop.views), await packOf(second)]).toEqual([live, before])
    await second.close()
  })

  test('names that nobody has and values that cannot be are refused, and change nothing', async () => {
    const { market, shop, close } = await twoMalls()
    const ref = { mall: 'ganada', key: 's' }
    const before = shop.views.position
    await expect(market.correct(ref, 'colour', 'black')).rejects.toMatchObject({
      code: 'ATTRIBUTE_UNKNOWN',
      message: expect.stringContaining('color'),
    })
    await expect(market.correct(ref, 'weight', '무거움')).rejects.toMatchObject({ code: 'ATTRIBUTE_VALUE' })
    await expect(market.correct(ref, 'gtin', '8801234567890')).rejects.toMatchObject({ code: 'ATTRIBUTE_VALUE' })
    await expect(market.correct({ mall: 'ganada', key: '?' }, 'color', 'black')).rejects.toMatchObject({
      code: 'OFFER_UNKNOWN',
    })
    expect(shop.views.position).toBe(before)
    await close()
  })
})

describe('coverage', () => {
  test('of each category the share of offers that have an attribute, level by level, and by mall', async () => {
    const { market, close } = await twoMalls()
    const { offers, attributes, categories } = await market.coverage({ path: [] })
    expect(offers).toBe(5)
    expect(attributes[0]).toBe('brand')
    expect(categories.map(({ path, offers: count, hasMore }) => [path, count, hasMore])).toEqual([
      [[], 1, false],
      [['가전'], 1, true],
      [['식품'], 1, true],
      [['음료'], 1, false],
      [['패션'], 1, true],
    ])
    const shareOf = (path: string, name: string) =>
      categories.find((one) => one.path.join() === path)!.shares[attributes.indexOf(name)]
    expect([shareOf('식품', 'packCount'), shareOf('패션', 'packCount'), shareOf('패션', 'color')]).toEqual([1, 0, 1])
    const below = await market.coverage({ path: ['식품'] })
    expect(below).toMatchObject({ offers: 1, categories: [{ path: ['식품', '음료'], hasMore: true }] })
    expect((await market.coverage({ path: [], mall: 'marabas' })).offers).toBe(2)
    await expect(market.coverage({ path: [], mall: 'nobody' })).rejects.toMatchObject({ code: 'MALL_UNKNOWN' })
    await market.correct({ mall: 'ganada', key: 's' }, 'color', null)
    await market.correct({ mall: 'marabas', key: 'x1' }, 'category', '식품 > 음료 > 생수')
    expect(await market.coverage({ path: ['식품', '음료'] })).toMatchObject({
      categories: [{ path: ['식품', '음료', '생수'], offers: 2, hasMore: false }],
    })
    const after = await market.coverage({ path: ['패션'] })
    expect(after.attributes).not.toContain('color')
    await close()
  })
})

test('an erased mall is gone from every answer, what persons said of it too', async () => {
  const { market, shop, close, ...opened } = await twoMalls()
  const [one, other] = [
    { mall: 'ganada', key: 'w' },
    { mall: 'marabas', key: 'x1' },
  ]
  await market.correct(one, 'volume', '1.8L')
  await market.judge({ one, other, verdict: 'same' })
  expect((await market.reviews(10)).judged).toBe(1)
  await shop.malls.erase('ganada')
  await shop.settled()
  const { product } = await market.offer(other)
  const { votes, offers } = await market.offersOf(product, page)
  expect([keysOf(offers), votes.get('volume')?.map(({ value }) => value)]).toEqual([['marabas/x1'], ['2 l']])
  expect(offers[0]!.matched).toBeUndefined()
  expect(keysOf((await market.find(page)).offers)).toEqual(['marabas/x2', 'marabas/x1'])
  expect((await market.find({ ...page, words: '이어폰' })).offers).toEqual([])
  expect(await market.coverage({ path: [] })).toMatchObject({ offers: 2 })
  expect(await market.reviews(10)).toMatchObject({ judged: 0, reviews: [] })
  await expect(market.offer(one)).rejects.toMatchObject({ code: 'OFFER_UNKNOWN' })
  expect(productsOf({ market, shop, close, ...opened })).toHaveLength(2)
  await close()
})
