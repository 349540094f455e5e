import { Random } from '@nunchi/kernel'
import { expect, test } from 'vitest'
import { MemoryEventLog } from '../adapters/memory/event-log.ts'
import { MemorySnapshotStore } from '../adapters/memory/snapshot-store.ts'
import { MemoryVault } from '../adapters/memory/vault.ts'
import type { HomeAnswer, RankedItem } from '../decide/rank/answer.ts'
import { Refusal } from '../domain/refusal.ts'
import { epochMs, type ProductId, type ShopperKey } from '../domain/units.ts'
import type { CatalogEvent } from '../events/catalog.ts'
import type { ShopEvent } from '../events/event.ts'
import type { SlateEvent } from '../events/slate.ts'
import { Views } from '../state/views.ts'
import { Chores } from './chores.ts'
import { Exploring } from './exploring.ts'
import { hashViews } from './hash.ts'
import { Learning } from './learning.ts'
import { Ledger } from './ledger.ts'
import { Shop } from './shop.ts'
import { openTestingShop, said, start, viewed } from './testing-shop.ts'

const kim = { user: 'kim' }
const assumed = { consent: 'assumed' } as const

function listed(n: number): CatalogEvent {
  const product = {
    id: `p${n}` as ProductId,
    title: '',
    brand: ['봄날', '하루옷', 'MOA'][n % 3]!,
    categoryPath: [],
    attributes: {},
    inStock: true,
  }
  return { kind: 'product.listed', at: start, id: `listed:${n}`, product }
}

/** A shop of 40 products, all of them looked at by somebody, and kim, who likes one brand. */
async function fill(shop: Shop): Promise<ShopperKey> {
  await shop.record(Array.from({ length: 40 }, (_, n) => listed(n)))
  await shop.collect(
    Array.from({ length: 40 }, (_, n) => viewed({ user: `other${n % 5}` }, `p${n}`)),
    assumed,
  )
  await shop.collect([viewed(kim, 'p0'), viewed(kim, 'p3')], assumed)
  return shop.shopperOf({ type: 'user', id: 'kim' })!
}

async function openFilled(explore?: { share: number; seed?: number }) {
  const opened = await openTestingShop({ explore })
  return { ...opened, shopper: await fill(opened.shop) }
}

async function slatesIn(log: MemoryEventLog): Promise<SlateEvent[]> {
  const events: readonly ShopEvent[] = await log.read(0, 100_000)
  return events.filter((event) => event.kind === 'slate.shown')
}

function triedIn({ modules }: HomeAnswer): RankedItem[] {
  return modules.flatMap(({ items }) => items.filter(({ why }) => why.source === 'explore'))
}

test('of 10,000 pages the share explores, to three sigma; the others are those of a shop that never does', async () => {
  const { shop, shopper } = await openFilled({ share: 0.1, seed: 1 })
  const { shop: plain, shopper: same } = await openFilled()
  const expected = JSON.stringify(plain.home({ shopper: same, itemsPerModule: 10 }).modules)
  let explored = 0
  for (let page = 0; page < 10_000; page++) {
    const home = shop.home({ shopper, itemsPerModule: 10 })
    const isExplored = triedIn(home).length > 0
    explored += isExplored ? 1 : 0
    if (!isExplored && page < 1_000) expect(JSON.stringify(home.modules)).toBe(expected)
    if (page % 1_000 === 0) await shop.settled()
  }
  expect(Math.abs(explored - 1_000)).toBeLessThan(3 * Math.sqrt(10_000 * 0.1 * 0.9))
  expect(shop.exploring()).toMatchObject({ pages: explored, dropped: 0 })
}, 30_000)

test('off by default: no page tries anything, and nothing is logged', async () => {
  for (const explore of [undefined, { share: 0 }]) {
    const { shop, log, shopper } = await openFilled(explore)
    const before = shop.health().position
    for (let page = 0; page < 100; page++) expect(triedIn(shop.home({ shopper, itemsPerModule: 10 }))).toEqual([])
    await shop.settled()
    expect([await log.length(), shop.exploring()]).toEqual([before, { share: 0, pages: 0, dropped: 0 }])
  }
})

test.each([-0.1, 0.21, Number.NaN])('a share of %d is refused', async (share) => {
  await expect(openTestingShop({ explore: { share } })).rejects.toThrow('is not within 0 to 0.2')
})

test('what was tried is in the log as it was shown, and a rebuild knows what came of it', async () => {
  const { shop, log, shopper } = await openFilled({ share: 0.2, seed: 2 })
  const shown: RankedItem[][] = []
  for (let page = 0; page < 60; page++) {
    const tried = triedIn(shop.home({ shopper, itemsPerModule: 10 }))
    await shop.settled()
    if (tried.length === 0) continue
    shown.push(tried)
    await shop.collect([viewed(kim, tried[0]!.product)], assumed)
  }
  const slates = await slatesIn(log)
  expect(slates.length).toBeGreaterThan(3)
  const logged = slates.map(({ items }) => items.filter(({ by }) => by !== 'ranking'))
  expect(logged.map((items) => items.map(({ product, propensity }) => ({ product, propensity })))).toEqual(
    shown.map((items) => items.map(({ product, propensity }) => ({ product, propensity }))),
  )
  expect(slates.every((slate) => slate.shopper === shopper && slate.policy === 'individual')).toBe(true)
  const { clicked, shown: all } = shop.views.showings.countsOfAll(start / 1_000)
  expect(clicked).toBeCloseTo(shown.length, 6)
  expect(all).toBeCloseTo(slates.flatMap(({ items }) => items).length, 6)
  expect(hashViews(await shop.rebuild())).toEqual(hashViews(shop.views))
  expect((await shop.myData(shopper)).events.filter(({ event }) => event.kind === 'slate.shown')).toHaveLength(
    slates.length,
  )
})

test('the same seed shows the same slates', async () => {
  const pagesOf = async (seed: number) => {
    const { shop, shopper } = await openFilled({ share: 0.2, seed })
    const pages: string[] = []
    for (let page = 0; page < 40; page++) {
      pages.push(JSON.stringify(triedIn(shop.home({ shopper, itemsPerModule: 10 }))))
      await shop.settled()
    }
    return pages
  }
  const [first, again, other] = [await pagesOf(5), await pagesOf(5), await pagesOf(6)]
  expect(again).toEqual(first)
  expect(other).not.toEqual(first)
})

test.each(['personalisation.refused', 'consent.withdrawn'])('after %s nothing is tried any more', async (kind) => {
  const { shop, log, shopper } = await openFilled({ share: 0.2, seed: 3 })
  await shop.collect([said(kim, { kind })], assumed)
  for (let page = 0; page < 200; page++)
    expect(triedIn(shop.home({ shopper, itemsPerModule: 10, policy: 'individual' }))).toEqual([])
  await shop.settled()
  expect(await slatesIn(log)).toEqual([])
})

test('nothing is tried on strangers, on a page for nobody, or where another policy was asked for', async () => {
  const { shop, shopper } = await openFilled({ share: 0.2, seed: 3 })
  for (let page = 0; page < 200; page++) {
    shop.home({ itemsPerModule: 10 })
    shop.home({ shopper, itemsPerModule: 10, isRehearsal: true })
    shop.home({ shopper, itemsPerModule: 10, policy: 'popular' })
  }
  expect(shop.exploring().pages).toBe(0)
})

test('who is forgotten a moment after a page leaves no slate and no row behind', async () => {
  const { shop, log, snapshots, shopper } = await openFilled({ share: 0.2, seed: 4 })
  for (let page = 0; page < 50; page++) shop.home({ shopper, itemsPerModule: 10 })
  await shop.settled()
  expect((await slatesIn(log)).length).toBeGreaterThan(0)
  for (let page = 0; page < 50; page++) shop.home({ shopper, itemsPerModule: 10 })
  await shop.forget({ type: 'user', id: 'kim' })
  await shop.settled()
  expect(shop.views.shoppers.find(shopper)).toBe(-1)
  const kept = [await log.read(0, 100_000), await snapshots.load()]
  expect(kept.map((one) => JSON.stringify(one).includes(shopper))).toEqual([false, false])
})

/** A log that takes no more when told so. */
class FullLog extends MemoryEventLog {
  isFull = false
  override append(events: readonly ShopEvent[], expectedLength: number): Promise<number> {
    if (!this.isFull) return super.append(events, expectedLength)
    return Promise.reject(new Refusal('LOG_UNAVAILABLE', { reason: 'disk full' }))
  }
}

test('while the log takes nothing pages are answered, and nothing is tried once that is known', async () => {
  const log = new FullLog()
  const parts = { vault: new MemoryVault(), snapshots: new MemorySnapshotStore(), clock: { now: () => epochMs(start) } }
  const shop = await Shop.open({ log, ...parts, explore: { share: 0.2, seed: 5 } })
  const shopper = await fill(shop)
  log.isFull = true
  for (let page = 0; page < 40; page++) expect(shop.home({ shopper, itemsPerModule: 10 }).modules).not.toEqual([])
  await shop.settled()
  const { pages, dropped } = shop.exploring()
  expect([pages, dropped > 0, dropped]).toEqual([pages, true, pages])
  for (let page = 0; page < 40; page++) shop.home({ shopper, itemsPerModule: 10 })
  expect(shop.exploring().pages).toBe(pages)
  expect(shop.chores().find(({ name }) => name === 'slates')!.failed).toBeGreaterThan(0)
  log.isFull = false
  shop.health()
  await shop.settled()
  for (let page = 0; page < 40; page++) shop.home({ shopper, itemsPerModule: 10 })
  await shop.settled()
  expect((await slatesIn(log)).length).toBe(shop.exploring().pages - dropped)
  expect(shop.exploring().pages).toBeGreaterThan(pages)
})

test('what more waits than may is dropped and counted', async () => {
  const views = new Views()
  const log = new MemoryEventLog()
  const now = () => start
  const ledger = new Ledger({ log, views, learning: new Learning({ views, now }) })
  await ledger.append([{ kind: 'personalisation.allowed', at: start, id: 'a', shopper: 'kim' as ShopperKey }])
  const options = { share: 0.2, random: new Random(1), waitingMax: 3 }
  const exploring = new Exploring({ views, ledger, chores: new Chores({ now }), now, options })
  const slate = { kind: 'slate.shown', at: start, shopper: 'kim' as ShopperKey, module: 'for-you' } as const
  for (let n = 0; n < 5; n++)
    exploring.record([{ ...slate, id: `s${n}`, policy: 'individual', exploring: true, basedOn: 0, items: [] }])
  expect(exploring.counts).toMatchObject({ pages: 5, dropped: 2 })
  await exploring.settled()
  expect(await slatesIn(log)).toHaveLength(3)
  exploring.record([])
  expect(exploring.counts).toMatchObject({ pages: 5, dropped: 2 })
})
