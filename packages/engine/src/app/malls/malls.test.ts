import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openDataFolder } from '../../adapters/sqlite/data-folder.ts'
import { epochMs, minor } from '../../domain/units.ts'
import type { OfferEvent } from '../../events/offer.ts'
import { productIdOf } from '../../state/offers.ts'
import { hashViews } from '../hash.ts'
import { Shop } from '../shop.ts'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'nunchi-malls-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const at = epochMs(1_700_000_000_000)
const consent = { by: '김대표', at }

async function open() {
  const folder = await openDataFolder(dir)
  const { log, vault, snapshots } = folder
  const shop = await Shop.open({ log: log!, vault, snapshots, clock: { now: () => at } })
  return { shop, close: () => shop.close().then(() => folder.close()) }
}
function listed(mall: string, key: string, product: number): OfferEvent {
  const offer = { mall, key, title: `${mall}에서 파는 ${key}`, categoryPath: ['가전'], attributes: {}, inStock: true }
  return {
    ...{ kind: 'offer.listed', at, id: `${mall}/${key}`, product: productIdOf(product), values: [] },
    offer: { ...offer, priceMinor: minor(1_000) },
    by: { how: 'alone', chance: 1 },
  }
}
/** Files of the folder that hold a text. */
function filesWith(text: string): string[] {
  const files = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return files.map((entry) => join(entry.parentPath, entry.name)).filter((path) => readFileSync(path).includes(text))
}

describe('malls', () => {
  test('are registered with the consent of somebody named, paused and resumed; what they are can be said anew', async () => {
    const { shop, close } = await open()
    await expect(shop.malls.put({ id: 'ganada', name: '가나다몰' })).rejects.toMatchObject({ code: 'MALL_CONSENT' })
    await shop.malls.put({ id: 'ganada', name: '가나다몰', consent })
    expect(await shop.malls.put({ id: 'ganada', name: '가나다 쇼핑' })).toMatchObject({
      mall: { name: '가나다 쇼핑', consent },
    })
    expect(await shop.malls.pause('ganada')).toMatchObject({ isPaused: true })
    expect(await shop.malls.pause('ganada')).toMatchObject({ isPaused: true })
    expect(await shop.malls.resume('ganada')).toMatchObject({ isPaused: false, offers: 0 })
    const unknown = [shop.malls.pause('nobody'), shop.malls.resume('nobody'), shop.malls.erase('nobody')]
    for (const call of unknown) await expect(call).rejects.toMatchObject({ code: 'MALL_UNKNOWN' })
    await close()
  })

  test('what is said of a mall that is not there is left out', async () => {
    const { shop, close } = await open()
    await shop.malls.put({ id: 'ganada', name: '가나다몰', consent })
    await shop.malls.append([listed('ganada', 'tv', 0), listed('nobody', 'tv', 0)])
    expect(shop.malls.list()).toMatchObject([{ mall: { id: 'ganada' }, offers: 1 }])
    expect(shop.views.market.offers.count).toBe(1)
    await close()
  })
})

describe('reading feeds', () => {
  const file = (name: string, content: string) => {
    const path = join(dir, name)
    writeFileSync(path, content)
    return path
  }
  const header = 'id,title,price,brand,shipping\n'
  async function withFeeds() {
    const opened = await open()
    const { malls } = opened.shop
    for (const id of ['ganada', 'marabas']) await malls.put({ id, name: id, consent })
    const read = (mall: string, rows: string) =>
      malls.read({ mall, file: file(`${mall}.csv`, header + rows), source: 'test', currency: 'KRW' })
    return { ...opened, malls, read }
  }

  test('the same thing in two malls is one product at the lowest total, found by searching; another pack is another', async () => {
    const { shop, read, malls, close } = await withFeeds()
    const one = await read(
      'ganada',
      'w,맑은샘 제주 생수 2L x 12개,9900,맑은샘,3000\nv,맑은샘 제주 생수 2L x 6개,5900,맑은샘,0\n',
    )
    expect(one).toMatchObject({ end: 'applied', listed: 2 })
    await read('marabas', 'x1,[무료배송] 맑은샘 제주생수 2리터*12개,11500,맑은샘,0\n')
    const { offers } = shop.views.market
    const productOf = (mall: string, key: string) => offers.productOf(offers.find({ mall, key }))
    expect(productOf('ganada', 'w')).toBe(productOf('marabas', 'x1'))
    expect(productOf('ganada', 'v')).not.toBe(productOf('ganada', 'w'))
    const product = shop.product(productIdOf(productOf('ganada', 'w')))
    expect(product).toMatchObject({ title: '맑은샘 제주 생수 2L x 12개', priceMinor: 11_500, brand: '맑은샘' })
    const found = await shop.finding.search({ query: '제주 생수', filters: {}, sort: 'best', offset: 0, count: 10 })
    expect(found.total).toBe(2)
    expect(malls.get('ganada').runs).toHaveLength(1)
    await close()
  })

  test('after a restart a new offer still finds its product, and no number is given out twice', async () => {
    const first = await withFeeds()
    await first.read('ganada', 'w,맑은샘 제주 생수 2L x 12개,9900,맑은샘,0\nt,소리결 이어폰 SG-100,50000,소리결,0\n')
    await first.read('ganada', 'w,맑은샘 제주 생수 2L x 12개,9900,맑은샘,0\n') // the last number is of nothing now
    await first.close()
    const { shop, close } = await open()
    const path = file(
      'm.csv',
      `${header}x1,맑은샘 제주생수 2리터*12개,9500,맑은샘,0\ny,하루한장 노트 A5,3000,하루한장,0\n`,
    )
    await shop.malls.read({ mall: 'marabas', file: path, source: 'test', currency: 'KRW' })
    const { offers } = shop.views.market
    const products = ['x1', 'y'].map((key) => offers.productOf(offers.find({ mall: 'marabas', key })))
    expect(products).toEqual([0, 2])
    await close()
  })

  test('a paused mall is not read, nor one that is not there', async () => {
    const { malls, read, close } = await withFeeds()
    await malls.pause('ganada')
    await expect(read('ganada', '1,양말,1000,,\n')).rejects.toMatchObject({ code: 'MALL_PAUSED' })
    await expect(read('nobody', '1,양말,1000,,\n')).rejects.toMatchObject({ code: 'MALL_UNKNOWN' })
    await close()
  })
})

describe('erasing a mall', () => {
  async function twoMalls() {
    const opened = await open()
    for (const id of ['ganada', 'marabas']) await opened.shop.malls.put({ id, name: `${id}-name`, consent })
    await opened.shop.malls.append([listed('ganada', 'tv', 0), listed('marabas', 'tv', 0), listed('ganada', 'pc', 1)])
    const judged = {
      one: { mall: 'ganada', key: 'tv' },
      other: { mall: 'marabas', key: 'tv' },
      verdict: 'same',
    } as const
    await opened.shop.malls.append([{ kind: 'pair.judged', at, id: 'j', ...judged }])
    return opened
  }

  test('takes it out of every answer at once and out of every file after that; the others stay', async () => {
    const first = await twoMalls()
    await first.close() // with a snapshot that holds both
    for (const text of ['ganada-name', 'ganada에서 파는']) expect(filesWith(text).length).toBeGreaterThan(1)
    const second = await open()
    await second.shop.malls.erase('ganada')
    expect(second.shop.product(productIdOf(0))?.title).toBe('marabas에서 파는 tv')
    expect(second.shop.views.catalog.isListed(second.shop.views.catalog.find(productIdOf(1)))).toBe(false)
    await second.shop.settled()
    await second.close()
    for (const text of ['ganada-name', 'ganada에서 파는', 'ganada\u0001']) expect(filesWith(text)).toEqual([])
    expect(filesWith('marabas').length).toBeGreaterThan(0)
    const third = await open()
    expect(third.shop.malls.list().map(({ mall, offers }) => [mall.id, offers])).toEqual([['marabas', 1]])
    expect(third.shop.product(productIdOf(0))?.title).toBe('marabas에서 파는 tv')
    await third.close()
  })

  test('a crash in between only delays it, and one that comes again is a new mall', async () => {
    const first = await twoMalls()
    const { log } = { log: (await first.shop.rebuild()).position }
    expect(log).toBeGreaterThan(0)
    await first.shop.malls.append([{ kind: 'mall.erased', at, id: 'e', mall: 'ganada' }]) // the wish alone, as before a crash
    expect(first.shop.views.market.malls.erasures).toHaveLength(1)
    await first.close()
    const second = await open()
    await second.shop.settled()
    expect(second.shop.views.market.malls.erasures).toEqual([])
    await second.shop.malls.put({ id: 'ganada', name: '다시 온 가나다', consent })
    await second.shop.malls.append([{ ...listed('ganada', 'tv', 2), id: 'again' }])
    expect(second.shop.malls.get('ganada')).toMatchObject({ offers: 1, mall: { name: '다시 온 가나다' } })
    const rebuilt = await second.shop.rebuild()
    expect(hashViews(rebuilt)['market.texts.titles']).toBe(hashViews(second.shop.views)['market.texts.titles'])
    await second.close()
  })

  test('a held reading stays, however many come behind it; a second erasure takes no mall registered behind the first', async () => {
    const { shop, close } = await open()
    await shop.malls.put({ id: 'ganada', name: '가나다몰', consent })
    const counts = { rows: 0, rejected: 0, listed: 0, changed: 0, repriced: 0, withdrawn: 0, unchanged: 0 }
    const run = (startedAt: number, end: 'held' | 'unchanged') =>
      shop.malls.note('ganada', {
        ...counts,
        startedAt: epochMs(at + startedAt),
        endedAt: at,
        end,
        scope: 'full',
        source: 'x',
      })
    await run(0, 'held')
    for (let i = 1; i <= 201; i++) await run(i, 'unchanged')
    const { runs } = shop.malls.get('ganada')
    expect([runs.length, runs[0]?.end]).toEqual([201, 'held'])
    await Promise.all([shop.malls.erase('ganada'), shop.malls.erase('ganada')])
    await shop.malls.put({ id: 'ganada', name: '다시', consent })
    await shop.malls.settled()
    expect(shop.malls.get('ganada')).toMatchObject({ mall: { name: '다시' }, runs: [] })
    await close()
  })

  test('after an erasure a rebuild knows less, which it can tell, and the next one the same', async () => {
    const { shop, close } = await open()
    for (const id of ['ganada', 'marabas']) await shop.malls.put({ id, name: id, consent })
    await shop.malls.append([listed('ganada', 'tv', 0), listed('marabas', 'tv', 0), listed('ganada', 'fan', 1)])
    expect(hashViews(await shop.rebuild())).toEqual(hashViews(shop.views))
    await shop.malls.erase('ganada')
    await shop.settled()
    const rebuilt = await shop.rebuild()
    expect(rebuilt.market.malls.scrubbed).toBe(1)
    expect(rebuilt.market.malls.all().map(({ mall }) => mall.id)).toEqual(['marabas'])
    expect(hashViews(await shop.rebuild())).toEqual(hashViews(rebuilt))
    await close()
  })
})
